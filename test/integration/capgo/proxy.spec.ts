import { afterEach, describe, expect, it } from 'vitest'
import { asAppError, type AppError } from '#shared/errors/appError'
import { createHttpClient } from '../../../electron/main/capgo/httpClient'
import { mayHaveArrived } from '../../../electron/main/capgo/transportError'
import { issue } from '../../support/certificates'
import { connectProxy, type ProxyMood } from '../../support/connectProxy'
import { localProxy, testNetwork } from '../../support/network'
import { quietLog } from '../../support/quietLog'
import { socksProxy } from '../../support/socksProxy'
import { tlsServer } from '../../support/tlsServer'

const secret = '3f0c2c1e-7a4b-4c52-9d1e-canary000001'
const root = issue({ name: 'Root', authority: true })
const place = 'api.capgo.invalid:443'
const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

/** A server behind a name that only the proxies know. */
async function setUp(kind: 'http' | 'https' | 'socks5' = 'http', timeoutMs = 5000) {
  const server = await tlsServer(issue({ name: 'api', issuer: root, hosts: ['api.capgo.invalid'] }))
  const places = { [place]: server.port }
  const secure = kind === 'https' ? issue({ name: '127.0.0.1', issuer: root, addresses: ['127.0.0.1'] }) : undefined
  const proxy = kind === 'socks5' ? await socksProxy(places) : await connectProxy(places, secure)
  open.push(server, proxy)
  const network = testNetwork({ ways: [localProxy(kind, proxy.port)], trusted: [root] })
  const log = quietLog()
  const http = createHttpClient({ log, userAgent: 'Gatehouse/test', now: Date.now, timeoutMs, network, repetition: { wait: () => Promise.resolve() } })
  const ask = (method: 'GET' | 'PUT' = 'PUT') => http.send({ method, url: `https://api.capgo.invalid/x`, headers: { capgkey: secret, Authorization: `Bearer ${secret}` }, ...(method === 'PUT' ? { body: { password: secret } } : {}) })
  const fail = (): Promise<AppError> => ask().then(() => asAppError('no error'), asAppError)
  return { server, proxy, network, log, http, ask, fail }
}

describe('a proxy', () => {
  it.each(['http', 'https'] as const)('of the kind %s opens the way and learns the name of the server, and nothing else', async (kind) => {
    const { proxy, server, ask } = await setUp(kind)
    for (let request = 0; request < 3; request++) expect(await ask()).toMatchObject({ status: 200, body: { here: true } })
    expect(server.heard().split(secret)).toHaveLength(10)
    // One connection, kept open.
    expect(proxy.asked).toEqual([place])
    const heard = 'heard' in proxy ? proxy.heard() : ''
    expect(heard).toMatch(/^CONNECT api\.capgo\.invalid:443 HTTP\/1\.1\r\n/u)
    expect(heard).not.toContain(secret)
    expect(heard).not.toContain('capgkey')
  })

  it('of the kind socks5 is given the name, not an address looked up here', async () => {
    const { proxy, server, ask } = await setUp('socks5')
    expect(await ask()).toMatchObject({ status: 200 })
    expect(proxy.asked).toEqual([place])
    expect(server.heard()).toContain(secret)
  })

  it('whose own certificate nobody vouches for is not used', async () => {
    const { proxy, server, network, fail } = await setUp('https')
    network.trusted = []
    expect((await fail()).data).toMatchObject({ code: 'proxyFailed', details: { proxy: `https://127.0.0.1:${String(proxy.port)}` } })
    expect([proxy.asked, server.heard()]).toEqual([[], ''])
  })

  it('does not make a server trusted: its certificate is checked through it', async () => {
    const { server, network, fail } = await setUp()
    network.trusted = []
    expect((await fail()).code).toBe('untrustedHost')
    expect(server.heard()).toBe('')
  })

  it('is passed by on the way to this computer itself', async () => {
    const { network, http } = await setUp()
    const server = await tlsServer(issue({ name: 'localhost', issuer: root, hosts: ['localhost'] }))
    open.push(server)
    network.ways = [localProxy('http', 9)]
    expect(await http.send({ method: 'GET', url: `https://localhost:${String(server.port)}/x` })).toMatchObject({ status: 200 })
  })

  it.each<[string, ProxyMood, number | undefined]>([
    ['that demands a sign-in', { answers: 407 }, 407],
    ['that forbids the server, in words that a server could use', { answers: 403 }, 403],
    ['whose refusal looks like a rejected key', { answers: 401 }, 401],
    ['that cannot reach the server', { answers: 502 }, 502],
    ['that does not answer', 'silent', undefined]
  ])('%s is told apart from the server', async (_, mood, status) => {
    const { proxy, server, fail } = await setUp('http', 400)
    Object.assign(proxy, { mood })
    const error = await fail()
    expect(error.data).toMatchObject({ code: 'proxyFailed', details: { host: 'api.capgo.invalid', proxy: `http://127.0.0.1:${String(proxy.port)}`, ...(status === undefined ? {} : { status }) } })
    expect(mayHaveArrived(error)).toBe(false)
    // Whatever it said, it was asked once and heard nothing of the request.
    expect(proxy.asked).toHaveLength(1)
    expect(JSON.stringify([error.data, String(error.cause), 'heard' in proxy ? proxy.heard() : ''])).not.toContain(secret)
    expect(server.heard()).toBe('')
  })

  it.each([
    ['is not there', '127.0.0.1', 1],
    ['is not found', 'proxy.invalid', 3128]
  ])('that %s is told apart from a server that is not', async (_, host, port) => {
    const { network, fail } = await setUp()
    for (const kind of ['http', 'socks5'] as const) {
      network.ways = [{ kind, host, port }]
      expect((await fail()).data).toMatchObject({ code: 'proxyFailed', details: { proxy: `${kind}://${host}:${String(port)}` } })
    }
  })

  it('of the kind socks5 that refuses is told apart from the server', async () => {
    const { proxy, fail } = await setUp('socks5')
    Object.assign(proxy, { refuses: true })
    expect((await fail()).code).toBe('proxyFailed')
    expect(proxy.asked).toEqual([place])
  })
})

describe('several ways', () => {
  it('are tried in their order, also for a write: nothing was sent on the one that did not open', async () => {
    const { proxy, network, ask, log } = await setUp()
    network.ways = [localProxy('http', 1), ...network.ways, null]
    expect(await ask()).toMatchObject({ status: 200 })
    expect(proxy.asked).toEqual([place])
    expect(log.lines.filter(({ event }) => event === 'http.otherWay')).toHaveLength(1)
    // The one that failed is not waited for again at once.
    network.trusted = [...network.trusted]
    expect(await ask()).toMatchObject({ status: 200 })
    expect(log.lines.filter(({ event }) => event === 'http.otherWay')).toHaveLength(1)
  })

  it('are not tried after a refusal: what a proxy forbids is not done past it', async () => {
    const { proxy, network, fail } = await setUp()
    const second = await connectProxy({})
    open.push(second)
    network.ways = [...network.ways, localProxy('http', second.port)]
    Object.assign(proxy, { mood: { answers: 403 } satisfies ProxyMood })
    expect((await fail()).code).toBe('proxyFailed')
    expect(second.asked).toEqual([])
  })
})
