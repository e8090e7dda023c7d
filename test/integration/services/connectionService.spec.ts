import { afterEach, describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { startSandbox, totp, type SandboxOptions } from '../../../electron/main/sandbox'
import { nothingRemembered } from '../../../electron/main/services/connection/connectionRecord'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import { createMemoryVault } from '../../../electron/main/vault/memoryVault'
import { connectionSetUp } from '../../support/connectionSetUp'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

const setUp = (options: SandboxOptions = {}) => connectionSetUp(open, options)
const failure = (promise: Promise<unknown>) => promise.then(() => asAppError(new Error('no error')), asAppError)
const mistype = (key: string): string => key.slice(0, -4) + '0000'

describe('signing in', () => {
  it('asks a person with 2FA for the code, and signs in at level aal2 only', async () => {
    const { sandbox, start, store } = await setUp()
    const service = start()
    const step = await service.signInWithPassword({ email: sandbox.demo.email, password: sandbox.demo.password, server: sandbox.api })
    expect(step).toMatchObject({ step: 'codeNeeded', email: sandbox.demo.email })
    expect(() => service.active()).toThrow()
    expect(store.remembered.connections).toEqual([])
    if (step.step !== 'codeNeeded') throw new Error('no code was asked for')
    expect((await failure(service.verifyCode({ attemptId: step.attemptId, code: '000000' }))).code).toBe('wrongCode')
    const done = await service.verifyCode({ attemptId: step.attemptId, code: totp(sandbox.demo.totpSecret ?? '', Date.now()) })
    expect(done).toMatchObject({ step: 'signedIn', connection: { demo: false, credential: { kind: 'session', level: 'aal2', storage: 'keychain' } } })
    expect((await listOwnOrganizations(service.active())).length).toBeGreaterThan(1)
  })

  it('signs in with an API key and knows whose it is', async () => {
    const { sandbox, start } = await setUp()
    const service = start()
    expect(await service.signInWithApiKey({ apiKey: `  ${sandbox.demo.apiKey}\n`, server: sandbox.api })).toMatchObject({ connection: { userId: sandbox.demo.userId, credential: { kind: 'apiKey' } } })
  })

  it('works where the two hosts are apart', async () => {
    const { start, signInByEmail } = await setUp({ hostSplit: true })
    const service = start()
    await signInByEmail(service)
    expect((await listOwnOrganizations(service.active())).length).toBeGreaterThan(1)
  })

  it('takes both addresses and the key by hand, and names the field that is wrong', async () => {
    const { sandbox, start, current } = await setUp({ hostSplit: true })
    const service = start()
    const { api, supabase, anonKey } = sandbox
    const { apiKey } = sandbox.demo
    const byHand = (given: object) => service.signInWithApiKey({ apiKey, server: { api, supabase, anonKey, ...given } })
    for (const [given, field] of [
      [{ api: 'not an address' }, 'api'],
      [{ api: 'http://nobody.invalid' }, 'api'],
      [{ api: supabase }, 'api'],
      [{ supabase: 'ftp://127.0.0.1' }, 'supabase'],
      [{ supabase: api }, 'supabase'],
      [{ anonKey: `${anonKey}x` }, 'anonKey'],
      [{ anonKey: 'two words' }, 'anonKey']
    ] as const) {
      const { code, fieldErrors } = (await failure(byHand(given))).data
      expect([code, Object.keys(fieldErrors ?? {})], JSON.stringify(given)).toEqual(['invalidInput', [field]])
    }
    expect((await failure(byHand({ supabase: 'http://127.0.0.1:9' }))).data).toMatchObject({ code: 'connectionRefused', details: { host: '127.0.0.1:9' } })
    sandbox.arrange([{ do: 'fault', route: 'GET /ok', kind: 'status', status: 503, body: {}, count: 3 }])
    expect((await failure(byHand({}))).code).toBe('serverError')
    expect(current()).toBeNull()
    sandbox.clearRequestLog()
    expect(await byHand({ api: `  ${api}/ ` })).toMatchObject({ step: 'signedIn' })
    // Nothing but what was entered decides where the credential goes.
    expect(sandbox.requestLog().map(({ path }) => path)).not.toContain('/private/config')
    expect(current()).toMatchObject({ server: { api, supabase, anonKey }, address: { by: 'hand' } })
    expect((await listOwnOrganizations(service.active())).length).toBeGreaterThan(0)
    expect(await service.signOut()).toMatchObject({ lastServer: api })
  })

  it('accepts a session from elsewhere as far as it goes, once its server knows it', async () => {
    const { sandbox, start, current } = await setUp()
    const service = start()
    const server = await service.findServer({ server: sandbox.api })
    expect(server).toEqual({ api: sandbox.api, supabase: sandbox.supabase, anonKey: sandbox.anonKey })
    const tokens = async ({ email, password }: { email: string; password: string }) => {
      const response = await fetch(`${sandbox.api}/auth/v1/token?grant_type=password`, { method: 'POST', headers: { apikey: sandbox.anonKey, 'content-type': 'application/json' }, body: JSON.stringify({ email, password }) })
      const body = (await response.json()) as { access_token: string; refresh_token: string; expires_in: number }
      return { server, address: sandbox.api, accessToken: body.access_token, refreshToken: body.refresh_token, expiresInSeconds: body.expires_in }
    }
    expect((await failure(service.acceptSession({ ...(await tokens(sandbox.demo)), accessToken: 'e30.e30.e30' }, null))).code).toBe('sessionEnded')
    const step = await service.acceptSession(await tokens(sandbox.demo), null)
    expect(step).toMatchObject({ step: 'codeNeeded', email: sandbox.demo.email })
    if (step.step !== 'codeNeeded') throw new Error('no code was asked for')
    const signedIn = await service.verifyCode({ attemptId: step.attemptId, code: totp(sandbox.demo.totpSecret ?? '', Date.now()) })
    expect(signedIn).toMatchObject({ connection: { credential: { level: 'aal2', storage: 'keychain' } } })
    expect(current()).toMatchObject({ address: { by: 'discovery', typed: sandbox.api } })
    const other = sandbox.demo.accounts['super_admin_without_2fa'] ?? sandbox.demo
    expect(await service.acceptSession(await tokens(other), null)).toMatchObject({ step: 'signedIn', connection: { credential: { email: other.email, level: 'aal1' } } })
    const elsewhere = await startSandbox()
    open.push(elsewhere)
    const strange = { ...(await tokens(other)), server: { ...server, api: elsewhere.api, supabase: elsewhere.supabase } }
    expect((await failure(service.acceptSession(strange, current()?.id ?? null))).code).toBe('invalidInput')
    expect(elsewhere.requestLog()).toEqual([])
  })

  it('keeps that by which a password is recognised, and never the password', async () => {
    const { sandbox, start, secretId } = await setUp()
    const kept: [string, string][] = []
    const check = (password: string) => ({ salt: 'aa', hash: password.length.toString(16), cost: 2, blockSize: 1, parallelization: 1 })
    const service = start(undefined, { passwords: { derive: (password) => Promise.resolve(check(password)), keep: (id, one) => Promise.resolve(void kept.push([id, one?.hash ?? 'none'])) } })
    const { email, password, totpSecret } = sandbox.demo
    expect((await failure(service.signInWithPassword({ email, password: 'wrong', server: sandbox.api }))).code).toBe('wrongPassword')
    const step = await service.signInWithPassword({ email, password, server: sandbox.api })
    expect(kept).toEqual([])
    if (step.step === 'codeNeeded') await service.verifyCode({ attemptId: step.attemptId, code: totp(totpSecret ?? '', Date.now()) })
    expect(kept).toEqual([[secretId('session'), check(password).hash]])
  })

  it('names what is wrong, and keeps nothing', async () => {
    const { sandbox, start, store } = await setUp()
    const service = start()
    const { email, apiKey } = sandbox.demo
    expect((await failure(service.signInWithApiKey({ apiKey: mistype(apiKey), server: sandbox.api }))).code).toBe('wrongApiKey')
    expect((await failure(service.signInWithApiKey({ apiKey: 'two words', server: sandbox.api }))).data).toMatchObject({ code: 'invalidInput', fieldErrors: { apiKey: expect.any(String) as string } })
    expect((await failure(service.signInWithPassword({ email, password: 'wrong', server: sandbox.api }))).code).toBe('wrongPassword')
    for (const [server, code] of [
      ['http://nobody.invalid', 'invalidInput'],
      ['nobody.invalid', 'hostNotFound'],
      ['http://127.0.0.1:9', 'connectionRefused'],
      ['not an address', 'invalidInput'],
      ['ftp://127.0.0.1', 'invalidInput'],
      ['https://user:secret@127.0.0.1', 'invalidInput'],
      [`${sandbox.api}/somewhere`, 'wrongApiKey']
    ] as const) {
      expect((await failure(service.signInWithApiKey({ apiKey: mistype(apiKey), server }))).code, server).toBe(code)
    }
    sandbox.arrange([{ do: 'fault', route: 'GET /private/config', kind: 'status', status: 200, body: { hello: 'world' } }])
    expect((await failure(service.signInWithApiKey({ apiKey, server: sandbox.api }))).code).toBe('invalidResponse')
    sandbox.arrange([{ do: 'fault', route: 'POST /auth/v1/token', kind: 'status', status: 400, body: { code: 400, error_code: 'captcha_failed', msg: 'captcha protection: request disallowed' } }])
    expect((await failure(service.signInWithPassword({ email, password: 'x', server: sandbox.api }))).code).toBe('captchaRequired')
    sandbox.arrange([{ do: 'fault', route: 'POST /auth/v1/token', kind: 'rate-limit', seconds: 900 }])
    const blocked = await failure(service.signInWithPassword({ email, password: 'x', server: sandbox.api }))
    expect(blocked.code).toBe('rateLimited')
    const wait = Date.parse(blocked.data.details?.until ?? '') - Date.now()
    expect(wait).toBeGreaterThan(890_000)
    expect(wait).toBeLessThan(910_000)
    expect(store.remembered.connections).toEqual([])
  })
})

describe('a credential that cannot be kept', () => {
  it('works for this run, and is said to be in memory, when the keychain or the file refuses it', async () => {
    const { start, signInByEmail, vault, store } = await setUp()
    const refusing = start({ ...vault, saveSession: () => Promise.reject(new Error('refused')) })
    expect(await signInByEmail(refusing)).toMatchObject({ connection: { credential: { storage: 'memory' } } })
    expect((await listOwnOrganizations(refusing.active())).length).toBeGreaterThan(1)
    expect(store.remembered.connections).toEqual([])
    Object.defineProperty(store, 'remembered', {
      get: () => nothingRemembered,
      set: () => {
        throw new Error('disk full')
      }
    })
    const full = start()
    expect(await signInByEmail(full)).toMatchObject({ connection: { credential: { storage: 'memory' } } })
    expect(await full.signOut()).toMatchObject({ status: 'signedOut' })
  })
})

describe('the next start', () => {
  it('goes on where it was, without asking the server', async () => {
    const { sandbox, start, signInByEmail } = await setUp()
    const first = start()
    await signInByEmail(first)
    await first.rememberOrganization(sandbox.demo.organizationId)
    sandbox.clearRequestLog()
    const second = start()
    expect(await second.start({ demo: false })).toMatchObject({ status: 'signedIn', connection: { credential: { email: sandbox.demo.email, level: 'aal2' }, lastOrganizationId: sandbox.demo.organizationId } })
    expect(sandbox.requestLog()).toEqual([])
    expect((await listOwnOrganizations(second.active())).length).toBeGreaterThan(1)
  })

  it('says why when the keychain cannot be read this time, and still knows the connection the time after', async () => {
    const { start, signInByEmail } = await setUp()
    await signInByEmail(start())
    expect(await start(createMemoryVault('locked')).start({ demo: false })).toMatchObject({ status: 'signedOut', why: { code: 'vaultLocked' } })
    expect(await start(createMemoryVault('noSessionBus')).start({ demo: false })).toMatchObject({ status: 'signedOut', why: { code: 'vaultUnavailable', details: { foundState: 'noSessionBus' } } })
    expect(await start().start({ demo: false })).toMatchObject({ status: 'signedIn' })
  })

  it('has no secret for a server that was written into the file of connections', async () => {
    const { sandbox, start, store } = await setUp()
    await start().signInWithApiKey({ apiKey: sandbox.demo.apiKey, server: sandbox.api })
    const thief = await startSandbox()
    open.push(thief)
    const [record] = store.remembered.connections
    if (!record) throw new Error('nothing is kept')
    for (const server of [{ api: thief.api, supabase: sandbox.supabase }, { api: sandbox.api, supabase: thief.supabase }]) {
      store.remembered = { ...store.remembered, connections: [{ ...record, server: { ...record.server, ...server } }] }
      expect(await start().start({ demo: false })).toMatchObject({ status: 'signedOut' })
    }
    expect(thief.requestLog()).toEqual([])
  })

  it('renews a session that ended while Gatehouse was closed, and keeps the rotated one', async () => {
    const { sandbox, start, signInByEmail, at } = await setUp()
    await signInByEmail(start())
    at(() => Date.now() + 2 * 3_600_000)
    sandbox.arrange([{ do: 'clock-offset', ms: 2 * 3_600_000 }])
    sandbox.clearRequestLog()
    for (let run = 0; run < 2; run++) {
      const service = start()
      await service.start({ demo: false })
      expect((await listOwnOrganizations(service.active())).length).toBeGreaterThan(1)
    }
    // The second start found the renewed session in the vault.
    expect(sandbox.requestLog().filter(({ path }) => path.startsWith('/auth/v1/token'))).toHaveLength(1)
  })
})

describe('the end of a connection', () => {
  it('stops everything at the first rejection and asks once', async () => {
    const { sandbox, start, signInByEmail, states, at } = await setUp()
    const service = start()
    await signInByEmail(service)
    sandbox.arrange([{ do: 'expire-sessions' }, { do: 'clock-offset', ms: 2 * 3_600_000 }])
    at(() => Date.now() + 2 * 3_600_000)
    sandbox.clearRequestLog()
    const used = service.active()
    await Promise.allSettled(Array.from({ length: 100 }, async () => listOwnOrganizations(used)))
    expect(sandbox.requestLog()).toHaveLength(1)
    expect(states.filter(({ status }) => status === 'signedOut')).toMatchObject([{ why: { code: 'sessionEnded' }, lastEmail: sandbox.demo.email }])
  })

  it('removes the secrets on signing out, and offers the e-mail address again', async () => {
    const { sandbox, start, signInByEmail, store, secretId, vault } = await setUp()
    const service = start()
    const step = await signInByEmail(service)
    if (step.step !== 'signedIn') throw new Error('not signed in')
    const id = secretId('session')
    expect(await vault.readSession(id)).toMatchObject({ found: { accessToken: expect.any(String) as string } })
    expect(await service.signOut()).toEqual({ status: 'signedOut', why: null, connectionId: step.connection.id, lastEmail: sandbox.demo.email, lastServer: sandbox.api })
    expect(await vault.readSession(id)).toEqual({ found: null })
    expect(store.remembered).toMatchObject({ currentId: null, connections: [{ id: step.connection.id, session: null, uses: null }], toForget: [] })
  })

  it('notes what the keychain would not forget, and removes it with the next connection', async () => {
    const { start, signInByEmail, store, secretId, vault } = await setUp()
    const failing = start({ ...vault, forgetSession: () => Promise.reject(new Error('locked')) })
    await signInByEmail(failing)
    const id = secretId('session')
    await failing.signOut()
    expect(store.remembered.toForget).toEqual([{ id, kind: 'session' }])
    const healthy = start()
    await signInByEmail(healthy)
    await healthy.signOut()
    expect(store.remembered.toForget).toEqual([])
    expect(await vault.readSession(id)).toEqual({ found: null })
  })

  it('leaves the demo organization for the connection of before, and never writes the demo down', async () => {
    const { start, signInByEmail, store } = await setUp()
    const service = start()
    const step = await signInByEmail(service)
    if (step.step !== 'signedIn') throw new Error('not signed in')
    expect(await service.openDemo()).toMatchObject({ status: 'signedIn', connection: { demo: true, credential: { storage: 'memory', level: 'aal2' } } })
    expect(store.remembered).toMatchObject({ currentId: step.connection.id, connections: [{ id: step.connection.id }] })
    expect(await service.signOut()).toMatchObject({ status: 'signedIn', connection: { id: step.connection.id, demo: false } })
  })
})
