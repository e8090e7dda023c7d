import { request as requestPlainly, type IncomingMessage } from 'node:http'
import { request as requestSecurely, type Agent } from 'node:https'
import { AppError } from '#shared/errors/appError'
import type { Logger } from '../log/logger'
import { createAgents } from './agents'
import { isLoopback } from './httpClient'
import { inTime } from './inTime'
import type { NetworkConditions } from './networkConditions'
import { offlineBeforehand, transportError } from './transportError'
import { createWayFinder } from './tryWays'

export interface PublicFile {
  status: number
  /** As it was said; null: it was not. */
  length: number | null
  /** Throws AppError where the rest does not come. */
  bytes: AsyncIterable<Uint8Array>
  /** Nothing more of it is wanted. */
  end(): void
}

export interface PublicFiles {
  /**
   * Asks for a file that anybody may have. Nothing of a person goes with it: no credential, no cookie, no id; the program’s name
   * and the address are all. Redirects are followed, to https only.
   * @param mayAsk asked for the address, and for each that an answer sends on to
   * @throws AppError when no answer came; `update: server` where `mayAsk` said no, and nothing was asked there
   */
  open(address: string, signal: AbortSignal, mayAsk: (url: URL) => boolean): Promise<PublicFile>
}

export interface PublicFilesDeps {
  network: NetworkConditions
  log: Logger
  now(): number
  /** Milliseconds without a byte after which nobody waits any longer. */
  silenceMs?: number
}

const mostRedirects = 5
const headers = { 'User-Agent': 'Gatehouse', Accept: '*/*', 'Accept-Encoding': 'identity', 'Cache-Control': 'no-cache' }

/** Public files over the ways and with the certificates of all requests; answers of any size, as a stream. */
export function createPublicFiles({ network, log, now, silenceMs = 30_000 }: PublicFilesDeps): PublicFiles {
  const agents = createAgents({ limitMs: Math.ceil(silenceMs / 2), userAgent: headers['User-Agent'] })
  const wayFinder = createWayFinder(now)

  async function ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    const local = isLoopback(url.href)
    if (!local && !network.isOnline()) throw offlineBeforehand({ host: url.host, requestId: 'file' })
    const [ways, trust] = await inTime(Promise.all([local ? [null] : network.waysTo(url.origin), network.trust()]), signal)
    const send = (way: (typeof ways)[number]) => answerTo(url, url.protocol === 'http:' ? null : agents.forWay(way, trust), signal, silenceMs)
    return wayFinder.through(ways, send, signal, (fault) => log.info('file.otherWay', { proxy: fault.proxy, reason: fault.reason }))
  }

  return {
    async open(address, signal, mayAsk) {
      let url = checkAddress(address, null, mayAsk)
      const lost = isLoopback(url.href) ? [] : [network.untilLost()]
      const either = AbortSignal.any([signal, ...lost])
      const failure = (thrown: unknown, { host }: URL): AppError =>
        transportError(thrown, { host, requestId: 'file', timedOut: thrown instanceof Silence || (signal.aborted && isTimeout(signal.reason)), cancelled: signal.aborted && !isTimeout(signal.reason), wentOffline: lost.some(({ aborted }) => aborted) })
      for (let hop = 0; hop <= mostRedirects; hop++) {
        const here = url
        const answer = await ask(here, either).catch((thrown: unknown) => {
          throw failure(thrown, here)
        })
        const status = answer.statusCode ?? 0
        log.debug('file.answered', { host: here.host, path: here.pathname, status })
        const { location } = answer.headers
        if (status < 300 || status >= 400 || location === undefined) return { status, length: lengthOf(answer), bytes: readAll(answer, (thrown) => failure(thrown, here)), end: () => void answer.destroy() }
        answer.destroy()
        url = checkAddress(location, here, mayAsk)
      }
      throw refusal('redirects', `${url.host} sent the request on too often.`, url)
    }
  }
}

class Silence extends Error {}

const isTimeout = (reason: unknown): boolean => reason instanceof Error && reason.name === 'TimeoutError'

function answerTo(url: URL, agent: Agent | null, signal: AbortSignal, silenceMs: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking = agent === null ? requestPlainly(url, { headers, signal, agent: false }) : requestSecurely(url, { headers, signal, agent })
    let answering: IncomingMessage | null = null
    asking.setTimeout(silenceMs, () => void (answering ?? asking).destroy(new Silence('nothing came')))
    asking.once('error', reject)
    asking.once('response', (answer) => {
      answering = answer
      resolve(answer)
    })
    asking.end()
  })
}

async function* readAll(answer: IncomingMessage, failure: (thrown: unknown) => AppError): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of answer) yield chunk as Uint8Array
  } catch (thrown) {
    throw failure(thrown)
  }
}

function lengthOf({ headers: { 'content-length': said } }: IncomingMessage): number | null {
  return said !== undefined && /^\d{1,15}$/u.test(said) ? Number(said) : null
}

/** https, or this computer itself asked by this computer itself; no name and password in it. */
function checkAddress(address: string, from: URL | null, mayAsk: (url: URL) => boolean): URL {
  const url = URL.canParse(address, from?.href) ? new URL(address, from?.href) : null
  const local = url !== null && url.protocol === 'http:' && isLoopback(url.href) && (from === null || isLoopback(from.href))
  if (url !== null && (url.protocol === 'https:' || local) && url.username === '' && url.password === '') {
    if (mayAsk(url)) return url
    throw refusal('server', `${url.host} is no server that may be asked for it, so it was not asked.`, url)
  }
  throw refusal('address', 'The address of a file does not begin with https:// or has a password in it, so it was not asked for.', url ?? from)
}

function refusal(problem: 'address' | 'server' | 'redirects', message: string, url: URL | null): AppError {
  return new AppError({ code: 'invalidResponse', message, retryable: false, fieldErrors: { update: problem }, ...(url === null || url.host === '' ? {} : { details: { host: url.host } }) })
}
