import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UpdateStep } from '#shared/domain/updates'
import { z } from 'zod'
import { asAppError } from '#shared/errors/appError'
import { createPublicFiles } from '../../../electron/main/capgo/publicFile'
import type { UpdateServiceDeps } from '../../../electron/main/updates/updateService'
import { issue } from '../../support/certificates'
import { connectProxy } from '../../support/connectProxy'
import { feedText, sha512Of } from '../../support/feedServer'
import { localProxy, testNetwork } from '../../support/network'
import { signedInToSandbox } from '../../support/signedInToSandbox'
import { tlsServer } from '../../support/tlsServer'
import { setUpUpdates } from '../../support/updatesSetUp'

let at: Awaited<ReturnType<typeof setUpUpdates>>
beforeEach(async () => {
  at = await setUpUpdates()
})
afterEach(() => at.end())

const feedPath = '/gatehouse/latest-linux.yml'
const filePath = '/gatehouse/Gatehouse-1.1.0-linux-x86_64.AppImage'
const content = Buffer.from('#!/bin/sh\necho the new one\n'.repeat(1000))
const list = (text: string) => at.feed.answers.set(feedPath, (_request, response) => response.end(text))
const give = (bytes: Buffer) => at.feed.answers.set(filePath, (_request, response) => response.end(bytes))
const problemOf = (step: UpdateStep): string | undefined => (step.status === 'failed' ? (step.error.fieldErrors?.['update'] ?? step.error.code) : step.status)
const lookedAtFeed = async (text: string): Promise<UpdateStep> => {
  list(text)
  return (await at.service.check()).step
}
const failure = (promise: Promise<unknown>) => promise.then(() => 'none', (thrown: unknown) => asAppError(thrown).code)
/** Whatever the library and we left of a download. */
const cached = async () => (existsSync(join(at.folder, 'cache')) ? (await readdir(join(at.folder, 'cache'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name) : [])

describe('what a feed lists', () => {
  it.each(['1.0.0', '0.9.9', '0.99.0', '1.0.0-beta.1', '1.0.0+build.7', '1.1.0-beta.1'])('is no update as %s', async (version) => {
    expect(await lookedAtFeed(feedText({ version, content }))).toEqual({ status: 'upToDate', listed: version })
    expect(await failure(at.service.download())).toBe('conflict')
    expect(at.feed.heard.map(({ url }) => url)).toEqual([feedPath])
  })

  it('is an update when it is higher, with its notes as they stand', async () => {
    const step = await lookedAtFeed(feedText({ content, more: "releaseNotes: \"<b>Bold</b>\\r\\n<script>alert(1)</script>\"\n" }))
    expect(step).toEqual({ status: 'available', offer: { version: '1.1.0', releasedAt: '2026-11-20T10:00:00.000Z', notes: '<b>Bold</b>\n<script>alert(1)</script>', bytes: content.length, address: `${at.feed.address}Gatehouse-1.1.0-linux-x86_64.AppImage` } })
    expect(at.told.map(({ step: { status } }) => status)).toEqual(['looking', 'available'])
  })

  it('is a higher prerelease for a copy that is one', async () => {
    const of = await setUpUpdates({ copy: { version: '1.1.0-beta.2' } })
    try {
      for (const [version, status] of [['1.1.0-beta.10', 'available'], ['1.1.0', 'available'], ['1.1.0-beta.1', 'upToDate'], ['1.0.9', 'upToDate']] as const) {
        of.feed.answers.set(feedPath, (_request, response) => response.end(feedText({ version, content })))
        expect((await of.service.check()).step.status, version).toBe(status)
      }
    } finally {
      await of.end()
    }
  })

  it('is refused when it is no version, whatever stands in its place', async () => {
    for (const version of ['2', 'v2.0.0', '"2.0.0 <img src=x onerror=alert(1)>"', '99999999999999999999.0.0', '"2.0.0\\u202e"', `2.0.0-${'a'.repeat(80)}`, 'null', '[2, 0, 0]', '!!js/function "function(){}"']) {
      const step = await lookedAtFeed(feedText({ version, content }))
      expect(['version', 'fields', 'notYaml'], version).toContain(problemOf(step))
      expect(JSON.stringify(step), version).not.toMatch(/onerror|js\/function|99999/u)
    }
  })

  it('is refused when it is no feed: other YAML, HTML, bombs, too deep, too long', async () => {
    const bomb = `a: &a ["x","x","x","x","x","x","x","x","x"]\n${'bcdefghi'.split('').map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[index] ?? 'a'}`).join(',')}]`).join('\n')}\nfiles: *i\nversion: *i\n`
    const cases: [string, string][] = [
      ['', 'fields'], ['hello', 'fields'], ['<html><body>Sign in to the hotel</body></html>', 'fields'], ['{{{{', 'notYaml'], ['version: 2.0.0', 'fields'],
      ['version: 2.0.0\nfiles: {}', 'fields'], ['a: 1\na: 2', 'notYaml'], [bomb, 'notYaml'], ['['.repeat(200_000), 'notYaml'],
      [feedText({ version: '2.0.0', sha512: 'short' }), 'fields'], [feedText({ version: '2.0.0', size: -1 }), 'fields'], [feedText({ version: '2.0.0', size: 9e12 }), 'fields'],
      [`version: 2.0.0\nfiles: []\n#${'x'.repeat(300_000)}`, 'tooLarge']
    ]
    for (const [text, problem] of cases) expect(problemOf(await lookedAtFeed(text)), text.slice(0, 40)).toBe(problem)
  })

  it('is refused when it leads nowhere safe, or has nothing for this computer', async () => {
    for (const [name, problem] of [['http://elsewhere.example/x.AppImage', 'address'], ['https://me:secret@elsewhere.example/x.AppImage', 'address'], ['file:///etc/x.AppImage', 'address'], ['Gatehouse-1.1.0.exe', 'noFile'], ['Gatehouse-1.1.0-arm64.AppImage', 'noFile']] as const) {
      expect(problemOf(await lookedAtFeed(feedText({ name, content }))), name).toBe(problem)
    }
    expect(problemOf(await lookedAtFeed(feedText({ content, more: 'minimumSystemVersion: 7.2.0\n' })))).toBe('system')
  })
})

