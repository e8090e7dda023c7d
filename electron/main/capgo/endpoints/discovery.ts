import { z } from 'zod'
import { AppError } from '#shared/errors/appError'
import { productionApi, type CapgoServer } from '../capgoServer'
import { backendError } from '../backendError'
import { isLoopback, type HttpClient } from '../httpClient'

const configSchema = z.object({ supaHost: z.string().min(1), supaKey: z.string().min(1) })

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
