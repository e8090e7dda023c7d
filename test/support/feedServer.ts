import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface HeardRequest {
  method: string
  url: string
  /** As they came over the line. */
  headers: string[]
  body: string
}

/** A feed on this computer, which keeps every request whole. */
export async function feedServer(): Promise<{ address: string; heard: HeardRequest[]; answers: Map<string, RequestListener>; close(): Promise<void> }> {
  const heard: HeardRequest[] = []
  const answers = new Map<string, RequestListener>()
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.rawHeaders, body })
      const answer = answers.get((request.url ?? '').split('?')[0] ?? '')
      if (answer) answer(request, response)
      else response.writeHead(404).end('not here')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/gatehouse/`,
    heard,
    answers,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('latin1')
}

export const sha512Of = (content: Buffer): string => createHash('sha512').update(content).digest('base64')

/** As electron-builder writes `latest-linux.yml`. */
export function feedText({ version = '1.1.0', name = 'Gatehouse-1.1.0-linux-x86_64.AppImage', content = Buffer.from('new'), sha512 = sha512Of(content), size = content.length, more = '' }: Partial<{ version: string; name: string; content: Buffer; sha512: string; size: number; more: string }> = {}): string {
  return `version: ${version}\nfiles:\n  - url: ${name}\n    sha512: ${sha512}\n    size: ${String(size)}\n    blockMapSize: 12\npath: ${name}\nsha512: ${sha512}\nreleaseDate: '2026-11-20T10:00:00.000Z'\n${more}`
}