describe('an answer that is none', () => {
  it('is named: missing, an error, endless, broken off, silent, led in circles or out of encryption', async () => {
    expect(problemOf((await at.service.check()).step)).toBe('notFound')
    const answer = async (listener: Parameters<typeof at.feed.answers.set>[1]) => {
      at.feed.answers.set(feedPath, listener)
      return problemOf((await at.service.check()).step)
    }
    expect(await answer((_request, response) => response.writeHead(503).end())).toBe('status')
    expect(await answer((_request, response) => response.writeHead(302, { Location: feedPath }).end())).toBe('redirects')
    expect(await answer((_request, response) => response.writeHead(302, { Location: 'http://elsewhere.example/latest.yml' }).end())).toBe('address')
    expect(await answer((_request, response) => response.writeHead(302, { Location: 'file:///etc/passwd' }).end())).toBe('address')
    expect(await answer((_request, response) => response.destroy())).toBe('connectionLost')
    expect(await answer((_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('version: 2.0.0\n')
      setTimeout(() => response.destroy(), 20)
    })).toBe('connectionLost')
    expect(await answer((_request, response) => {
      const more = (): boolean => response.write('x'.repeat(64 * 1024), () => !response.destroyed && setImmediate(more))
      more()
    })).toBe('tooLarge')
    expect(await answer((_request, response) => void response.writeHead(200).write('version:'))).toBe('timeout')
  })

  it('leaves an earlier answer’s time, and the next look starts afresh', async () => {
    await lookedAtFeed(feedText({ version: '1.0.0' }))
    at.feed.answers.clear()
    expect(await at.service.check()).toMatchObject({ lookedAt: '2026-11-22T08:00:00.000Z', step: { status: 'failed', during: 'look' } })
    expect((await lookedAtFeed(feedText({ version: '1.0.0' }))).status).toBe('upToDate')
  })
})

