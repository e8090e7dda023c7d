/** Snapshots, reviews and evidence: what the rules find, how pressing it is. Two forms with a bar between them are singular and plural. */
export const reviews = {
  severity: { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', note: 'Note' },
  state: { open: 'Open', accepted: 'Accepted' },
  /** What a rule has found, as a sentence. `count` is of members or keys; a finding about one thing names it beside. */
  rule: {
    twoFactorNotEnforced: '2FA is not required of members',
    membersWithoutTwoFactor: '{count} member has no 2FA | {count} members have no 2FA',
    administratorWithoutTwoFactor: 'An administrator has no 2FA',
    oneSuperAdmin: 'There is only one super admin',
    passwordPolicyOff: 'No password policy is enforced',
    passwordPolicyWeak: 'The password policy asks for less than 12 characters with an uppercase letter and a number',
    passwordsUnproved: '{count} member has not proved a password that meets the policy | {count} members have not proved a password that meets the policy',
    secureKeysNotEnforced: 'Plain-text API keys may be used',
    plainKey: 'A plain-text API key | {count} plain-text API keys',
    keyExpirationNotRequired: 'API keys may last for ever',
    keyMaximumLong: 'API keys may last longer than 180 days',
    keyWithoutExpiry: 'An API key that never expires | {count} API keys that never expire',
    keyBeyondMaximum: 'An API key that lasts longer than the policy allows | {count} API keys that last longer than the policy allows',
    keyExpired: 'An expired API key | {count} expired API keys',
    keyOwnerWithoutTwoFactor: 'An API key whose owner has no 2FA | {count} API keys whose owners have no 2FA',
    keyOwnerNotListed: 'An API key whose owner is no member | {count} API keys whose owners are no members',
    keyMayAdministrate: 'An API key that may administrate | {count} API keys that may administrate',
    bundlesNotEncrypted: 'Bundles need not be encrypted',
    invitationsPending: '{count} invitation is not accepted yet | {count} invitations are not accepted yet',
    statusesUnknown: 'The status of {count} member is not known | The statuses of {count} members are not known'
  }
}
