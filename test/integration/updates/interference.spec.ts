import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UpdateStep } from '#shared/domain/updates'
import { updatesSchema } from '#shared/domain/updates'
import { asAppError } from '#shared/errors/appError'
import { feedServer, feedText, sha512Of } from '../../support/feedServer'
import { copy, setUpUpdates } from '../../support/updatesSetUp'
import { readFeed } from '../../../electron/main/updates/readFeed'

let at: Awaited<ReturnType<typeof setUpUpdates>>
beforeEach(async () => {
  at = await setUpUpdates()
})
afterEach(() => at.end())

const feedPath = '/gatehouse/latest-linux.yml'
const filePath = '/gatehouse/Gatehouse-1.1.0-linux-x86_64.AppImage'
const content = Buffer.from('#!/bin/sh\necho the new one\n'.repeat(1000))
const list = (text: string, of = at) => of.feed.answers.set(feedPath, (_request, response) => response.end(text))
const give = (bytes: Buffer, of = at) => of.feed.answers.set(filePath, (_request, response) => response.end(bytes))
const problemOf = (step: UpdateStep): string | undefined => (step.status === 'failed' ? (step.error.fieldErrors?.['update'] ?? step.error.code) : step.status)
const failure = (promise: Promise<unknown>) => promise.then(() => 'none', (thrown: unknown) => asAppError(thrown).code)
const pending = () => join(at.folder, 'cache', 'gatehouse-updater', 'pending')
const downloaded = async () => (await readdir(pending()).catch(() => [])).filter((name) => name.endsWith('.AppImage'))
const makeReady = async (of = at) => {
  list(feedText({ content }), of)
  give(content, of)
  await of.service.check()
  expect((await of.service.download()).step.status).toBe('ready')
}
const anotherFeed = { enabled: true, feed: 'https://new.example/feed' }

describe('a feed that is made to hurt', () => {
  it('has no anchors: a short text stays short, in its notes and in its files', () => {
    const bomb = (notes: string): string => `version: 1.1.0\nfiles:\n  - url: a.AppImage\n    sha512: ${sha512Of(content)}\n    size: 5\n${notes}`
    const asked = (text: string) => () => readFeed(text, 'https://updates.example/latest-linux.yml', copy, () => true)
    // 240 kB that would be 184 million characters.
    const notes = bomb(`releaseNotes:\n  - &e {version: "1", note: "${'\\r'.repeat(115_000)}"}\n${'  - *e\n'.repeat(1600)}`)
    expect(notes.length).toBeLessThan(256 * 1024)
    for (const text of [notes, bomb('releaseNotes: &a x\n'), bomb('x: {? &a [y] : z}\n'), bomb('x: &a [y]\n'), bomb('x: &a {y: z}\n'), bomb('x: &a\n  - y\n')]) expect(asked(text), text.slice(-40)).toThrow(/no YAML/u)
    expect(asked(bomb('releaseNotes: "Rock & roll, *bold*"\n'))()).toMatchObject({ offer: { notes: 'Rock & roll, *bold*' } })
  })

  it('tells of fifty versions, and cuts their notes', () => {
    const notes = Array.from({ length: 60 }, (_, index) => `  - {version: "v${String(index)}.", note: "n"}\n`).join('')
    const of = (more: string) => readFeed(feedText({ content, more }), 'https://updates.example/latest-linux.yml', copy, () => true)
    const told = of(`releaseNotes:\n${notes}`)
    expect(told.newer && told.offer.notes).toMatch(/v49\.\nn$/u)
    const long = of(`releaseNotes: "${'x'.repeat(100_000)}"\n`)
    expect(long.newer && long.offer.notes).toHaveLength(20_000)
  })

  it('is released in a year that everybody can read, or on no day', async () => {
    for (const date of ['+275760-09-13', '-000001-01-01']) {
      list(feedText({ content }).replace(/releaseDate:.*/u, `releaseDate: "${date}"`))
      const known = await at.service.check()
      expect(known.step, date).toMatchObject({ status: 'available', offer: { releasedAt: null } })
      expect(updatesSchema.safeParse(known).success).toBe(true)
    }
  })

  it('is read for its files’ names, and not for the name of its host', () => {
    const of = (url: string) => readFeed(feedText({ name: url, content }), 'https://updates.example/latest-linux.yml', { ...copy, arch: 'arm64' }, () => true)
    expect(() => of('https://arm64.updates.example/arm64/Gatehouse-x86_64.AppImage')).toThrow(/no file for linux on arm64/u)
    expect(of('https://x64.updates.example/amd64/Gatehouse-1.1.0.AppImage')).toMatchObject({ newer: true })
  })
})

