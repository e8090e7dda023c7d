import { randomUUID } from 'node:crypto'
import type { Agent } from 'node:https'
import axios, { AxiosError, type AxiosInstance } from 'axios'
import { AppError } from '#shared/errors/appError'
import type { Logger } from '../log/logger'
import { createAgents } from './agents'
import { inTime } from './inTime'
import { plainNetwork, type NetworkConditions, type Way } from './networkConditions'
import { repeatRead, usualRepetition, type Outcome, type Repetition } from './repeatReads'
import { offlineBeforehand, transportError } from './transportError'
import { createWayFinder } from './tryWays'

/** One request to an address that the caller has decided on; the client adds nothing but limits and an id. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers?: Record<string, string>
  /** Sent as JSON; left out when undefined. */
  body?: unknown
  signal?: AbortSignal
  /** Milliseconds for one exchange, from connecting to the last byte; a read and its repetitions may take half as long again. */
  timeoutMs?: number
  /** It changes nothing at the server, so that it may be sent again after a fault that tends to pass. A GET always may. */
  repeatable?: boolean
}

export interface HttpAnswer {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  /** Parsed JSON; a string where the answer is not JSON; null where it has no body. */
  body: unknown
  requestId: string
  /** Server clock minus this computer's, in milliseconds, to the second; null without a `Date` header. */
  clockSkewMs: number | null
}

export interface HttpClient {
  /** Any status is an answer. @throws AppError when no whole answer arrived (offline, timeout, cancelled, …) */
  send(request: HttpRequest): Promise<HttpAnswer>
}

export interface HttpClientDeps {
  log: Logger
  userAgent: string
  now: () => number
  timeoutMs?: number
  /** Without it: always there, directly, and with the certificates that come with Node. */
  network?: NetworkConditions
  /** How reads are repeated. */
  repetition?: Partial<Repetition>
}

const defaultTimeoutMs = 20_000
const maxAnswerBytes = 64 * 1024 * 1024
const maxRedirects = 3

/** The only door to the network. */
export function createHttpClient(deps: HttpClientDeps): HttpClient {
  const network = deps.network ?? plainNetwork()
  const usualLimitMs = deps.timeoutMs ?? defaultTimeoutMs
  // Half of the time: what is left tells a silent proxy from a silent server, and is enough for another way.
  const agents = createAgents({ limitMs: Math.ceil(usualLimitMs / 2), userAgent: deps.userAgent })
  const wayFinder = createWayFinder(deps.now)
  const http = axios.create({
    adapter: 'http',
    // Redirects are followed by hand, for axios would carry the credential to another host.
    maxRedirects: 0,
    maxContentLength: maxAnswerBytes,
    maxBodyLength: 1024 * 1024,
    validateStatus: () => true,
    responseType: 'text',
    transformResponse: [(data: unknown) => data],
    // The agents know the way; axios would look for proxies in the environment.
    proxy: false,
    headers: { 'User-Agent': deps.userAgent, Accept: 'application/json' }
  })

  /** On the first way that opens; nothing of the request was sent on the ones before. */
  const exchange = async (request: HttpRequest, requestId: string, signal: AbortSignal): Promise<BareAnswer> => {
    // No proxy stands between this computer and itself.
    const asked = isLoopback(request.url) ? Promise.resolve([null]) : network.waysTo(new URL(request.url).origin)
    const [ways, trust] = await inTime(Promise.all([asked, network.trust()]), signal)
    const send = (way: Way) => sendFollowing(http, request, requestId, signal, agents.forWay(way, trust))
    return wayFinder.through(ways, send, signal, (fault) => deps.log.info('http.otherWay', { requestId, proxy: fault.proxy, reason: fault.reason }))
  }

  const attempt = async (request: HttpRequest, requestId: string, whole: AbortSignal): Promise<Outcome<HttpAnswer>> => {
    const { host, pathname: path } = new URL(request.url)
    const outline = { requestId, method: request.method, host, path }
    const started = deps.now()
    const local = isLoopback(request.url)
    if (!local && !network.isOnline()) {
      deps.log.warn('http.offline', outline)
      return { error: offlineBeforehand(outline) }
    }
    const limit = AbortSignal.timeout(request.timeoutMs ?? usualLimitMs)
    const lost = network.untilLost()
    const signal = AbortSignal.any([whole, limit, ...(local ? [] : [lost]), ...(request.signal ? [request.signal] : [])])
    try {
      const answer = await exchange(request, requestId, signal)
      deps.log.debug('http.answered', { ...outline, status: answer.status, ms: deps.now() - started })
      return { answer: { ...answer, requestId, clockSkewMs: skew(answer.headers['date'], deps.now()) } }
    } catch (thrown) {
      const cancelled = request.signal?.aborted ?? false
      const error = transportError(thrown, { host, requestId, timedOut: limit.aborted || whole.aborted, cancelled, wentOffline: !local && lost.aborted })
      deps.log.warn('http.failed', { ...outline, code: error.code, ms: deps.now() - started, ...(error.data.details?.proxy ? { proxy: error.data.details.proxy } : {}) })
      return { error }
    }
  }

  return {
    async send(request) {
      const requestId = randomUUID()
      requireEncryption(request.url, requestId)
      const mayRepeat = request.method === 'GET' || request.repeatable === true
      const how: Repetition = { ...usualRepetition, ...deps.repetition, ...(mayRepeat ? {} : { retries: 0 }) }
      const limitMs = request.timeoutMs ?? usualLimitMs
      const whole = AbortSignal.timeout(how.retries > 0 ? Math.ceil(limitMs * 1.5) : limitMs)
      const pausing = request.signal ? AbortSignal.any([whole, request.signal]) : whole
      const outcome = await repeatRead(() => attempt(request, requestId, whole), how, pausing, (before, repetition, pauseMs) => {
        deps.log.info('http.repeated', { requestId, repetition, pauseMs, after: 'answer' in before ? before.answer.status : before.error.code })
      })
      // Also between two attempts, where the last of them had another end.
      if (request.signal?.aborted) throw transportError(null, { host: new URL(request.url).host, requestId, timedOut: false, cancelled: true })
      if ('answer' in outcome) return outcome.answer
      throw outcome.error
    }
  }
}

