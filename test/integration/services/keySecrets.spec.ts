import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryVault } from '../../../electron/main/vault/memoryVault'
import { createComputer, fails, personAt, startRun, vaultOf, type Computer } from '../../support/keySecretsSetUp'

let computer: Computer
beforeEach(async () => {
  computer = await createComputer()
})
afterEach(() => computer.remove())

const newSecret = (): string => randomUUID()
const past = 150_000

describe('a secret that was received', () => {
  it('is in the keychain before it is offered, and in no file', async () => {
    const run = startRun(computer)
    const secret = newSecret()
    const id = await run.obtain(secret, 7)
    expect(await run.list()).toMatchObject({ held: [{ id, keyId: 7, keyName: 'deploy', length: 36, kept: 'keychain', readable: true, copied: false, saved: false }], lost: [], damaged: [], place: 'keychain' })
    expect([...computer.keychain.items.keys()]).toEqual([`Gatehouse key-secret/${id}`])
    expect(await computer.filesWith(id)).toHaveLength(1)
    expect(await computer.filesWith(secret)).toEqual([])
    expect(JSON.stringify(run.here.lists)).not.toContain(secret)
  })

  it('is offered again after the program was started anew', async () => {
    const secret = newSecret()
    const id = await startRun(computer).obtain(secret, 7)
    const again = startRun(computer)
    expect((await again.list()).held).toMatchObject([{ id, keyId: 7, kept: 'keychain' }])
    expect((await again.reveal(id)).secret).toBe(secret)
  })

  it('is shown to the same person through any connection, and to nobody else', async () => {
    const run = startRun(computer)
    const id = await run.obtain(newSecret(), 7)
    run.here.person = personAt('api.example.com', 'anna', { connectionId: randomUUID() })
    expect((await run.list()).held).toHaveLength(1)
    for (const other of [personAt('api.example.com', 'ben'), personAt('api.example.org', 'anna')]) {
      run.here.person = other
      expect((await run.list()).held).toEqual([])
      for (const task of [run.reveal(id), run.copy(id), run.save([id], 'a long passphrase'), run.dismiss(id)]) expect(await fails(task)).toBe('notFound')
      await run.release([id], true)
    }
    run.here.person = personAt('api.example.com', 'anna')
    expect((await run.list()).held).toHaveLength(1)
  })

  it('is not shown to whom an edited record gives it', async () => {
    const first = startRun(computer)
    const id = await first.obtain(newSecret(), 7)
    const path = join(computer.folder, 'key-secrets', `${id}.json`)
    await writeFile(path, (await readFile(path, 'utf8')).replace('"anna"', '"ben"'))
    const run = startRun(computer)
    run.here.person = personAt('api.example.com', 'ben')
    expect((await run.list()).held).toHaveLength(1)
    expect(await fails(run.reveal(id))).toBe('vaultUnavailable')
  })

  it('that the keychain has no more is said to be gone', async () => {
    const run = startRun(computer)
    const made = await run.obtain(newSecret(), 7)
    const rotated = await run.obtain(newSecret(), 8, { cause: 'regenerate', before: { cause: 'regenerate', key: { id: 8, name: 'deploy', updatedAt: null, expiresAt: null } } })
    computer.keychain.items.clear()
    expect(await fails(run.reveal(made))).toBe('notFound')
    expect(await fails(run.copy(rotated))).toBe('notFound')
    const { held, lost } = await run.list()
    expect(held).toEqual([])
    expect(lost.map(({ id, finding, keyId }) => ({ id, finding, keyId })).sort((a, b) => Number(a.keyId) - Number(b.keyId))).toEqual([
      { id: made, finding: 'created', keyId: 7 },
      { id: rotated, finding: 'rotated', keyId: 8 }
    ])
  })

  it('is listed, and not shown, while the keychain is locked', async () => {
    const run = startRun(computer)
    const id = await run.obtain(newSecret(), 7)
    computer.keychain.mood = 'locked'
    expect(await fails(run.reveal(id))).toBe('vaultLocked')
    expect((await run.list()).held).toMatchObject([{ id, readable: false }])
    computer.keychain.mood = 'open'
    expect(await run.reveal(id)).toHaveProperty('secret')
    expect((await run.list()).held).toMatchObject([{ id, readable: true }])
  })
})

