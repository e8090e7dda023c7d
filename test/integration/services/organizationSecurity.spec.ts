import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { twoFactorTotals } from '#shared/rules/twoFactorTotals'
import type { Sandbox } from '../../../electron/main/sandbox'
import { readOrganizationSecurity } from '../../../electron/main/services/organizationSecurity'
import { signedInToSandbox, type SignedInToSandbox } from '../../support/signedInToSandbox'

const open: Sandbox[] = []
async function signedIn(...args: Parameters<typeof signedInToSandbox>): Promise<SignedInToSandbox> {
  const result = await signedInToSandbox(...args)
  open.push(result.sandbox)
  return result
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

const read = ({ active, sandbox }: SignedInToSandbox) => readOrganizationSecurity(active, sandbox.demo.organizationId, Date.now)
const lookUps = {
  members: '/\\/rpc\\/get_org_members/',
  statuses: '/\\/rpc\\/check_org_members_2fa_enabled/',
  organizations: '/\\/rpc\\/get_orgs_v7/',
  permission: '/\\/rpc\\/rbac_check_permission/',
  ownTwoFactor: '/\\/rpc\\/has_2fa_enabled/'
}
const kinds = ['drop-before', 'drop-after', 'cut-body', 'wrong-json', 'wrong-types', 'status', 'rate-limit']

describe('reading an organization’s security', () => {
  it('knows the demo organization: 42 members, each with a status, and who asks', async () => {
    const session = await signedIn()
    const security = await read(session)
    const totals = twoFactorTotals(security.members)
    expect(totals).toMatchObject({ total: 42, unknown: 0, pending: 3 })
    expect(totals.enabled + totals.notEnabled).toBe(42)
    expect(totals.notEnabled).toBeGreaterThan(5)
    expect(security).toMatchObject({
      enforcesTwoFactor: { known: true, value: false },
      mayUpdateSettings: { known: true, value: true },
      actor: { credential: 'session', twoFactor: 'enabled', userId: session.active.connection.userId },
      membersCompleteness: { state: 'complete' },
      twoFactorCompleteness: { state: 'complete' }
    })
    expect(Math.abs(security.clockSkewMs ?? Number.NaN)).toBeLessThan(5000)
  })

  it.each([42, 999, 1000])('takes one wave of at most seven requests for %i members', async (members) => {
    const session = await signedIn({ members, latencyMs: 100 })
    const security = await read(session)
    expect(security.membersCompleteness.state).toBe('complete')
    const log = session.sandbox.requestLog()
    expect(log.length).toBeLessThanOrEqual(7)
    // One wave: everybody had set out before the first was back.
    expect(log.length).toBeGreaterThanOrEqual(5)
    const firstAnswer = Math.min(...log.map(({ endedAt }) => endedAt))
    expect(log.filter(({ at, endedAt }) => at >= firstAnswer || endedAt === 0)).toEqual([])
  })

  it.each([999, 1000, 1001, 2500, 100_000])('shows exactly the %i members that the server has', async (members) => {
    const { rows, security } = await compareWithServer(members)
    expect(security.membersCompleteness.state).toBe('complete')
    expect(security.twoFactorCompleteness.state).toBe('complete')
    expect(rows.length).toBe(members)
    expect(new Set(rows.map(({ email }) => email)).size).toBe(members)
    expect(new Set(security.members.filter(({ twoFactor }) => twoFactor === 'notEnabled').map(({ email }) => email))).toEqual(new Set(rows.filter(({ enabled }) => !enabled).map(({ email }) => email)))
    expect(twoFactorTotals(security.members)).toMatchObject({ total: members, unknown: 0 })
  }, 60_000)

  it('shows exactly the members of a server with a row limit of 50', async () => {
    const session = await signedIn({ members: 420, maxRows: 50 })
    const security = await read(session)
    expect(security.membersCompleteness.state).toBe('complete')
    expect(twoFactorTotals(security.members)).toMatchObject({ total: 420, unknown: 0 })
  })

  it.each(kinds)('calls every status unknown when that look-up fails (%s), and keeps the members', async (kind) => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: lookUps.statuses, kind, count: 10 }])
    const security = await read(session)
    expect(security.twoFactorCompleteness.state).not.toBe('complete')
    expect(twoFactorTotals(security.members)).toMatchObject({ total: 42, enabled: 0, notEnabled: 0, unknown: 42 })
    expect(security.membersCompleteness.state).toBe('complete')
  })

  it.each(kinds)('never shows nobody when the member look-up fails (%s)', async (kind) => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: lookUps.members, kind, count: 10 }])
    const security = await read(session)
    expect(security.membersCompleteness.state).not.toBe('complete')
  })

  it('does not believe in a list without anybody, nor in one that lacks somebody of whom the other look-up speaks', async () => {
    const session = await signedIn()
    const answer = (skip: number, range: string, body: unknown) => ({ do: 'fault', route: lookUps.members, kind: 'status', status: 200, headers: { 'content-range': range }, body, skip, count: 1 })
    // The first page and the one that is asked for along with it.
    session.sandbox.arrange([answer(0, '*/0', []), answer(0, '*/*', [])])
    expect((await read(session)).membersCompleteness).toMatchObject({ state: 'incomplete', received: 0 })
    session.sandbox.arrange([{ do: 'clear-faults' }, answer(0, '0-0/1', [{ uid: session.active.connection.userId, email: 'a@b.example', role: 'org_super_admin', is_tmp: false }]), answer(0, '*/*', [])])
    expect((await read(session)).membersCompleteness).toEqual({ state: 'incomplete', received: 1, expected: 42 })
  })

  it.each(['organizations', 'permission'] as const)('makes only its own fact unknown when the look-up of %s fails', async (lookUp) => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: lookUps[lookUp], kind: 'status', status: 503, count: 10 }])
    const security = await read(session)
    expect([security.enforcesTwoFactor.known, security.mayUpdateSettings.known]).toEqual([lookUp !== 'organizations', lookUp !== 'permission'])
    expect(twoFactorTotals(security.members)).toMatchObject({ total: 42, unknown: 0 })
  })

  it('takes the person’s own status from the members when its own look-up fails, and calls it unknown when both do', async () => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: lookUps.ownTwoFactor, kind: 'status', status: 503, count: 2 }])
    expect((await read(session)).actor.twoFactor).toBe('enabled')
    session.sandbox.arrange([{ do: 'fault', route: lookUps.statuses, kind: 'status', status: 503 }])
    expect((await read(session)).actor.twoFactor).toBe('unknown')
  })

  it('asks about passwords where a policy is in force only, and calls nobody non-compliant who is not known to be', async () => {
    // An API key passes the policy by; the session of the person who sets it would be kept out.
    const session = await signedIn({}, { credential: 'apiKey' })
    const before = await read(session)
    expect(before.passwordCompleteness).toBeNull()
    expect(new Set(before.members.map(({ password }) => password))).toEqual(new Set(['notAsked']))
    const policy = { enabled: true, min_length: 10, require_uppercase: true, require_number: true, require_special: false }
    await session.active.requester.send({ host: 'api', method: 'PUT', path: '/organization', body: { orgId: session.sandbox.demo.organizationId, password_policy_config: policy }, answer: z.unknown() })
    const after = await read(session)
    expect(after.policies).toMatchObject({ known: true, value: { passwordPolicy: { enabled: true, minLength: 10 } } })
    expect(after.passwordCompleteness).toEqual({ state: 'complete' })
    const members = after.members.filter(({ twoFactor }) => twoFactor !== 'pending')
    expect(members.every(({ password }) => password === 'nonCompliant')).toBe(true)
    session.sandbox.arrange([{ do: 'fault', route: '/check_org_members_password_policy/', kind: 'status', status: 503, count: 10 }])
    const without = await read(session)
    expect(without.passwordCompleteness?.state).toBe('failed')
    expect(without.members.every(({ password }) => password === 'unknown' || password === 'pending')).toBe(true)
  })

  it('fails as a whole when neither the organization nor its members can be read', async () => {
    const session = await signedIn()
    await session.sandbox.close()
    await expect(read(session)).rejects.toMatchObject({ code: expect.stringMatching(/^connection(Refused|Lost)$/u) as string })
  })

  it('says that an organization is not the person’s own', async () => {
    const session = await signedIn()
    await expect(readOrganizationSecurity(session.active, '00000000-0000-4000-8000-000000000000', Date.now)).rejects.toMatchObject({ code: 'notFound' })
  })

  it('reads with an API key what it reads with a session', async () => {
    const security = await read(await signedIn({}, { credential: 'apiKey' }))
    expect(security.actor).toMatchObject({ credential: 'apiKey', twoFactor: 'enabled' })
    expect(twoFactorTotals(security.members)).toMatchObject({ total: 42, unknown: 0, pending: 3 })
  })
})

