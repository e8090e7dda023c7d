export const settings = {
  title: 'Settings',
  parts: 'Parts of the settings',
  group: { general: 'General', protection: 'Protection', servers: 'Connections and network', computer: 'This computer' },
  clipboard: {
    title: 'Clipboard',
    label: 'Clear a copied secret after',
    hint: 'A secret that you copy leaves the clipboard by then, unless something else was copied meanwhile.',
    seconds: '{count} second | {count} seconds'
  },
  reading: {
    title: 'Refreshing',
    label: 'Refresh the open page',
    hint: 'The page in sight is refreshed by itself, also when you come back to the window after a minute; otherwise only when you press R.',
    minutes: 'every minute | every {count} minutes',
    never: 'Only when I ask'
  },
  sentence: 'Changes take effect at once and are kept on this computer.',
  appearance: {
    title: 'Language and appearance',
    language: 'Language',
    languageHint: 'The language of the window, the menus and the notifications.',
    theme: 'Theme',
    themeHint: 'System follows light and dark as the system changes; high contrast is light on black.',
    motion: 'Motion',
    motionHint: 'Reduced: nothing slides, turns or fades; System follows the system’s setting.'
  },
  /** Languages are named in themselves, so that one finds one’s own. */
  language: { system: 'System', en: 'English', fr: 'Français' },
  theme: { system: 'System', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
  motion: { system: 'System', reduced: 'Reduced', full: 'Full' },
  lists: {
    title: 'Copied lists',
    separator: 'Separate e-mail addresses with',
    hint: 'Between the addresses of a list that you copy; mail programs differ in what they take.',
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
    more: 'Everything in it, with licences',
    what: 'the program’s version'
  },
  what: 'the settings',
  saved: 'Saved'
}
