import { ClipboardCheck, DoorOpen, Gauge, KeyRound, LayoutDashboard, PlugZap, ScrollText, Settings, ShieldCheck, Users, type LucideIcon } from '@lucide/vue'
import { openCommand, type CommandName } from '#shared/domain/command'
import { sectionNames, type SectionName } from '#shared/domain/section'

export interface Section {
  path: string
  /** Where its name is among the texts. */
  nameKey: string
  icon: LucideIcon
  /** What opens it. */
  command: CommandName
}

const looks: Record<SectionName, Omit<Section, 'path' | 'command'>> = {
  overview: { nameKey: 'overview.title', icon: LayoutDashboard },
  security: { nameKey: 'shell.security', icon: ShieldCheck },
  members: { nameKey: 'members.title', icon: Users },
  keys: { nameKey: 'apiKeys.title', icon: KeyRound },
  reviews: { nameKey: 'snapshots.title', icon: ClipboardCheck },
  posture: { nameKey: 'posture.title', icon: Gauge },
  activity: { nameKey: 'activity.title', icon: ScrollText },
  access: { nameKey: 'access.title', icon: DoorOpen },
  connections: { nameKey: 'connections.title', icon: PlugZap },
  settings: { nameKey: 'shell.settings', icon: Settings }
}

export const sectionPath = (name: SectionName): string => `/${name}`

/** The pages of the rail. */
export const sections: readonly Section[] = sectionNames.map((name) => ({ path: sectionPath(name), command: openCommand(name), ...looks[name] }))

/** The page of last time, if there is still one of that name; otherwise the first. */
export function pageAfterSignIn(lastPage: string | null): string {
  return sections.find(({ path }) => path === lastPage)?.path ?? '/security'
}