describe('another policy', () => {
  it('that names another feed forgets what is ready of the former, and removes the file', async () => {
    await makeReady()
    at.world.policy = { ...at.world.policy, updates: anotherFeed }
    at.service.policyChanged()
    expect(at.service.current()).toMatchObject({ lookedAt: null, step: { status: 'unknown' } })
    expect(await failure(at.service.restart())).toBe('conflict')
    expect(await failure(at.service.download())).toBe('conflict')
    expect(at.handovers).toEqual([])
    expect(await readFile(at.appImage, 'utf8')).toBe('former')
    await expect.poll(downloaded).toEqual([])
  })

  it('that lists servers forgets what was found before', async () => {
    list(feedText({ content }))
    await at.service.check()
    at.world.policy = { ...at.world.policy, servers: ['https://new.example'], updates: anotherFeed }
    at.service.policyChanged()
    expect(await failure(at.service.download())).toBe('conflict')
    expect(at.feed.heard.map(({ url }) => url)).toEqual([feedPath])
  })

  it('that has nothing to do with updates leaves what is ready', async () => {
    await makeReady()
    at.world.policy = { ...at.world.policy, present: true, demo: false }
    at.service.policyChanged()
    expect(at.service.current().step.status).toBe('ready')
    expect(await at.service.restart()).toBe(true)
  })

  it('that comes while the person is asked about quitting has the last word', async () => {
    for (const updates of [{ enabled: false, feed: null }, anotherFeed]) {
      let answer: (may: boolean) => void = () => undefined
      let asked = 0
      const of = await setUpUpdates({
        deps: {
          mayQuit: () => {
            asked++
            return new Promise((resolve) => (answer = resolve))
          }
        }
      })
      try {
        await makeReady(of)
        const restarted = of.service.restart()
        await expect.poll(() => asked).toBe(1)
        of.world.policy = { ...of.world.policy, updates }
        of.service.policyChanged()
        answer(true)
        expect([await restarted, of.handovers, of.world.stayed]).toEqual([false, [], 1])
        expect(await readFile(of.appImage, 'utf8')).toBe('former')
      } finally {
        await of.end()
      }
    }
  })

  it('that lists servers binds every hop and the file', async () => {
    const other = await feedServer()
    try {
      other.answers.set('/x.yml', (_request, response) => response.end(feedText({ content })))
      at.feed.answers.set(feedPath, (_request, response) => response.writeHead(302, { Location: new URL('/x.yml', other.address).href }).end())
      expect((await at.service.check()).step.status).toBe('available')
      at.world.policy = { ...at.world.policy, servers: [new URL(at.feed.address).origin] }
      other.heard.length = 0
      expect(problemOf((await at.service.check()).step)).toBe('server')
      expect(other.heard).toEqual([])
      list(feedText({ content, name: 'https://elsewhere.invalid/Gatehouse-1.1.0.AppImage' }))
      expect(problemOf((await at.service.check()).step)).toBe('server')
    } finally {
      await other.close()
    }
  })
})

describe('a file between its check and its use', () => {
  it('is hashed again: what was put in its place is not installed', async () => {
    await makeReady()
    const [name = ''] = await downloaded()
    await writeFile(join(pending(), name), Buffer.from(content).fill('x', 0, 1))
    expect(await at.service.restart()).toBe(false)
    expect(at.service.current().step).toMatchObject({ status: 'failed', during: 'install', error: { fieldErrors: { update: 'hash' } } })
    expect(await readFile(at.appImage, 'utf8')).toBe('former')
    expect([await downloaded(), at.handovers, at.world.stayed]).toEqual([[], [], 1])
    expect((await readdir(at.folder)).filter((entry) => entry.endsWith('.update'))).toEqual([])
    // It is downloaded anew, and then taken.
    expect((await at.service.download()).step.status).toBe('ready')
    expect(await at.service.restart()).toBe(true)
    expect(await readFile(at.appImage)).toEqual(content)
  })

  it('lies where nobody else reads or writes, in a folder that stood open before, too', async () => {
    await mkdir(pending(), { recursive: true })
    await chmod(pending(), 0o777)
    await makeReady()
    const [name = ''] = await downloaded()
    expect([(await stat(pending())).mode & 0o777, (await stat(join(pending(), name))).mode & 0o777]).toEqual([0o700, 0o600])
  })

  it('is written into no link that somebody laid, neither while it comes nor beside the program', async () => {
    const victim = join(at.folder, 'victim')
    await writeFile(victim, 'precious')
    await mkdir(pending(), { recursive: true })
    for (const prefix of ['', 'temp-', '0-temp-']) await symlink(victim, join(pending(), `${prefix}Gatehouse-1.1.0-linux-x86_64.AppImage`))
    await symlink(victim, `${at.appImage}.update`)
    await makeReady()
    expect(await at.service.restart()).toBe(true)
    expect(await readFile(victim, 'utf8')).toBe('precious')
    expect(await readFile(at.appImage)).toEqual(content)
    expect((await stat(at.appImage)).isFile()).toBe(true)
  })
})

it('two restarts are one', async () => {
  await makeReady()
  expect(await Promise.all([at.service.restart(), at.service.restart()])).toEqual([true, true])
  expect([at.handovers, at.world.stayed]).toEqual([[{ relaunch: at.appImage }], 0])
})
