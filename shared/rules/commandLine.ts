import { organizationIdSchema } from '../domain/organization'
import { expirationDaysRange, minLengthRange, type SettingsChange } from '../domain/policyChange'
import { securitySettingNames, type SecuritySettingName, type SecuritySettings } from '../domain/securitySettings'
import { AppError } from '../errors/appError'
import { jsonInAscii, posixQuoted, powershellQuoted } from './shellQuoting'

/** Where the commands go. */
export interface CommandTarget {
  organizationId: string
  /** Both origins of the server, without a slash at the end. */
  api: string
  supabase: string
  /** Whether 2FA is enforced now; null: unknown. While it is, no API key changes anything but that. */
  enforced: boolean | null
}

/** What has to be known before a command is run. */
export const commandNotes = [
  /**
   * A session's access token, for 2FA is or becomes enforced: then the server takes a change from a session only (400
   * `cannot_update_org` for any API key), switching it off excepted.
   */
  'needsSession',
  /** Whether 2FA is enforced is unknown; where it is, the server refuses this for any API key. */
  'notWhileEnforced',
  /** The command line asks before it switches a password policy on while somebody does not meet the one in force. */
  'asksFirst',
  /** From then on a plain-text key is refused, the one in `CAPGO_TOKEN` too. */
  'needsSecureKey',
  /** From then on some requests want a key that expires. */
  'needsExpiringKey'
] as const
export type CommandNote = (typeof commandNotes)[number]

export const shells = ['posix', 'powershell'] as const
export type Shell = (typeof shells)[number]

/** One command. The credential is the name of an environment variable, never the credential. */
export interface CommandLine extends Record<Shell, string> {
  /** Capgo's own command line, or a plain request (`curl`; in PowerShell `Invoke-RestMethod`, whose quoting holds). */
  tool: 'cli' | 'request'
  settings: SecuritySettingName[]
  /** What the variable has to hold: `CAPGO_TOKEN` an API key, `CAPGO_SESSION` the access token of a session. */
  credential: 'apiKey' | 'session'
  notes: CommandNote[]
}

/** Capgo's own server, which the command line knows by itself. */
const ownSupabase = 'https://sb.capgo.app'
const originPattern = /^https?:\/\/[a-z0-9.:[\]-]+(\/[\w.~-]+)*$/iu

/**
 * The commands that make a change of settings, to be run one after the other. What `@capgo/cli` (read in 8.68.1) can set
 * goes by `organization set`, one command for each of its groups: given flags of two groups, it goes on to ask for a new
 * name of the organization. It takes an omitted field of the password policy for its own default, so all of them are said,
 * and it refuses the `null` for "no maximum" that its help offers. The rest is one `PUT /organization`; so is everything
 * once 2FA is enforced, for which the command line, which knows API keys only, is no way. What may take the key's own access
 * comes last.
 * @throws AppError `invalidInput` for an id, an address or a value that no server takes
 */
export function commandLines(target: CommandTarget, change: SettingsChange): CommandLine[] {
  requireValid(target, change)
  const { enforcesTwoFactor, passwordPolicy, enforcesSecureKeys, requiresKeyExpiration, maxKeyExpirationDays } = change
  if (enforcesTwoFactor ?? target.enforced === true) return [requestFor(target, change)].filter((line) => line !== null)
  const unsure: CommandNote[] = enforcesTwoFactor === undefined && target.enforced === null ? ['notWhileEnforced'] : []
  const lines: CommandLine[] = []
  if (enforcesTwoFactor === false) lines.push(cli(target, ['enforcesTwoFactor'], ['--no-enforce-2fa'], []))
  if (passwordPolicy !== undefined) lines.push(cli(target, ['passwordPolicy'], passwordFlags(passwordPolicy), [...unsure, ...(passwordPolicy?.enabled === true ? (['asksFirst'] as const) : [])]))
  const rest = named(change, [...(maxKeyExpirationDays === null ? (['maxKeyExpirationDays'] as const) : []), 'enforcesEncryptedBundles', 'requiredEncryptionKey'])
  if (rest.length > 0) lines.push(request(target, change, rest, 'apiKey', unsure))
  const ofKeys = named(change, ['enforcesSecureKeys', 'requiresKeyExpiration', 'maxKeyExpirationDays']).filter((name) => !rest.includes(name))
  const notes: CommandNote[] = [...unsure, ...(enforcesSecureKeys === true ? (['needsSecureKey'] as const) : []), ...(requiresKeyExpiration === true ? (['needsExpiringKey'] as const) : [])]
  if (ofKeys.length > 0) lines.push(cli(target, ofKeys, keyFlags(change), notes))
  return lines
}

/**
 * The command that Capgo documents for switching 2FA enforcement on. The server refuses it from any API key, and the command
 * line has nothing else, so `commandLines` gives the request of a session instead.
 * @throws AppError `invalidInput`
 */
export function documentedTwoFactorCommand(target: CommandTarget): CommandLine {
  requireValid(target, {})
  return cli(target, ['enforcesTwoFactor'], ['--enforce-2fa'], ['needsSession'])
}

/** One request for everything that a change names, whatever the tool of its parts. @throws AppError `invalidInput` */
export function requestFor(target: CommandTarget, change: SettingsChange): CommandLine | null {
  requireValid(target, change)
  const settings = named(change, securitySettingNames)
  const session = change.enforcesTwoFactor ?? target.enforced === true
  return settings.length === 0 ? null : request(target, change, settings, session ? 'session' : 'apiKey', session ? ['needsSession'] : [])
}

