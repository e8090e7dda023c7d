import { createHash } from 'node:crypto'
import type { AppError } from '#shared/errors/appError'
import type { CapgoServer } from './capgoServer'
import { unsent } from './transportError'

/** Whose requests are counted; a session's are counted by nobody, as far as is known. */
type Counted = { kind: 'apiKey'; key: string } | { kind: 'session' }

/** Keeps quiet while a server that has had too many requests of a credential wants silence. */
export interface RateGate {
  /** @throws AppError `rateLimited` with the server's `until`, and nothing is sent */
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
  /** By `uptime`: a clock that is set meanwhile neither opens it too early nor keeps it shut. */
  opensAt: number
  error: AppError
}

/** Capgo backend: 2,000 requests a minute for each key, and every one of them begins the minute anew. */
const keyWindowMs = 60_000

/** @param clocks in milliseconds: `now` since 1970, for what is told to people and by the server; `uptime` only ever goes forward */
export function createRateGates(clocks: { now(): number; uptime(): number }): RateGates {
  const gates = new Map<string, RateGate>()
  return {
    now: clocks.now,
    of(server, credential) {
      const who = credential.kind === 'apiKey' ? createHash('sha256').update(credential.key).digest('hex') : 'session'
      const id = `${server.api} ${who}`
      const gate = gates.get(id) ?? createRateGate(clocks, credential.kind)
      gates.set(id, gate)
      return gate
    }
  }
}

function createRateGate({ now, uptime }: { now(): number; uptime(): number }, kind: Counted['kind']): RateGate {
  const closed = new Map<string, Closed>()
  // Of a key everything counts together. Of a session no such limit is known: what was refused is left alone, and nothing else.
  const scopeOf = (path: string): string => (kind === 'apiKey' ? '' : (path.split('?')[0] ?? '').replaceAll(/[\da-f-]{36}|\d+/gu, ':id'))

  return {
    pass(path) {
      const scope = scopeOf(path)
      const found = closed.get(scope)
      if (found === undefined) return
      const leftMs = found.opensAt - uptime()
      if (leftMs > 0) throw silence(found.error, new Date(Math.ceil(now() + leftMs)).toISOString())
      closed.delete(scope)
    },

    refused(error, path) {
      if (error.code !== 'rateLimited') return
      const told = Date.parse(error.data.details?.until ?? '')
      const forMs = Number.isNaN(told) ? (kind === 'apiKey' ? keyWindowMs : 0) : told - now()
      const opensAt = uptime() + forMs
      const scope = scopeOf(path)
      // Of several that were under way together the last counts.
      if (forMs <= 0 || opensAt <= (closed.get(scope)?.opensAt ?? 0)) return
      closed.set(scope, { opensAt, error })
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
