import { once } from 'node:events'
import { request } from 'node:http'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openSignInProxy, type SignInProxy } from '../../../electron/main/window/consoleSignIn/signInProxy'

/** The proxy through which the sign-in window, and nothing else on this computer, reaches the console. */

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

async function echoServer(): Promise<{ server: Server; port: number; seen: Socket[] }> {
  const seen: Socket[] = []
  const server = createServer((socket) => {
    seen.push(socket)
    socket.pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push({ close: () => server.close() })
  return { server, port: (server.address() as AddressInfo).port, seen }
}

async function proxyTo(port: number, dialled: string[] = []): Promise<SignInProxy> {
  const proxy = await openSignInProxy({
    ports: [443],
    dial: (host, wanted) => {
      dialled.push(`${host}:${wanted}`)
      const socket = connect(port, '127.0.0.1')
      return once(socket, 'connect').then(() => socket)
    }
  })
  open.push(proxy)
  return proxy
}

const basic = ({ username, password }: { username: string; password: string }) => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`

function ask(proxy: SignInProxy, path: string, headers: Record<string, string>): Promise<{ status: number; socket: Socket }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: proxy.port, method: 'CONNECT', path, headers })
    asked.on('connect', (answer, socket) => resolve({ status: answer.statusCode ?? 0, socket }))
    asked.on('error', reject)
    asked.end()
  })
}

describe('the proxy of the sign-in window', () => {
  it('joins whoever knows its password with the host, and carries bytes both ways', async () => {
    const { port } = await echoServer()
    const dialled: string[] = []
    const proxy = await proxyTo(port, dialled)
    const { status, socket } = await ask(proxy, 'console.capgo.app:443', { 'proxy-authorization': basic(proxy) })
    expect(status).toBe(200)
    expect(dialled).toEqual(['console.capgo.app:443'])
    socket.write('hello')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toBe('hello')
    socket.destroy()
  })

  it('asks everybody else for the password, and reaches nothing for them', async () => {
    const { port } = await echoServer()
    const dialled: string[] = []
    const proxy = await proxyTo(port, dialled)
    for (const given of [undefined, 'Basic x', basic({ username: 'gatehouse', password: 'guess' }), `Bearer ${proxy.password}`]) {
      const { status, socket } = await ask(proxy, 'console.capgo.app:443', given === undefined ? {} : { 'proxy-authorization': given })
      socket.destroy()
      expect(status).toBe(407)
    }
    expect(dialled).toEqual([])
  })

  it.each(['console.capgo.app:22', 'console.capgo.app:80', 'nonsense', '127.0.0.1:9222'])('does not reach %s', async (target) => {
    const { port } = await echoServer()
    const dialled: string[] = []
    const proxy = await proxyTo(port, dialled)
    const { status, socket } = await ask(proxy, target, { 'proxy-authorization': basic(proxy) })
    socket.destroy()
    expect(status).toBe(403)
    expect(dialled).toEqual([])
  })

  it('carries no plain request', async () => {
    const proxy = await proxyTo(1)
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: proxy.port, path: 'http://console.capgo.app/', headers: { 'proxy-authorization': basic(proxy) } }, (answer) => resolve(answer.statusCode))
        .on('error', reject)
        .end()
    })
    expect(status).toBe(403)
  })

  it('says that the host was not reached', async () => {
    const proxy = await openSignInProxy({ dial: () => Promise.reject(new Error('no such host')) })
    open.push(proxy)
    const { status, socket } = await ask(proxy, 'console.capgo.app:443', { 'proxy-authorization': basic(proxy) })
    socket.destroy()
    expect(status).toBe(502)
  })

  it('ends every connection when it is closed', async () => {
    const { port, seen } = await echoServer()
    const proxy = await proxyTo(port)
    const { socket } = await ask(proxy, 'console.capgo.app:443', { 'proxy-authorization': basic(proxy) })
    socket.on('error', () => undefined)
    const closed = once(socket, 'close')
    await proxy.close()
    await closed
    await Promise.all(seen.filter((one) => !one.destroyed).map((one) => once(one, 'close')))
    await expect(ask(proxy, 'console.capgo.app:443', {})).rejects.toThrow(/ECONNREFUSED/u)
  })
})
