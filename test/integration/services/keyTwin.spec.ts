import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
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

async function withKey(name = 'Driver app release') {
  const { active, sandbox: server } = await signedInToSandbox()
  sandbox = server
  const { organizationId } = server.demo
  const path = join(await mkdtemp(join(tmpdir(), 'gatehouse-twin-')), 'key-twins.json')
  const disk: EscrowDisk = new Map()
  const keys = async () => (await readKeyInventory(active, organizationId, Date.now)).keys.filter(({ own }) => own)
  const old = (await keys()).find((key) => key.name === name)
  if (!old) throw new Error('The samples are others by now.')
  const start = (mortal: Mortal = createMortal()) => {
    const open = () => Promise.resolve({ ...active, requester: { send: ((request) => mortal.step(() => active.requester.send(request))) satisfies typeof active.requester.send } })
    const { escrow, secrets } = escrowOnDisk(disk, mortal)
    const apiKeys = createApiKeyService({ active: open, now: Date.now, log: quietLog(), journal: journalInMemory(), escrow, uptime: () => performance.now(), secondLookMs: 0 })
    return createKeyTwinService({ path, active: open, apiKeys, secrets, requirePresence: () => Promise.resolve(), now: Date.now, log: quietLog() })
  }
  const wish = { organizationId, keyId: old.id, name, newName: `${name} (2)`, secure: true, expiresAt: new Date(Date.now() + 30 * 864e5).toISOString() }
  return { server, organizationId, keys, old, start, wish, disk }
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
