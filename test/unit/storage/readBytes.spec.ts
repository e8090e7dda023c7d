import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createBinaryFile } from '../../../electron/main/storage/binaryFile'
import { readBytes } from '../../../electron/main/storage/readBytes'
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