type BareAnswer = Omit<HttpAnswer, 'requestId' | 'clockSkewMs'>

async function sendFollowing(http: AxiosInstance, request: HttpRequest, requestId: string, signal: AbortSignal, httpsAgent: Agent): Promise<BareAnswer> {
  let url = request.url
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const response = await http.request<string>({
      method: request.method,
      url,
      headers: { ...request.headers, 'X-Request-Id': requestId, ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(request.body === undefined ? {} : { data: JSON.stringify(request.body) }),
      httpsAgent,
      signal
    })
    const headers = flatHeaders(response.headers)
    const location = headers['location']
    if (response.status < 300 || response.status >= 400 || location === undefined) return { status: response.status, headers, body: parseBody(response.data) }
    const target = new URL(location, url)
    if (target.origin !== new URL(url).origin) {
      throw new AppError({
        code: 'redirectRefused',
        message: `The server sent the request on to another host (${target.host}); it was not followed, so that no credential leaves for there.`,
        retryable: false,
        requestId,
        details: { host: new URL(url).host, status: response.status }
      })
    }
    // A write is never sent twice, not even when the server asks for it.
    if (request.method !== 'GET') return { status: response.status, headers, body: parseBody(response.data) }
    url = target.href
  }
  throw new AxiosError('too many redirects', 'ERR_FR_TOO_MANY_REDIRECTS')
}
/** Plain http is for this computer only, where nobody else can listen; elsewhere a credential would be there for all to read. */
function requireEncryption(url: string, requestId: string): void {
  const { protocol, host } = new URL(url)
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(url))) return
  throw new AppError({ code: 'invalidInput', message: `${host} would have been asked without encryption, so nothing was sent.`, retryable: false, requestId, details: { host } })
}

export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(hostname)
}

function flatHeaders(headers: object): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers) as [string, unknown][]) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value)
  return flat
}

function parseBody(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function skew(date: string | undefined, now: number): number | null {
  const server = date === undefined ? Number.NaN : Date.parse(date)
  return Number.isNaN(server) ? null : Math.round((server - now) / 1000) * 1000
}
