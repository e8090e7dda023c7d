import { afterEach, describe, expect, it } from 'vitest'
import { AppError, asAppError } from '#shared/errors/appError'
import { createHttpClient, type HttpClient } from '../../../electron/main/capgo/httpClient'
import type { SandboxOptions } from '../../../electron/main/sandbox'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import { connectionSetUp } from '../../support/connectionSetUp'
import { quietLog } from '../../support/quietLog'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})
const setUp = (options: SandboxOptions = {}) => connectionSetUp(open, options)
const failure = (promise: Promise<unknown>) => promise.then(() => asAppError(new Error('no error')), asAppError)

/** A network on which requests to some paths wait until they are let go. */
function heldUp(matches: (url: string) => boolean) {
  const http = createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now })
  let letGo = (): void => undefined
  let arrived = (): void => undefined
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  const waiting = new Promise<void>((resolve) => (arrived = resolve))
  const client: HttpClient = {
    async send(request) {
      if (matches(request.url)) {
        arrived()
        await gate
      }
      return http.send(request)
    }
  }
  return { client, waiting, letGo: () => letGo() }
}

describe('what was chosen last', () => {
  it('is not overridden by a sign-in that comes to its end later', async () => {
    const { sandbox, start, store } = await setUp()
    const slow = heldUp((url) => url === `${sandbox.api}/private/config`)
    const service = start(undefined, { http: slow.client })
    const late = failure(service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api }))
    await slow.waiting
    expect(await service.openDemo()).toMatchObject({ connection: { demo: true } })
    slow.letGo()
    expect((await late).code).toBe('cancelled')
    expect(service.current()).toMatchObject({ status: 'signedIn', connection: { demo: true } })
    expect(store.remembered.connections).toEqual([])
    await service.signOut()
  })

  it('is being signed out, although a sign-in was under way', async () => {
    const { sandbox, start, store } = await setUp()
    const slow = heldUp((url) => url.includes('/rpc/'))
    const service = start(undefined, { http: slow.client })
    await service.start({ demo: false })
    const late = failure(service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api }))
    await slow.waiting
    expect(await service.signOut()).toMatchObject({ status: 'signedOut' })
    slow.letGo()
    expect((await late).code).toBe('cancelled')
    expect(service.current()).toMatchObject({ status: 'signedOut' })
    expect(store.remembered.connections).toEqual([])
  })

  it('is the second of two sign-ins, and the session of the first does not stay open at the server', async () => {
    const { sandbox, start } = await setUp()
    const member = sandbox.demo.accounts['member'] ?? sandbox.demo
    const slow = heldUp((url) => url.includes('/auth/v1/user'))
    const service = start(undefined, { http: slow.client })
    sandbox.arrange([{ do: 'set-member-2fa', user_id: member.userId, enabled: false }])
    const late = failure(service.signInWithPassword({ email: member.email, password: member.password, server: sandbox.api }))
    await slow.waiting
    expect(await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api })).toMatchObject({ step: 'signedIn' })
    slow.letGo()
    expect((await late).code).toBe('cancelled')
    await service.settled()
    expect(service.current()).toMatchObject({ connection: { credential: { kind: 'apiKey' } } })
    expect(sandbox.requestLog().filter(({ path, status }) => path.startsWith('/auth/v1/logout') && status === 204)).toHaveLength(1)
  })

  it('starts one embedded server however often the demo is asked for, and none is left after it', async () => {
    const { sandbox, start, demos } = await setUp()
    const service = start()
    await Promise.all([service.openDemo(), service.openDemo(), service.openDemo()])
    expect(demos).toEqual({ started: 1, running: 1 })
    await Promise.all([service.openDemo({ afresh: true }), service.openDemo({ afresh: true })])
    expect(demos).toEqual({ started: 3, running: 1 })
    await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api })
    expect(demos.running).toBe(0)
    await Promise.all([service.openDemo(), service.signOut()])
    expect(demos.running).toBe(0)
    expect(service.current()).toMatchObject({ status: 'signedIn', connection: { demo: false } })
  })

  it('remembers an organization for the connection in which it was chosen', async () => {
    const { sandbox, start, current } = await setUp()
    const service = start()
    await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api })
    const chosen = '11111111-1111-4111-8111-111111111111'
    const opening = service.openDemo()
    await Promise.all([opening, service.rememberOrganization(chosen)])
    expect(service.current()).toMatchObject({ connection: { demo: true, lastOrganizationId: sandbox.demo.organizationId } })
    await service.rememberOrganization(chosen)
    expect(current()?.lastOrganizationId).toBeNull()
    await service.signOut()
  })
})

describe('a file that cannot be used', () => {
  const broken = { read: () => Promise.reject(new AppError({ code: 'storageFailed', message: 'a folder', retryable: false })), write: () => Promise.reject(new AppError({ code: 'storageFailed', message: 'a folder', retryable: false })) }

  it('leaves signing in and the demo possible', async () => {
    const { sandbox, start } = await setUp()
    const service = start(undefined, { repository: broken })
    expect(await service.start({ demo: false })).toEqual({ status: 'signedOut', why: expect.objectContaining({ code: 'storageFailed' }) as unknown, connectionId: null, lastEmail: null, lastServer: null })
    expect(await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api })).toMatchObject({ connection: { credential: { storage: 'memory' } } })
    await service.rememberOrganization(sandbox.demo.organizationId)
    expect(await service.openDemo()).toMatchObject({ connection: { demo: true } })
    expect(await service.signOut()).toMatchObject({ status: 'signedOut' })
  })

  it('of the demo leads to the sign-in form with the reason', async () => {
    const { sandbox, start } = await setUp()
    const service = start(undefined, { demo: { open: () => Promise.reject(new Error('broken')), organizationId: () => null, close: () => Promise.resolve() } })
    expect(await service.start({ demo: true })).toMatchObject({ status: 'signedOut', why: { code: 'unexpected' } })
    expect(await service.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api })).toMatchObject({ step: 'signedIn' })
  })
})