describe('a download', () => {
  it('is checked, and replaces the program in one step when the person restarts', async () => {
    await lookedAtFeed(feedText({ content }))
    give(content)
    expect((await at.service.download()).step.status).toBe('ready')
    expect(await readFile(at.appImage, 'utf8')).toBe('former')
    expect(at.told.some(({ step }) => step.status === 'downloading' && step.percent === 100)).toBe(true)
    expect(await at.service.restart()).toBe(true)
    expect(await readFile(at.appImage)).toEqual(content)
    expect((await stat(at.appImage)).mode & 0o777).toBe(0o755)
    expect(at.handovers).toEqual([{ relaunch: at.appImage }])
    expect((await cached()).filter((name) => name.endsWith('.AppImage'))).toEqual([])
  })

  it('is thrown away when it is not what the feed lists', async () => {
    const others: [string, () => void][] = [
      ['hash', () => give(Buffer.from(content).fill('x', 0, 1))],
      ['shorter', () => give(content.subarray(1))],
      ['longer', () => give(Buffer.concat([content, Buffer.from('x')]))],
      ['longer', () => at.feed.answers.set(filePath, (_request, response) => void response.writeHead(200, { 'Transfer-Encoding': 'chunked' }).end(Buffer.concat([content, content])))],
      ['shorter', () => at.feed.answers.set(filePath, (_request, response) => void response.writeHead(200, { 'Transfer-Encoding': 'chunked' }).end(content.subarray(9)))],
      ['notFound', () => at.feed.answers.delete(filePath)],
      ['status', () => at.feed.answers.set(filePath, (_request, response) => response.writeHead(206).end(content))],
      ['connectionLost', () => at.feed.answers.set(filePath, (_request, response) => {
        response.writeHead(200, { 'Content-Length': String(content.length) }).write(content.subarray(0, 500))
        setTimeout(() => response.destroy(), 20)
      })]
    ]
    list(feedText({ content }))
    for (const [problem, how] of others) {
      await at.service.check()
      how()
      const { step } = await at.service.download()
      expect(problemOf(step)).toBe(problem)
      expect(step).toMatchObject({ during: 'download', offer: { version: '1.1.0' } })
      expect(await cached(), problem).toEqual([])
      expect(await failure(at.service.restart())).toBe('conflict')
    }
    expect(await readFile(at.appImage, 'utf8')).toBe('former')
    give(content)
    expect((await at.service.download()).step.status).toBe('ready')
  })

  it('is not taken when the feed listed another file’s checksum', async () => {
    await lookedAtFeed(feedText({ content, sha512: sha512Of(Buffer.from('another')) }))
    give(content)
    expect(problemOf((await at.service.download()).step)).toBe('hash')
  })

  it('ends when the person breaks it off, and the version stays found', async () => {
    await lookedAtFeed(feedText({ content }))
    at.feed.answers.set(filePath, (_request, response) => {
      response.writeHead(200, { 'Content-Length': String(content.length) }).write(content.subarray(0, 100))
    })
    const ended = at.service.download()
    await expect.poll(() => at.feed.heard.length).toBe(2)
    at.service.cancel()
    expect((await ended).step).toMatchObject({ status: 'available', offer: { version: '1.1.0' } })
    expect(await cached()).toEqual([])
  })

  it('stays ready where the person does not want to quit now', async () => {
    await lookedAtFeed(feedText({ content }))
    give(content)
    await at.service.download()
    at.world.mayQuit = false
    expect(await at.service.restart()).toBe(false)
    expect(at.service.current().step.status).toBe('ready')
    expect(await readFile(at.appImage, 'utf8')).toBe('former')
    expect(at.handovers).toEqual([])
  })
})

