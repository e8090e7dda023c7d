import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createLockRecords, nothingRecorded } from '../../../../electron/main/services/lock/lockRecord'
import { quietLog } from '../../../support/quietLog'

const locked = { because: 'idle', since: '2026-10-01T08:00:00.000Z' } as const
const wrong = { secretId: '0b6f7a52-9d51-4c3e-8a64-6f0f4f3c2d11', count: 3, lastAt: 1_800_000_000_000 }

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const path = () => join(folder, 'lock.json')
const start = () => createLockRecords({ path: path(), log: quietLog() })

it('is found again by the next run, each part by itself', async () => {
  const first = start()
  expect(await first.load()).toEqual(nothingRecorded)
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

it('that cannot be understood stands aside, and does not keep the program from starting', async () => {
  await writeFile(path(), '{"version":1,"data":{"locked":"yes"}}')
  expect(await start().load()).toEqual(nothingRecorded)
})

it('holds nothing secret', async () => {
  await start().change({ locked, wrong })
  expect(JSON.parse(await readFile(path(), 'utf8'))).toEqual({ version: 1, data: { locked, wrong } })
})
