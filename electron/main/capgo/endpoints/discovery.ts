import { z } from 'zod'
import { longestAnonKey, type ServerAddress } from '#shared/domain/connection'
import { AppError, asAppError } from '#shared/errors/appError'
import { productionApi, type CapgoServer } from '../capgoServer'
import { backendError } from '../backendError'
import { isLoopback, type HttpAnswer, type HttpClient } from '../httpClient'

/** It goes into a header of every request: visible ASCII only, and no longer than a header may be. */
const anonKeySchema = z.string().max(longestAnonKey).regex(/^[\x21-\x7e]+$/u)
const configSchema = z.object({ supaHost: z.string().min(1).max(300), supaKey: anonKeySchema })
const healthSchema = z.object({ status: z.literal('ok') })
const signInSettingsSchema = z.object({ external: z.record(z.string(), z.unknown()) })

/**
 * The server behind whatever somebody entered: nothing (Capgo's own), one address, or both addresses and the key by hand.
 * @throws AppError as of `discoverServer` and `serverByHand`
 */
export function findServer(http: HttpClient, address: ServerAddress, signal?: AbortSignal): Promise<CapgoServer> {
  return typeof address === 'object' && address !== null ? serverByHand(http, address, signal) : discoverServer(http, address, signal)
}

/**
 * Learns both hosts and the anonymous key from one address (`GET /private/config`).
 * @param address as a person types it: with or without `https://`; null for Capgo's own servers
 * @throws AppError `invalidInput` (not an address, or not https), `invalidResponse` (something else answers there)
 */
export async function discoverServer(http: HttpClient, address: string | null, signal?: AbortSignal): Promise<CapgoServer> {
  const api = address === null || address === '' ? productionApi : originOf(address)
  const host = new URL(api).host
  const answer = await http.send({ method: 'GET', url: `${api}/private/config`, ...(signal ? { signal } : {}) })
  if (answer.status >= 500 || answer.status === 429) throw backendError(answer, host)
  const config = configSchema.safeParse(answer.body)
  if (answer.status !== 200 || !config.success) {
    throw new AppError({
      code: 'invalidResponse',
      message: `${host} does not answer like a Capgo server (${answer.status} at /private/config).`,
      retryable: false,
      requestId: answer.requestId,
      details: { status: answer.status, host }
    })
  }
  return { api, supabase: originOf(config.data.supaHost), anonKey: config.data.supaKey }
}

/**
 * A server whose API host does not say where the other one is. Both are asked something that needs no sign-in, the second
 * with the key: `GET /ok` (Capgo backend) and `GET /auth/v1/settings` (GoTrue).
 * @throws AppError `invalidInput` with the field that is wrong: `api`, `supabase` or `anonKey`
 */
async function serverByHand(http: HttpClient, typed: CapgoServer, signal?: AbortSignal): Promise<CapgoServer> {
  const api = originIn('api', typed.api)
  const supabase = originIn('supabase', typed.supabase)
  const anonKey = typed.anonKey.trim()
  if (!anonKeySchema.safeParse(anonKey).success) throw wrongField('anonKey', 'blanks or special characters inside')
  const ask = (url: string, headers: Record<string, string> = {}): Promise<HttpAnswer> => http.send({ method: 'GET', url, headers, ...(signal ? { signal } : {}) })
  const [health, settings] = await Promise.all([ask(`${api}/ok`), ask(`${supabase}/auth/v1/settings`, { apikey: anonKey })])
  for (const [answer, origin] of [[health, api], [settings, supabase]] as const) {
    if (answer.status >= 500 || answer.status === 429) throw backendError(answer, new URL(origin).host, [anonKey])
  }
  if (health.status !== 200 || !healthSchema.safeParse(health.body).success) throw wrongField('api', 'not the API of a Capgo server', health, api)
  if (settings.status === 401 || settings.status === 403) throw wrongField('anonKey', 'not the key of that server', settings, supabase)
  if (settings.status !== 200 || !signInSettingsSchema.safeParse(settings.body).success) throw wrongField('supabase', 'not a Supabase server', settings, supabase)
  return { api, supabase, anonKey }
}

type ServerField = 'server' | 'api' | 'supabase' | 'anonKey'

function originIn(field: ServerField, address: string): string {
  try {
    return originOf(address)
  } catch (thrown) {
    throw wrongField(field, asAppError(thrown).data.fieldErrors?.['server'] ?? 'not an address')
  }
}

function wrongField(field: ServerField, what: string, answer?: HttpAnswer, origin?: string): AppError {
  return new AppError({
    code: 'invalidInput',
    message: `The server’s ${field} is ${what}.`,
    retryable: false,
    fieldErrors: { [field]: what },
    ...(answer && origin ? { requestId: answer.requestId, details: { status: answer.status, host: new URL(origin).host } } : {})
  })
}

/** https everywhere; plain http only on this computer, where nobody else can listen. */
export function originOf(address: string): string {
  const typed = address.trim()
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//iu.test(typed) ? typed : `https://${typed}`
  let url: URL
  try {
    url = new URL(withScheme)
  } catch {
    throw invalidAddress('not an address')
  }
  if (url.username || url.password) throw invalidAddress('an address with a name or password in it')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.href))) throw invalidAddress('not an https address')
  if (!url.hostname) throw invalidAddress('an address without a host')
  return url.origin
}

function invalidAddress(what: string): AppError {
  return new AppError({ code: 'invalidInput', message: `The server is ${what}.`, retryable: false, fieldErrors: { server: what } })
}
