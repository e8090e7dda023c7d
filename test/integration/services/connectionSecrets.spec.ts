import { afterEach, describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import type { ConnectionState, SignInStep } from '#shared/domain/connection'
import { startSandbox, totp, type Sandbox } from '../../../electron/main/sandbox'
import type { ConnectionService } from '../../../electron/main/services/connection/connectionService'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import { connectionSetUp } from '../../support/connectionSetUp'
import { createRandom } from '../../support/random'
import { startRecordingProxy, type RecordingProxy } from '../../support/recordingProxy'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})
const settledAs = (promise: Promise<unknown>) => promise.then(() => null, asAppError)

interface Host {
  sandbox: Sandbox
  proxy: RecordingProxy
  apiKey: string
  email: string
  password: string
  totpSecret: string | null
  /** By the server's clock. */
  now(): number
}

async function host(sandbox: Sandbox, canary: string, now: () => number): Promise<Host> {
  const proxy = await startRecordingProxy(sandbox)
  open.push(proxy)
  const { email, totpSecret, userId } = sandbox.demo
  const password = `${canary} password`
  const apiKey = `${canary}-key`
  sandbox.arrange([{ do: 'add-api-key-without-bindings', user_id: userId, key: apiKey, name: canary }])
  await setPassword(sandbox, password)
  for (const secret of [apiKey, password]) proxy.secrets.add(secret)
  return { sandbox, proxy, apiKey, email, password, totpSecret, now }
}

