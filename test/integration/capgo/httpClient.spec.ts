import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { asAppError, type AppError } from '#shared/errors/appError'
import { createHttpClient } from '../../../electron/main/capgo/httpClient'
import { mayHaveArrived } from '../../../electron/main/capgo/transportError'
import { connectProxy } from '../../support/connectProxy'
import { localProxy, testNetwork } from '../../support/network'
import { quietLog } from '../../support/quietLog'

const servers: Server[] = []

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map(
      (server) =>
        new Promise((resolve) => {
          server.close(resolve)
          server.closeAllConnections()
        })
    )
  )
})

const log = quietLog()
// Pauses between repetitions are tried elsewhere.
const repetition = { wait: () => Promise.resolve() }
const http = createHttpClient({ log, userAgent: 'Gatehouse/test', now: () => Date.now(), repetition })
const failure = (promise: Promise<unknown>): Promise<AppError> => promise.then(() => asAppError('no error'), asAppError)
const secret = '3f0c2c1e-7a4b-4c52-9d1e-canary000001'

describe('the HTTP door', () => {
  it('sends JSON with an id of its own and reads JSON back, whatever the status', async () => {
    let seen: { method: string | undefined; id: unknown; body: string } | undefined
    const base = await serve((request, response) => {
      void text(request).then((body) => {
        seen = { method: request.method, id: request.headers['x-request-id'], body }
        response.writeHead(418, { 'content-type': 'application/json', 'X-Thing': 'yes' }).end('{"answer":[1,"é"]}')
      })
    })
    const answer = await http.send({ method: 'PUT', url: `${base}/organization`, body: { orgId: 'ü' } })
    expect(answer).toMatchObject({ status: 418, body: { answer: [1, 'é'] }, headers: { 'x-thing': 'yes' } })
    expect(seen).toEqual({ method: 'PUT', id: answer.requestId, body: '{"orgId":"ü"}' })
  })

  it('tells how far the two clocks are apart', async () => {
    const base = await serve((_, response) => response.writeHead(200, { Date: new Date(Date.now() + 3_600_000).toUTCString() }).end('null'))
    expect((await http.send({ method: 'GET', url: base })).clockSkewMs).toBeGreaterThanOrEqual(3_598_000)
  })

  it('does not follow a redirect to another host, and the credential does not arrive there', async () => {
    const arrived: IncomingMessage[] = []
    const thief = await serve((request, response) => {
      arrived.push(request)
      response.end('{}')
    })
    for (const status of [301, 302, 303, 307, 308]) {
      const base = await serve((_, response) => response.writeHead(status, { location: `${thief.replace('127.0.0.1', 'localhost')}/x` }).end())
      const error = await failure(http.send({ method: 'GET', url: base, headers: { capgkey: secret } }))
      expect(error.code).toBe('redirectRefused')
    }
    const otherPort = await serve((_, response) => response.writeHead(302, { location: thief }).end())
    expect((await failure(http.send({ method: 'GET', url: otherPort, headers: { capgkey: secret } }))).code).toBe('redirectRefused')
    expect(arrived).toEqual([])
  })

  it('follows a redirect of the same host for a read, never for a write', async () => {
    const calls: string[] = []
    const base = await serve((request, response) => {
      calls.push(`${request.method ?? ''} ${request.url ?? ''}`)
      if (request.url === '/old') response.writeHead(307, { location: '/new' }).end()
      else response.end('"here"')
    })
    expect(await http.send({ method: 'GET', url: `${base}/old` })).toMatchObject({ body: 'here' })
    expect(await http.send({ method: 'PUT', url: `${base}/old`, body: {} })).toMatchObject({ status: 307 })
    expect(calls).toEqual(['GET /old', 'GET /new', 'PUT /old'])
  })

  it('gives up on a server that sends it round in circles', async () => {
    const base = await serve((_, response) => response.writeHead(302, { location: '/again' }).end())
    expect((await failure(http.send({ method: 'GET', url: base }))).code).toBe('invalidResponse')
  })

  it('names what failed: refused, not found, timed out, cancelled, broken off', async () => {
    const gone = await serve(() => undefined)
    await new Promise((resolve) => servers.pop()?.close(resolve))
    expect((await failure(http.send({ method: 'GET', url: gone }))).code).toBe('connectionRefused')
    expect((await failure(http.send({ method: 'GET', url: 'https://nobody.invalid/' }))).code).toBe('hostNotFound')

    const silent = await serve(() => undefined)
    expect((await failure(http.send({ method: 'GET', url: silent, timeoutMs: 50 }))).code).toBe('timeout')
    const cancel = new AbortController()
    const cancelled = failure(http.send({ method: 'GET', url: silent, signal: cancel.signal }))
    cancel.abort()
    expect((await cancelled).code).toBe('cancelled')

    const breaking = await serve((request) => request.socket.destroy())
    expect((await failure(http.send({ method: 'GET', url: breaking }))).code).toBe('connectionLost')
    const cut = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"half":')
      request.socket.end()
    })
    expect((await failure(http.send({ method: 'GET', url: cut }))).code).toBe('connectionLost')
  })

  it('knows at once that there is no network, and says of a write that it was not sent', async () => {
    const network = testNetwork({ online: false })
    const offline = createHttpClient({ log, userAgent: 'Gatehouse/test', now: Date.now, network, repetition })
    for (const method of ['GET', 'PUT'] as const) {
      const error = await failure(offline.send({ method, url: 'https://api.capgo.app/x' }))
      expect(error.code).toBe('offline')
      expect(mayHaveArrived(error)).toBe(false)
    }
    // This computer is always there.
    const base = await serve((_, response) => response.end('"here"'))
    expect(await offline.send({ method: 'GET', url: base })).toMatchObject({ body: 'here' })
  })

  it('does not wait for a time limit when the network goes meanwhile; what was on its way may have arrived', async () => {
    const proxy = await connectProxy({})
    proxy.mood = 'silent'
    const network = testNetwork({ ways: [localProxy('http', proxy.port)] })
    const leaving = createHttpClient({ log, userAgent: 'Gatehouse/test', now: Date.now, network, repetition })
    const sent = failure(leaving.send({ method: 'PUT', url: 'https://api.capgo.app/x', body: {} }))
    await expect.poll(() => proxy.asked).toHaveLength(1)
    network.lose()
    const error = await sent
    expect(error.code).toBe('offline')
    expect(mayHaveArrived(error)).toBe(true)
    await proxy.close()
  })

  it('asks nobody but this computer without encryption', async () => {
    for (const url of ['http://api.capgo.app/x', 'http://localhost.capgo.app/', 'http://127.0.0.1.capgo.app/', 'ftp://127.0.0.1/']) {
      expect((await failure(http.send({ method: 'GET', url, headers: { capgkey: secret } }))).code).toBe('invalidInput')
    }
  })

  it('takes no proxy from the environment', async () => {
    const proxy = await connectProxy({})
    for (const name of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY']) vi.stubEnv(name, `http://127.0.0.1:${String(proxy.port)}`)
    try {
      expect((await failure(http.send({ method: 'GET', url: 'https://nobody.invalid/' }))).code).toBe('hostNotFound')
      expect(proxy.asked).toEqual([])
    } finally {
      vi.unstubAllEnvs()
      await proxy.close()
    }
  })

  it('limits the time of the whole answer, not only of its first byte', async () => {
    const dripping = await serve((_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 10)
      response.on('close', () => clearInterval(drip))
    })
    expect((await failure(http.send({ method: 'GET', url: dripping, timeoutMs: 120 }))).code).toBe('timeout')
  })

  it('stops reading an answer that does not end', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 0x20)
    const base = await serve((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    expect((await failure(http.send({ method: 'GET', url: base }))).code).toBe('invalidResponse')
  })

  it('puts no credential into an error or its cause, in no form', async () => {
    const gone = await serve((request) => request.socket.destroy())
    const error = await failure(http.send({ method: 'POST', url: gone, headers: { capgkey: secret, Authorization: `Bearer ${secret}` }, body: { password: secret } }))
    expect(JSON.stringify([error.data, error.message, error.stack, String(error.cause), error.cause])).not.toContain(secret)
    expect(JSON.stringify(log.lines)).not.toContain(secret)
  })
})

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
