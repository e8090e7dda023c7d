import { errorCodes } from '#shared/errors/appError'

/** A field's name without case, dashes, underscores, blanks and dots, so that `X-API-Key` and `x_api_key` are one. */
export function plainKey(name: string): string {
  return name.toLowerCase().replace(/[-_\s.]/gu, '')
}

const sensitiveNames = new Set([
  'key', 'code', 'codes', 'pin', 'pwd', 'passwd', 'passphrase', 'auth', 'bearer', 'jwt', 'sig', 'signature', 'nonce', 'totp', 'otp', 'mfa',
  'cookies', 'credentials', 'session', 'sessionid', 'sid', 'qrcode', 'totpuri', 'otpauth', 'recoverycodes', 'keyhash',
  'hashedkey', 'keyhashed', 'anonkey', 'supbakey', 'clipboard', 'override'
])
const sensitiveEndings = [
  'authorization', 'capgkey', 'apikey', 'password', 'passwords', 'token', 'tokens', 'secret', 'secrets', 'cookie', 'credential',
  'privatekey', 'servicekey', 'signingkey', 'encryptionkey', 'secretkey', 'accesskey'
]

/** Whether a field of this name may hold a credential, whatever its value looks like. */
export function isSensitiveKey(name: string): boolean {
  const plain = plainKey(name)
  return sensitiveNames.has(plain) || sensitiveEndings.some((ending) => plain.endsWith(ending))
}

const idNames = new Set([
  'organizationid', 'orgid', 'orgids', 'lastorganizationid', 'ownerorg', 'userid', 'memberid', 'connectionid', 'attemptid', 'requestid', 'factorid',
  'challengeid', 'appid', 'gid', 'uid'
])

/** Names under which a UUID is an identifier; everywhere else it may be an API key, which in Capgo is a UUID too. */
export function isIdKey(name: string): boolean {
  return idNames.has(plainKey(name))
}

const closedCodes = new Set<string>(errorCodes)

/**
 * Under the name `code` stand one-time codes and error codes. Kept are error codes of known make: ours, Node's and
 * Chromium's, PostgREST's, PostgreSQL's and HTTP's (five digits at most; one-time codes have six or more), and the
 * backend's words in small letters with underscores.
 */
export function isErrorCode(value: string | number): boolean {
  const text = String(value)
  return (
    closedCodes.has(text) ||
    /^E[A-Z]{3,14}$/u.test(text) ||
    /^(?:ERR|CERT|UNABLE|SELF|DEPTH|UND_ERR|MODULE|HPE)_[A-Z]{2,}(?:_[A-Z0-9]{1,20}){0,6}$/u.test(text) ||
    /^(?:PGRST)?\d{1,5}$/u.test(text) ||
    /^(?=.*_)(?:2fa|[a-z]{1,20})(?:_(?:2fa|[a-z]{1,20})){1,8}$/u.test(text)
  )
}
