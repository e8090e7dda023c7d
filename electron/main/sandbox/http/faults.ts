import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

/** A disturbance that tests ask for; never reachable without `--arrange`. */
export interface Fault {
  /** begin of `METHOD /path`, or a regular expression between slashes, e.g. `PUT /organization` or `/rpc\/get_org/` */
  route: string
  /** how many requests it hits (default 1) */
  count?: number
  /** how many matching requests pass unharmed before the first hit (default 0) */
  skip?: number
  kind: 'delay' | 'drop-before' | 'drop-after' | 'cut-body' | 'wrong-json' | 'wrong-types' | 'status' | 'rate-limit'
  /** delay: milliseconds (default 1000) */
  ms?: number
  /** status: the status (default 500), `body` its JSON, `headers` its headers */
  status?: number
  body?: unknown
  headers?: Record<string, string>
  /** rate-limit: seconds until it ends (default 60) */
  seconds?: number
}

export const FAULT_KINDS: readonly Fault['kind'][] = ['delay', 'drop-before', 'drop-after', 'cut-body', 'wrong-json', 'wrong-types', 'status', 'rate-limit']

interface Armed {
  fault: Fault
  matches: (route: string) => boolean
  toSkip: number
  left: number
}

export class Faults {
  private armed: Armed[] = []

  /** @throws SyntaxError when `route` is no regular expression */
  add(fault: Fault): void {
    const pattern = /^\/(.+)\/([a-z]*)$/.exec(fault.route)
    // "/x/" could be meant as a path, but a route begins with its method, so slashes at both ends mean an expression.
    const expression = pattern && new RegExp(pattern[1] ?? '', pattern[2])
    const matches = (route: string) => (expression ? expression.test(route) : route.startsWith(fault.route))
    this.armed.push({ fault, matches, toSkip: fault.skip ?? 0, left: fault.count ?? 1 })
  }

  clear(): void {
    this.armed = []
  }

  /** The fault that this request meets, counting it. */
  take(method: string, path: string): Fault | undefined {
    for (const armed of this.armed) {
      if (armed.left <= 0 || !armed.matches(`${method} ${path}`)) continue
      if (armed.toSkip > 0) {
        armed.toSkip--
        continue
      }
      armed.left--
      return armed.fault
    }
    return undefined
  }
}

/** What the client gets in place of the answer. */
export async function disturbed(fault: Fault, answer: () => Promise<Response>, { incoming, outgoing }: HttpBindings, nowMs: number): Promise<Response> {
  const drop = () => {
    incoming.socket.destroy()
    return RESPONSE_ALREADY_SENT
  }
  switch (fault.kind) {
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1000))
      return answer()
    case 'drop-before':
      return drop()
    case 'drop-after':
      await answer()
      return drop()
    case 'cut-body': {
      const response = await answer()
      const bytes = Buffer.from(await response.arrayBuffer())
      outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': String(bytes.length) })
      outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => incoming.socket.destroy())
      return RESPONSE_ALREADY_SENT
    }
    case 'wrong-json': {
      const response = await answer()
      const text = await response.text()
      return new Response(`<html>${text.slice(0, Math.floor(text.length / 2))}`, { status: response.status, headers: withoutLength(response.headers) })
    }
    case 'wrong-types': {
      const response = await answer()
      const text = await response.text()
      return new Response(text ? JSON.stringify(mistyped(JSON.parse(text))) : text, { status: response.status, headers: withoutLength(response.headers) })
    }
    case 'status':
      return new Response(JSON.stringify(fault.body ?? { error: 'unknown_error', message: 'Unknown error', moreInfo: {} }), {
        status: fault.status ?? 500, headers: { 'content-type': 'application/json', ...fault.headers }
      })
    case 'rate-limit': {
      const seconds = fault.seconds ?? 60
      const resetAt = nowMs + seconds * 1000
      const moreInfo = { reason: 'api_key_rate_limit_exceeded', rateLimitResetAt: resetAt, retryAfterSeconds: seconds }
      return new Response(JSON.stringify({ error: 'too_many_requests', message: 'Too many requests', moreInfo }), {
        status: 429, headers: { 'content-type': 'application/json', 'retry-after': String(seconds), 'x-ratelimit-reset': String(Math.ceil(resetAt / 1000)) }
      })
    }
  }
}

function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers)
  kept.delete('content-length')
  return kept
}

/** Valid JSON in which every leaf has another type than before. */
function mistyped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mistyped)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mistyped(inner)]))
  if (typeof value === 'string') return value.length
  return String(value)
}
