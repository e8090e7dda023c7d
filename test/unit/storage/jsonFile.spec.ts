import { chmod, link, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { writeAtomically } from '../../../electron/main/storage/atomicWrite'
import { createJsonFile, type JsonFileOptions, type SetAside } from '../../../electron/main/storage/jsonFile'
import { toStorageError } from '../../../electron/main/storage/storageError'

const schema = z.strictObject({ names: z.array(z.string()) })
type Names = z.infer<typeof schema>

let folder: string
let path: string
let asides: SetAside[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'json-file-'))
  path = join(folder, 'names.json')
  asides = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function file(options: Partial<JsonFileOptions<Names>> = {}) {
  return createJsonFile<Names>({
    path,
    version: 1,
    schema,
    migrations: {},
    empty: () => ({ names: [] }),
    onSetAside: (aside) => asides.push(aside),
    now: () => new Date('2027-03-12T10:20:30.400Z'),
    ...options
  })
}

describe('reading and writing', () => {
  it('is fresh before the first write and loaded after it, also by another instance', async () => {
    const names = file()
    expect(await names.read()).toEqual({ state: 'fresh', value: { names: [] } })
    await names.write({ names: ['Zoë', '𝔘nicode'] })
    expect(await names.read()).toEqual({ state: 'loaded', value: { names: ['Zoë', '𝔘nicode'] } })
    expect(await file().read()).toEqual({ state: 'loaded', value: { names: ['Zoë', '𝔘nicode'] } })
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, data: { names: ['Zoë', '𝔘nicode'] } })
  })

  it('makes missing folders', async () => {
    path = join(folder, 'a', 'b', 'names.json')
    await file().write({ names: ['x'] })
    expect((await file().read()).value).toEqual({ names: ['x'] })
  })

  it('is readable by its owner only, also when an older file was not', async () => {
    await writeFile(path, JSON.stringify({ version: 1, data: { names: [] } }))
    await chmod(path, 0o644)
    await file().write({ names: [] })
    // Windows knows no such modes; there the folder's rights decide.
    expect((await stat(path)).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600)
  })

  it('loses no concurrent update and leaves no temporary file', async () => {
    const names = file()
    await Promise.all(Array.from({ length: 100 }, (_, index) => names.update((value) => ({ names: [...value.names, `n${index}`] }))))
    expect((await names.read()).value.names).toEqual(Array.from({ length: 100 }, (_, index) => `n${index}`))
    expect(await readdir(folder)).toEqual(['names.json'])
  })

  it('goes on after a change that throws, with the file as it was', async () => {
    const names = file()
    await names.write({ names: ['kept'] })
    const failing = names.update(() => {
      throw new RangeError('no')
    })
    await expect(failing).rejects.toThrow(RangeError)
    expect((await names.update((value) => ({ names: [...value.names, 'next'] }))).names).toEqual(['kept', 'next'])
  })

  it('refuses to write what it could not read again', async () => {
    await expect(file().write({ names: [1] } as unknown as Names)).rejects.toMatchObject({ code: 'unexpected', message: 'names.json was not written: wrong names.0.' })
    expect(await readdir(folder)).toEqual([])
  })

  it('passes over what a killed run left half written', async () => {
    await file().write({ names: ['whole'] })
    await writeFile(join(folder, '.names.json.tmp'), '{"version":1,"da')
    expect((await file().read()).value).toEqual({ names: ['whole'] })
    await file().write({ names: ['next'] })
    expect(await readdir(folder)).toEqual(['names.json'])
  })

  it('does not write through a link that stands in the way', async () => {
    const victim = join(folder, 'victim')
    await writeFile(victim, 'untouched')
    await link(victim, join(folder, '.names.json.tmp'))
    await file().write({ names: ['x'] })
    expect(await readFile(victim, 'utf8')).toBe('untouched')
  })
})

