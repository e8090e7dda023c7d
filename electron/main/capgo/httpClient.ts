import { randomUUID } from 'node:crypto'
import { Agent } from 'node:https'
import axios, { AxiosError, type AxiosInstance } from 'axios'
import { AppError } from '#shared/errors/appError'
import type { Logger } from '../log/logger'
import { transportError } from './transportError'

/** One request to an address that the caller has decided on; the client adds nothing but limits and an id. */
export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers?: Record<string, string>
  /** Sent as JSON; left out when undefined. */
  body?: unknown
  signal?: AbortSignal
  /** Milliseconds for the whole exchange, from connecting to the last byte. */
  timeoutMs?: number
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

const defaultTimeoutMs = 20_000
const maxAnswerBytes = 64 * 1024 * 1024
const maxRedirects = 3

/** The only door to the network. */
export function createHttpClient(deps: { log: Logger; userAgent: string; now: () => number; timeoutMs?: number }): HttpClient {
  const http = axios.create({
    adapter: 'http',
    // Redirects are followed by hand, for axios would carry the credential to another host.
    maxRedirects: 0,
    maxContentLength: maxAnswerBytes,
    maxBodyLength: 1024 * 1024,
    validateStatus: () => true,
    responseType: 'text',
    transformResponse: [(data: unknown) => data],
    // Said here, for an environment variable could switch the default off for the whole process.
    httpsAgent: new Agent({ rejectUnauthorized: true, keepAlive: true }),
    headers: { 'User-Agent': deps.userAgent, Accept: 'application/json' }
  })
  return {
    async send(request) {
      const requestId = randomUUID()
      const limit = AbortSignal.timeout(request.timeoutMs ?? deps.timeoutMs ?? defaultTimeoutMs)
      const signal = request.signal ? AbortSignal.any([limit, request.signal]) : limit
      const started = deps.now()
      const outline = { requestId, method: request.method, host: new URL(request.url).host, path: new URL(request.url).pathname }
      try {
        const answer = await sendFollowing(http, request, requestId, signal)
        deps.log.debug('http.answered', { ...outline, status: answer.status, ms: deps.now() - started })
        return { ...answer, requestId, clockSkewMs: skew(answer.headers['date'], deps.now()) }
      } catch (thrown) {
        const error = transportError(thrown, { host: outline.host, requestId, timedOut: limit.aborted, cancelled: request.signal?.aborted ?? false })
        deps.log.warn('http.failed', { ...outline, code: error.code, ms: deps.now() - started })
        throw error
      }
    }
  }
}

type BareAnswer = Omit<HttpAnswer, 'requestId' | 'clockSkewMs'>

async function sendFollowing(http: AxiosInstance, request: HttpRequest, requestId: string, signal: AbortSignal): Promise<BareAnswer> {
  let url = request.url
  for (let hop = 0; hop <= maxRedirects; hop++) {
    const response = await http.request<string>({
      method: request.method,
      url,
      headers: { ...request.headers, 'X-Request-Id': requestId, ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(request.body === undefined ? {} : { data: JSON.stringify(request.body) }),
      ...(isLoopback(url) ? { proxy: false as const } : {}),
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