function cli({ organizationId, supabase }: CommandTarget, settings: SecuritySettingName[], flags: string[], notes: CommandNote[]): CommandLine {
  const words = ['npx', '@capgo/cli', 'organization', 'set', organizationId, ...flags]
  const elsewhere = supabase !== ownSupabase
  const [posix, powershell] = [posixQuoted, powershellQuoted].map((quoted) => [...words, ...(elsewhere ? ['--supa-host', supabase] : [])].map(quoted).join(' '))
  return {
    tool: 'cli',
    settings,
    credential: 'apiKey',
    // The command line reads the API key from the variable CAPGO_TOKEN by itself.
    posix: `${posix ?? ''}${elsewhere ? ' --supa-anon "$CAPGO_SUPA_ANON"' : ''}`,
    powershell: `${powershell ?? ''}${elsewhere ? ' --supa-anon "$env:CAPGO_SUPA_ANON"' : ''}`,
    notes
  }
}

function passwordFlags(policy: SecuritySettings['passwordPolicy']): string[] {
  // The command line cannot take a policy away, only stop enforcing it, which does the same.
  if (policy === null) return ['--no-password-policy']
  const flag = (wanted: boolean, name: string): string => (wanted ? `--${name}` : `--no-${name}`)
  const length = isWithin(policy.minLength, minLengthRange) ? ['--min-length', String(policy.minLength)] : []
  return [
    flag(policy.enabled, 'password-policy'),
    ...length,
    flag(policy.requireUppercase, 'require-uppercase'),
    flag(policy.requireNumber, 'require-number'),
    flag(policy.requireSpecial, 'require-special')
  ]
}

function keyFlags({ enforcesSecureKeys, requiresKeyExpiration, maxKeyExpirationDays }: SettingsChange): string[] {
  const flag = (wanted: boolean | undefined, name: string): string[] => (wanted === undefined ? [] : [wanted ? `--${name}` : `--no-${name}`])
  return [
    ...flag(requiresKeyExpiration, 'require-apikey-expiration'),
    ...(maxKeyExpirationDays == null ? [] : ['--max-apikey-expiration-days', String(maxKeyExpirationDays)]),
    ...flag(enforcesSecureKeys, 'enforce-hashed-api-keys')
  ]
}

function request({ organizationId, api }: CommandTarget, change: SettingsChange, settings: SecuritySettingName[], credential: CommandLine['credential'], notes: CommandNote[]): CommandLine {
  const body = jsonInAscii({ orgId: organizationId, ...Object.fromEntries(settings.map((name) => [fieldOf[name], name === 'passwordPolicy' ? policyField(change.passwordPolicy ?? null) : change[name]])) })
  const address = `${api}/organization`
  // In double quotes, so that the shell puts the variable's value there.
  const header = credential === 'apiKey' ? 'capgkey: $CAPGO_TOKEN' : 'Authorization: Bearer $CAPGO_SESSION'
  const headers = credential === 'apiKey' ? '@{ capgkey = $env:CAPGO_TOKEN }' : '@{ Authorization = "Bearer $env:CAPGO_SESSION" }'
  return {
    tool: 'request',
    settings,
    credential,
    posix: `curl --fail-with-body -X PUT ${posixQuoted(address)} -H "${header}" -H 'Content-Type: application/json' --data ${posixQuoted(body)}`,
    powershell: `Invoke-RestMethod -Method Put -Uri ${powershellQuoted(address)} -Headers ${headers} -ContentType 'application/json' -Body ${powershellQuoted(body)}`,
    notes
  }
}

/** The fields of `PUT /organization`. */
const fieldOf: Record<SecuritySettingName, string> = {
  enforcesTwoFactor: 'enforcing_2fa',
  passwordPolicy: 'password_policy_config',
  enforcesSecureKeys: 'enforce_hashed_api_keys',
  requiresKeyExpiration: 'require_apikey_expiration',
  maxKeyExpirationDays: 'max_apikey_expiration_days',
  enforcesEncryptedBundles: 'enforce_encrypted_bundles',
  requiredEncryptionKey: 'required_encryption_key'
}

function policyField(policy: SecuritySettings['passwordPolicy']): Record<string, unknown> | null {
  if (policy === null) return null
  return { enabled: policy.enabled, min_length: policy.minLength, require_uppercase: policy.requireUppercase, require_number: policy.requireNumber, require_special: policy.requireSpecial }
}

function named(change: SettingsChange, names: readonly SecuritySettingName[]): SecuritySettingName[] {
  return names.filter((name) => change[name] !== undefined)
}

function isWithin(value: number, { least, most }: { least: number; most: number }): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

function requireValid({ organizationId, api, supabase }: CommandTarget, { passwordPolicy, maxKeyExpirationDays }: SettingsChange): void {
  const wrong = [
    ...(organizationIdSchema.safeParse(organizationId).success ? [] : ['organizationId']),
    ...(originPattern.test(api) ? [] : ['api']),
    ...(originPattern.test(supabase) ? [] : ['supabase']),
    ...(passwordPolicy?.enabled !== true || isWithin(passwordPolicy.minLength, minLengthRange) ? [] : ['minLength']),
    ...(maxKeyExpirationDays == null || isWithin(maxKeyExpirationDays, expirationDaysRange) ? [] : ['maxKeyExpirationDays'])
  ]
  if (wrong.length > 0) throw new AppError({ code: 'invalidInput', message: `No command can be written: wrong ${wrong.join(', ')}.`, retryable: false })
}
