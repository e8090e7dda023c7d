import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { createDial } from '../../../electron/main/capgo/dial'
import { ProxyFault } from '../../../electron/main/capgo/proxyFault'
import { connectProxy } from '../../support/connectProxy'
import { localProxy, testNetwork, type TestNetwork } from '../../support/network'
import { quietLog } from '../../support/quietLog'
import { socksProxy } from '../../support/socksProxy'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function echo(): Promise<number> {
  const server: Server = createServer((socket) => socket.on('error', () => undefined).pipe(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(server)
  return (server.address() as AddressInfo).port
}

const dialOn = (network: TestNetwork) => createDial({ network, log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now, limitMs: 1000 })

async function answered(dialling: ReturnType<ReturnType<typeof dialOn>>): Promise<string> {
  const socket = await dialling
  socket.write('hello')
  const [answer] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return answer.toString()
}

describe('a connection for the sign-in window', () => {
  it.each(['http', 'socks5'] as const)('goes through the proxy that requests go through (%s)', async (kind) => {
    const places = { 'console.capgo.invalid:443': await echo() }
    const proxy = kind === 'http' ? await connectProxy(places) : await socksProxy(places)
    open.push(proxy)
    expect(await answered(dialOn(testNetwork({ ways: [localProxy(kind, proxy.port)] }))('console.capgo.invalid', 443))).toBe('hello')
    expect(proxy.asked).toEqual(['console.capgo.invalid:443'])
  })

  it('goes directly where that is the way, and to this computer always', async () => {
    const port = await echo()
    expect(await answered(dialOn(testNetwork())('127.0.0.1', port))).toBe('hello')
    expect(await answered(dialOn(testNetwork({ ways: [localProxy('http', 1)], online: false }))('127.0.0.1', port))).toBe('hello')
  })

  it('takes the next way when a proxy is not there, and none past a refusal', async () => {
    const proxy = await connectProxy({ 'console.capgo.invalid:443': await echo() })
    open.push(proxy)
    const network = testNetwork({ ways: [localProxy('http', 1), localProxy('http', proxy.port)] })
    expect(await answered(dialOn(network)('console.capgo.invalid', 443))).toBe('hello')
    proxy.mood = { answers: 403 }
    network.ways = [localProxy('http', proxy.port), null]
    await expect(dialOn(network)('console.capgo.invalid', 443)).rejects.toBeInstanceOf(ProxyFault)
  })

  it('is not tried without a network, and ends with its limit', async () => {
    expect((await dialOn(testNetwork({ online: false }))('console.capgo.app', 443).catch(asAppError)) as unknown).toMatchObject({ code: 'offline' })
    const proxy = await connectProxy({})
    open.push(proxy)
    proxy.mood = 'silent'
    await expect(dialOn(testNetwork({ ways: [localProxy('http', proxy.port)] }))('console.capgo.invalid', 443)).rejects.toMatchObject({ reason: 'silent' })
  })

  it('fails as the system says where nobody answers', async () => {
    await expect(dialOn(testNetwork())('127.0.0.1', 1)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await expect(dialOn(testNetwork())('nobody.invalid', 443)).rejects.toMatchObject({ code: 'ENOTFOUND' })
  })
})
