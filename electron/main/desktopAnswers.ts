import { app } from 'electron'
import { desktopHandlers, type DesktopDoors } from './ipc/handlers/desktop'
import type { backgroundHandlers } from './ipc/handlers/background'
import { keptDataHandlers } from './ipc/handlers/keptData'
import { createKeptData } from './services/keptData'
import { describeApp, noteVersion } from './services/appInfo'
import type { PolicyRepository } from './settings/policyRepository'
import type { SettingsRepository } from './settings/settingsRepository'
import { copyText } from './window/clipboard'
import { composeMail, openExternal } from './window/openExternal'

export interface DesktopAnswersDeps extends Pick<DesktopDoors, 'openRequest' | 'zoom' | 'vaultState' | 'isOnline' | 'saveText'> {
  settings: SettingsRepository
  policy: PolicyRepository
  systemLanguage(): string
  background: ReturnType<typeof backgroundHandlers>
  inUserData(...names: string[]): string
  /** Also where the lock stands and nobody has asked the keychain yet. */
  isLocked(): Promise<boolean>
}

/** What the window asks of the desktop and of this program's own settings; no server is part of it. */
export function answerAboutDesktop({ settings, policy, systemLanguage, background, inUserData, isLocked, ...doors }: DesktopAnswersDeps) {
  const updatedFrom = noteVersion(settings, app.getVersion())
  const desktop = desktopHandlers({ ...doors, info: async () => describeApp(app.getVersion(), systemLanguage(), await updatedFrom), policy: policy.current, copyText, openLink: openExternal, composeMail }, settings)
  return { ...desktop, ...background, ...keptDataHandlers(createKeptData({ inUserData, isLocked })) }
}
