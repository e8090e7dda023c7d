import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createComputer, fails, personAt, startRun, vaultOf, type Computer } from '../../support/keySecretsSetUp'

let computer: Computer
beforeEach(async () => {
  computer = await createComputer()
})
afterEach(() => computer.remove())

const anna = personAt('api.example.com', 'anna')
const key = { id: 8, name: 'deploy', updatedAt: '2026-11-20T10:00:00.000Z', expiresAt: null }
const regenerate = { cause: 'regenerate', before: { cause: 'regenerate', key } } as const
const limit = 150_000

describe('what may still land', () => {
  it('is told of the key and of the name that were asked for, of nobody else’s', async () => {
    const run = startRun(computer)
    const rotating = await run.escrow.prepare(run.about(regenerate))
    const making = await run.escrow.prepare(run.about({ keyName: 'fresh' }))
    expect(await run.escrow.mayStillLand(anna, { keyId: 8 })).toBe(limit)
    expect(await run.escrow.mayStillLand(anna, { name: 'fresh' })).toBe(limit)
    for (const other of [{ keyId: 9 }, { name: 'deploy' }]) expect(await run.escrow.mayStillLand(anna, other)).toBeNull()
    for (const other of [personAt('api.example.com', 'ben'), personAt('api.example.org', 'anna')]) expect(await run.escrow.mayStillLand(other, { keyId: 8 })).toBeNull()
    await rotating.withdraw()
    await making.keep('a secret of a test', 9)
    expect([await run.escrow.mayStillLand(anna, { keyId: 8 }), await run.escrow.mayStillLand(anna, { name: 'fresh' })]).toEqual([null, null])
  })

  it('ends a while after nobody waits any more, and at once when it is known what came', async () => {
    const run = startRun(computer)
    const attempt = await run.escrow.prepare(run.about(regenerate))
    run.here.uptime = 10 * limit
    await attempt.lost('unknown', { keyId: 8, candidates: [] })
    run.here.uptime += limit - 1
    expect(await run.escrow.mayStillLand(anna, { keyId: 8 })).toBe(1)
    run.here.uptime += 1
    expect(await run.escrow.mayStillLand(anna, { keyId: 8 })).toBeNull()
    await (await run.escrow.prepare(run.about(regenerate))).lost('rotated', { keyId: 8, candidates: [] })
    expect(await run.escrow.mayStillLand(anna, { keyId: 8 })).toBeNull()
  })

  it('of an earlier run is counted from the start of this one, whether it was given up or on its way', async () => {
    const first = startRun(computer)
    await first.escrow.prepare(first.about(regenerate))
    await (await first.escrow.prepare(first.about({ keyName: 'fresh' }))).lost('unknown', { keyId: null, candidates: [] })
    const run = startRun(computer)
    run.here.uptime = limit - 5
    expect([await run.escrow.mayStillLand(anna, { keyId: 8 }), await run.escrow.mayStillLand(anna, { name: 'fresh' })]).toEqual([5, 5])
    run.here.uptime = limit
    expect([await run.escrow.mayStillLand(anna, { keyId: 8 }), await run.escrow.mayStillLand(anna, { name: 'fresh' })]).toEqual([null, null])
  })
})

describe('a lost answer', () => {
  const soon = (): string => new Date(Date.now() + 1000).toISOString()
  const lostRegeneration = async (run: ReturnType<typeof startRun>): Promise<void> => {
    await (await run.escrow.prepare(run.about(regenerate))).lost('unknown', { keyId: 8, candidates: [] })
  }
  const findings = async (run: ReturnType<typeof startRun>) => (await run.list()).lost.map(({ finding, keyId, candidates }) => [finding, keyId, candidates])

  it('is judged by when the list was asked for, not by when it is judged', async () => {
    const run = startRun(computer)
    await lostRegeneration(run)
    run.here.uptime = limit + 5000
    await run.escrow.reconcile(anna, [key], run.reading(limit - 10_000))
    expect(await findings(run)).toEqual([['unknown', 8, []]])
    await run.escrow.reconcile(anna, [{ ...key, updatedAt: soon() }], run.reading())
    expect(await findings(run)).toEqual([['rotated', 8, []]])
  })

  it('is not told by a change of days after, nor by one of Gatehouse’s own', async () => {
    const run = startRun(computer)
    await lostRegeneration(run)
    run.here.uptime = 2 * limit
    await run.escrow.reconcile(anna, [{ ...key, updatedAt: new Date(Date.now() + 3 * 86_400_000).toISOString() }], run.reading())
    expect(await findings(run)).toEqual([['unknown', 8, []]])
    await run.escrow.edited(anna, 8)
    await run.escrow.reconcile(anna, [{ ...key, updatedAt: soon() }], run.reading())
    expect(await findings(run)).toEqual([['unknown', 8, []]])
  })

  it('does not take the key of another creation that is on its way, or is held', async () => {
    const run = startRun(computer)
    const lost = await run.escrow.prepare(run.about({ before: { cause: 'create', keyIds: [1] } }))
    await lost.lost('unknown', { keyId: null, candidates: [] })
    const other = await run.escrow.prepare(run.about({ before: { cause: 'create', keyIds: [1] } }))
    const made = [{ ...key, id: 1 }, { ...key, id: 55 }]
    await run.escrow.reconcile(anna, made, run.reading())
    expect(await findings(run)).toEqual([['unknown', null, [55]]])
    await other.keep('a secret of a test', 55)
    expect(await findings(run)).toEqual([['unknown', null, []]])
    // Lost later, and looked for with a list of before.
    const later = await run.escrow.prepare(run.about({ before: { cause: 'create', keyIds: [1] } }))
    expect(await later.lost('created', { keyId: 55, candidates: [] })).toBe('unknown')
    run.here.uptime = 2 * limit
    await run.escrow.reconcile(anna, made, run.reading())
    expect(await findings(run)).toEqual([['notCreated', null, []], ['notCreated', null, []]])
  })
})

describe('a secret that was received', () => {
  it('is offered, and tried at the end, while the keychain hangs with it', async () => {
    const vault = vaultOf(computer.keychain)
    let hangs = true
    const run = startRun(computer, { vault: { ...vault, saveKeySecret: (id, secret) => (hangs ? new Promise<never>(() => undefined) : vault.saveKeySecret(id, secret)) } })
    const attempt = await run.escrow.prepare(run.about(regenerate))
    void attempt.keep('a secret of a test', 8)
    await expect.poll(async () => (await run.list()).held).toMatchObject([{ id: attempt.id, kept: 'run', readable: true }])
    expect((await run.reveal(attempt.id)).secret).toBe('a secret of a test')
    hangs = false
    await run.finish()
    expect((await startRun(computer).list()).held).toMatchObject([{ id: attempt.id, kept: 'keychain' }])
  })

  it('is let go unseen only by who is there', async () => {
    const run = startRun(computer)
    const id = await run.obtain('a secret of a test', 8)
    await run.copy(id)
    run.here.present = false
    expect(await fails(run.release([id], true))).toBe('presenceNeeded')
    expect((await run.list()).held).toHaveLength(1)
    expect((await run.release([id], false)).held).toEqual([])
  })

  it('leaves the clipboard with who signs out', async () => {
    const run = startRun(computer)
    await run.copy(await run.obtain('a secret of a test', 8))
    run.here.person = null
    run.follow({ status: 'signedOut' } as never)
    await expect.poll(() => run.here.clipboard.text).toBe('')
  })
})
