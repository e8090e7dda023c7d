import { createHash } from 'node:crypto'
import type { AppError } from '#shared/errors/appError'
import type { CapgoServer } from './capgoServer'
import { unsent } from './transportError'

/** Whose requests are counted; a session's are counted by nobody, as far as is known. */
type Counted = { kind: 'apiKey'; key: string } | { kind: 'session' }

/** Keeps quiet while a server that has had too many requests of a credential wants silence. */
export interface RateGate {
  /** @throws AppError `rateLimited` with the same `until` as the server's, and nothing is sent */
  pass(path: string): void
  /** What a refusal says of when to come back. */
  refused(error: AppError, path: string): void
}

/** The gates of every credential that this run has used: a lock and a second look at a connection do not open them. */
export interface RateGates {
  of(server: CapgoServer, credential: Counted): RateGate
  now(): number
}

interface Closed {
  /** By this computer's clock, in milliseconds. */
  until: number
  error: AppError
}

/** Capgo backend: 2,000 requests a minute for each key, and every one of them begins the minute anew. */
const keyWindowMs = 60_000

export function createRateGates(now: () => number): RateGates {
  const gates = new Map<string, RateGate>()
  return {
    now,
    of(server, credential) {
      const who = credential.kind === 'apiKey' ? createHash('sha256').update(credential.key).digest('hex') : 'session'
      const id = `${server.api} ${who}`
      const gate = gates.get(id) ?? createRateGate(now, credential.kind)
      gates.set(id, gate)
      return gate
    }
  }
}

function createRateGate(now: () => number, kind: Counted['kind']): RateGate {
  const closed = new Map<string, Closed>()
  // Of a key everything counts together. Of a session no such limit is known: what was refused is left alone, and nothing else.
  const scopeOf = (path: string): string => (kind === 'apiKey' ? '' : (path.split('?')[0] ?? '').replaceAll(/[\da-f-]{36}|\d+/gu, ':id'))

  return {
    pass(path) {
      const scope = scopeOf(path)
      const found = closed.get(scope)
      if (found === undefined) return
      if (now() < found.until) throw found.error
      closed.delete(scope)
    },

    refused(error, path) {
      if (error.code !== 'rateLimited') return
      const told = Date.parse(error.data.details?.until ?? '')
      const until = Number.isNaN(told) ? (kind === 'apiKey' ? now() + keyWindowMs : 0) : told
      const scope = scopeOf(path)
      // Of several that were under way together the last counts.
      if (until <= Math.max(now(), closed.get(scope)?.until ?? 0)) return
      closed.set(scope, { until, error: silence(error, new Date(until).toISOString()) })
    }
  }
}

function silence({ data }: AppError, until: string): AppError {
  const host = data.details?.host
  const backendCode = data.details?.backendCode
  return unsent({
    code: 'rateLimited',
    message: `${host ?? 'The server'} wants no request before ${until}, so it was not asked.`,
    retryable: true,
    details: { ...(host === undefined ? {} : { host }), ...(backendCode === undefined ? {} : { backendCode }), until }
  })
}