describe('a keychain that refuses in the last moment', () => {
  it('leaves the secret in memory, offered and tried again', async () => {
    const run = startRun(computer)
    const attempt = await run.escrow.prepare(run.about())
    const secret = newSecret()
    computer.keychain.mood = 'locked'
    expect(await fails(attempt.keep(secret, 7))).toBe('vaultLocked')
    expect((await run.list()).held).toMatchObject([{ id: attempt.id, kept: 'run', readable: true }])
    expect((await run.reveal(attempt.id)).secret).toBe(secret)
    expect(await computer.filesWith(secret)).toEqual([])
    computer.keychain.mood = 'open'
    await run.finish()
    expect((await run.list()).held).toMatchObject([{ id: attempt.id, kept: 'keychain' }])
    expect((await startRun(computer).reveal(attempt.id)).secret).toBe(secret)
  })

  it('makes it a stated loss when the program ends before it gives way', async () => {
    const run = startRun(computer)
    const attempt = await run.escrow.prepare(run.about())
    computer.keychain.mood = 'locked'
    await attempt.keep(newSecret(), 7).catch(() => undefined)
    computer.keychain.mood = 'open'
    expect(await startRun(computer).list()).toMatchObject({ held: [], lost: [{ id: attempt.id, finding: 'created', keyId: 7 }] })
  })

  it('does not get back what somebody let go meanwhile', async () => {
    const run = startRun(computer)
    const attempt = await run.escrow.prepare(run.about())
    computer.keychain.before = (call) => {
      if (call.startsWith('set key-secret')) computer.keychain.mood = 'locked'
    }
    await attempt.keep(newSecret(), 7).catch(() => undefined)
    computer.keychain.before = () => undefined
    computer.keychain.mood = 'open'
    expect((await run.release([attempt.id], true)).held).toEqual([])
    await run.finish()
    expect([...computer.keychain.items.keys()]).toEqual([])
    expect(await startRun(computer).list()).toMatchObject({ held: [], lost: [] })
  })
})

describe('without a keychain', () => {
  it('nothing is prepared, except for the demonstration, whose secrets are in no file and no keychain', async () => {
    const run = startRun(computer, { vault: createMemoryVault('noSecretService') })
    expect((await run.list()).place).toBe('none')
    expect(await fails(run.escrow.prepare(run.about()))).toBe('vaultUnavailable')
    run.here.person = personAt('127.0.0.1:4000', 'anna', { demo: true })
    const id = await run.obtain(newSecret(), 7)
    expect(await run.list()).toMatchObject({ place: 'run', held: [{ id, kept: 'run', readable: true }] })
    // The demonstration's server has another port when it is opened again.
    run.here.person = personAt('127.0.0.1:4001', 'anna', { demo: true })
    expect(await run.reveal(id)).toHaveProperty('secret')
    expect(await readdir(join(computer.folder, 'key-secrets'))).toEqual([])
    expect([...computer.keychain.items]).toEqual([])
  })

  it('what an earlier run left is listed and stays', async () => {
    const id = await startRun(computer).obtain(newSecret(), 7)
    const open = await startRun(computer).escrow.prepare(startRun(computer).about())
    const run = startRun(computer, { vault: createMemoryVault('libraryMissing') })
    run.here.uptime = past
    await run.escrow.reconcile(personAt('api.example.com', 'anna'), [], run.reading())
    expect(await run.list()).toMatchObject({ held: [{ id, readable: false }], lost: [{ id: open.id, finding: 'unknown' }] })
    expect(await fails(run.release([id], true))).toBe('vaultUnavailable')
    expect((await startRun(computer).list()).held).toMatchObject([{ id, readable: true }])
  })
})

