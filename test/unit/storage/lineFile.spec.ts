import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLineFile, type LineFile } from '../../../electron/main/storage/lineFile'

let folder: string
let path: string
let file: LineFile

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'line-file-'))
  path = join(folder, 'deeper', 'journal.jsonl')
  file = createLineFile({ path, now: () => new Date('2026-11-21T10:00:00.000Z') })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('a file of lines', () => {
  it('begins with its first line, for its owner only, and grows by whole lines', async () => {
    expect(await file.readAll()).toEqual(Buffer.alloc(0))
    const size = await file.append('one', 0)
    expect(await file.append('zwei: ü', size ?? -1)).toBe(13)
    expect(await readFile(path, 'utf8')).toBe('one\nzwei: ü\n')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await file.read(4, 8)).toString('utf8')).toBe('zwei: ü')
  })

  it('takes nothing where somebody else has written, or taken something away', async () => {
    const size = (await file.append('one', 0)) ?? -1
    await appendFile(path, 'elsewhere\n')
    expect(await file.append('two', size)).toBeNull()
    await writeFile(path, '')
    expect(await file.append('two', size)).toBeNull()
    expect(await readFile(path, 'utf8')).toBe('')
  })

  it('does not read past its end as if there were nothing there', async () => {
    await file.append('one', 0)
    await expect(file.read(0, 50)).rejects.toMatchObject({ code: 'storageFailed' })
    await expect(createLineFile({ path: folder }).readAll()).rejects.toMatchObject({ code: 'storageFailed' })
    await expect(createLineFile({ path: folder }).append('one', 0)).rejects.toMatchObject({ code: 'storageFailed' })
  })

  it('keeps what stands behind its last whole line beside itself, however often in one moment', async () => {
    const size = (await file.append('one', 0)) ?? -1
    for (const tail of ['{"ha', '{"hash']) {
      await appendFile(path, tail)
      const name = await file.setTailAside(size)
      expect(await readFile(join(folder, 'deeper', name), 'utf8')).toBe(tail)
    }
    expect(await readFile(path, 'utf8')).toBe('one\n')
    expect((await readdir(join(folder, 'deeper'))).filter((name) => name.endsWith('.aside'))).toHaveLength(2)
    expect(await file.append('two', size)).toBe(8)
  })
})
