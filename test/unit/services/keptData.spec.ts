import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createKeptData } from '../../../electron/main/services/keptData'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-'))
  for (const name of ['posture', 'logs', 'snapshots']) await mkdir(join(folder, name))
  await writeFile(join(folder, 'posture', 'one.json'), 'x'.repeat(100))
  await writeFile(join(folder, 'logs', 'gatehouse.log'), 'x'.repeat(10))
  await writeFile(join(folder, 'logs', 'gatehouse.log.1'), 'x'.repeat(20))
  await writeFile(join(folder, 'journal.jsonl'), 'x'.repeat(7))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const kept = (locked = false) => createKeptData({ inUserData: (...names) => join(folder, ...names), isLocked: () => Promise.resolve(locked) })
const of = (data: Awaited<ReturnType<ReturnType<typeof kept>['list']>>, kind: string) => data.kinds.find((one) => one.kind === kind)

it('tells how much there is of each kind, and how much of it goes from here', async () => {
  const data = await kept().list()
  expect(of(data, 'posture')).toMatchObject({ bytes: 100, deletableBytes: 100 })
  expect(of(data, 'logs')).toMatchObject({ bytes: 30, deletableBytes: 20 })
  expect(of(data, 'journal')).toMatchObject({ bytes: 7, deletableBytes: 0 })
  expect(of(data, 'demo')).toMatchObject({ bytes: 0, deletableBytes: 0 })
})

it('deletes the one kind, and of the logs not the one in use', async () => {
  expect(of(await kept().delete('posture'), 'posture')?.bytes).toBe(0)
  expect(of(await kept().delete('logs'), 'logs')?.bytes).toBe(10)
  expect(await readdir(join(folder, 'logs'))).toEqual(['gatehouse.log'])
  expect(await readdir(folder)).toContain('journal.jsonl')
})

it('follows no link out of its folder', async () => {
  const outside = await mkdtemp(join(tmpdir(), 'outside-'))
  await writeFile(join(outside, 'theirs'), 'x'.repeat(500))
  await symlink(outside, join(folder, 'posture', 'away'))
  expect(of(await kept().delete('posture'), 'posture')?.bytes).toBe(0)
  expect(await readdir(outside)).toEqual(['theirs'])
  await rm(outside, { recursive: true })
})

it('deletes nothing behind the lock', async () => {
  await expect(kept(true).delete('posture')).rejects.toMatchObject({ data: { code: 'locked' } })
  expect(of(await kept().list(), 'posture')?.bytes).toBe(100)
})
