import { mkdtemp, readdir, readFile, rm, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '#shared/domain/settings'
import { createLogger } from '../../../electron/main/log/logger'
import { createSettingsRepository } from '../../../electron/main/settings/settingsRepository'
import { pipeAt } from '../../support/pipeAt'

let folder: string
let path: string
let logged: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'))
  path = join(folder, 'settings.json')
  logged = []
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const repository = () =>
  createSettingsRepository({ path, log: createLogger({ sinks: [{ write: (line) => logged.push((JSON.parse(line) as { event: string }).event) }], level: 'debug' }) })

it('answers the defaults first, then what was stored', async () => {
  expect(await repository().read()).toEqual(defaultSettings)
  await repository().update({ theme: 'dark' })
  await repository().update({ language: 'fr', lastPage: '/security' })
  expect(await repository().read()).toEqual({ ...defaultSettings, theme: 'dark', language: 'fr', lastPage: '/security' })
})

it('leaves alone what is given as undefined', async () => {
  const settings = repository()
  await settings.update({ theme: 'dark' })
  expect((await settings.update({ theme: undefined, language: 'en' })).theme).toBe('dark')
})

it('keeps both of two changes made at once', async () => {
  const settings = repository()
  await Promise.all([settings.update({ theme: 'light' }), settings.update({ emailSeparator: 'newline' })])
  expect(await settings.read()).toMatchObject({ theme: 'light', emailSeparator: 'newline' })
})

it('tells listeners of changes, and only of changes, until they leave', async () => {
  const settings = repository()
  const seen: Settings['theme'][] = []
  const leave = settings.onChange((now) => seen.push(now.theme))
  await settings.update({ theme: 'dark' })
  await settings.update({ theme: 'dark' })
  leave()
  await settings.update({ theme: 'light' })
  expect(seen).toEqual(['dark'])
})

it('compares what is in a setting, not whether it is the same object', async () => {
  const settings = repository()
  const seen: Settings['proxy'][] = []
  settings.onChange((now) => seen.push(now.proxy))
  await settings.update({ proxy: { mode: 'system' } })
  await settings.update({ theme: 'dark' })
  await settings.update({ proxy: { mode: 'manual', address: 'http://proxy.example:3128' } })
  await settings.update({ proxy: { mode: 'manual', address: 'http://proxy.example:3128' } })
  await settings.update({ proxy: { mode: 'manual', address: 'http://other.example:3128' } })
  expect(seen).toEqual([{ mode: 'system' }, { mode: 'manual', address: 'http://proxy.example:3128' }, { mode: 'manual', address: 'http://other.example:3128' }])
})

it('takes the system’s proxy where the kept one is none, and never keeps a password for one', async () => {
  for (const address of ['http://me:secret@proxy.example:3128', 'proxy.example', 'file:///etc/passwd']) {
    await writeFile(path, JSON.stringify({ version: 1, data: { theme: 'dark', proxy: { mode: 'manual', address } } }))
    expect(await repository().read()).toEqual({ ...defaultSettings, theme: 'dark' })
    await expect(repository().update({ proxy: { mode: 'manual', address } })).rejects.toMatchObject({ code: 'unexpected' })
  }
})

it('gives one bad value its default, keeps the others and the file', async () => {
  const text = JSON.stringify({ version: 1, data: { theme: 'pink', language: 'fr', emailSeparator: 'semicolon', unheardOf: 1 } })
  await writeFile(path, text)
  expect(await repository().read()).toEqual({ ...defaultSettings, language: 'fr', emailSeparator: 'semicolon' })
  expect(logged).toEqual(['settings.setAside'])
  const aside = (await readdir(folder)).find((name) => name.endsWith('.aside'))
  expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(text)
  expect(await repository().read()).toEqual({ ...defaultSettings, language: 'fr', emailSeparator: 'semicolon' })
})

it('opens without a setting that an older version did not have', async () => {
  await writeFile(path, JSON.stringify({ version: 1, data: { theme: 'dark' } }))
  expect(await repository().read()).toEqual({ ...defaultSettings, theme: 'dark' })
  expect(await readdir(folder)).toEqual(['settings.json'])
})

it('reads the defaults when the file cannot be read, and refuses to change it', async () => {
  await mkdir(path)
  const settings = repository()
  const seen: Settings[] = []
  settings.onChange((now) => seen.push(now))
  expect(await settings.read()).toEqual(defaultSettings)
  expect(logged).toEqual(['settings.unreadable'])
  await expect(settings.update({ theme: 'dark' })).rejects.toMatchObject({ code: 'storageFailed' })
  expect(seen).toEqual([])
})

it('answers the defaults where a pipe stands in its place, waits for nobody, and stores nothing over it', async () => {
  pipeAt(path)
  const settings = repository()
  expect(await settings.read()).toEqual(defaultSettings)
  await expect(settings.update({ theme: 'dark' })).rejects.toMatchObject({ code: 'storageFailed' })
  expect(logged).toContain('settings.unreadable')
})
