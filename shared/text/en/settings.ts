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
  connection: {
    title: 'Connection',
    who: 'Who',
    credential: 'Credential',
    server: 'Server',
    storage: 'Secret kept in',
    apiKeyOwner: 'Owner of the API key, user {id}',
    apiKey: 'API key',
    session: 'Session with e-mail and password',
    sessionAal2: 'Session with e-mail, password and 2FA',
    demoServer: 'Inside Gatehouse, on this computer',
    keychain: 'The system’s keychain',
    memory: 'Memory, for this run only',
    none: 'Nobody is signed in.',
    signIn: 'Sign in',
    signOut: 'Sign out…',
    leaveDemo: 'Leave the demo…',
    resetDemo: 'Begin the demo afresh…'
  },
  signOut: {
    title: 'Sign out of {server}?',
    apiKey: 'The API key is removed from this computer. At the server it stays valid: delete it in the Capgo console if it is no longer needed.',
    session: 'The session is removed from this computer. It is ended at the server if it can be reached; otherwise it runs out by itself.',
    kept: 'The e-mail address and the server’s address stay filled in for the next sign-in. Settings stay.',
    confirm: 'Sign out',
    what: 'signing out'
  },
  leaveDemo: {
    title: 'Leave the demo organization?',
    removed: 'The demo server stops. What was changed there is kept on this computer for the next time.',
    returns: 'If you were signed in before, that sign-in returns.',
    confirm: 'Leave the demo'
  },
  resetDemo: {
    title: 'Begin the demo afresh?',
    forgotten: 'Everything that was changed in the demo is forgotten, and it stands as on the first day.',
    confirm: 'Begin afresh',
    what: 'beginning the demo afresh'
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
