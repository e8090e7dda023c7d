import { describe, expect, it } from 'vitest'
import { commandLines, documentedTwoFactorCommand, requestFor, type CommandTarget } from '#shared/rules/commandLine'
import { jsonInAscii, posixQuoted, powershellQuoted } from '#shared/rules/shellQuoting'
import type { SettingsChange } from '#shared/domain/policyChange'
import { organizationId } from '../../support/organizationSecurityFixtures'

const own: CommandTarget = { organizationId, api: 'https://api.capgo.app', supabase: 'https://sb.capgo.app', enforced: false }
const elsewhere: CommandTarget = { organizationId, api: 'http://127.0.0.1:8787', supabase: 'http://127.0.0.1:8787', enforced: false }
const policy = { enabled: true, minLength: 14, requireUppercase: true, requireNumber: true, requireSpecial: false }
const set = `npx @capgo/cli organization set ${organizationId}`

describe('the commands of a change', () => {
  it.each<[string, SettingsChange, string]>([
    ['2FA off', { enforcesTwoFactor: false }, `${set} --no-enforce-2fa`],
    ['a password policy', { passwordPolicy: policy }, `${set} --password-policy --min-length 14 --require-uppercase --require-number --no-require-special`],
    ['a policy no longer enforced, which keeps what it asked', { passwordPolicy: { ...policy, enabled: false } }, `${set} --no-password-policy --min-length 14 --require-uppercase --require-number --no-require-special`],
    ['a length that the command line would not take, of a policy that is not enforced', { passwordPolicy: { ...policy, enabled: false, minLength: 3 } }, `${set} --no-password-policy --require-uppercase --require-number --no-require-special`],
    ['no password policy', { passwordPolicy: null }, `${set} --no-password-policy`],
    ['secure keys', { enforcesSecureKeys: true }, `${set} --enforce-hashed-api-keys`],
    ['plain keys again', { enforcesSecureKeys: false }, `${set} --no-enforce-hashed-api-keys`],
    ['expiration and its maximum in one', { requiresKeyExpiration: true, maxKeyExpirationDays: 90 }, `${set} --require-apikey-expiration --max-apikey-expiration-days 90`],
    ['expiration alone', { requiresKeyExpiration: false }, `${set} --no-require-apikey-expiration`]
  ])('%s', (_what, change, line) => {
    const [only, ...others] = commandLines(own, change)
    expect(others).toEqual([])
    expect(only).toMatchObject({ tool: 'cli', credential: 'apiKey', posix: line, powershell: line.replace('@capgo/cli', "'@capgo/cli'") })
  })

  it('are a request for what the command line cannot set', () => {
    const [only] = commandLines(own, { enforcesEncryptedBundles: true, requiredEncryptionKey: null })
    const body = `{"orgId":"${organizationId}","enforce_encrypted_bundles":true,"required_encryption_key":null}`
    expect(only).toEqual({
      tool: 'request',
      settings: ['enforcesEncryptedBundles', 'requiredEncryptionKey'],
      credential: 'apiKey',
      posix: `curl --fail-with-body -X PUT https://api.capgo.app/organization -H "capgkey: $CAPGO_TOKEN" -H 'Content-Type: application/json' --data '${body}'`,
      powershell: `Invoke-RestMethod -Method Put -Uri https://api.capgo.app/organization -Headers @{ capgkey = $env:CAPGO_TOKEN } -ContentType 'application/json' -Body '${body}'`,
      notes: []
    })
  })

  it('are a request of a session for switching 2FA on, which no API key may', () => {
    const [only, ...others] = commandLines(own, { enforcesTwoFactor: true })
    expect(others).toEqual([])
    expect(only).toMatchObject({ tool: 'request', credential: 'session', notes: ['needsSession'] })
    expect(only?.posix).toContain('-H "Authorization: Bearer $CAPGO_SESSION"')
    expect(only?.powershell).toContain('@{ Authorization = "Bearer $env:CAPGO_SESSION" }')
    expect(documentedTwoFactorCommand(own)).toMatchObject({ posix: `${set} --enforce-2fa`, notes: ['needsSession'] })
  })

  it('are a request for no maximum, which the command line offers and refuses', () => {
    const lines = commandLines(own, { requiresKeyExpiration: true, maxKeyExpirationDays: null })
    expect(lines.map(({ tool, settings }) => [tool, settings])).toEqual([
      ['request', ['maxKeyExpirationDays']],
      ['cli', ['requiresKeyExpiration']]
    ])
    expect(lines[0]?.posix).toContain('"max_apikey_expiration_days":null')
    expect(lines[1]?.posix).toBe(`${set} --require-apikey-expiration`)
  })

  it('stand apart by what the command line takes together, and in the order that keeps the access', () => {
    const lines = commandLines(own, { requiredEncryptionKey: null, maxKeyExpirationDays: 30, enforcesSecureKeys: true, requiresKeyExpiration: true, passwordPolicy: policy, enforcesTwoFactor: false })
    expect(lines.map(({ settings, notes }) => [settings, notes])).toEqual([
      [['enforcesTwoFactor'], []],
      [['passwordPolicy'], ['asksFirst']],
      [['requiredEncryptionKey'], []],
      [['enforcesSecureKeys', 'requiresKeyExpiration', 'maxKeyExpirationDays'], ['needsSecureKey', 'needsExpiringKey']]
    ])
  })

  it.each<[string, boolean | null, SettingsChange]>([
    ['is enforced', true, { enforcesSecureKeys: true, requiredEncryptionKey: null }],
    ['becomes enforced', false, { enforcesTwoFactor: true, enforcesSecureKeys: true, passwordPolicy: policy }],
    ['stays enforced', true, { enforcesTwoFactor: true, maxKeyExpirationDays: 30 }],
    ['becomes enforced from nobody knows what', null, { enforcesTwoFactor: true, maxKeyExpirationDays: 30 }]
  ])('are one request of a session where 2FA %s', (_how, enforced, change) => {
    const [only, ...others] = commandLines({ ...own, enforced }, change)
    expect(others).toEqual([])
    expect(only).toMatchObject({ tool: 'request', credential: 'session', notes: ['needsSession'] })
    expect([...(only?.settings ?? [])].sort()).toEqual(Object.keys(change).sort())
  })

  it('are the command line’s again once it is switched off, and say when nobody knows', () => {
    expect(commandLines({ ...own, enforced: true }, { enforcesTwoFactor: false, enforcesSecureKeys: false }).map(({ tool, notes }) => [tool, notes])).toEqual([
      ['cli', []],
      ['cli', []]
    ])
    expect(commandLines({ ...own, enforced: null }, { enforcesSecureKeys: false, enforcesEncryptedBundles: false }).map(({ notes }) => notes)).toEqual([['notWhileEnforced'], ['notWhileEnforced']])
  })

  it('name the server where it is not Capgo’s own', () => {
    const [only] = commandLines(elsewhere, { enforcesSecureKeys: true })
    expect(only?.posix).toBe(`${set} --enforce-hashed-api-keys --supa-host http://127.0.0.1:8787 --supa-anon "$CAPGO_SUPA_ANON"`)
    expect(only?.powershell).toMatch(/--supa-host http:\/\/127\.0\.0\.1:8787 --supa-anon "\$env:CAPGO_SUPA_ANON"$/u)
  })

  it('are none for no change', () => {
    expect(commandLines(own, {})).toEqual([])
    expect(commandLines(own, { enforcesSecureKeys: undefined })).toEqual([])
    expect(requestFor(own, {})).toBeNull()
  })

  it('are one request for everything, where that is wanted', () => {
    const line = requestFor(own, { enforcesTwoFactor: true, passwordPolicy: policy, maxKeyExpirationDays: 90 })
    expect(line?.credential).toBe('session')
    expect(JSON.parse(/--data '(.*)'$/u.exec(line?.posix ?? '')?.[1] ?? '')).toEqual({
      orgId: organizationId,
      enforcing_2fa: true,
      password_policy_config: { enabled: true, min_length: 14, require_uppercase: true, require_number: true, require_special: false },
      max_apikey_expiration_days: 90
    })
  })

  it.each<[string, Partial<CommandTarget>, SettingsChange]>([
    ['an id that is none', { organizationId: '$(reboot)' }, { enforcesSecureKeys: true }],
    ['an id with an option behind it', { organizationId: `${organizationId} --apikey x` }, { enforcesSecureKeys: true }],
    ['an address with a command in it', { api: 'https://api.capgo.app/`id`' }, { enforcesSecureKeys: true }],
    ['an address with a name and a password', { supabase: 'https://me:secret@sb.capgo.app' }, { enforcesSecureKeys: true }],
    ['an address that is none', { supabase: '-x' }, { enforcesSecureKeys: true }],
    ['a length that the server refuses', {}, { passwordPolicy: { ...policy, minLength: 80 } }],
    ['half a character', {}, { passwordPolicy: { ...policy, minLength: 10.5 } }],
    ['a maximum of no day', {}, { maxKeyExpirationDays: 0 }]
  ])('are refused for %s', (_what, target, change) => {
    expect(() => commandLines({ ...own, ...target }, change)).toThrow(expect.objectContaining({ code: 'invalidInput' }) as Error)
  })

  it('keep an encryption key from ending the quotation', () => {
    const hostile = "'; rm -rf ~; echo '"
    const [line] = commandLines(own, { requiredEncryptionKey: hostile })
    expect(line?.posix).toContain(`"required_encryption_key":"'\\''; rm -rf ~; echo '\\''"}'`)
    expect(line?.powershell).toContain(`"required_encryption_key":"''; rm -rf ~; echo ''"}'`)
  })
})

describe('quoting', () => {
  it.each([
    ['plain-1.0', 'plain-1.0', 'plain-1.0'],
    ['', "''", "''"],
    ['two words', "'two words'", "'two words'"],
    ["it's", "'it'\\''s'", "'it''s'"],
    ['$HOME `id` "x" \\', "'$HOME `id` \"x\" \\'", "'$HOME `id` \"x\" \\'"],
    ['‘curly’', "'‘curly’'", "'‘‘curly’’'"],
    ['@splat', '@splat', "'@splat'"]
  ])('%s', (text, posix, powershell) => {
    expect(posixQuoted(text)).toBe(posix)
    expect(powershellQuoted(text)).toBe(powershell)
  })

  it('writes JSON that no encoding changes and that says the same', () => {
    const value = { name: 'Zoë’s 🔑\u2028\r\n\u0000' }
    const written = jsonInAscii(value)
    expect(written).toMatch(/^[\u0020-\u007E]*$/u)
    expect(JSON.parse(written)).toEqual(value)
  })
})
