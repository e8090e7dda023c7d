import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { CheckStep } from '#shared/domain/diagnostics'
import { createDial } from '../../../../electron/main/capgo/dial'
import { createHttpClient } from '../../../../electron/main/capgo/httpClient'
import { createServerProbe } from '../../../../electron/main/capgo/serverProbe'
import { startSandbox } from '../../../../electron/main/sandbox'
import { checkServer } from '../../../../electron/main/services/diagnostics/checkServer'
import { issue } from '../../../support/certificates'
import { testNetwork, type TestNetwork } from '../../../support/network'
import { quietLog } from '../../../support/quietLog'
import { tlsServer } from '../../../support/tlsServer'

const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const root = issue({ name: 'Meridian Root', authority: true })
const own = issue({ name: 'localhost', issuer: root, hosts: ['localhost'] })

function check(origin: string, path: string | null, network: TestNetwork = testNetwork(), ways = ['direct']): Promise<CheckStep[]> {
  const client = { network, log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now }
  return checkServer(origin, path, {
    isOnline: network.isOnline,
    routeTo: () => Promise.resolve({ host: new URL(origin).host, ways }),
    probe: createServerProbe({ network }),
    dial: createDial(client),
    http: createHttpClient({ ...client, repetition: { retries: 0 } }),
    now: Date.now
  })
}
const outcomes = (steps: CheckStep[]): string[] => steps.map(({ step, outcome }) => `${step} ${outcome}`)
const of = (steps: CheckStep[], step: CheckStep['step']): string => steps.find((one) => one.step === step)?.detail ?? ''

describe('the way to a server, step by step', () => {
  it('is found open to its end, and nothing but one question without a credential is asked', async () => {
    const sandbox = await startSandbox({})
    open.push(sandbox)
    sandbox.clearRequestLog()
    const steps = await check(sandbox.api, '/ok')
    expect(outcomes(steps)).toEqual(['network skipped', 'way good', 'name good', 'connection good', 'certificate skipped', 'answer good'])
    expect(of(steps, 'answer')).toContain('Status 200')
    expect(sandbox.requestLog().map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /ok'])
  })

  it.each([
    [-1000, 'its clock and this one agree'],
    [600_000, /its clock is (599|600|601) s ahead of this one/u],
    [-600_000, /its clock is (599|600|601) s behind this one/u]
  ])('says how a clock that is %i ms away stands to this one; what whole seconds cannot tell is agreement', async (away, words) => {
    const server = createHttpServer((_, response) => response.setHeader('Date', new Date(Math.ceil(Date.now() / 1000) * 1000 + away).toUTCString()).end('{}'))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    open.push(server)
    const steps = await check(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, '/ok')
    expect(of(steps, 'answer')).toMatch(words)
  })

  it('names the certificates of a server that is trusted', async () => {
    const server = await tlsServer(own)
    open.push(server)
    const steps = await check(`https://localhost:${String(server.port)}`, '/ok', testNetwork({ trusted: [root] }))
    expect(outcomes(steps).slice(2)).toEqual(['name good', 'connection good', 'certificate good', 'answer good'])
    expect(of(steps, 'certificate')).toMatch(/^TLSv1\.\d; localhost, issued by Meridian Root, valid to /u)
  })

  it('stops at a certificate that nobody vouches for, says why, and asks nothing', async () => {
    const server = await tlsServer(own)
    open.push(server)
    const steps = await check(`https://localhost:${String(server.port)}`, '/ok')
    expect(outcomes(steps).slice(3)).toEqual(['connection good', 'certificate failed', 'answer skipped'])
    expect(of(steps, 'certificate')).toMatch(/UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT|SELF_SIGNED/u)
    expect(server.heard()).toBe('')
  })

  it('stops where nobody listens, and where there is no such name', async () => {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const refused = await check(`http://127.0.0.1:${String(port)}`, '/ok')
    expect(outcomes(refused).slice(3)).toEqual(['connection failed', 'certificate skipped', 'answer skipped'])
    expect(of(refused, 'connection')).toContain('ECONNREFUSED')
    const nowhere = await check('https://gatehouse.invalid', '/ok')
    expect(outcomes(nowhere).slice(2)).toEqual(['name failed', 'connection skipped', 'certificate skipped', 'answer skipped'])
  })

  it('tries nothing without a network, and looks no name up that a proxy looks up', async () => {
    expect(outcomes(await check('https://gatehouse.invalid', '/ok', testNetwork({ online: false })))).toEqual(['network failed', 'way skipped', 'name skipped', 'connection skipped', 'certificate skipped', 'answer skipped'])
    const proxied = await check('https://gatehouse.invalid', null, testNetwork({ ways: [{ kind: 'http', host: '127.0.0.1', port: 1 }] }), ['http://127.0.0.1:1'])
    expect(outcomes(proxied)).toEqual(['network good', 'way good', 'name skipped', 'connection failed', 'certificate skipped', 'answer skipped'])
  })
})
