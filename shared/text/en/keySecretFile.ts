/** The words of the encrypted file that secrets are handed over in. */
export const keySecretFile = {
  title: 'API keys, saved by Gatehouse',
  note: 'Whoever has one of these secrets can do everything its key may do. Delete this file when they have arrived.',
  key: 'API key:',
  organization: 'Organization:',
  fingerprint: 'Fingerprint (SHA-256, first 12 digits):',
  secret: 'Secret:'
}
