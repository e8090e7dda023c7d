import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SecretStorage } from '#shared/domain/connection'
import type { StepResult } from '#shared/domain/reviewRun'
import { AppError, asAppError } from '#shared/errors/appError'
import { createRunFile, withRun, type RunContent, type StoredRun } from '../../../electron/main/services/reviewRuns/runFile'

let folder: string
let keychain: { storage: SecretStorage; key: string | null; locked: boolean }
let aside: string[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-runs-'))
  keychain = { storage: 'keychain', key: null, locked: false }
  aside = []
})
afterEach(() => rm(folder, { recursive: true }))

const start = () => {
  const access = <T>(task: () => T): Promise<T> => (keychain.locked ? Promise.reject(new AppError({ code: 'vaultLocked', message: 'The keychain is locked.', retryable: true })) : Promise.resolve(task()))
  return createRunFile({
    pathOf: (name) => join(folder, ...(name === undefined ? [] : [name])),
    keys: { storage: () => Promise.resolve(keychain.storage), read: () => access(() => ({ found: keychain.key })), save: (key) => access(() => void (keychain.key = key)) },
    onSetAside: (reason) => aside.push(reason)
  })
}
const id = (number: number): string => `0f11e1d0-0000-4000-8000-${String(number).padStart(12, '0')}`
const step = (number: number, given: Partial<StepResult> = {}): StepResult => ({ stepId: id(number), state: 'waiting', outcome: null, why: null, note: '', differences: [], at: null, secretId: null, by: null, ...given })
const secret = { by: { userId: 'me', email: 'ada@meridian.example' }, note: 'Said by Noor', differences: [{ about: 'noor@example.com', field: 'twoFactor', before: 'enabled', after: 'notEnabled' }] }
const stored = (number: number, steps: StepResult[] = [step(1, { state: 'sent', at: '2027-03-20T08:00:00.000Z', ...secret })], finishedAt: string | null = null): StoredRun => ({
  server: 'capgo.app',
  userId: 'me',
  reviewHash: 'c'.repeat(64),
  run: { reviewId: id(number), organizationId: id(900), title: 'Review of Noor', fileName: 'noor-raman.gatehouse-review', startedAt: '2027-03-20T07:00:00.000Z', finishedAt, appliedBy: { userId: 'me', email: 'ada@meridian.example' }, steps }
})
const names = async () => (await readdir(folder)).sort()
const onDisk = async () => (await Promise.all((await names()).map((name) => readFile(join(folder, name), 'latin1')))).join('\n')
const words = ['noor@example.com', 'Said by Noor', 'Review of Noor', 'noor-raman', 'ada@meridian.example']
const plainly = (content: RunContent) => writeFile(join(folder, 'review-runs.json'), JSON.stringify({ version: 1, data: content }))

