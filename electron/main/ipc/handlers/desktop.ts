import type { AppInfo } from '#shared/domain/appInfo'
import type { Mail } from '#shared/domain/mail'
import type { ToldOpenRequest } from '#shared/domain/openRequest'
import type { Policy } from '#shared/domain/policy'
import type { VaultState } from '#shared/domain/vaultState'
import type { ZoomStep } from '#shared/domain/zoom'
import { createPreparedText } from '../../services/preparedText'
import type { Handlers } from '../listener'
import type { SettingsRepository } from '../../settings/settingsRepository'

/** The powers of the desktop, each behind its one door; given by the composition root. */
export interface DesktopDoors {
  info(): Promise<AppInfo>
  /** What the system asked to open, told once. */
  openRequest(): ToldOpenRequest | null
  /** @returns the factor, 1 for the actual size */
  zoom(step: ZoomStep): number
  /** The administrator's policy in force. */
  policy(): Policy
  /** Resolves once the keychain has been asked. */
  vaultState(): Promise<VaultState>
  isOnline(): boolean
  copyText(text: string): Promise<void>
  saveText(suggestedName: string, content: string): Promise<{ path: string } | null>
  openLink(url: string): Promise<void>
  composeMail(mail: Mail): Promise<void>
}

export function desktopHandlers(doors: DesktopDoors, settings: SettingsRepository) {
  const prepared = createPreparedText()
  return {
    'app.info': () => doors.info(),
    'app.openRequest': () => doors.openRequest(),
    'app.zoom': ({ step }) => ({ factor: doors.zoom(step) }),
    'settings.read': () => settings.read(),
    'settings.update': (change) => settings.update(change),
    'policy.current': () => doors.policy(),
    'vault.state': () => doors.vaultState(),
    'network.state': () => ({ online: doors.isOnline() }),
    'clipboard.copyText': async ({ text }) => {
      await doors.copyText(text)
      return null
    },
    'clipboard.prepareText': ({ text }) => ({ preparedId: prepared.keep(text) }),
    'clipboard.copyPrepared': async ({ preparedId }) => {
      const text = prepared.textOf(preparedId)
      if (text === null) return { copied: false }
      await doors.copyText(text)
      return { copied: true }
    },
    'files.saveText': ({ suggestedName, content }) => doors.saveText(suggestedName, content),
    'links.open': async ({ url }) => {
      await doors.openLink(url)
      return null
    },
    'mail.compose': async (mail) => {
      await doors.composeMail(mail)
      return null
    }
  } satisfies Partial<Handlers>
}
