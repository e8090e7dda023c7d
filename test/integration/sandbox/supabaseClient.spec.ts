import { createClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, totp, type Sandbox } from '../../../electron/main/sandbox/index'

// The library that Capgo's console is built on, unmodified: what it understands, a console would.

/** Node 20 has no WebSocket and the library insists on one, though nothing here listens for changes. */
class NoSocket extends EventTarget {
  constructor() {
    super()
    throw new Error('these tests open no socket')
  }
}

function connect(url: string, key: string) {
  return createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false }, realtime: { transport: NoSocket as unknown as typeof WebSocket } })
}

let sandbox: Sandbox
let client: ReturnType<typeof connect>
beforeAll(async () => {
  sandbox = await startSandbox({ members: 1001 })
  client = connect(sandbox.supabase, sandbox.anonKey)
})
afterAll(() => sandbox.close())

const organization = () => sandbox.demo.organizationId

describe('supabase-js', () => {
  it('explains a wrong password', async () => {
    const { error } = await client.auth.signInWithPassword({ email: sandbox.demo.email, password: 'wrong' })
    expect(error).toMatchObject({ status: 400, code: 'invalid_credentials', message: 'Invalid login credentials' })
  })

  it('signs in, sees that a second factor is due, and verifies it', async () => {
    const { email, password, totpSecret } = sandbox.demo
    const signedIn = await client.auth.signInWithPassword({ email, password })
    expect(signedIn.error).toBeNull()
    expect((await client.auth.mfa.getAuthenticatorAssuranceLevel()).data).toMatchObject({ currentLevel: 'aal1', nextLevel: 'aal2' })
    const factor = (await client.auth.mfa.listFactors()).data?.totp[0]
    const verified = await client.auth.mfa.challengeAndVerify({ factorId: factor?.id ?? '', code: totp(totpSecret ?? '', Date.now()) })
    expect(verified.error).toBeNull()
    expect((await client.auth.mfa.getAuthenticatorAssuranceLevel()).data).toMatchObject({ currentLevel: 'aal2', nextLevel: 'aal2' })
  })

  it('refreshes the session and keeps its level', async () => {
    const before = (await client.auth.getSession()).data.session
    const { data, error } = await client.auth.refreshSession()
    expect(error).toBeNull()
    expect(data.session?.refresh_token).not.toBe(before?.refresh_token)
    expect((await client.auth.mfa.getAuthenticatorAssuranceLevel()).data?.currentLevel).toBe('aal2')
    expect((await client.auth.getUser()).data.user?.email).toBe(sandbox.demo.email)
  })

  it('counts what a function returns without fetching the rows', async () => {
    const counted = await client.rpc('check_org_members_2fa_enabled', { org_id: organization() }, { count: 'exact' }).select('2fa_enabled').eq('2fa_enabled', false).limit(1)
    const all = await client.rpc('check_org_members_2fa_enabled', { org_id: organization() }, { count: 'exact' }).limit(1)
    expect([counted.error, counted.data, all.count]).toEqual([null, [{ '2fa_enabled': false }], 1001])
    const rows = (await client.rpc('check_org_members_2fa_enabled', { org_id: organization() }).range(0, 999)).data as { '2fa_enabled': boolean }[]
    const last = (await client.rpc('check_org_members_2fa_enabled', { org_id: organization() }).range(1000, 1999)).data as { '2fa_enabled': boolean }[]
    expect(counted.count).toBe([...rows, ...last].filter((row) => !row['2fa_enabled']).length)
  })

  it('reads an organization as one object, and says so when there is none', async () => {
    const found = await client.from('orgs').select('id,name,enforcing_2fa').eq('id', organization()).single()
    expect(found.data).toEqual({ id: organization(), name: 'Meridian Logistics', enforcing_2fa: false })
    const missing = await client.from('orgs').select('id').eq('id', '00000000-0000-4000-8000-000000000000').single()
    expect(missing.error).toMatchObject({ code: 'PGRST116' })
    expect((await client.from('orgs').select('id').eq('id', '00000000-0000-4000-8000-000000000000').maybeSingle()).data).toBeNull()
  })

  it('counts and pages the rows of a function', async () => {
    const first = await client.rpc('check_org_members_2fa_enabled', { org_id: organization() }, { count: 'exact' }).order('user_id').range(0, 999)
    const second = await client.rpc('check_org_members_2fa_enabled', { org_id: organization() }, { count: 'exact' }).order('user_id').range(1000, 1999)
    expect([first.count, second.count]).toEqual([1001, 1001])
    expect((first.data as unknown[]).length + (second.data as unknown[]).length).toBe(1001)
  })

  it('counts without reading', async () => {
    const { count, data, error } = await client.from('apps').select('*', { count: 'exact', head: true }).eq('owner_org', organization())
    expect({ count, data, error }).toEqual({ count: 3, data: null, error: null })
  })

  it('embeds the role in its binding and filters by several keys', async () => {
    const keys = await client.rpc('get_org_apikeys', { p_org_id: organization() })
    const ids = (keys.data as { rbac_id: string }[]).slice(0, 2).map(({ rbac_id }) => rbac_id)
    const { data } = await client.from('role_bindings').select('principal_id,scope_type,roles(name)').eq('principal_type', 'apikey').in('principal_id', ids)
    expect(data?.length).toBeGreaterThan(0)
    for (const binding of data ?? []) {
      expect(ids).toContain(binding.principal_id)
      expect(binding.roles).toMatchObject({ name: expect.stringMatching(/^(org|app)_/) as string })
    }
  })

  it('passes on what a function raises', async () => {
    const { error } = await client.rpc('check_org_members_2fa_enabled', { org_id: '00000000-0000-4000-8000-000000000000' })
    expect(error).toMatchObject({ code: 'P0001', message: 'Organization does not exist' })
  })

  it('signs out', async () => {
    expect((await client.auth.signOut()).error).toBeNull()
    expect((await client.from('orgs').select('id')).data).toEqual([])
  })
})