describe('a program that cannot be replaced', () => {
  it('stays whole; it is said why, and quitting asks again', async () => {
    const other = await setUpUpdates()
    try {
      other.feed.answers.set(feedPath, (_request, response) => response.end(feedText({ content })))
      other.feed.answers.set(filePath, (_request, response) => response.end(content))
      await other.service.check()
      await other.service.download()
      // What stands in the program's place is no file any longer.
      await rm(other.appImage)
      await mkdir(join(other.appImage, 'theirs'), { recursive: true })
      expect(await other.service.restart()).toBe(false)
      expect(other.service.current().step).toMatchObject({ status: 'failed', during: 'install', error: { code: 'storageFailed', fieldErrors: { update: 'notWritable' } } })
      expect([await readdir(other.appImage), (await readdir(other.folder)).filter((name) => name.endsWith('.update'))]).toEqual([['theirs'], []])
      expect([other.handovers, other.world.stayed]).toEqual([[], 1])
    } finally {
      await other.end()
    }
  })
})

describe('who decides', () => {
  it('off by policy: nothing is asked of the feed, by whatever way', async () => {
    list(feedText({ content }))
    at.world.policy = { ...at.world.policy, updates: { enabled: false, feed: null } }
    expect(at.service.current().ability).toBe('policy')
    await at.service.lookWhenDue()
    expect(await failure(at.service.check())).toBe('managed')
    expect(await failure(at.service.download())).toBe('managed')
    expect(await failure(at.service.restart())).toBe('managed')
    expect(at.feed.heard).toEqual([])
  })

  it('a policy that comes meanwhile ends a download and forgets what was found', async () => {
    await lookedAtFeed(feedText({ content }))
    at.feed.answers.set(filePath, (_request, response) => void response.writeHead(200).write(content.subarray(0, 100)))
    const ended = at.service.download()
    await expect.poll(() => at.feed.heard.length).toBe(2)
    at.world.policy = { ...at.world.policy, updates: { enabled: false, feed: null } }
    at.service.policyChanged()
    expect((await ended).step).toEqual({ status: 'unknown' })
    expect(await cached()).toEqual([])
  })

  it('only the listed servers: the package’s feed has to be one of them', () => {
    at.world.policy = { ...at.world.policy, servers: ['https://api.capgo.app'] }
    expect(at.service.current().ability).toBe('policy')
    at.world.policy = { ...at.world.policy, servers: [new URL(at.feed.address).origin] }
    expect(at.service.current().ability).toBe('able')
    at.world.policy = { ...at.world.policy, servers: [], updates: { enabled: true, feed: 'https://updates.example/' } }
    expect(at.service.current()).toMatchObject({ ability: 'able', feed: { address: 'https://updates.example/', by: 'policy' } })
  })

  it('a copy from its source and one without a feed ask nobody', async () => {
    const none: [Partial<UpdateServiceDeps>, string][] = [[{ isPackaged: false }, 'source'], [{ packaged: { feed: null, channel: 'latest', cacheFolder: 'x', publisherName: [] } }, 'noFeed']]
    for (const [deps, ability] of none) {
      const other = await setUpUpdates({ deps })
      try {
        expect(other.service.current()).toMatchObject({ ability, feed: null, step: { status: 'unknown' } })
        await other.service.lookWhenDue()
        expect(await failure(other.service.check())).toBe('conflict')
        expect(other.feed.heard).toEqual([])
      } finally {
        await other.end()
      }
    }
  })

  it('a package of the system is told of an update and does not download it', async () => {
    const other = await setUpUpdates({ copy: { installation: 'package', linuxPackage: 'deb' } })
    try {
      other.feed.answers.set(feedPath, (_request, response) => response.end(feedText({ name: 'gatehouse_1.1.0_amd64.deb', content })))
      expect((await other.service.check()).step).toMatchObject({ status: 'available', offer: { address: `${other.feed.address}gatehouse_1.1.0_amd64.deb` } })
      expect(await failure(other.service.download())).toBe('conflict')
    } finally {
      await other.end()
    }
  })
})