/** What the server has, asked page by page without any of the code under test. */
async function compareWithServer(members: number) {
  const session = await signedIn({ members })
  const security = await read(session)
  const { supabase, anonKey, demo } = session.sandbox
  const ask = async (rpc: string, body: object): Promise<Record<string, unknown>[]> => {
    const rows: Record<string, unknown>[] = []
    for (let offset = 0; ; offset += 1000) {
      const answer = await fetch(`${supabase}/rest/v1/rpc/${rpc}?offset=${String(offset)}&limit=1000`, {
        method: 'POST',
        headers: { apikey: anonKey, capgkey: demo.apiKey, 'content-type': 'application/json' },
        body: JSON.stringify(body)
      })
      const page = (await answer.json()) as Record<string, unknown>[]
      rows.push(...page)
      if (page.length < 1000) return rows
    }
  }
  const listed = (await ask('get_org_members', { guild_id: demo.organizationId })).filter((row) => row['is_tmp'] === false)
  const statuses = new Map((await ask('check_org_members_2fa_enabled', { org_id: demo.organizationId })).map((row) => [row['user_id'], row['2fa_enabled'] === true]))
  return { security, rows: listed.map((row) => ({ email: row['email'] as string, enabled: statuses.get(row['uid']) ?? false })) }
}

describe('who asks', () => {
  it('is known with the level of the session, which the server judges by', async () => {
    expect((await read(await signedIn())).actor.level).toBe('aal2')
    expect((await read(await signedIn({}, { credential: 'apiKey' }))).actor.level).toBeNull()
  })
})
