import { afterEach, describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { createHttpClient } from '../../../electron/main/capgo/httpClient'
import { issue, type Issued } from '../../support/certificates'
import { testNetwork } from '../../support/network'
import { quietLog } from '../../support/quietLog'
import { tlsServer, type TlsServer } from '../../support/tlsServer'

const switchOff = 'NODE_TLS_REJECT_UNAUTHORIZED'
const asItWas = process.env[switchOff]
const open: TlsServer[] = []
afterEach(async () => {
  if (asItWas === undefined) Reflect.deleteProperty(process.env, switchOff)
  else process.env[switchOff] = asItWas
  await Promise.all(open.splice(0).map((server) => server.close()))
})

const secret = '3f0c2c1e-7a4b-4c52-9d1e-canary000001'
const day = 86_400_000
const hosts = ['localhost']
const root = issue({ name: 'Meridian Root', organization: 'Meridian', authority: true })
const middle = issue({ name: 'Meridian Issuing', authority: true, issuer: root })
const lame = issue({ name: 'Meridian Lame', authority: true, maySign: false, issuer: root })
const good = issue({ name: 'localhost', issuer: root, hosts })

async function serve(own: Issued, chain: Issued[] = []): Promise<TlsServer> {
  const server = await tlsServer(own, chain)
  open.push(server)
  return server
}

const client = (network = testNetwork({ trusted: [root] })) => createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now, network })
const ask = (http: ReturnType<typeof client>, { port }: TlsServer) =>
  http.send({ method: 'POST', url: `https://localhost:${String(port)}/x`, headers: { capgkey: secret, Authorization: `Bearer ${secret}` }, body: { password: secret } })

describe('a server whose certificate an added authority vouches for', () => {
  it.each<[string, Issued, Issued[]]>([
    ['itself', good, []],
    ['through another that the server shows', issue({ name: 'localhost', issuer: middle, hosts, purpose: 'server' }), [middle]]
  ])('is asked (%s)', async (_, own, chain) => {
    const server = await serve(own, chain)
    expect(await ask(client(), server)).toMatchObject({ status: 200, body: { here: true } })
    expect(server.heard()).toContain(secret)
  })

  it('is asked after the authority was added, and not after it was removed, open connections included', async () => {
    const server = await serve(good)
    const network = testNetwork()
    const http = client(network)
    expect((await ask(http, server).catch(asAppError)) as unknown).toMatchObject({ code: 'untrustedHost' })
    network.trusted = [root]
    expect(await ask(http, server)).toMatchObject({ status: 200 })
    const heard = server.heard()
    network.trusted = []
    expect((await ask(http, server).catch(asAppError)) as unknown).toMatchObject({ code: 'untrustedHost' })
    expect(server.heard()).toBe(heard)
  })
})

// Revoked is missing on purpose: nobody tells Gatehouse, and it asks nobody; the settings say so.
const bad: [string, Issued, Issued[]?][] = [
  ['expired', issue({ name: 'localhost', issuer: root, hosts, from: new Date(Date.now() - 9 * day), to: new Date(Date.now() - day) })],
  ['not valid yet', issue({ name: 'localhost', issuer: root, hosts, from: new Date(Date.now() + day) })],
  ['another host’s', issue({ name: 'localhost', issuer: root, hosts: ['api.capgo.app'] })],
  ['signed by itself', issue({ name: 'localhost', hosts })],
  ['signed by an authority that nobody knows', issue({ name: 'localhost', issuer: issue({ name: 'Stranger', authority: true }), hosts })],
  ['signed by an authority that bears a known one’s name', issue({ name: 'localhost', issuer: issue({ name: 'Meridian Root', organization: 'Meridian', authority: true }), hosts })],
  ['signed with SHA-1', issue({ name: 'localhost', issuer: root, hosts, hash: 'sha1' })],
  ['made with a key of 768 bits', issue({ name: 'localhost', issuer: root, hosts, rsaBits: 768 })],
  ['for clients, not for servers', issue({ name: 'localhost', issuer: root, hosts, purpose: 'client' })],
  ['without the authority in the middle', issue({ name: 'localhost', issuer: middle, hosts })],
  ['issued by a server, which may not', issue({ name: 'forged', issuer: good, hosts }), [good]],
  ['issued by an authority that may not sign', issue({ name: 'localhost', issuer: lame, hosts }), [lame]]
]

describe('a server whose certificate nobody vouches for', () => {
  it.each(bad)('is never told anything: %s', async (_, own, chain) => {
    const server = await serve(own, chain)
    const error = await ask(client(), server).then(() => null, asAppError)
    expect(error?.data).toMatchObject({ code: 'untrustedHost', retryable: false })
    expect(server.heard()).toBe('')
    expect(JSON.stringify([error?.data, String(error?.cause)])).not.toContain(secret)
  })

  it.each([undefined, '0'])(`is never told anything, with ${switchOff}=%s`, async (setting) => {
    const server = await serve(issue({ name: 'localhost', hosts }))
    if (setting !== undefined) process.env[switchOff] = setting
    const plain = createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now })
    expect((await ask(plain, server).then(() => null, asAppError))?.code).toBe('untrustedHost')
    expect(server.heard()).toBe('')
  })
})
