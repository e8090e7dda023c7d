/** Further words by which Ctrl+K finds something that is called otherwise; they are searched and never shown. */
export const finds = {
  typeName: 'Type a key’s name as well for another key',
  security: 'Security of this organization',
  also: 'Where that is done',
  setting: {
    language: 'locale translation french english français',
    theme: 'dark mode night light contrast colours colors appearance',
    motion: 'animation accessibility reduce',
    connections: 'sign in sign out log out account server',
    idleLockMinutes: 'idle inactivity timeout auto lock screen minutes',
    clipboardSeconds: 'copy paste secret clear seconds',
    keychain: 'vault keyring credential store secrets',
    emailSeparator: 'comma semicolon addresses list',
    refreshMinutes: 'refresh interval reload poll automatic minutes',
    proxy: 'network internet server address',
    certificates: 'tls ssl ca authority trust',
    expiryNotices: 'notification alert expire expiry remind',
    batchNotices: 'notification alert done',
    startAtLogin: 'autostart auto start startup start-up boot log in login launch',
    tray: 'tray menu bar background close minimise minimize hide icon',
    updates: 'update upgrade version automatic download',
    data: 'storage folder files delete clear privacy',
    about: 'version licences licenses'
  },
  policy: {
    enforcesTwoFactor: '2fa mfa two-factor enforce authenticator',
    passwordPolicy: 'password rules requirements',
    minLength: 'password length characters',
    requireUppercase: 'password capital letter',
    requireNumber: 'password digit',
    requireSpecial: 'password symbol sign',
    enforcesSecureKeys: 'api key hashed plain',
    requiresKeyExpiration: 'api key expiry expire date',
    maxKeyExpirationDays: 'api key expiry expire longest',
    enforcesEncryptedBundles: 'encryption encrypt upload bundle',
    requiredEncryptionKey: 'encryption fingerprint bundle',
    presets: 'preset template recommended'
  },
  command: {
    members: 'people users export csv json save mail',
    keys: 'export csv report tokens',
    posture: 'export pdf evidence auditor pack score',
    activity: 'export csv audit log journal history',
    reviews: 'snapshot compare export evidence',
    connections: 'sign out log out sign in log in disconnect switch account server',
    access: 'permissions rights role',
    about: 'licences licenses open source version',
    diagnostics: 'support problem network check logs'
  },
  topic: {
    rotateKey: 'regenerate renew replace',
    revokeKey: 'delete remove',
    lock: 'idle password',
    keyboard: 'shortcuts keys',
    upToDate: 'tray autostart startup updates'
  }
}

export type FindsText = typeof finds
