import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Sandbox } from '../../electron/main/sandbox'

export interface RecordingProxy {
  /** The address of both hosts, in place of the server's own. */
  api: string
  /** Every request as it arrived: address, headers and body. */
  requests: string[]
  /** Every token that the server has given out, and whatever else is said to be secret. */
  secrets: Set<string>
  /** Where requests to such paths are sent on to; null: nowhere. */
  redirect: ((path: string) => string | null) | null
  /** What `/private/config` says is the Supabase host. */
  claims: string | null
  close(): Promise<void>
}

/** Stands before an embedded server, which itself never looks at a credential longer than it must, and writes everything down. */
export async function startRecordingProxy(sandbox: Sandbox): Promise<RecordingProxy> {
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const api = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const proxy: RecordingProxy = {
    api,
    requests: [],
    secrets: new Set(),
    redirect: null,
    claims: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const path = incoming.url ?? '/'
    const body = await textOf(incoming)
    proxy.requests.push(`${incoming.method ?? ''} ${path}\n${incoming.rawHeaders.join('\n')}\n\n${body}`)
    const location = proxy.redirect?.(path)
    if (location) {
      outgoing.writeHead(307, { location }).end()
      return
    }
    const { status, headers, text } = await passOn(incoming, body)
    for (const match of text.matchAll(/"(?:access_token|refresh_token)":"([^"]+)"/gu)) proxy.secrets.add(match[1] ?? '')
    const shown = path === '/private/config' ? text.replaceAll(sandbox.supabase, proxy.claims ?? api) : text
    outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(shown) }).end(shown)
  }

  const passOn = (incoming: IncomingMessage, body: string) =>
    new Promise<{ status: number; headers: Record<string, string>; text: string }>((resolve, reject) => {
      const target = new URL(incoming.url ?? '/', sandbox.api)
      // Asked for uncompressed, so that tokens are found in what comes back.
      const headers = { ...incoming.headers, host: target.host, 'accept-encoding': 'identity', connection: 'close' }
      const passed = request(target, { method: incoming.method, headers }, (response) => {
        textOf(response).then(
          (text) => {
            const kept = ['content-type', 'date', 'content-range', 'retry-after'].flatMap((name) => {
              const value = response.headers[name]
              return typeof value === 'string' ? [[name, value] as const] : []
            })
            resolve({ status: response.statusCode ?? 500, headers: Object.fromEntries(kept), text })
          },
          reject
        )
      })
      passed.on('error', reject)
      passed.end(body)
    })

  return proxy
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