describe('an attempt whose answer was lost', () => {
  const key = { id: 8, name: 'deploy', updatedAt: '2026-11-20T10:00:00.000Z', expiresAt: null }
  /** In the time in which what is asked for now can be carried out. */
  const soon = (): string => new Date(Date.now() + 1000).toISOString()
  const anna = personAt('api.example.com', 'anna')
  const regenerate = { cause: 'regenerate', before: { cause: 'regenerate', key } } as const

  it('is not said to be not carried out while it may still be', async () => {
    const run = startRun(computer)
    const attempt = await run.escrow.prepare(run.about(regenerate))
    run.here.uptime = 10 * past
    await attempt.lost('unknown', { keyId: 8, candidates: [] })
    await run.escrow.reconcile(anna, [key], run.reading())
    expect((await run.list()).lost).toMatchObject([{ finding: 'unknown' }])
    run.here.uptime += past
    await run.escrow.reconcile(anna, [key], run.reading())
    expect((await run.list()).lost).toMatchObject([{ finding: 'notRotated', keyId: 8 }])
  })

  it('of an earlier run is looked for anew, from the start of this one', async () => {
    const first = startRun(computer)
    await first.escrow.prepare(first.about(regenerate))
    const run = startRun(computer)
    run.here.ownKeys = [key]
    expect(await run.escrow.hasUnknown(anna)).toBe(true)
    await run.escrow.reconcile(anna, [key], run.reading())
    expect((await run.list()).lost).toMatchObject([{ finding: 'unknown' }])
    expect((await run.list()).lost[0]?.lookedAt).not.toBeNull()
    await run.escrow.reconcile(anna, [{ ...key, updatedAt: soon() }], run.reading())
    expect((await run.list()).lost).toMatchObject([{ finding: 'rotated', keyId: 8 }])
    expect((await startRun(computer).list()).lost).toMatchObject([{ finding: 'rotated', lookedAt: null }])
  })

  it('is held when the keychain has its secret, whatever the server says', async () => {
    const first = startRun(computer)
    const attempt = await first.escrow.prepare(first.about(regenerate))
    const secret = newSecret()
    const about = { cause: 'regenerate' as const, organizationId: first.about().organization.id, organizationName: 'Example Ltd', keyName: 'deploy', secure: true, batchId: null, askedAt: new Date().toISOString() }
    await vaultOf(computer.keychain).saveKeySecret(attempt.id, { secret, keyId: 8, receivedAt: about.askedAt, server: 'api.example.com', userId: 'anna', about })
    const run = startRun(computer)
    await run.escrow.reconcile(anna, [{ ...key, updatedAt: soon() }], run.reading())
    expect(await run.list()).toMatchObject({ held: [{ id: attempt.id, keyId: 8 }], lost: [] })
    expect((await run.reveal(attempt.id)).secret).toBe(secret)
  })

  it('is not confused with what Gatehouse made or rotated since', async () => {
    const run = startRun(computer)
    const made = await run.escrow.prepare(run.about({ before: { cause: 'create', keyIds: [1, 8] } }))
    const onItsWay = await run.escrow.prepare(run.about({ before: { cause: 'create', keyIds: [1, 8] } }))
    await made.lost('unknown', { keyId: null, candidates: [] })
    const rotated = await run.escrow.prepare(run.about(regenerate))
    await rotated.lost('unknown', { keyId: 8, candidates: [] })
    await run.obtain(newSecret(), 9)
    await run.obtain(newSecret(), 8, regenerate)
    run.here.uptime = past
    await run.escrow.reconcile(anna, [{ ...key, updatedAt: soon() }, { ...key, id: 9 }], run.reading())
    const findings = new Map((await run.list()).lost.map(({ id, finding }) => [id, finding]))
    // The key of this name is accounted for; who rotated the other one last is known, and what came of it before nobody can say.
    expect(findings.get(made.id)).toBe('notCreated')
    expect(findings.get(rotated.id)).toBe('unknown')
    await onItsWay.lost('unknown', { keyId: null, candidates: [] })
    run.here.uptime += past
    await run.escrow.reconcile(anna, [{ ...key, id: 9 }], run.reading())
    expect((await run.list()).lost.find(({ id }) => id === onItsWay.id)?.finding).toBe('notCreated')
  })

  it('stays unknown when two attempts had one name and one key came of it', async () => {
    const run = startRun(computer)
    for (let count = 0; count < 2; count++) await (await run.escrow.prepare(run.about())).lost('unknown', { keyId: null, candidates: [] })
    run.here.uptime = past
    await run.escrow.reconcile(anna, [{ ...key, id: 9 }], run.reading())
    const { lost } = await run.list()
    expect(lost).toMatchObject([{ finding: 'unknown', candidates: [9] }, { finding: 'unknown', candidates: [9] }])
    await run.dismiss(lost[0]?.id ?? '')
    await run.escrow.reconcile(anna, [{ ...key, id: 9 }], run.reading())
    expect((await run.list()).lost).toMatchObject([{ finding: 'created', keyId: 9 }])
  })

  it('goes without a word when it was withdrawn, and stays dismissed', async () => {
    const run = startRun(computer)
    await (await run.escrow.prepare(run.about())).withdraw()
    const lost = await run.escrow.prepare(run.about())
    await lost.lost('notCreated', { keyId: null, candidates: [] })
    expect((await run.list()).lost).toMatchObject([{ id: lost.id, finding: 'notCreated' }])
    expect((await run.dismiss(lost.id)).lost).toEqual([])
    expect(await startRun(computer).list()).toMatchObject({ held: [], lost: [] })
    expect(await readdir(join(computer.folder, 'key-secrets'))).toEqual([])
  })

  it('is not on the list while it is on its way', async () => {
    const run = startRun(computer)
    await run.escrow.prepare(run.about())
    expect((await run.list()).lost).toEqual([])
  })
})

