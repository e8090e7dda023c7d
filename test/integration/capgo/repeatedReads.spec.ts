import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { asAppError, type AppError } from '#shared/errors/appError'
import { callForRows, callForValue } from '../../../electron/main/capgo/endpoints/postgrest'
import { acceptInvitation } from '../../../electron/main/capgo/endpoints/organizations'
import { refreshSession, signInWithPassword } from '../../../electron/main/capgo/endpoints/signIn'
import { createHttpClient, type HttpRequest } from '../../../electron/main/capgo/httpClient'
import type { Repetition } from '../../../electron/main/capgo/repeatReads'
import { createRequester, type CapgoRequester } from '../../../electron/main/capgo/requester'
import { z } from 'zod'
import { quietLog } from '../../support/quietLog'

const servers: Server[] = []
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

type Answer = Parameters<RequestListener>[1]
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: Answer): unknown =>
    response.writeHead(code, headers).end('{}')
const lost = (response: Answer): unknown => response.socket?.destroy()
const silent = (): void => undefined

/** A server that goes through these answers, the last one for good, and a client whose pauses are only noted. */
async function setUp(answers: ((response: Answer) => unknown)[], how: Partial<Repetition> = {}) {
  const asked: { path: string; id: unknown }[] = []
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', id: request.headers['x-request-id'] })
    answers[Math.min(asked.length, answers.length) - 1]?.(response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const pauses: number[] = []
  const log = quietLog()
  const wait = (ms: number): Promise<void> => {
    pauses.push(ms)
    return Promise.resolve()
  }
  const http = createHttpClient({ log, userAgent: 'Gatehouse/test', now: Date.now, timeoutMs: 600, repetition: { random: () => 0.5, wait, ...how } })
  const send = (request: Partial<HttpRequest> = {}) => http.send({ method: 'GET', url: `${origin}/x`, timeoutMs: 5000, ...request })
  const requester = createRequester({ http, server: { api: origin, supabase: origin, anonKey: 'anon' }, credentials: null })
  return { asked, pauses, log, send, requester, repeated: () => log.lines.filter(({ event }) => event === 'http.repeated').map(({ fields }) => fields) }
}

const failure = (promise: Promise<unknown>): Promise<AppError> => promise.then(() => asAppError('no error'), asAppError)

describe('a read', () => {
  it.each([
    ['502', status(502), 502],
    ['503', status(503), 503],
    ['504', status(504), 504],
    ['a lost connection', lost, 'connectionLost']
  ] as const)('is repeated after %s, and the log counts it', async (_, fault, after) => {
    const { send, asked, repeated } = await setUp([fault, fault, status(200)])
    expect(await send()).toMatchObject({ status: 200 })
    expect(asked).toHaveLength(3)
    // One id for the person and the server, however often it took.
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
    expect(repeated()).toEqual([1, 2].map((repetition) => ({ requestId: asked[0]?.id, repetition, pauseMs: 200 * repetition, after })))
  })

  it('is repeated after a time limit, within one limit for all', async () => {
    const { requester, asked } = await setUp([silent, status(200)])
    expect(await requester.send({ host: 'api', method: 'GET', path: '/x', answer: z.unknown() })).toMatchObject({ status: 200 })
    expect(asked).toHaveLength(2)
    const never = await setUp([silent])
    expect((await failure(never.requester.send({ host: 'api', method: 'GET', path: '/x', answer: z.unknown() }))).code).toBe('timeout')
    expect(never.asked.length).toBeLessThanOrEqual(2)
  })

  it('is given up after two repetitions, with what came last', async () => {
    const { send, asked } = await setUp([status(502), lost, status(503)])
    expect(await send()).toMatchObject({ status: 503 })
    expect(asked).toHaveLength(3)
  })

  it.each([200, 304, 400, 401, 403, 404, 408, 409, 429, 500, 501])('is not repeated after %i', async (code) => {
    const { send, asked, pauses } = await setUp([status(code)])
    expect(await send()).toMatchObject({ status: code })
    expect([asked.length, pauses]).toEqual([1, []])
  })

  it('waits anything from nothing to twice as long as before, as chance will have it', async () => {
    const pausesWith = async (chance: number): Promise<number[]> => {
      const { send, pauses } = await setUp([status(503)], { random: () => chance })
      await send()
      return pauses
    }
    expect(await pausesWith(0)).toEqual([0, 0])
    expect(await pausesWith(0.999)).toEqual([399, 799])
  })

  it('waits as long as the server asks, and is not repeated when that is long', async () => {
    const soon = await setUp([status(503, { 'Retry-After': '2' }), status(200)])
    expect(await soon.send()).toMatchObject({ status: 200 })
    expect(soon.pauses).toEqual([2000])
    for (const late of ['60', 'Wed, 21 Oct 2099 07:28:00 GMT']) {
      const { send, asked } = await setUp([status(503, { 'Retry-After': late })])
      expect(await send()).toMatchObject({ status: 503 })
      expect(asked).toHaveLength(1)
    }
  })

  it('stops when it is cancelled while it waits', async () => {
    const cancel = new AbortController()
    const { send, asked } = await setUp([lost], {
      wait: (_ms, signal) => {
        cancel.abort()
        return signal.aborted ? Promise.reject(new Error('aborted')) : Promise.resolve()
      }
    })
    expect((await failure(send({ signal: cancel.signal }))).code).toBe('cancelled')
    expect(asked).toHaveLength(1)
  })
})

describe('what is not a read', () => {
  it.each(['POST', 'PUT', 'DELETE'] as const)('is sent once, whatever comes back: %s', async (method) => {
    for (const fault of [status(503), lost]) {
      const { send, asked } = await setUp([fault])
      await send({ method, body: {} }).catch(() => undefined)
      expect(asked).toHaveLength(1)
    }
  })

  it.each<[string, (requester: CapgoRequester) => Promise<unknown>]>([
    ['signing in', (requester) => signInWithPassword(requester, { email: 'a@b.example', password: 'p' })],
    ['renewing a session', (requester) => refreshSession(requester, 'r')],
    ['accepting an invitation', (requester) => acceptInvitation(requester, '3f0c2c1e-7a4b-4c52-9d1e-0123456789ab')],
    ['a function that does not say that it reads', (requester) => callForValue(requester, { rpc: 'x', answer: z.unknown() })]
  ])('is sent once, although it is a POST: %s', async (_, call) => {
    for (const fault of [status(503), lost]) {
      const { requester, asked } = await setUp([fault])
      await call(requester).catch(() => undefined)
      expect(asked).toHaveLength(1)
    }
  })
})

describe('a function of the database that reads', () => {
  it('is repeated, although it is a POST', async () => {
    const { requester, asked } = await setUp([status(503), (response) => response.end('[]')])
    expect((await callForRows(requester, { rpc: 'get_orgs_v7', row: z.unknown(), order: 'gid.asc', offset: 0, limit: 10, count: false })).rows).toEqual([])
    expect(asked).toHaveLength(2)
    const value = await setUp([lost, (response) => response.end('true')])
    expect(await callForValue(value.requester, { rpc: 'has_2fa_enabled', answer: z.boolean(), reads: true })).toBe(true)
    expect(value.asked).toHaveLength(2)
  })
})
