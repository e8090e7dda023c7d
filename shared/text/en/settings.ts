export const settings = {
  title: 'Settings',
  sentence: 'Changes take effect at once and are kept on this computer.',
  appearance: {
    title: 'Language and appearance',
    language: 'Language',
    theme: 'Theme'
  },
  /** Languages are named in themselves, so that one finds one’s own. */
  language: { system: 'System', en: 'English', fr: 'Français' },
  theme: { system: 'System', light: 'Light', dark: 'Dark' },
  lists: {
    title: 'Copied lists',
    separator: 'Separate e-mail addresses with',
    comma: 'Comma',
    semicolon: 'Semicolon',
    newline: 'New line'
  },
  vault: {
    inUse: 'In use',
    notUsed: 'Not in use',
    unknown: 'Whether the keychain can be used is not known.',
    title: 'Keychain',
    ready: 'API keys and sessions are kept in the system’s keychain, never in a file.'
  },
  about: {
    title: 'About',
    version: 'Version',
    runtime: 'Runs on',
    electron: 'Electron {version}',
    standIn: 'the stand-in host for tests, without Electron',
    platform: 'System',
    platforms: { darwin: 'macOS', win32: 'Windows', linux: 'Linux', other: 'Another system' },
    what: 'the program’s version'
  },
  what: 'the settings',
  saved: 'Saved'
}
