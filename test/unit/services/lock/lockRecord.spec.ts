import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLockRecords, nothingRecorded } from '../../../../electron/main/services/lock/lockRecord'
import { quietLog } from '../../../support/quietLog'

const id = '0b6f7a52-9d51-4c3e-8a64-6f0f4f3c2d11'
const locked = { because: 'idle' as const, since: '2026-10-01T08:00:00.000Z', asks: true, byKeychain: [], released: [{ id, kind: 'session' as const }] }
const wrong = [{ secretId: id, count: 3, lastAt: 1_800_000_000_000 }]
/** How it is where the record says nothing. */
const unknown = { locked: { because: 'unreadable', since: '2026-11-01T10:00:00.000Z', asks: false, byKeychain: [], released: [] }, wrong: [] }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const path = () => join(folder, 'lock.json')
const start = () => createLockRecords({ path: path(), log: quietLog(), now: () => Date.parse('2026-11-01T10:00:00.000Z') })

it('is found again by the next run, each part by itself', async () => {
  const first = start()
  await first.load()
  await Promise.all([first.change({ locked }), first.change({ wrong })])
  const second = start()
  expect(await second.load()).toEqual({ locked, wrong })
  await second.change({ locked: null })
  expect(await start().load()).toEqual({ locked: null, wrong })
})

it('holds for this run at once, and when it cannot be written', async () => {
  const log = quietLog()
  const records = createLockRecords({ path: join(folder, 'lock.json', 'beneath a file'), log })
  await writeFile(path(), '')
  const changing = records.change({ wrong })
  expect(records.current().wrong).toEqual(wrong)
  await changing
  expect(records.current().wrong).toEqual(wrong)
  expect(log.lines.map(({ event }) => event)).toEqual(['lock.notWritten'])
})

it.each([
  ['that is not of its shape', () => writeFile(path(), '{"version":2,"data":{"locked":"yes"}}')],
  ['that was cut short', () => writeFile(path(), '{"version":2,"data":{')],
  ['that is too much to be one', () => writeFile(path(), 'x'.repeat(1_000_000))],
  ['in whose place is a folder', () => mkdir(path())],
  ['that was deleted', () => Promise.resolve()]
])('one %s counts as locked', async (_, damage) => {
  await damage()
  expect(await start().load()).toEqual(unknown)
})

it('is not missed where nothing is kept that could be locked; a damaged one is', async () => {
  const first = start()
  await first.load()
  first.nothingKept()
  expect(first.current()).toEqual(nothingRecorded)
  await writeFile(path(), '{')
  const second = start()
  await second.load()
  second.nothingKept()
  expect(second.current()).toEqual(unknown)
})

it('of the version before goes on', async () => {
  await writeFile(path(), JSON.stringify({ version: 1, data: { locked: { because: 'idle', since: locked.since }, wrong: wrong[0] } }))
  expect(await start().load()).toEqual({ locked: { ...locked, asks: false, released: [] }, wrong })
})

it('holds nothing secret', async () => {
  await start().change({ locked, wrong })
  expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual({ version: 2, data: { locked, wrong } })
})
