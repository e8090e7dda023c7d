import { afterEach, describe, expect, it } from 'vitest'
import type { Sandbox } from '../../../electron/main/sandbox'
import { readKeyInventory } from '../../../electron/main/services/keyInventory'
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
    // Which of several it is signed in with, nobody tells it.
    expect(keys.every(({ own, inUse }) => own && inUse === (keys.length === 1 ? 'yes' : 'unknown'))).toBe(true)
  })

  it('are whole and exact for 2,500 keys', async () => {
    const { keys, organizationKeys } = await read(await signedIn({ keys: 2500 }))
    expect(organizationKeys.state).toBe('complete')
    expect(keys.filter(({ bindings }) => bindings.known && bindings.value.length > 0).length).toBeGreaterThanOrEqual(2400)
    expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length)
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