describe('what a request carries', () => {
  it('is the address and the program’s name: nothing of who is signed in, and no id of this copy', async () => {
    const { active, sandbox } = await signedInToSandbox({}, { credential: 'apiKey' })
    try {
      await active.requester.send({ host: 'api', method: 'GET', path: '/organization', answer: z.unknown() })
      expect(sandbox.requestLog().length).toBeGreaterThan(0)
      await lookedAtFeed(feedText({ content }))
      give(content)
      expect((await at.service.download()).step.status).toBe('ready')
      const { host } = new URL(at.feed.address)
      const headers = ['User-Agent', 'Gatehouse', 'Accept', '*/*', 'Accept-Encoding', 'identity', 'Cache-Control', 'no-cache', 'Host', host, 'Connection', 'close']
      expect(at.feed.heard).toEqual([feedPath, filePath].map((url) => ({ method: 'GET', url, headers, body: '' })))
      const { email, password, apiKey } = sandbox.demo
      const said = JSON.stringify(at.feed.heard)
      expect([email, password, apiKey, active.connection.userId].filter((secret) => said.includes(secret))).toEqual([])
      expect((await readdir(at.folder, { recursive: true })).filter((name) => name.includes('.updaterId'))).toEqual([])
    } finally {
      await sandbox.close()
    }
  })

  it('goes by the proxy and the certificates of the settings, with TLS to the feed itself', async () => {
    const root = issue({ name: 'Root', authority: true })
    const server = await tlsServer(issue({ name: 'feed', issuer: root, hosts: ['updates.invalid'] }), [], (_request, response) => response.end('a file'))
    const proxy = await connectProxy({ 'updates.invalid:443': server.port })
    const network = testNetwork({ trusted: [root], ways: [localProxy('http', proxy.port)] })
    const files = createPublicFiles({ network, log: at.log, now: Date.now })
    const read = async (): Promise<string> => {
      const { bytes } = await files.open('https://updates.invalid/latest.yml', AbortSignal.timeout(10_000), () => true)
      const chunks: Uint8Array[] = []
      for await (const chunk of bytes) chunks.push(chunk)
      return Buffer.concat(chunks).toString('utf8')
    }
    try {
      expect(await read()).toBe('a file')
      expect(proxy.asked).toEqual(['updates.invalid:443'])
      expect(proxy.heard()).not.toContain('latest.yml')
      network.trusted = []
      expect(await failure(read())).toBe('untrustedHost')
      network.lose()
      expect(await failure(read())).toBe('offline')
    } finally {
      await server.close()
      await proxy.close()
    }
  })
})

describe('looking by itself', () => {
  const day = 24 * 3600_000

  it('is once a day, across restarts, and again at the next start while an update waits', async () => {
    list(feedText({ version: '1.0.0' }))
    await at.service.start()
    await at.service.lookWhenDue()
    await at.service.lookWhenDue()
    expect(at.feed.heard).toHaveLength(1)
    const next = at.make()
    await next.start()
    expect(next.current()).toMatchObject({ lookedAt: '2026-11-22T08:00:00.000Z', step: { status: 'unknown' } })
    await next.lookWhenDue()
    expect(at.feed.heard).toHaveLength(1)
    at.world.now += day
    list(feedText({ content }))
    await next.lookWhenDue()
    expect(at.feed.heard).toHaveLength(2)
    const third = at.make()
    await third.start()
    await third.lookWhenDue()
    expect(third.current().step.status).toBe('available')
  })

  it('is not when the person only wants it asked for', async () => {
    list(feedText({ content }))
    at.world.automatic = false
    await at.service.lookWhenDue()
    expect(at.feed.heard).toEqual([])
    expect((await at.service.check()).step.status).toBe('available')
  })
})
