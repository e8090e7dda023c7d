import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import { removeRoleBinding } from '../../../electron/main/capgo/endpoints/roleBindings'
import type { Sandbox } from '../../../electron/main/sandbox'
import { createApiKeyService } from '../../../electron/main/services/apiKeys/apiKeys'
import { readKeyInventory } from '../../../electron/main/services/keyInventory'
import { createKeyTwinService } from '../../../electron/main/services/keyTwin/keyTwinService'
import { escrowOnDisk, type EscrowDisk } from '../../support/escrowOnDisk'
import { journalInMemory } from '../../support/journalInMemory'
import { createMortal, type Mortal } from '../../support/mortal'
import { quietLog } from '../../support/quietLog'
import { signedInToSandbox } from '../../support/signedInToSandbox'

let sandbox: Sandbox | undefined
afterEach(() => sandbox?.close())

interface How {
  now?: () => number
  isLocked?: () => boolean
  uptime?: () => number
  onSend?: (request: { method: string; path: string }) => void
  clockSkewMs?: number | null
}

async function withKey(name = 'Driver app release') {
  const { active, sandbox: server } = await signedInToSandbox()
  sandbox = server
  const { organizationId } = server.demo
  const path = join(await mkdtemp(join(tmpdir(), 'gatehouse-twin-')), 'key-twins.json')
  const disk: EscrowDisk = new Map()
  const keys = async () => (await readKeyInventory(active, organizationId, Date.now)).keys.filter(({ own }) => own)
  const old = (await keys()).find((key) => key.name === name)
  if (!old) throw new Error('The samples are others by now.')
  const start = (mortal: Mortal = createMortal(), { now = Date.now, isLocked = () => false, onSend, clockSkewMs, uptime = () => 0 }: How = {}) => {
    const send: typeof active.requester.send = async (request) => {
      onSend?.(request)
      const answer = await mortal.step(() => active.requester.send(request))
      return clockSkewMs === undefined ? answer : { ...answer, clockSkewMs }
    }
    const open = () => (isLocked() ? Promise.reject(new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: true })) : Promise.resolve({ ...active, requester: { send } }))
    const { escrow, secrets } = escrowOnDisk(disk, mortal)
    const apiKeys = createApiKeyService({ active: open, now, log: quietLog(), journal: journalInMemory(), escrow, uptime: () => performance.now(), secondLookMs: 0 })
    return createKeyTwinService({ path, active: open, apiKeys, secrets, requirePresence: () => Promise.resolve(), now, uptime, log: quietLog() })
  }
  const wish = { organizationId, keyId: old.id, name, newName: `${name} (2)`, secure: true, expiresAt: new Date(Date.now() + 30 * 864e5).toISOString() }
  const confirmed = async (): Promise<{ twinId: string; newKeyId: number }> => {
    const { id: twinId, newKeyId } = await start().start(wish)
    await start().advance({ twinId, stage: 'handedOver' })
    await start().advance({ twinId, stage: 'confirmed' })
    return { twinId, newKeyId: newKeyId ?? 0 }
  }
  return { path, active, confirmed, server, organizationId, keys, old, start, wish, disk }
}
const roles = (key: { bindings: { known: boolean; value?: unknown[] } } | undefined): string[] => (key?.bindings.known ? (key.bindings.value ?? []).map((one) => JSON.stringify(one)).sort() : [])