describe('a file that cannot be used', () => {
  const cases: [string, string, string][] = [
    ['half written', '{"version":1,"data":{"na', 'notJson'],
    ['empty', '', 'notJson'],
    ['binary', '\u0000\u0001\ufffd', 'notJson'],
    ['of another shape', '{"version":1,"data":{"names":"x"}}', 'wrongShape'],
    ['without a version', '{"names":[]}', 'wrongShape'],
    ['a bare value', 'null', 'wrongShape'],
    ['newer', '{"version":2,"data":{"other":true},"more":1}', 'newer']
  ]
  it.each(cases)('%s: is kept aside, reported and not overwritten', async (_name, text, reason) => {
    await writeFile(path, text)
    const names = file()
    const read = await names.read()
    const aside = join(folder, 'names.json.2027-03-12T10-20-30.400Z.aside')
    expect(read).toEqual({ state: 'setAside', value: { names: [] }, path: aside, reason })
    expect(asides).toEqual([{ path: aside, reason }])
    await names.write({ names: ['new'] })
    expect(await readFile(aside, 'utf8')).toBe(text)
  })

  it('is kept aside by a write that comes before any read', async () => {
    await writeFile(path, 'not json')
    await file().write({ names: ['new'] })
    expect(asides).toMatchObject([{ reason: 'notJson' }])
    expect(await readFile(asides[0]?.path ?? '', 'utf8')).toBe('not json')
  })

  it('never replaces an earlier one, within the same millisecond neither', async () => {
    for (const text of ['one', 'two', 'three']) {
      await writeFile(path, text)
      await file().read()
    }
    const texts = await Promise.all(asides.map((aside) => readFile(aside.path, 'utf8')))
    expect(texts).toEqual(['one', 'two', 'three'])
  })

  it('is salvaged where that is possible, durably', async () => {
    await writeFile(path, '{"version":1,"data":{"names":["a",1,"b"]}}')
    const salvage = (data: unknown): Names => ({ names: (data as { names: unknown[] }).names.filter((name) => typeof name === 'string') })
    expect(await file({ salvage }).read()).toMatchObject({ state: 'setAside', value: { names: ['a', 'b'] } })
    expect(await file().read()).toEqual({ state: 'loaded', value: { names: ['a', 'b'] } })
    expect(await readFile(asides[0]?.path ?? '', 'utf8')).toBe('{"version":1,"data":{"names":["a",1,"b"]}}')
  })

  it('stays in its place where what was salvaged cannot be written, and is salvaged later', async () => {
    const text = '{"version":1,"data":{"names":["a",1,"b"]}}'
    await writeFile(path, text)
    // What stands in the way of the temporary file refuses as a full disk does.
    await mkdir(join(folder, '.names.json.tmp', 'in the way'), { recursive: true })
    const salvage = (): Names => ({ names: ['a', 'b'] })
    const names = file({ salvage })
    await expect(names.read()).rejects.toMatchObject({ code: 'storageFailed' })
    await expect(names.update(() => ({ names: [] }))).rejects.toMatchObject({ code: 'storageFailed' })
    expect([await readFile(path, 'utf8'), (await readdir(folder)).length, asides]).toEqual([text, 2, []])
    await rm(join(folder, '.names.json.tmp'), { recursive: true })
    expect(await names.read()).toMatchObject({ state: 'setAside', value: { names: ['a', 'b'] } })
    expect(asides).toHaveLength(1)
  })
})

describe('migrations', () => {
  const migrations = {
    1: (data: unknown) => (data as { name: string }).name.split(','),
    2: (data: unknown) => ({ names: data })
  }

  it('are chained from any earlier version', async () => {
    await writeFile(path, '{"version":1,"data":{"name":"a,b"}}')
    expect(await file({ version: 3, migrations }).read()).toEqual({ state: 'loaded', value: { names: ['a', 'b'] } })
    await writeFile(path, '{"version":2,"data":["c"]}')
    const names = file({ version: 3, migrations })
    await names.update((value) => value)
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 3, data: { names: ['c'] } })
  })

  it('that throw leave the file aside', async () => {
    await writeFile(path, '{"version":1,"data":null}')
    expect(await file({ version: 3, migrations }).read()).toMatchObject({ state: 'setAside', reason: 'migrationFailed' })
  })

  it('must be complete', () => {
    expect(() => file({ version: 3, migrations: { 2: migrations[2] } })).toThrow('names.json has no migration from version 1.')
  })
})

describe('the system refuses', () => {
  it('a read: typed, with the name of the file and not of its folder', async () => {
    path = folder
    await expect(file().read()).rejects.toMatchObject({ code: 'storageFailed', data: { retryable: false } })
    path = join(folder, 'file', 'names.json')
    await writeFile(join(folder, 'file'), '')
    const error = await file().read().then(() => null, (thrown: unknown) => thrown)
    expect(error).toMatchObject({ message: 'names.json could not be read: its folder is a file.' })
  })

  it('a write that comes before any read: what cannot be read is left alone', async () => {
    await mkdir(path)
    await expect(file().write({ names: [] })).rejects.toMatchObject({ code: 'storageFailed' })
    expect(await readdir(folder)).toEqual(['names.json'])
  })

  it('a write: typed, and nothing is left behind', async () => {
    const temporaryPath = join(folder, 'missing', 'temporary')
    await expect(writeAtomically(path, 'x', { temporaryPath })).rejects.toMatchObject({ code: 'storageFailed' })
    expect(await readdir(folder)).toEqual([])
  })

  it.each([
    ['ENOSPC', 'the disk is full', true],
    ['EACCES', 'permission was denied', false],
    ['EROFS', 'the disk is read-only', false],
    ['EWEIRD', 'the system refused', false]
  ])('%s is said in words', (code, words, retryable) => {
    const error = toStorageError('written', path, Object.assign(new Error(`${code}: ${path}`), { code }))
    expect(error.data).toEqual({ code: 'storageFailed', message: `names.json could not be written: ${words}.`, retryable })
  })
})
