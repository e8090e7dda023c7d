import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createRotatingFile } from '../../../electron/main/storage/rotatingFile'

let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rotating-file-'))
  path = join(folder, 'logs', 'lines.log')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const linesOf = async (name: string) => (await readFile(name, 'utf8')).split('\n').slice(0, -1)

it('keeps lines in their order, each on one line, for the owner only', async () => {
  const file = createRotatingFile({ path, maxBytes: 10_000, keep: 3 })
  for (let index = 0; index < 50; index += 1) file.write(`line ${index}`)
  file.write('two\nlines')
  await file.flush()
  file.write('after a pause')
  await file.flush()
  expect(await linesOf(path)).toEqual([...Array.from({ length: 50 }, (_, index) => `line ${index}`), 'two lines', 'after a pause'])
  expect((await stat(path)).mode & 0o077).toBe(process.platform === 'win32' ? 0o066 : 0)
})

it('starts a new file at the size given and forgets the oldest', async () => {
  const file = createRotatingFile({ path, maxBytes: 100, keep: 3 })
  for (let index = 0; index < 100; index += 1) {
    file.write(`line ${String(index).padStart(3, '0')}`)
    if (index % 7 === 0) await file.flush()
  }
  await file.flush()
  expect((await readdir(join(folder, 'logs'))).sort()).toEqual(['lines.log', 'lines.log.1', 'lines.log.2'])
  const all = [...(await linesOf(`${path}.2`)), ...(await linesOf(`${path}.1`)), ...(await linesOf(path))]
  expect(all).toEqual(Array.from({ length: all.length }, (_, index) => `line ${String(100 - all.length + index).padStart(3, '0')}`))
  for (const name of [path, `${path}.1`, `${path}.2`]) expect((await stat(name)).size).toBeLessThanOrEqual(100)
})

it('counts what an earlier run wrote', async () => {
  const first = createRotatingFile({ path, maxBytes: 20, keep: 2 })
  first.write('0123456789')
  await first.flush()
  const second = createRotatingFile({ path, maxBytes: 20, keep: 2 })
  second.write('abcdefghij')
  await second.flush()
  expect(await linesOf(`${path}.1`)).toEqual(['0123456789'])
  expect(await linesOf(path)).toEqual(['abcdefghij'])
})

it('reports once that lines cannot be kept, and goes on when they can be again', async () => {
  await writeFile(join(folder, 'logs'), 'a file where the folder should be')
  const failures: unknown[] = []
  const file = createRotatingFile({ path, maxBytes: 100, keep: 2, onFailure: (error) => failures.push(error) })
  file.write('lost')
  await file.flush()
  file.write('lost too')
  await file.flush()
  expect(failures).toHaveLength(1)
  await rm(join(folder, 'logs'))
  file.write('kept')
  await file.flush()
  expect(await linesOf(path)).toEqual(['kept'])
})