describe('the file of runs', () => {
  it('names nobody on the disk, and is there in the next run of the program', async () => {
    await start().update((content) => withRun(content, stored(1)))
    expect(await names()).toEqual(['review-runs.sealed'])
    for (const word of words) expect(await onDisk()).not.toContain(word)
    expect(await start().read()).toEqual({ runs: [stored(1)], usedUp: [] })
    expect(await start().unreadable()).toEqual([])
  })

  it('takes over what was kept plainly, and removes it only then', async () => {
    const before: RunContent = { runs: [stored(1), stored(2, [step(1)], '2027-03-21T08:00:00.000Z')], usedUp: [id(7)] }
    await plainly(before)
    expect(await start().read()).toEqual(before)
    expect(await names()).toEqual(['review-runs.sealed'])
    for (const word of words) expect(await onDisk()).not.toContain(word)
    expect(await start().read()).toEqual(before)
  })

  it('leaves what was kept plainly where it is while the keychain is locked', async () => {
    await plainly({ runs: [stored(1)], usedUp: [] })
    keychain.locked = true
    expect(asAppError(await start().read().catch((thrown: unknown) => thrown)).code).toBe('vaultLocked')
    expect(await names()).toEqual(['review-runs.json'])
    keychain.locked = false
    expect((await start().read()).runs).toHaveLength(1)
  })

  it('knows what either knows where both are there, as after a kill in between', async () => {
    await start().update(() => ({ runs: [stored(1), stored(2, [step(1), step(2, { state: 'done', at: '2027-03-20T08:00:00.000Z' })])], usedUp: [id(7)] }))
    await plainly({ runs: [stored(2, [step(1, { state: 'sent', at: '2027-03-20T09:00:00.000Z' }), step(2)], '2027-03-22T08:00:00.000Z'), stored(3)], usedUp: [id(8)] })
    const { runs, usedUp } = await start().read()
    expect(runs.map(({ run }) => [run.reviewId, run.steps.map(({ state }) => state), run.finishedAt !== null])).toEqual([[id(3), ['sent'], false], [id(1), ['sent'], false], [id(2), ['sent', 'done'], true]])
    expect(usedUp.sort()).toEqual([id(7), id(8)])
    expect(await names()).toEqual(['review-runs.sealed'])
  })

  it.each([
    ['changed', async () => {
      const path = join(folder, 'review-runs.sealed')
      const bytes = await readFile(path)
      bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1
      await writeFile(path, bytes)
    }],
    ['cut', async () => writeFile(join(folder, 'review-runs.sealed'), (await readFile(join(folder, 'review-runs.sealed'))).subarray(0, 60))],
    ['empty', async () => writeFile(join(folder, 'review-runs.sealed'), '')],
    ['sealed with a key that is gone', async () => Promise.resolve(void (keychain.key = null))],
    ['replaced by a plain one', async () => writeFile(join(folder, 'review-runs.sealed'), JSON.stringify({ version: 1, data: { runs: [], usedUp: [] } }))]
  ])('is set aside, named and never lost where it is %s', async (_, harm) => {
    await start().update((content) => withRun(content, stored(1)))
    await harm()
    const harmed = await readFile(join(folder, 'review-runs.sealed'))
    const file = start()
    expect(await file.read()).toEqual({ runs: [], usedUp: [] })
    expect(aside).toEqual(['notOpened'])
    await file.update((content) => withRun(content, stored(2)))
    expect(await file.unreadable()).toEqual(['review-runs.sealed.aside'])
    expect(await readFile(join(folder, 'review-runs.sealed.aside'))).toEqual(harmed)
    expect((await start().read()).runs.map(({ run }) => run.reviewId)).toEqual([id(2)])
    expect(await start().unreadable()).toEqual(['review-runs.sealed.aside'])
  })

  it('names a plain one that is damaged as well', async () => {
    await writeFile(join(folder, 'review-runs.json'), '{')
    const file = start()
    expect(await file.read()).toEqual({ runs: [], usedUp: [] })
    expect(aside).toEqual(['notJson'])
    expect(await file.unreadable()).toMatchObject([expect.stringMatching(/^review-runs\.json\..*\.aside$/u)])
  })

  it('keeps without a keychain, across runs, what stops a step from being done twice, and nothing that names anybody', async () => {
    keychain.storage = 'memory'
    const file = start()
    await file.update(() => ({ runs: [stored(1)], usedUp: [id(7)] }))
    expect(await file.read()).toEqual({ runs: [stored(1)], usedUp: [id(7)] })
    for (const word of words) expect(await onDisk()).not.toContain(word)
    const { runs, usedUp } = await start().read()
    expect(runs).toMatchObject([{ reviewHash: 'c'.repeat(64), run: { reviewId: id(1), steps: [{ state: 'sent', differences: [] }] } }])
    expect(usedUp).toEqual([id(7)])
  })

  it('says without a keychain that there is one which it cannot read', async () => {
    await start().update((content) => withRun(content, stored(1)))
    keychain.storage = 'memory'
    expect(await start().unreadable()).toEqual(['review-runs.sealed'])
    await start().update((content) => withRun(content, stored(2)))
    keychain.storage = 'keychain'
    expect((await start().read()).runs.map(({ run }) => run.reviewId)).toEqual([id(2), id(1)])
    expect(await names()).toEqual(['review-runs.sealed'])
  })
})
