import { DoorOpen, LayoutDashboard, PlugZap, Settings, ShieldCheck, type LucideIcon } from '@lucide/vue'

export interface Section {
  path: string
  /** Where its name is among the texts. */
  nameKey: string
  icon: LucideIcon
}

/** The pages of the rail, in the order of the keys 1 to 9. */
export const sections: readonly Section[] = [
  { path: '/overview', nameKey: 'overview.title', icon: LayoutDashboard },
  { path: '/security', nameKey: 'shell.security', icon: ShieldCheck },
  { path: '/access', nameKey: 'access.title', icon: DoorOpen },
  { path: '/connections', nameKey: 'connections.title', icon: PlugZap },
  { path: '/settings', nameKey: 'shell.settings', icon: Settings }
]

/** The page of last time, if there is still one of that name; otherwise the first. */
export function pageAfterSignIn(lastPage: string | null): string {
  return sections.find(({ path }) => path === lastPage)?.path ?? '/security'
}
