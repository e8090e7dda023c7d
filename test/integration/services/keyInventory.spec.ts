import { afterEach, describe, expect, it } from 'vitest'
import { isLegacyKey } from '#shared/rules/keyRoles'
import type { Sandbox } from '../../../electron/main/sandbox'
import { readKeyInventory } from '../../../electron/main/services/keyInventory'
import { inWaves } from '../../support/inWaves'
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

const read = ({ active, sandbox }: SignedInToSandbox) => readKeyInventory(active, sandbox.demo.organizationId, Date.now)
const routes = { organizationKeys: '/\\/rpc\\/get_org_apikeys/', ownKeys: '/\\/apikey$/', bindings: '/\\/role_bindings/' }

describe('the keys of an organization', () => {
  it('are those of everybody with owner and expiry, and the kind of one’s own only', async () => {
    const session = await signedIn()
    const { keys, organizationKeys, ownKeys } = await read(session)
    expect([organizationKeys.state, ownKeys.state]).toEqual(['complete', 'complete'])
    const own = keys.filter((key) => key.own)
    const others = keys.filter((key) => !key.own)
    expect(own.length).toBeGreaterThan(1)
    expect(others.length).toBeGreaterThan(1)
    expect(own.every(({ kind, ownerId }) => kind !== 'unknown' && ownerId === session.active.connection.userId)).toBe(true)
    expect(others.every(({ kind, ownerEmail }) => kind === 'unknown' && (ownerEmail ?? '').includes('@'))).toBe(true)
    expect(keys.every(({ inUse }) => inUse === 'no')).toBe(true)
    expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length)
    expect(keys.flatMap(({ bindings }) => (bindings.known ? bindings.value : [])).some(({ organizationId, role }) => organizationId === session.sandbox.demo.organizationId && role.startsWith('org_'))).toBe(true)
  })

  it('are only one’s own with an API key, and the organization’s list is said to be missing', async () => {
    const { keys, organizationKeys, ownKeys } = await read(await signedIn({}, { credential: 'apiKey' }))
    expect([organizationKeys.state, ownKeys.state]).toEqual(['failed', 'complete'])
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.every(({ own }) => own)).toBe(true)
    // Which of several it is signed in with, nobody tells it; one that has expired it is not.
    const accepted = keys.filter(({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > Date.now())
    expect(accepted.length).toBeLessThan(keys.length)
    expect(new Set(accepted.map(({ inUse }) => inUse))).toEqual(new Set(['unknown']))
    expect(keys.filter((key) => !accepted.includes(key)).every(({ inUse }) => inUse === 'no')).toBe(true)
  })

  it('are whole and exact for 2,500 keys', async () => {
    const { keys, organizationKeys } = await read(await signedIn({ keys: 2500 }))
    expect(organizationKeys.state).toBe('complete')
    expect(keys.filter(({ bindings }) => bindings.known && bindings.value.length > 0).length).toBeGreaterThanOrEqual(2400)
    expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length)
  })

  it.each([
    ['a dozen keys and five organizations', { keys: 12, orgs: 5 }, 'session'],
    ['300 keys of one person and 120 organizations', { members: 1, keys: 300, orgs: 120 }, 'session'],
    ['an API key', { keys: 12, orgs: 5 }, 'apiKey']
  ] as const)('take at most two waves and six requests with %s', async (_, options, credential) => {
    const session = await signedIn(options, { credential })
    const waves = inWaves(session.active.requester)
    await read({ ...session, active: { ...session.active, requester: waves.requester } })
    expect(waves.counts.length).toBeLessThanOrEqual(2)
    expect(session.sandbox.requestLog().length).toBeLessThanOrEqual(6)
    expect(session.sandbox.requestLog()).toHaveLength(waves.counts.reduce((sum, count) => sum + count, 0))
  })

  it('tell the roles of more than a hundred own keys, elsewhere too', async () => {
    const session = await signedIn({ members: 1, keys: 150, orgs: 7 })
    const { keys: first } = await read(session)
    const [own] = first.filter((one) => one.own && one.name === 'Automation 140')
    const elsewhere = (session.sandbox.state().tables as unknown as { orgs: { id: string; name: string }[] }).orgs.find(({ name }) => name === 'Meridian Branch 7')?.id ?? ''
    session.sandbox.arrange([{ do: 'add-role-binding', principal_type: 'apikey', principal_id: own?.rbacId, role: 'org_admin', org_id: elsewhere, scope_type: 'org' }])
    const { keys } = await read(session)
    const rolesOf = (name: string) => keys.flatMap((one) => (one.name === name && one.bindings.known ? one.bindings.value.map(({ organizationId, role }) => [organizationId, role]) : []))
    expect(rolesOf('Automation 140')).toEqual([[session.sandbox.demo.organizationId, 'org_member'], [elsewhere, 'org_admin']])
    expect(keys.filter((one) => isLegacyKey(one) === 'yes').map(({ name }) => name)).toEqual(['Old build machine'])
  })

  it('tell of own keys when they were changed and whether they create organizations, the apps, and the server’s clock', async () => {
    const session = await signedIn({ clock: () => Date.now() + 48 * 3_600_000 })
    const { keys, apps, clockSkewMs } = await read(session)
    expect(keys.every(({ own, updatedAt, mayCreateOrganizations }) => (own ? updatedAt !== null && mayCreateOrganizations === 'no' : updatedAt === null && mayCreateOrganizations === 'unknown'))).toBe(true)
    expect(apps.known && apps.value.map(({ appId }) => appId).sort()).toEqual(['com.meridian.driver', 'com.meridian.track', 'com.meridian.warehouse'])
    expect(Math.abs((clockSkewMs ?? 0) - 48 * 3_600_000)).toBeLessThan(5000)
  })

  it.each(['organizationKeys', 'ownKeys'] as const)('keep the other list when that of %s fails', async (lookUp) => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: routes[lookUp], kind: 'status', status: 503, count: 10 }])
    const inventory = await read(session)
    expect([inventory.organizationKeys.state, inventory.ownKeys.state]).toEqual(lookUp === 'organizationKeys' ? ['failed', 'complete'] : ['complete', 'failed'])
    expect(inventory.keys.length).toBeGreaterThan(0)
    // Without the list of own keys nobody can tell a kind any more.
    if (lookUp === 'ownKeys') expect(inventory.keys.every(({ kind }) => kind === 'unknown')).toBe(true)
  })

  it('have unknown roles when the roles cannot be read', async () => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: routes.bindings, kind: 'status', status: 503, count: 50 }])
    expect((await read(session)).keys.every(({ bindings }) => !bindings.known)).toBe(true)
  })

  it('fail as a whole when neither list can be read', async () => {
    const session = await signedIn()
    await session.sandbox.close()
    await expect(read(session)).rejects.toMatchObject({ code: expect.stringMatching(/^connection(Refused|Lost)$/u) as string })
  })
})
