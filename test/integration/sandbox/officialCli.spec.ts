import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../electron/main/sandbox/index'
import { installOfficialCli, runOfficialCli, type CliTarget } from './officialCli'
import { bearer, SandboxClient } from './sandboxClient'

// Capgo's own command line, unmodified, told to use this server in place of the real one.

let sandbox: Sandbox
let target: CliTarget
beforeAll(installOfficialCli, 300_000)
beforeEach(async () => {
  sandbox = await startSandbox()
  target = { supabase: sandbox.supabase, anonKey: sandbox.anonKey, apiKey: sandbox.demo.apiKey }
})
afterEach(() => sandbox.close())

const set = (...flags: string[]) => runOfficialCli(target, ['organization', 'set', sandbox.demo.organizationId, ...flags])

async function settings(): Promise<Record<string, unknown>> {
  const client = new SandboxClient(sandbox)
  const headers = { ...bearer(await client.signInFully(sandbox.demo)), accept: 'application/vnd.pgrst.object+json' }
  return (await client.call(`/rest/v1/orgs?id=eq.${sandbox.demo.organizationId}`, { headers })).body as Record<string, unknown>
}

describe('the official command line', { timeout: 30_000 }, () => {
  it('lists the organizations that the key is bound to', async () => {
    const { code, output } = await runOfficialCli(target, ['organization', 'list'])
    expect(code).toBe(0)
    expect(output).toContain('Organizations found: 1')
    expect(output).toContain('Meridian Logistics')
  })

  it('lists the members with their 2FA status', async () => {
    const { code, output } = await runOfficialCli(target, ['organization', 'members', sandbox.demo.organizationId])
    expect(code).toBe(0)
    expect(output).toContain('Members found: 45')
    expect(output).toMatch(/Members with 2FA: 30/)
    expect(output).toMatch(/Members without 2FA: 12/)
    expect(output).toContain('mei.chen@meridian.example')
  })

  it('sets the password policy', async () => {
    expect((await set('--password-policy', '--min-length', '14', '--no-require-special')).code).toBe(0)
    // Whoever has not proved a password for the new policy, the caller included, no longer sees the row; the key still does.
    expect(await settings()).toMatchObject({ code: 'PGRST116' })
    const read = await new SandboxClient(sandbox).call(`/rest/v1/orgs?select=password_policy_config&id=eq.${sandbox.demo.organizationId}`, { headers: { capgkey: target.apiKey } })
    expect(read.body).toEqual([{ password_policy_config: { enabled: true, min_length: 14, require_uppercase: true, require_number: true, require_special: false } }])
  })

  it('sets the longest life of keys', async () => {
    expect((await set('--max-apikey-expiration-days', '90')).code).toBe(0)
    expect(await settings()).toMatchObject({ max_apikey_expiration_days: 90 })
  })

  it('locks its own key out by requiring hashed ones', async () => {
    expect((await set('--enforce-hashed-api-keys')).code).toBe(0)
    expect(await settings()).toMatchObject({ enforce_hashed_api_keys: true })
    const { code, output } = await set('--no-enforce-hashed-api-keys')
    expect(code).not.toBe(0)
    expect(output).toMatch(/invalid|Invalid/)
  })

  it('switches 2FA enforcement off', async () => {
    sandbox.arrange([{ do: 'set-organization', id: sandbox.demo.organizationId, fields: { enforcing_2fa: true } }])
    const { code, output } = await set('--no-enforce-2fa')
    expect(output).toContain('2FA enforcement disabled')
    expect(code).toBe(0)
    expect(await settings()).toMatchObject({ enforcing_2fa: false })
  })

  it('is refused when it switches 2FA enforcement on, although the owner of the key has a second factor', async () => {
    const { code, output } = await runOfficialCli(target, ['organization', 'set', sandbox.demo.organizationId, '--enforce-2fa'], {
      'Are you sure you want to enable 2FA enforcement?': '\r'
    })
    expect(code).not.toBe(0)
    expect(output).toContain('Could not update 2FA enforcement')
    expect(await settings()).toMatchObject({ enforcing_2fa: false })
  })
})
