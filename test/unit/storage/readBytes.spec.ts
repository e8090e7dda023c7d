import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { createBinaryFile } from '../../../electron/main/storage/binaryFile'
import { createJsonFile } from '../../../electron/main/storage/jsonFile'
import { readBytes } from '../../../electron/main/storage/readBytes'
import { createTextFile } from '../../../electron/main/storage/textFile'
import { pipeAt } from '../../support/pipeAt'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bytes-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it.each([0, 1, 99, 100])('reads a file of %i bytes whole', async (length) => {
  const path = join(folder, 'file')
  await writeFile(path, Buffer.alloc(length, 7))
  expect(await readBytes(path, 100)).toEqual(Buffer.alloc(length, 7))
})

it('stops at the limit, also where a file has no end', async () => {
  const path = join(folder, 'file')
  await writeFile(path, Buffer.alloc(101))
  expect(await readBytes(path, 100)).toBe('tooLarge')
})

it('says when there is none, and fails on what is no file', async () => {
  expect(await readBytes(join(folder, 'none'), 100)).toBeNull()
  await expect(readBytes(folder, 100)).rejects.toMatchObject({ code: 'storageFailed' })
})

it('waits for no pipe', async () => {
  const path = join(folder, 'pipe')
  pipeAt(path)
  await expect(readBytes(path, 100)).rejects.toMatchObject({ code: 'storageFailed' })
  await expect(createBinaryFile(path, `${path}.tmp`).read()).rejects.toMatchObject({ code: 'storageFailed' })
  await expect(createBinaryFile(path, `${path}.tmp`).start(1)).rejects.toMatchObject({ code: 'storageFailed' })
})

it('does not take a link to a file that is away for no file, wherever on the way it stands', async () => {
  const away = join(folder, 'away')
  await symlink(away, join(folder, 'link'))
  await expect(readBytes(join(folder, 'link'), 100)).rejects.toMatchObject({ code: 'storageFailed' })
  await expect(readBytes(join(folder, 'link', 'file'), 100)).rejects.toMatchObject({ code: 'storageFailed' })
  expect(await readBytes(join(folder, 'none', 'file'), 100)).toBeNull()
})

it('waits for no pipe in the place of a file of ours', async () => {
  const path = join(folder, 'pipe')
  pipeAt(path)
  const json = createJsonFile({ path, version: 1, schema: z.strictObject({}), migrations: {}, empty: () => ({}) })
  await expect(json.read()).rejects.toMatchObject({ code: 'storageFailed' })
  await expect(json.update((value) => value)).rejects.toMatchObject({ code: 'storageFailed' })
  await expect(createTextFile(path).read()).rejects.toMatchObject({ code: 'storageFailed' })
})

it('reads no text file that is longer than memory is for', async () => {
  const path = join(folder, 'huge')
  await writeFile(path, '')
  await truncate(path, 256 * 1024 * 1024 + 1)
  await expect(createTextFile(path).read()).rejects.toMatchObject({ code: 'storageFailed', message: 'huge could not be read: the file is too large.' })
})