/** Both servers begin with the same samples. */
async function setPassword({ api, anonKey, demo }: Sandbox, password: string): Promise<void> {
  const ask = async (method: string, path: string, body: object, token?: string) => {
    const response = await fetch(`${api}/auth/v1${path}`, { method, headers: { apikey: anonKey, 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: JSON.stringify(body) })
    expect(response.status, path).toBe(200)
    return (await response.json()) as { access_token: string; id: string; user: { factors: { id: string }[] } }
  }
  const first = await ask('POST', '/token?grant_type=password', { email: demo.email, password: demo.password })
  const factor = `/factors/${first.user.factors[0]?.id ?? ''}`
  const { id } = await ask('POST', `${factor}/challenge`, {}, first.access_token)
  const { access_token } = await ask('POST', `${factor}/verify`, { challenge_id: id, code: totp(demo.totpSecret ?? '', Date.now()) }, first.access_token)
  await ask('PUT', '/user', { password }, access_token)
}

async function setUp() {
  const set = await connectionSetUp(open)
  const second = await startSandbox()
  open.push(second)
  let offset = 0
  const now = () => Date.now() + offset
  const hosts = [await host(set.sandbox, 'canary-of-the-first', now), await host(second, 'canary-of-the-second', now)] as const
  const goOn = (ms: number) => {
    offset += ms
    set.at(now)
    for (const { sandbox } of hosts) sandbox.arrange([{ do: 'clock-offset', ms: offset }])
  }
  return { ...set, hosts, goOn, service: set.start() }
}

const idOf = (step: SignInStep): string => (step.step === 'signedIn' ? step.connection.id : '')
const withKey = async (service: ConnectionService, { proxy, apiKey }: Host, connectionId: string | null = null) => idOf(await service.signInWithApiKey({ apiKey, server: proxy.api, connectionId }))

async function withEmail(service: ConnectionService, { proxy, email, password, totpSecret, now }: Host, connectionId: string | null = null) {
  const step = await service.signInWithPassword({ email, password, server: proxy.api, connectionId })
  return idOf(step.step === 'codeNeeded' ? await service.verifyCode({ attemptId: step.attemptId, code: totp(totpSecret ?? '', now()) }) : step)
}

/** Requests at a host that carry a secret of the other. */
function strayed(hosts: readonly [Host, Host]): string[] {
  return [hosts, [hosts[1], hosts[0]] as const].flatMap(([here, there]) => here.proxy.requests.filter((text) => [...there.proxy.secrets].some((secret) => text.includes(secret))))
}

/** The search finds what it looks for: each secret arrived where it belongs. */
function expectFound({ proxy, apiKey, password }: Host): void {
  for (const secret of [apiKey, password]) expect(proxy.requests.some((text) => text.includes(secret))).toBe(true)
  expect([...proxy.secrets].filter((secret) => proxy.requests.some((text) => text.includes(secret))).length).toBeGreaterThan(3)
}

describe('two connections at two servers', () => {
  it('never send a secret of the one to the other, whatever is done with them and in whatever order', async () => {
    const { hosts, service, goOn, store } = await setUp()
    const random = createRandom(20)
    const ids = ['', '']
    const seen = new Map<string, number>()
    for (let step = 0; step < 150; step++) {
      if (step % 10 === 0) {
        // Everything is there again, whatever was removed.
        for (const [index, one] of hosts.entries()) ids[index] = await withEmail(service, one, await withKey(service, one))
      }
      const which = random.between(0, 1)
      const [here, id] = [hosts[which as 0 | 1], ids[which] ?? '']
      const kind = random.pick(['apiKey', 'session'] as const)
      const operations: Record<string, () => Promise<unknown>> = {
        use: () => service.use(id, random.pick([kind, null])),
        test: () => service.test(id),
        read: async () => listOwnOrganizations(service.active()),
        crowd: async () => Promise.allSettled(Array.from({ length: 5 }, async () => listOwnOrganizations(service.active()))),
        key: async () => (ids[which] = await withKey(service, here, random.pick([id, null]))),
        email: async () => (ids[which] = await withEmail(service, here, random.pick([id, null]))),
        anHourLater: () => {
          goOn(3_600_000)
          return listOwnOrganizations(service.active())
        },
        removeCredential: () => service.removeCredential(id, kind),
        signOut: () => service.signOut(),
        lock: async () => {
          await service.suspend('person')
          return service.resume()
        },
        remove: () => service.remove(id),
        // Two at once, of both servers.
        both: () => Promise.allSettled([service.test(ids[0] ?? ''), service.use(ids[1] ?? '', null), service.test(ids[1] ?? ''), service.use(ids[0] ?? '', null)])
      }
      const name = random.pick(Object.keys(operations))
      // In one of three, a host sends everything on to the other, or some of it.
      const redirecting = random.between(0, 2) === 0
      const paths = random.pick([/./u, /token/u, /rpc/u, /config/u, /logout|user/u])
      if (redirecting) {
        for (const [from, to] of [hosts, [hosts[1], hosts[0]] as const]) from.proxy.redirect = (path) => (paths.test(path) ? to.proxy.api + path : null)
      }
      const error = await settledAs(Promise.resolve().then(operations[name]))
      await service.settled()
      for (const { proxy } of hosts) proxy.redirect = null
      seen.set(`${name} ${error?.code ?? 'done'}`, (seen.get(`${name} ${error?.code ?? 'done'}`) ?? 0) + 1)
      if (service.current().status === 'locked') await service.resume()
    }
    expect(strayed(hosts)).toEqual([])
    for (const one of hosts) expectFound(one)
    // It was not only errors, and not without them.
    for (const name of ['use', 'test', 'read', 'key', 'email', 'anHourLater', 'removeCredential', 'signOut', 'lock', 'remove', 'both']) expect([...seen.keys()].filter((key) => key === `${name} done`), name).toHaveLength(1)
    expect([...seen.keys()].filter((key) => key.endsWith('redirectRefused')).length).toBeGreaterThan(1)
    expect(JSON.stringify(store)).not.toMatch(/canary-of-the-(first|second)-key| password/u)
  }, 120_000)

  it('follow no redirect to the other, each kind of credential, each direction, each operation', async () => {
    const { hosts, service } = await setUp()
    for (const [from, to] of [hosts, [hosts[1], hosts[0]] as const]) {
      const id = await withKey(service, from)
      await withEmail(service, from, id)
      const before = to.proxy.requests.length
      const redirected = async (paths: RegExp, operation: () => Promise<unknown>) => {
        from.proxy.redirect = (path) => (paths.test(path) ? to.proxy.api + path : null)
        const error = await settledAs(operation())
        from.proxy.redirect = null
        return error?.code
      }
      for (const kind of ['apiKey', 'session'] as const) {
        await service.use(id, kind)
        expect(await redirected(/rpc/u, async () => listOwnOrganizations(service.active())), kind).toBe('redirectRefused')
        let tested: unknown
        expect(await redirected(/rpc/u, async () => (tested = await service.test(id)))).toBeUndefined()
        expect(tested).toMatchObject({ apiKey: { works: false, why: { code: 'redirectRefused' } }, session: { works: false, why: { code: 'redirectRefused' } } })
      }
      expect(await redirected(/config/u, () => withKey(service, from))).toBe('redirectRefused')
      expect(await redirected(/rpc/u, () => withKey(service, from))).toBe('redirectRefused')
      expect(await redirected(/token/u, () => withEmail(service, from))).toBe('redirectRefused')
      expect(await redirected(/verify/u, () => withEmail(service, from))).toBe('redirectRefused')
      await redirected(/logout/u, async () => {
        await service.signOut()
        await service.settled()
      })
      expect(to.proxy.requests).toHaveLength(before)
    }
    expect(strayed(hosts)).toEqual([])
  }, 60_000)

  it('keep their own Supabase host when the server claims to have another one', async () => {
    const { hosts, service } = await setUp()
    const [here, thief] = hosts
    const id = await withKey(service, here)
    here.proxy.claims = thief.proxy.api
    expect(await withEmail(service, here, id)).toBe(id)
    expect(thief.proxy.requests).toEqual([])
  })

  it('have no secret for each other’s addresses, exchanged in the file', async () => {
    const { hosts, service, store, start } = await setUp()
    const ids = [await withKey(service, hosts[0]), await withKey(service, hosts[1])]
    await withEmail(service, hosts[1], ids[1])
    const [first, second] = store.remembered.connections
    if (!first || !second) throw new Error('not both are kept')
    const exchanges = [
      [{ ...first, server: second.server }, { ...second, server: first.server }],
      [{ ...first, server: { ...first.server, api: second.server.api } }, { ...second, server: { ...second.server, supabase: first.server.supabase } }],
      [{ ...first, id: second.id }, { ...second, id: first.id }]
    ]
    for (const { proxy } of hosts) proxy.requests.length = 0
    for (const connections of exchanges) {
      store.remembered = { ...store.remembered, connections }
      const next = start()
      const started: ConnectionState = await next.start({ demo: false })
      expect(started).toMatchObject({ status: 'signedOut' })
      for (const id of ids) {
        for (const kind of ['apiKey', 'session'] as const) expect(await settledAs(next.use(id ?? '', kind))).toMatchObject({ code: 'unauthorized' })
        await next.test(id ?? '')
      }
    }
    expect(hosts.flatMap(({ proxy }) => proxy.requests)).toEqual([])
  })
})
