import type { z } from 'zod'
import { AppError } from '#shared/errors/appError'
import { backendError } from './backendError'
import type { CapgoServer } from './capgoServer'
import type { HttpAnswer, HttpClient, HttpRequest } from './httpClient'
import { createRateGates, type RateGates } from './rateGate'

export type Credential = { kind: 'apiKey'; key: string } | { kind: 'session'; accessToken: string }

/** Hands out the credential of one connection, and learns when the server no longer accepts it. */
export interface CredentialSource {
  /** @throws AppError when there is none any more: after the first rejection nothing is sent with it again. */
  current(signal?: AbortSignal): Promise<Credential>
  /** @returns whether there is a new credential, with which the refused request may be sent once more */
  rejected(error: AppError, credential: Credential): boolean | Promise<boolean>
  /** After each request for which `current` was asked; `accepted` when its answer shows that the server takes the credential. */
  over?(accepted: boolean): void
}

export interface CapgoRequest<S extends z.ZodType> {
  /** Which of the two hosts; the requester never takes a whole address, so a credential cannot go astray. */
  host: 'api' | 'supabase'
  method: HttpRequest['method']
  /** Begins with a slash; ids in it are validated by the caller's schemas. */
  path: string
  headers?: Record<string, string>
  body?: unknown
  /** What a successful answer must look like. */
  answer: S
  signal?: AbortSignal | undefined
  timeoutMs?: number
  /** A POST that only reads, and may be sent again after a fault that tends to pass. Never a change, a sign-in or a renewal. */
  repeatable?: boolean
  /** What this request carries besides the credential and must never come back in an error. */
  secrets?: readonly string[]
  /** The answer holds a secret: a refusal that quotes it must not say it. */
  answersSecret?: boolean
  /** Sent once and never again, not even after a refusal that the renewal of the token would mend. */
  once?: boolean
}

export interface CapgoAnswer<T> {
  body: T
  headers: Record<string, string>
  status: number
  clockSkewMs: number | null
}

export interface CapgoRequester {
  /**
   * @throws AppError for transport faults, refusals and answers that are not what the endpoint promises; `rateLimited`, and
   * nothing is sent, until a server that asked for silence wants to be asked again
   */
  send<S extends z.ZodType>(request: CapgoRequest<S>): Promise<CapgoAnswer<z.output<S>>>
}

/** @param deps.gates shared by everything that uses the same credentials; left out: of this requester alone */
export function createRequester(deps: { http: HttpClient; server: CapgoServer; credentials: CredentialSource | null; gates?: RateGates | undefined }): CapgoRequester {
  const gates = deps.gates ?? createRateGates({ now: Date.now, uptime: () => performance.now() })
  const send = async <S extends z.ZodType>(request: CapgoRequest<S>, mayRepeat: boolean): Promise<CapgoAnswer<z.output<S>>> => {
    const credential = deps.credentials ? await deps.credentials.current(request.signal) : null
    const gate = credential && gates.of(deps.server, credential)
    let accepted = false
    try {
      gate?.pass(request.path)
      const base = request.host === 'api' ? deps.server.api : deps.server.supabase
      const url = base + request.path
      const answer = await deps.http.send({
        method: request.method,
        url,
        headers: { ...authorization(request.host, deps.server, credential), ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        ...(request.signal ? { signal: request.signal } : {}),
        ...(request.timeoutMs === undefined ? {} : { timeoutMs: request.timeoutMs }),
        ...(request.repeatable === undefined ? {} : { repeatable: request.repeatable })
      })
      const host = new URL(url).host
      accepted = answer.status < 300
      if (accepted) return { body: readAs(request.answer, answer, host), headers: answer.headers, status: answer.status, clockSkewMs: answer.clockSkewMs }
      const error = backendError(answer, host, [...secretsOf(credential), ...(request.secrets ?? [])], gates.now, request.answersSecret)
      gate?.refused(error, request.path)
      const renewed = credential && isRejection(error) && (await deps.credentials?.rejected(error, credential))
      if (!renewed || !mayRepeat || request.once) throw error
    } finally {
      if (credential) deps.credentials?.over?.(accepted)
    }
    // Refused for its token, it has done nothing yet; that holds for a write, too.
    return send(request, false)
  }
  return { send: (request) => send(request, true) }
}

function authorization(host: 'api' | 'supabase', server: CapgoServer, credential: Credential | null): Record<string, string> {
  const headers: Record<string, string> = host === 'supabase' ? { apikey: server.anonKey } : {}
  // `capgkey` is the one header that every route takes for a key (Capgo backend; `x-api-key` is refused by several).
  if (credential?.kind === 'apiKey') headers['capgkey'] = credential.key
  if (credential?.kind === 'session') headers['Authorization'] = `Bearer ${credential.accessToken}`
  return headers
}

function secretsOf(credential: Credential | null): string[] {
  if (credential === null) return []
  return [credential.kind === 'apiKey' ? credential.key : credential.accessToken]
}

function isRejection(error: AppError): boolean {
  return error.code === 'wrongApiKey' || error.code === 'sessionEnded' || (error.code === 'unauthorized' && error.data.details?.status === 401)
}

function readAs<S extends z.ZodType>(schema: S, answer: HttpAnswer, host: string): z.output<S> {
  const result = schema.safeParse(answer.body)
  if (result.success) return result.data
  const fields = result.error.issues.slice(0, 5).map((issue) => `${issue.path.map(String).join('.') || 'the answer'} (${issue.code})`)
  throw new AppError({
    code: 'invalidResponse',
    message: `${host} answered with something unexpected: ${fields.join(', ')}.`.slice(0, 2000),
    retryable: false,
    requestId: answer.requestId,
    details: { status: answer.status, host }
  })
}