describe('a rotation with an overlap', () => {
  it('makes a copy with the same roles, keeps both until the copy is confirmed, and goes on after each restart', async () => {
    const { start, wish, keys, old, organizationId } = await withKey()
    const begun = await start().start(wish)
    expect(begun).toMatchObject({ stage: 'created', oldKeyId: old.id, newName: wish.newName })
    const copy = (await keys()).find(({ id }) => id === begun.newKeyId)
    expect(roles(copy)).toEqual(roles(old))
    expect(roles(copy)).not.toEqual([])
    await expect(start().finish({ twinId: begun.id })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'created' } } })
    await expect(start().advance({ twinId: begun.id, stage: 'confirmed' })).rejects.toMatchObject({ code: 'conflict' })
    await start().advance({ twinId: begun.id, stage: 'handedOver' })
    await start().advance({ twinId: begun.id, stage: 'confirmed' })
    expect((await keys()).some(({ id }) => id === old.id)).toBe(true)
    const finished = await start().finish({ twinId: begun.id })
    expect(finished.reached.map(({ stage }) => stage)).toEqual(['creating', 'created', 'handedOver', 'confirmed', 'finished'])
    expect((await keys()).map(({ id }) => id)).toContain(begun.newKeyId)
    expect((await keys()).map(({ id }) => id)).not.toContain(old.id)
    expect(await start().list({ organizationId })).toEqual([finished])
  })

  it('is taken off the list once it has ended, for good, and not before', async () => {
    const { start, confirmed, organizationId } = await withKey()
    const { twinId } = await confirmed()
    await expect(start().dismiss({ twinId })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'confirmed' } } })
    await start().abandon({ twinId })
    await start().dismiss({ twinId })
    expect(await start().list({ organizationId })).toEqual([])
    await expect(start().dismiss({ twinId })).rejects.toMatchObject({ code: 'notFound' })
  })

  it('keeps the old key where the copy is gone by then', async () => {
    const { start, wish, keys, old, server } = await withKey()
    const { id: twinId, newKeyId } = await start().start(wish)
    await start().advance({ twinId, stage: 'handedOver' })
    await start().advance({ twinId, stage: 'confirmed' })
    server.arrange([{ do: 'set-api-key-expiry', id: newKeyId, expires_at: new Date(Date.now() - 1000).toISOString() }])
    await expect(start().finish({ twinId })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'newKeyExpired' } } })
    expect((await keys()).some(({ id }) => id === old.id)).toBe(true)
    expect((await start().abandon({ twinId })).stage).toBe('abandoned')
  })

  it('keeps the old key where the copy has expired by the server’s clock, whatever this computer’s says, and where the server tells no time', async () => {
    const { start, confirmed, keys, old, server } = await withKey()
    const { twinId, newKeyId } = await confirmed()
    const day = 864e5
    server.arrange([{ do: 'set-api-key-expiry', id: newKeyId, expires_at: new Date(Date.now() - day).toISOString() }])
    const behind = start(createMortal(), { now: () => Date.now() - 2 * day, clockSkewMs: 2 * day })
    await expect(behind.finish({ twinId })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'newKeyExpired' } } })
    server.arrange([{ do: 'set-api-key-expiry', id: newKeyId, expires_at: new Date(Date.now() + 30_000).toISOString() }])
    await expect(start().finish({ twinId })).rejects.toMatchObject({ data: { details: { foundState: 'newKeyExpired' } } })
    await expect(start(createMortal(), { clockSkewMs: null }).finish({ twinId })).rejects.toMatchObject({ data: { details: { foundState: 'newKeyExpiryUnknown' } } })
    expect((await keys()).some(({ id }) => id === old.id)).toBe(true)
    server.arrange([{ do: 'set-api-key-expiry', id: newKeyId, expires_at: new Date(Date.now() + day).toISOString() }])
    const ahead = start(createMortal(), { now: () => Date.now() + 2 * day, clockSkewMs: -2 * day })
    expect((await ahead.finish({ twinId })).stage).toBe('finished')
  })

  it('keeps the old key where the copy has lost a role that the old key has', async () => {
    const { start, confirmed, keys, old, server, active } = await withKey()
    const { twinId, newKeyId } = await confirmed()
    const rbacId = (await keys()).find(({ id }) => id === newKeyId)?.rbacId
    const bindings = (server.state().tables['roleBindings'] as { id: string; principal_id: string }[]).filter(({ principal_id }) => principal_id === rbacId)
    expect(bindings.length).toBeGreaterThan(0)
    await removeRoleBinding(active.requester, bindings[0]?.id ?? '')
    await expect(start().finish({ twinId })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'newKeyReachesLess' } } })
    expect((await keys()).some(({ id }) => id === old.id)).toBe(true)
  })

  it('is kept where Gatehouse is locked while its copy is asked for and the answer is lost', async () => {
    const { start, wish, keys, organizationId, server } = await withKey()
    let locked = false
    const onSend = ({ method, path }: { method: string; path: string }): void => {
      if (method !== 'POST' || path !== '/apikey') return
      server.arrange([{ do: 'fault', route: 'POST /apikey', kind: 'drop-after' }])
      locked = true
    }
    await start(createMortal(), { isLocked: () => locked, onSend }).start(wish)
    locked = false
    const made = (await keys()).filter(({ name }) => name === wish.newName)
    expect(made).toHaveLength(1)
    expect(await start().list({ organizationId })).toMatchObject([{ stage: 'created', newKeyId: made[0]?.id }])
  })

  it('makes one copy of a key at a time, whatever it is to be called', async () => {
    const { start, wish, keys } = await withKey()
    const before = (await keys()).length
    const service = start()
    const both = await Promise.allSettled([service.start(wish), service.start({ ...wish, newName: 'Another' })])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(both[1]).toMatchObject({ reason: { code: 'conflict', data: { details: { foundState: 'changeInFlight' } } } })
    expect((await keys()).length).toBe(before + 1)
  })

  it.each([true, false])('does not wait for ever for a copy that the escrow has forgotten (made: %s)', async (made) => {
    const { start, wish, keys, organizationId, server, disk, path } = await withKey()
    const clock = { uptime: 0 }
    const begun = await start().start(made ? wish : { ...wish, newName: 'Another' })
    // Killed before the copy was written down; then its secret is let go.
    const stored = JSON.parse(await readFile(path, 'utf8')) as { data: { twins: object[] } }
    stored.data.twins = stored.data.twins.map((twin) => ({ ...twin, newName: wish.newName, stage: 'creating', newKeyId: null, reached: begun.reached.slice(0, 1) }))
    await writeFile(path, JSON.stringify(stored))
    const later = start(createMortal(), { uptime: () => clock.uptime })
    disk.clear()
    server.arrange([{ do: 'fault', route: 'GET /apikey', kind: 'drop-before' }])
    expect((await later.list({ organizationId }))[0]?.stage).toBe('creating')
    const copy = (await keys()).find(({ name }) => name === wish.newName)
    expect(await later.list({ organizationId })).toMatchObject([made ? { stage: 'created', newKeyId: copy?.id } : { stage: 'creating', newKeyId: null }])
    clock.uptime = 150_000
    expect((await later.list({ organizationId }))[0]?.stage).toBe(made ? 'created' : 'abandoned')
  })

  it('leaves no rotation behind where the server refuses the copy, and allows one for each key at a time', async () => {
    const { start, wish, organizationId, server } = await withKey()
    server.arrange([{ do: 'fault', route: 'POST /apikey', kind: 'status', status: 403, body: { error: 'forbidden_binding', message: 'no', moreInfo: {} } }])
    await expect(start().start(wish)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await start().list({ organizationId })).toEqual([])
    await start().start(wish)
    await expect(start().start({ ...wish, newName: 'Third' })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'twinInProgress' } } })
  })

  it('keeps both keys with it until a deletion of the old one is known, and does not delete twice', async () => {
    const { start, wish, server, keys, old } = await withKey()
    const { id: twinId } = await start().start(wish)
    await start().advance({ twinId, stage: 'handedOver' })
    await start().advance({ twinId, stage: 'confirmed' })
    server.arrange([{ do: 'fault', route: 'DELETE /apikey', kind: 'drop-before' }])
    await expect(start().finish({ twinId })).rejects.toMatchObject({ code: 'outcomeUnknown' })
    expect((await keys()).some(({ id }) => id === old.id)).toBe(true)
    expect((await start().finish({ twinId })).stage).toBe('finished')
    expect((await start().finish({ twinId })).stage).toBe('finished')
    expect((await keys()).some(({ id }) => id === old.id)).toBe(false)
  })

  it('knows of every copy that was made, wherever the program was killed', async () => {
    for (let steps = 1; steps <= 25; steps += 2) {
      const { start, wish, keys, organizationId, server, disk } = await withKey()
      const mortal = createMortal(steps)
      await Promise.race([start(mortal).start(wish).catch(() => null), mortal.died])
      // What was on its way when it died has landed.
      await new Promise((resolve) => setTimeout(resolve, 20))
      const made = (await keys()).filter(({ name }) => name === wish.newName)
      const [twin] = await start().list({ organizationId })
      if (made.length > 0) {
        expect(twin?.secretId, `${String(steps)} steps`).toBeTruthy()
        expect(disk.has(twin?.secretId ?? ''), `${String(steps)} steps`).toBe(true)
      }
      if (twin?.stage === 'created') expect(twin.newKeyId).toBe(made[0]?.id)
      await server.close()
    }
  }, 60_000)
})
