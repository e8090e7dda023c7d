import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { createHttpClient } from '../../../electron/main/capgo/httpClient'
import { quietLog } from '../../support/quietLog'
import { selfSigned } from '../../support/selfSigned'

const switchOff = 'NODE_TLS_REJECT_UNAUTHORIZED'
const asItWas = process.env[switchOff]
afterEach(() => {
  if (asItWas === undefined) Reflect.deleteProperty(process.env, switchOff)
  else process.env[switchOff] = asItWas
})

describe('a server whose certificate nobody vouches for', () => {
  it.each([undefined, '0'])(`is never asked anything, with ${switchOff}=%s`, async (setting) => {
    const { key, cert } = selfSigned('localhost')
    let asked = 0
    const server = createServer({ key: key.export({ type: 'pkcs8', format: 'pem' }), cert }, (_request, response) => {
      asked++
      response.end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    if (setting !== undefined) process.env[switchOff] = setting
    try {
      const http = createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now })
      const { port } = server.address() as AddressInfo
      const error = await http.send({ method: 'GET', url: `https://localhost:${String(port)}/private/config` }).then(() => null, asAppError)
      expect(error?.code).toBe('untrustedHost')
      expect(asked).toBe(0)
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })
})