describe('signing out', () => {
  it('does not wait for the server', async () => {
    const { sandbox, start, signInByEmail, vault, store } = await setUp()
    const slow = heldUp((url) => url.includes('/logout'))
    const service = start(undefined, { http: slow.client })
    await signInByEmail(service)
    expect(await service.signOut()).toMatchObject({ status: 'signedOut' })
    expect(store.remembered).toMatchObject({ currentId: null, connections: [{ session: null, uses: null }] })
    await slow.waiting
    slow.letGo()
    await service.settled()
    expect(sandbox.requestLog().filter(({ path }) => path.startsWith('/auth/v1/logout'))).toMatchObject([{ status: 204 }])
    expect(vault.storage()).toBe('keychain')
  })

  it.each(['by both clocks', 'by the server’s clock only'])('ends the session at the server although the access token is over %s', async (clocks) => {
    const { sandbox, start, signInByEmail, store, vault, at } = await setUp()
    const service = start()
    await signInByEmail(service)
    const saved: unknown[] = []
    vault.saveSession = (_id, session) => Promise.resolve(void saved.push(session))
    sandbox.arrange([{ do: 'clock-offset', ms: 2 * 3_600_000 }])
    if (clocks === 'by both clocks') at(() => Date.now() + 2 * 3_600_000)
    const before = sandbox.state().tables['sessions']?.length ?? 0
    await service.signOut()
    await service.settled()
    expect(sandbox.state().tables['sessions']?.length).toBe(before - 1)
    expect(saved).toEqual([])
    expect(store.remembered).toMatchObject({ currentId: null, toForget: [] })
  })
})

describe('a credential of last time', () => {
  it('that was revoked costs one failed authentication, however many ask at once', async () => {
    for (const credential of ['apiKey', 'session'] as const) {
      const { sandbox, start, signInByEmail } = await setUp()
      const first = start()
      if (credential === 'apiKey') await first.signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api })
      else await signInByEmail(first)
      const row = sandbox.state().tables['apiKeys']?.find((key) => (key as { key?: string }).key === sandbox.demo.apiKey) as { id: number }
      sandbox.arrange([{ do: 'expire-sessions' }, ...(credential === 'session' ? [{ do: 'clock-offset', ms: 2 * 3_600_000 }] : []), { do: 'set-api-key-expiry', id: row.id, expires_at: '2020-01-01T00:00:00Z' }])
      const second = start()
      await second.start({ demo: false })
      sandbox.clearRequestLog()
      const used = second.active()
      await Promise.allSettled(Array.from({ length: 50 }, async () => listOwnOrganizations(used)))
      const log = sandbox.requestLog()
      // A session whose token is over is asked about once more, with its refresh token.
      const [refused, ...renewals] = log
      expect(refused?.path, credential).not.toContain('/auth/')
      expect(renewals.map(({ path }) => path.startsWith('/auth/v1/token')), credential).toEqual(credential === 'session' ? [true] : [])
      expect(second.current(), credential).toMatchObject({ status: 'signedOut' })
    }
  })

  it('goes ahead with one request, then with all the others at once', async () => {
    const { sandbox, start } = await setUp()
    await start().signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api })
    const second = start()
    await second.start({ demo: false })
    sandbox.arrange([{ do: 'set-latency', ms: 60 }])
    sandbox.clearRequestLog()
    // The first ends without an answer: that says nothing of the credential, and the next one goes alone.
    sandbox.arrange([{ do: 'fault', route: 'POST /rest/v1/rpc/get_orgs_v7', kind: 'status', status: 500, body: {} }])
    const used = second.active()
    const results = await Promise.allSettled(Array.from({ length: 8 }, async () => listOwnOrganizations(used)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(7)
    const log = sandbox.requestLog()
    expect(log).toHaveLength(8)
    const [lead, next, ...others] = log
    expect(next?.at).toBeGreaterThanOrEqual(lead?.endedAt ?? Number.NaN)
    expect(Math.min(...others.map(({ at }) => at))).toBeGreaterThanOrEqual(next?.endedAt ?? Number.NaN)
    expect(Math.max(...others.map(({ at }) => at))).toBeLessThan(Math.min(...others.map(({ endedAt }) => endedAt)))
  })

  it('is renewed once when its token is over by the server’s clock only, and nobody notices', async () => {
    const { sandbox, start, signInByEmail } = await setUp()
    await signInByEmail(start())
    sandbox.arrange([{ do: 'clock-offset', ms: 2 * 3_600_000 }])
    sandbox.clearRequestLog()
    const second = start()
    await second.start({ demo: false })
    const used = second.active()
    await Promise.all(Array.from({ length: 20 }, async () => listOwnOrganizations(used)))
    const log = sandbox.requestLog()
    expect(log.filter(({ status }) => status === 401 || status === 403)).toHaveLength(1)
    expect(log.filter(({ path }) => path.startsWith('/auth/v1/token'))).toHaveLength(1)
    expect(second.current()).toMatchObject({ status: 'signedIn' })
  })
})
