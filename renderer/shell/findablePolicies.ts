/** The organization's own settings on Security: its `data-setting` there, and where its name is among the texts. */
export const findablePolicies = {
  enforcesTwoFactor: 'policies.setting.enforcesTwoFactor',
  passwordPolicy: 'policies.password.enforce',
  minLength: 'policies.password.length',
  requireUppercase: 'policies.password.uppercase',
  requireNumber: 'policies.password.number',
  requireSpecial: 'policies.password.special',
  enforcesSecureKeys: 'policies.setting.enforcesSecureKeys',
  requiresKeyExpiration: 'policies.setting.requiresKeyExpiration',
  maxKeyExpirationDays: 'policies.setting.maxKeyExpirationDays',
  enforcesEncryptedBundles: 'policies.setting.enforcesEncryptedBundles',
  requiredEncryptionKey: 'policies.setting.requiredEncryptionKey',
  presets: 'policies.preset.button'
} as const
