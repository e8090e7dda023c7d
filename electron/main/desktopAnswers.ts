import { app } from 'electron'
import { desktopHandlers, type DesktopDoors } from './ipc/handlers/desktop'
import { describeApp } from './services/appInfo'
import type { PolicyRepository } from './settings/policyRepository'
import type { SettingsRepository } from './settings/settingsRepository'
import { copyText } from './window/clipboard'
import { composeMail, openExternal } from './window/openExternal'

export interface DesktopAnswersDeps extends Pick<DesktopDoors, 'openRequest' | 'zoom' | 'vaultState' | 'isOnline' | 'saveText'> {
  settings: SettingsRepository
  policy: PolicyRepository
  systemLanguage(): string
}

/** What the window asks of the desktop and of this program's own settings; no server is part of it. */
export function answerAboutDesktop({ settings, policy, systemLanguage, ...doors }: DesktopAnswersDeps) {
  return desktopHandlers({ ...doors, info: () => describeApp(app.getVersion(), systemLanguage()), policy: policy.current, copyText, openLink: openExternal, composeMail }, settings)
}
