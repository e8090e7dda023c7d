/** A setting as it is found by its name, and where it stands: the part of the page and, there, `data-setting`. */
export interface FindableSetting {
  part: string
  setting: string
  /** Where its name is among the texts. */
  nameKey: string
  /** Where the name of its part is. */
  partKey: string
  /** What there is to choose from, by which it is found, too. */
  optionKeys: readonly string[]
}

const options: Record<string, readonly string[]> = {
  language: ['settings.language.en', 'settings.language.fr', 'settings.language.system'],
  theme: ['settings.theme.light', 'settings.theme.dark', 'settings.theme.contrast', 'settings.theme.system'],
  motion: ['settings.motion.reduced', 'settings.motion.full', 'settings.motion.system'],
  emailSeparator: ['settings.lists.comma', 'settings.lists.semicolon', 'settings.lists.newline'],
  refreshMinutes: ['settings.reading.never'],
  proxy: ['network.proxy.label', 'network.proxy.system', 'network.proxy.direct', 'network.proxy.manual']
}

const of = (part: string, partKey: string, settings: Record<string, string>): FindableSetting[] => Object.entries(settings).map(([setting, nameKey]) => ({ part, setting, nameKey, partKey, optionKeys: options[setting] ?? [] }))

/** Every setting that somebody may look for; those without a control of their own lead to their part. */
export const findableSettings: readonly FindableSetting[] = [
  ...of('appearance', 'settings.appearance.title', { language: 'settings.appearance.language', theme: 'settings.appearance.theme', motion: 'settings.appearance.motion' }),
  ...of('connections', 'connections.title', { connections: 'connections.settings.manage' }),
  ...of('lock', 'lock.panel.title', { idleLockMinutes: 'lock.panel.idle' }),
  ...of('clipboard', 'settings.clipboard.title', { clipboardSeconds: 'settings.clipboard.label' }),
  ...of('keychain', 'settings.vault.title', { keychain: 'settings.vault.title' }),
  ...of('lists', 'settings.lists.title', { emailSeparator: 'settings.lists.separator' }),
  ...of('reading', 'settings.reading.title', { refreshMinutes: 'settings.reading.label' }),
  ...of('network', 'network.title', { proxy: 'managed.names.proxy', certificates: 'network.certificates.title' }),
  ...of('notifications', 'expiryNotices.panel.title', { expiryNotices: 'expiryNotices.panel.label', batchNotices: 'expiryNotices.panel.finished' }),
  ...of('background', 'background.title', { startAtLogin: 'background.startAtLogin.label', tray: 'background.tray.label' }),
  ...of('updates', 'updates.title', { updates: 'updates.title' }),
  ...of('data', 'keptData.title', { data: 'keptData.title' }),
  ...of('about', 'settings.about.title', { about: 'settings.about.title' })
]