describe('letting go', () => {
  it('is refused for what was neither copied nor saved, and then nothing goes', async () => {
    const run = startRun(computer)
    const [copied, other] = [await run.obtain(newSecret(), 7), await run.obtain(newSecret(), 8)]
    await run.copy(copied)
    expect(await fails(run.release([copied, other], false))).toBe('conflict')
    expect((await run.list()).held).toHaveLength(2)
    expect((await run.release([copied], false)).held.map(({ id }) => id)).toEqual([other])
    expect((await run.release([copied, other], true)).held).toEqual([])
    expect([...computer.keychain.items]).toEqual([])
    expect(await readdir(join(computer.folder, 'key-secrets'))).toEqual([])
  })

  it('of many leaves what the keychain did not forget', async () => {
    const run = startRun(computer)
    const ids: string[] = []
    for (let keyId = 1; keyId <= 6; keyId++) ids.push(await run.obtain(newSecret(), keyId))
    computer.keychain.before = (call) => {
      if (call === `delete key-secret/${ids[3] ?? ''}`) computer.keychain.mood = 'locked'
    }
    expect(await fails(run.release(ids, true))).toBe('vaultLocked')
    computer.keychain.before = () => undefined
    computer.keychain.mood = 'open'
    const { held } = await run.list()
    expect(held.map(({ id }) => id).sort()).toEqual(ids.slice(3).sort())
    for (const { id } of held) expect(await run.reveal(id)).toHaveProperty('secret')
    expect((await run.release(ids, true)).held).toEqual([])
  })
})

describe('a damaged record', () => {
  it('is made again of what the keychain has', async () => {
    const secret = newSecret()
    const id = await startRun(computer).obtain(secret, 7)
    for (const content of ['', '{"version":1,', '{"version":9,"data":{}}', '{"version":1,"data":{"id":"x"}}']) {
      await writeFile(join(computer.folder, 'key-secrets', `${id}.json`), content)
      const run = startRun(computer)
      expect(await run.list(), content).toMatchObject({ held: [{ id, keyId: 7, keyName: 'deploy', organizationName: 'Example Ltd' }], damaged: [] })
      expect((await run.reveal(id)).secret).toBe(secret)
    }
    // The file itself is gone, and one that stands aside tells the id.
    await rm(join(computer.folder, 'key-secrets', `${id}.json`))
    expect((await startRun(computer).list()).held).toMatchObject([{ id }])
  })

  it('of which the keychain knows nothing is said, in every run, until somebody takes it off', async () => {
    const first = startRun(computer)
    const { id } = await first.escrow.prepare(first.about())
    await writeFile(join(computer.folder, 'key-secrets', `${id}.json`), 'not JSON')
    for (let count = 0; count < 2; count++) expect(await startRun(computer).list()).toMatchObject({ held: [], lost: [], damaged: [id] })
    const run = startRun(computer)
    await run.list()
    computer.keychain.mood = 'locked'
    expect(await fails(run.dismiss(id))).toBe('vaultLocked')
    computer.keychain.mood = 'open'
    expect((await run.dismiss(id)).damaged).toEqual([])
    expect(await readdir(join(computer.folder, 'key-secrets'))).toEqual([])
  })
})
