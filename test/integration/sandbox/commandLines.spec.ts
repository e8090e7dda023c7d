import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commandLines, requestFor } from '#shared/rules/commandLine'
import type { SettingsChange } from '#shared/domain/policyChange'
import { startSandbox, type Sandbox } from '../../../electron/main/sandbox/index'
import { installOfficialCli, runInShell, runOfficialCli } from './officialCli'
import { SandboxClient } from './sandboxClient'

// The commands that people copy, run as they are by a real shell against the embedded server, and read back.

let sandbox: Sandbox
let session: string
beforeAll(installOfficialCli, 300_000)
beforeEach(async () => {
  sandbox = await startSandbox()
  session = (await new SandboxClient(sandbox).signInFully(sandbox.demo)).access_token
})
afterEach(() => sandbox.close())

const target = () => ({ organizationId: sandbox.demo.organizationId, api: sandbox.api, supabase: sandbox.supabase, enforced: stored()['enforcing_2fa'] === true })
const variables = () => ({ CAPGO_TOKEN: sandbox.demo.apiKey, CAPGO_SESSION: session, CAPGO_SUPA_ANON: sandbox.anonKey })

/** The organization's row, from the server's own tables: enforcement may shut out whoever set it. */
function stored(): Record<string, unknown> {
  return (sandbox.state().tables.orgs ?? []).find((row) => (row as { id: string }).id === sandbox.demo.organizationId) as Record<string, unknown>
}

async function apply(change: SettingsChange): Promise<void> {
  for (const line of commandLines(target(), change)) {
    const { code, output } = await runInShell(line.posix, variables())
    expect(code, `${line.posix}\n${output}`).toBe(0)
  }
}

describe('the copied commands', { timeout: 60_000 }, () => {
  it.each<[string, SettingsChange, Record<string, unknown>]>([
    [
      'a password policy',
      { passwordPolicy: { enabled: true, minLength: 14, requireUppercase: false, requireNumber: true, requireSpecial: false } },
      { password_policy_config: { enabled: true, min_length: 14, require_uppercase: false, require_number: true, require_special: false } }
    ],
    [
      'one that is not enforced',
      { passwordPolicy: { enabled: false, minLength: 16, requireUppercase: true, requireNumber: false, requireSpecial: false } },
      { password_policy_config: { enabled: false, min_length: 16, require_uppercase: true, require_number: false, require_special: false } }
    ],
    ['expiration with its maximum', { requiresKeyExpiration: true, maxKeyExpirationDays: 90 }, { require_apikey_expiration: true, max_apikey_expiration_days: 90 }],
    ['no maximum', { maxKeyExpirationDays: null }, { max_apikey_expiration_days: null }],
    ['secure keys', { enforcesSecureKeys: true }, { enforce_hashed_api_keys: true }],
    ['encrypted bundles', { enforcesEncryptedBundles: true, requiredEncryptionKey: 'AbCdEfGhIjKlMnOpQrSt' }, { enforce_encrypted_bundles: true, required_encryption_key: 'AbCdEfGhIjKlMnOpQrSt' }],
    // Twenty characters that would end a quotation, run a program and name a variable.
    ['an encryption key that is hostile', { requiredEncryptionKey: `'";$(id)\`id\` $HOME \\n` }, { required_encryption_key: `'";$(id)\`id\` $HOME \\n` }],
    ['2FA enforced, by a session', { enforcesTwoFactor: true }, { enforcing_2fa: true }]
  ])('set %s', async (_what, change, row) => {
    await apply(change)
    expect(stored()).toMatchObject(row)
  })

  it('switch 2FA enforcement off', async () => {
    sandbox.arrange([{ do: 'set-organization', id: sandbox.demo.organizationId, fields: { enforcing_2fa: true } }])
    await apply({ enforcesTwoFactor: false, maxKeyExpirationDays: 45 })
    expect(stored()).toMatchObject({ enforcing_2fa: false, max_apikey_expiration_days: 45 })
  })

  it('set anything else while 2FA is enforced, by a session', async () => {
    sandbox.arrange([{ do: 'set-organization', id: sandbox.demo.organizationId, fields: { enforcing_2fa: true } }])
    await apply({ maxKeyExpirationDays: 45, enforcesSecureKeys: true })
    expect(stored()).toMatchObject({ enforcing_2fa: true, max_apikey_expiration_days: 45, enforce_hashed_api_keys: true })
  })

  it('set everything, one after the other, without asking anything', async () => {
    await apply({
      enforcesTwoFactor: false,
      passwordPolicy: { enabled: true, minLength: 12, requireUppercase: true, requireNumber: true, requireSpecial: true },
      enforcesEncryptedBundles: true,
      maxKeyExpirationDays: 60,
      enforcesSecureKeys: true
    })
    expect(stored()).toMatchObject({ enforcing_2fa: false, password_policy_config: { enabled: true, min_length: 12 }, enforce_encrypted_bundles: true, max_apikey_expiration_days: 60, enforce_hashed_api_keys: true })
  })

  it('set everything in one request of a session', async () => {
    const line = requestFor(target(), { enforcesTwoFactor: true, maxKeyExpirationDays: 30, enforcesSecureKeys: true })
    expect((await runInShell(line?.posix ?? '', variables())).code).toBe(0)
    expect(stored()).toMatchObject({ enforcing_2fa: true, max_apikey_expiration_days: 30, enforce_hashed_api_keys: true })
  })
})

describe('why they are written so', { timeout: 60_000 }, () => {
  it('flags of two groups in one command make it ask for a new name of the organization', async () => {
    const { output } = await runOfficialCli({ supabase: sandbox.supabase, anonKey: sandbox.anonKey, apiKey: sandbox.demo.apiKey }, ['organization', 'set', sandbox.demo.organizationId, '--no-password-policy', '--max-apikey-expiration-days', '30'], { 'New organization name:': '\u0003' })
    expect(output).toContain('New organization name:')
  })

  it('the command line refuses the null that its help offers for no maximum', async () => {
    const { code } = await runOfficialCli({ supabase: sandbox.supabase, anonKey: sandbox.anonKey, apiKey: sandbox.demo.apiKey }, ['organization', 'set', sandbox.demo.organizationId, '--max-apikey-expiration-days', 'null'])
    expect(code).not.toBe(0)
  })

  it('an API key changes nothing else while 2FA is enforced', async () => {
    const lines = commandLines(target(), { enforcesSecureKeys: true, enforcesEncryptedBundles: true })
    sandbox.arrange([{ do: 'set-organization', id: sandbox.demo.organizationId, fields: { enforcing_2fa: true } }])
    for (const { posix } of lines) expect((await runInShell(posix, variables())).code, posix).not.toBe(0)
    expect(stored()).toMatchObject({ enforce_hashed_api_keys: false, enforce_encrypted_bundles: false })
  })

  it('a request without the credential in its variable fails', async () => {
    const [line] = commandLines(target(), { enforcesEncryptedBundles: true })
    expect((await runInShell(line?.posix ?? '', {})).code).not.toBe(0)
    expect(stored()).toMatchObject({ enforce_encrypted_bundles: false })
  })
})
