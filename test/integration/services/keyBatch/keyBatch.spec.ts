import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { KeySecrets } from '#shared/domain/heldSecret'
import type { BatchAction, KeyBatch } from '#shared/domain/keyBatch'
import { AppError } from '#shared/errors/appError'
import type { Sandbox } from '../../../../electron/main/sandbox'
import type { KeyBatchDeps } from '../../../../electron/main/services/keyBatch/keyBatchService'
import { readKeyInventory } from '../../../../electron/main/services/keyInventory'
import { createBatchDisk, keyRows, startBatchProcess, stateWithOwnKeys, type BatchProcess } from '../../../support/keyBatchSetUp'
import { createMortal } from '../../../support/mortal'
import { signedInToSandbox } from '../../../support/signedInToSandbox'

let sandbox: Sandbox | undefined
afterEach(() => sandbox?.close())

async function withKeys(count: number) {
  const { state, keys } = await stateWithOwnKeys(count)
  const { sandbox: server, active, again } = await signedInToSandbox({ state })
  sandbox = server
  const disk = await createBatchDisk()
  const { organizationId } = server.demo
  const start = (how: Partial<KeyBatchDeps> & { mortal?: ReturnType<typeof createMortal> } = {}): BatchProcess => startBatchProcess(disk, active, how)
  const settledRun = async ({ batches }: BatchProcess): Promise<KeyBatch> => {
    for (;;) {
      const [batch] = await batches.list({ organizationId })
      if (batch?.state === 'finished' || batch?.state === 'paused') return batch
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const run = async (process: BatchProcess, action: BatchAction, chosen = keys): Promise<KeyBatch> => {
    await process.batches.start({ organizationId, action, keys: chosen })
    return settledRun(process)
  }
  const sent = (method: string): number => server.requestLog().filter((one) => one.method === method && one.path.startsWith('/apikey')).length
  /** Of a program that begins anew and knows of no silence. */
  const restart = (how: Partial<KeyBatchDeps>): BatchProcess => startBatchProcess(disk, again(), how)
  return { server, active, restart, keys, disk, organizationId, start, run, settledRun, sent }
}
const states = ({ items }: KeyBatch): string[] => items.map(({ state }) => state)
const offline = new AppError({ code: 'offline', message: 'No network.', retryable: true })

describe('a run over many keys', () => {
  it('sets an expiry, deletes, and reads each back', async () => {
    const { start, run, server, keys } = await withKeys(3)
    const expiresAt = new Date(Date.now() + 40 * 864e5).toISOString()
    expect(states(await run(start(), { kind: 'expire', expiresAt }))).toEqual(['done', 'done', 'done'])
    const rows = (): string[] => keyRows(server.state()).filter(({ id }) => keys.some(({ keyId }) => keyId === id)).map(({ expires_at }) => new Date(expires_at ?? 0).toISOString())
    expect(rows()).toEqual([expiresAt, expiresAt, expiresAt])
    expect((await run(start(), { kind: 'delete' })).state).toBe('finished')
    expect(rows()).toEqual([])
  })

  it('takes each key once, and leaves out what it cannot do, with the reason', async () => {
    const { start, run, keys, sent } = await withKeys(1)
    const asked = [...keys, ...keys, { keyId: 7, name: 'Warehouse preview' }, { keyId: 5, name: 'Old build machine' }, { keyId: 999_999, name: 'Gone' }]
    const { items } = await run(start(), { kind: 'expire', expiresAt: null }, asked)
    expect(items.map(({ state, why }) => [state, why?.details?.foundState ?? null])).toEqual([['done', null], ['skipped', 'notOwn'], ['skipped', 'legacyKey'], ['skipped', 'gone']])
    expect(sent('PUT')).toBe(0)
  })

  it('begins only with somebody there, one run at a time, and is forgotten only at rest', async () => {
    const { start, keys, organizationId, server, settledRun } = await withKeys(2)
    const absent = start({ requirePresence: () => Promise.reject(new AppError({ code: 'presenceNeeded', message: 'Who is there?', retryable: true })) })
    await expect(absent.batches.start({ organizationId, action: { kind: 'rotate' }, keys })).rejects.toMatchObject({ code: 'presenceNeeded' })
    expect(server.requestLog()).toEqual([])
    const process = start()
    const { id } = await process.batches.start({ organizationId, action: { kind: 'rotate' }, keys })
    await expect(process.batches.start({ organizationId, action: { kind: 'rotate' }, keys })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'runInFlight' } } })
    await expect(process.batches.forget({ batchId: id, alsoUnknown: false })).rejects.toMatchObject({ code: 'conflict' })
    await settledRun(process)
    await process.batches.forget({ batchId: id, alsoUnknown: false })
    expect(await start().batches.list({ organizationId })).toEqual([])
  })

  it('pauses between keys, and goes on where it was', async () => {
    const { start, keys, organizationId, sent, settledRun } = await withKeys(6)
    let process: BatchProcess | null = null
    let pausing: Promise<KeyBatch> | null = null
    let pauses = 0
    process = start({
      wait: async () => {
        pauses += 1
        if (pauses === 2) pausing = (process?.batches.pause({ batchId: id }) ?? Promise.reject(new Error('not begun')))
        await Promise.resolve()
      }
    })
    const { id } = await process.batches.start({ organizationId, action: { kind: 'rotate' }, keys })
    const paused = await settledRun(process)
    await expect(pausing).resolves.toMatchObject({ state: 'paused', why: null })
    const done = states(paused).filter((state) => state === 'done').length
    expect([done < 6, sent('PUT')]).toEqual([true, done])
    await process.batches.resume({ batchId: id, retryFailed: false })
    expect(states(await settledRun(process))).toEqual(Array.from({ length: 6 }, () => 'done'))
    expect(sent('PUT')).toBe(6)
  })

  it.each([
    ['the network is gone', offline],
    ['it is locked', new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: false })]
  ])('stops with the key unsent where %s', async (_, why) => {
    const { start, run, active, disk, settledRun, sent, keys } = await withKeys(4)
    let fails = false
    let count = 0
    const process = startBatchProcess(disk, () => (fails ? Promise.reject(why) : Promise.resolve(active)), {
      wait: () => {
        count += 1
        fails = count === 2
        return Promise.resolve()
      }
    })
    const { id } = await process.batches.start({ organizationId: sandbox?.demo.organizationId ?? '', action: { kind: 'rotate' }, keys })
    while (process.told.at(-1)?.state !== 'paused') await new Promise((resolve) => setTimeout(resolve, 5))
    expect(process.told.at(-1)).toMatchObject({ state: 'paused', why: { code: why.code } })
    expect(states(process.told.at(-1) ?? (await run(start(), { kind: 'rotate' })))).toEqual(['done', 'done', 'waiting', 'waiting'])
    fails = false
    await process.batches.resume({ batchId: id, retryFailed: false })
    await settledRun(process)
    expect(sent('PUT')).toBe(4)
  })

  it('fails a key by itself, tries it again when asked, and never what was lost', async () => {
    const { start, run, server, settledRun, sent } = await withKeys(3)
    server.arrange([
      { do: 'fault', route: 'PUT /apikey', kind: 'status', status: 400, body: { error: 'no_valid_fields_provided_for_update', message: 'no', moreInfo: {} } },
      { do: 'fault', route: 'PUT /apikey', kind: 'drop-after' }
    ])
    const process = start()
    const first = await run(process, { kind: 'rotate' })
    expect(states(first)).toEqual(['failed', 'lost', 'done'])
    expect(first.items.every(({ secretId, state }) => (state === 'failed') === (secretId === null))).toBe(true)
    await process.batches.resume({ batchId: first.id, retryFailed: true })
    const again = await settledRun(process)
    expect(again.items[0]?.why).toBe(null)
    expect(states(again)).toEqual(['done', 'lost', 'done'])
    expect(sent('PUT')).toBe(4)
    // The one that says that a key is unknown is not forgotten by the way.
    await expect(process.batches.forget({ batchId: first.id, alsoUnknown: false })).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'outcomesUnknown' } } })
    await process.batches.forget({ batchId: first.id, alsoUnknown: true })
    expect(await process.batches.list({ organizationId: again.organizationId })).toEqual([])
  })

  it('reads back what was being deleted when the program was killed, and deletes nothing twice', async () => {
    for (let steps = 8; steps <= 30; steps += 2) {
      const { start, keys, organizationId, settledRun, sent, server } = await withKeys(3)
      const dying = start({ mortal: createMortal(steps) })
      await Promise.race([dying.batches.start({ organizationId, action: { kind: 'delete' }, keys }).then(() => settledRun(dying)), dying.mortal.died])
      let sinceStart = 0
      const later = start({ uptime: () => performance.now() + sinceStart })
      sinceStart = 200_000
      const [known] = await later.batches.list({ organizationId })
      if (known) {
        await later.batches.resume({ batchId: known.id, retryFailed: true })
        const done = await settledRun(later)
        expect([done.state, states(done), sent('DELETE')], `${String(steps)} steps`).toEqual(['finished', ['done', 'done', 'done'], 3])
      }
      await server.close()
    }
  }, 60_000)

  it('survives half a last line, and goes no further with a file that is damaged in the middle', async () => {
    const { start, run, disk, organizationId } = await withKeys(2)
    const { id } = await run(start(), { kind: 'rotate' })
    const [name] = await readdir(disk.folder)
    const path = join(disk.folder, name ?? '')
    await appendFile(path, '{"at":"2026-11-21T10')
    expect(await start().batches.list({ organizationId })).toMatchObject([{ id, state: 'finished', items: [{ state: 'done' }, { state: 'done' }] }])
    const lines = (await readFile(path, 'utf8')).split('\n')
    lines[2] = 'nonsense'
    await writeFile(path, lines.join('\n'))
    const process = start()
    expect(await process.batches.list({ organizationId })).toHaveLength(1)
    await expect(process.batches.resume({ batchId: id, retryFailed: false })).rejects.toMatchObject({ code: 'storageFailed' })
  })

  it('is still there where the file of another cannot be read', async () => {
    const { start, run, disk, organizationId } = await withKeys(1)
    const { id } = await run(start(), { kind: 'rotate' })
    await mkdir(join(disk.folder, '0a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d.jsonl'))
    const { batches } = start()
    expect(await batches.list({ organizationId })).toMatchObject([{ id }])
  })

  it('of which the file cannot be read is told of, until it is taken note of; the file is kept', async () => {
    const { start, run, disk, organizationId } = await withKeys(1)
    const { id } = await run(start(), { kind: 'rotate' })
    await writeFile(join(disk.folder, `${id}.jsonl`), 'nonsense\n')
    const { batches } = start()
    expect([await batches.list({ organizationId }), await batches.unreadable()]).toEqual([[], [id]])
    await expect(batches.forget({ batchId: id, alsoUnknown: false })).rejects.toMatchObject({ code: 'notFound' })
    await batches.forget({ batchId: id, alsoUnknown: true })
    expect([await batches.unreadable(), await start().batches.unreadable()]).toEqual([[], []])
    expect(await readFile(join(disk.folder, `${id}.jsonl.aside`), 'utf8')).toBe('nonsense\n')
  })

  it('says at the next look what came of a rotation whose answer was lost', async () => {
    const { start, run, server, disk, organizationId, sent } = await withKeys(2)
    server.arrange([{ do: 'fault', route: 'PUT /apikey', kind: 'drop-before' }, { do: 'fault', route: 'PUT /apikey', kind: 'drop-after' }])
    const process = start()
    const { items } = await run(process, { kind: 'rotate' })
    expect(items.map(({ state }) => state)).toEqual(['lost', 'lost'])
    const judge = (index: number, what: object): void => {
      const id = items[index]?.secretId ?? ''
      const kept = disk.escrow.get(id)
      if (kept) disk.escrow.set(id, { ...kept, ...what })
    }
    judge(0, { finding: 'notRotated' })
    judge(1, { finding: 'unknown' })
    const [first] = await process.batches.list({ organizationId })
    expect(states(first ?? { ...(await run(process, { kind: 'rotate' })) })).toEqual(['failed', 'lost'])
    judge(1, { stage: 'held', secret: 'found' })
    const [second] = await process.batches.list({ organizationId })
    expect([second?.state, second?.items.map(({ state }) => state)]).toEqual(['finished', ['failed', 'done']])
    expect(await start().batches.list({ organizationId })).toEqual([second])
    expect(sent('PUT')).toBe(2)
  })

  it('says by every reading of the keys what came of a change whose answer was lost', async () => {
    const { start, run, server, keys, active, organizationId, sent } = await withKeys(2)
    let uptime = 5
    const process = start({ uptime: () => uptime })
    server.arrange([{ do: 'fault', route: 'DELETE /apikey', kind: 'drop-before' }, { do: 'fault', route: 'DELETE /apikey', kind: 'drop-before' }])
    const { items } = await run(process, { kind: 'delete' })
    expect(items.map(({ state, why }) => [state, why?.details?.foundState])).toEqual([['lost', 'unchangedSoFar'], ['lost', 'unchangedSoFar']])
    const look = async (): Promise<string[]> => {
      const askedAt = uptime
      await process.batches.keysRead(active, await readKeyInventory(active, organizationId, Date.now), askedAt)
      return states((await process.batches.list({ organizationId }))[0] ?? (await run(process, { kind: 'delete' })))
    }
    expect(await look()).toEqual(['lost', 'lost'])
    await start().batches.start({ organizationId, action: { kind: 'delete' }, keys: keys.slice(0, 1) })
    while (sent('DELETE') < 3) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await look()).toEqual(['done', 'lost'])
    uptime += 200_000
    expect(await look()).toEqual(['done', 'failed'])
  })

  it('in whose file a key stands twice goes no further', async () => {
    const { start, run, disk, keys, sent } = await withKeys(1)
    const { id } = await run(start(), { kind: 'rotate' })
    const path = join(disk.folder, `${id}.jsonl`)
    const head = JSON.parse((await readFile(path, 'utf8')).split('\n')[0] ?? '') as { keys: unknown[] }
    await writeFile(path, `${JSON.stringify({ ...head, keys: [...head.keys, ...head.keys] })}\n`)
    await expect(start().batches.resume({ batchId: id, retryFailed: false })).rejects.toMatchObject({ code: 'storageFailed' })
    expect([keys.length, sent('PUT')]).toEqual([1, 1])
  })

  it('whose last key was sent and not answered: a wrong clock proves nothing, and the time since the start does', async () => {
    const { start, run, disk, organizationId, keys, settledRun } = await withKeys(1)
    const { id } = await run(start(), { kind: 'delete' }, [{ keyId: keys[0]?.keyId ?? 0, name: 'Another name' }])
    const line = { at: '2020-01-01T00:00:00.000Z', item: 0, state: 'sent', why: null, secretId: null }
    await appendFile(join(disk.folder, `${id}.jsonl`), `${JSON.stringify(line)}\n`)
    let uptime = 50
    const process = start({ uptime: () => uptime })
    const look = async (): Promise<unknown[]> => {
      await process.batches.resume({ batchId: id, retryFailed: false })
      return (await settledRun(process)).items.map(({ state, why }) => [state, why?.details?.foundState])
    }
    uptime += 100_000
    expect(await look()).toEqual([['lost', 'unchangedSoFar']])
    uptime += 200_000
    expect(await look()).toEqual([['failed', 'unchanged']])
    expect(await start().batches.list({ organizationId })).toMatchObject([{ items: [{ state: 'failed' }] }])
  })

  it.each([-48, 0, 48])('killed in a silence waits no more and no less than its window, with the clock set %i hours meanwhile', async (hours) => {
    const { start, restart, keys, organizationId, settledRun, sent, server, disk } = await withKeys(2)
    server.arrange([{ do: 'fault', route: 'PUT /apikey', kind: 'rate-limit', seconds: 40 }])
    const mortal = createMortal()
    const dying = start({ mortal, wait: () => new Promise(() => undefined) })
    const { id } = await dying.batches.start({ organizationId, action: { kind: 'rotate' }, keys })
    const path = join(disk.folder, `${id}.jsonl`)
    while (!(await readFile(path, 'utf8')).includes('waitingForServer')) await new Promise((resolve) => setTimeout(resolve, 5))
    const before = sent('PUT')
    let uptime = 7
    const later = restart({ now: () => Date.now() + hours * 3_600_000, uptime: () => uptime })
    await later.batches.list({ organizationId })
    for (const passed of [0, 30_000, 9_000]) {
      uptime += passed
      await expect(later.batches.resume({ batchId: id, retryFailed: false })).rejects.toMatchObject({ code: 'rateLimited' })
    }
    expect(sent('PUT')).toBe(before)
    uptime += 22_000
    await later.batches.resume({ batchId: id, retryFailed: false })
    expect(states(await settledRun(later))).toEqual(['done', 'done'])
  })

  it('paused in a silence keeps it, in this program and the next', async () => {
    const { start, restart, keys, organizationId, settledRun, server } = await withKeys(2)
    server.arrange([{ do: 'fault', route: 'PUT /apikey', kind: 'rate-limit', seconds: 40 }])
    let uptime = 7
    const clocks = { uptime: () => uptime, wait: (_: number, stop: AbortSignal) => new Promise<void>((resolve) => { stop.addEventListener('abort', () => { resolve() }) }) }
    const first = start(clocks)
    const { id: batchId } = await first.batches.start({ organizationId, action: { kind: 'rotate' }, keys })
    while ((await first.batches.list({ organizationId }))[0]?.state !== 'waitingForServer') await new Promise((resolve) => setTimeout(resolve, 5))
    uptime += 10_000
    expect((await first.batches.pause({ batchId })).until).not.toBe(null)
    await expect(first.batches.resume({ batchId, retryFailed: false })).rejects.toMatchObject({ code: 'rateLimited' })
    uptime = 3
    const second = restart({ uptime: () => uptime })
    await expect(second.batches.resume({ batchId, retryFailed: false })).rejects.toMatchObject({ code: 'rateLimited' })
    uptime += 35_000
    await second.batches.resume({ batchId, retryFailed: false })
    expect(states(await settledRun(second))).toEqual(['done', 'done'])
  })

  it('does not go on while the keychain cannot say whether it has the secret of a key that was sent', async () => {
    const { start, run, disk, organizationId, settledRun, sent } = await withKeys(1)
    const { id, items } = await run(start(), { kind: 'rotate' })
    const secretId = items[0]?.secretId ?? null
    const line = { at: '2026-11-21T10:00:00.000Z', item: 0, state: 'sent', why: null, secretId }
    await appendFile(join(disk.folder, `${id}.jsonl`), `${JSON.stringify(line)}\n`)
    const nothing: KeySecrets = { held: [], lost: [], damaged: [], place: 'none', hiddenFromCapture: false }
    const shut = start({ secrets: () => Promise.resolve(nothing) })
    await expect(shut.batches.resume({ batchId: id, retryFailed: false })).rejects.toMatchObject({ code: 'vaultUnavailable' })
    expect(states((await shut.batches.list({ organizationId }))[0] ?? (await settledRun(shut)))).toEqual(['sent'])
    const open = start()
    await open.batches.resume({ batchId: id, retryFailed: false })
    expect([states(await settledRun(open)), sent('PUT')]).toEqual([['done'], 1])
  })
})
