import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createHttpClient, type HttpClient } from '../../../electron/main/capgo/httpClient'
import type { Sandbox } from '../../../electron/main/sandbox'
import type { ActiveConnection } from '../../../electron/main/services/connection/connectionService'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import type { SecretVault } from '../../../electron/main/vault/secretVault'
import { connectionSetUp } from '../../support/connectionSetUp'
import { quietLog } from '../../support/quietLog'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

const hour = 3_600_000
const renewals = (sandbox: Sandbox) => sandbox.requestLog().filter(({ path }) => path === '/auth/v1/token')
/** The least that the session can be asked. */
const ask = ({ requester }: ActiveConnection) => requester.send({ host: 'supabase', method: 'GET', path: '/auth/v1/user', answer: z.object({ id: z.string() }) })
const failed = (sandbox: Sandbox) => sandbox.requestLog().filter(({ status }) => status >= 400 || status === 0)

/** Signed in, and half a minute before the access token ends, by both clocks. */
async function atExpiry() {
  const set = await connectionSetUp(open)
  const service = set.start()
  await set.signInByEmail(service)
  const offset = { ms: 0 }
  const goOn = (ms: number) => {
    offset.ms += ms
    set.at(() => Date.now() + offset.ms)
    set.sandbox.arrange([{ do: 'clock-offset', ms: offset.ms }])
  }
  goOn(hour - 30_000)
  set.sandbox.clearRequestLog()
  return { ...set, service, goOn }
}

describe('a thousand calls at the moment of expiry', () => {
  it('renew once, and none of them fails', async () => {
    const { sandbox, service } = await atExpiry()
    const used = service.active()
    const answers = await Promise.allSettled(Array.from({ length: 1000 }, () => ask(used)))
    expect(answers.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(renewals(sandbox)).toHaveLength(1)
    expect(failed(sandbox)).toEqual([])
  }, 20_000)

  it('renew once also where the server finds the token over and this computer does not, for one failed authentication', async () => {
    const { sandbox, signInByEmail, start } = await connectionSetUp(open)
    await signInByEmail(start())
    const service = start()
    await service.start({ demo: false })
    sandbox.arrange([{ do: 'clock-offset', ms: 2 * hour }])
    sandbox.clearRequestLog()
    const used = service.active()
    const answers = await Promise.allSettled(Array.from({ length: 1000 }, () => ask(used)))
    expect(answers.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(renewals(sandbox)).toHaveLength(1)
    expect(failed(sandbox)).toHaveLength(1)
  }, 20_000)

  it('end once, for one failed authentication, where the session is over', async () => {
    const { sandbox, service, states } = await atExpiry()
    sandbox.arrange([{ do: 'expire-sessions' }])
    const used = service.active()
    await Promise.allSettled(Array.from({ length: 1000 }, () => ask(used)))
    expect(sandbox.requestLog()).toHaveLength(1)
    expect(states.filter(({ status }) => status === 'signedOut')).toHaveLength(1)
  })
})

describe('the end of the program', () => {
  it('waits for a renewal under way', async () => {
    const { sandbox, service, start } = await atExpiry()
    const second = start()
    sandbox.arrange([{ do: 'set-latency', ms: 50 }])
    const asking = ask(service.active())
    await service.finish()
    await second.start({ demo: false })
    await ask(second.active())
    await asking
    expect(renewals(sandbox)).toHaveLength(1)
  })
})

/** The run ends here: nothing after it happens. */
const never = (): Promise<never> => new Promise(() => undefined)

const steps = ['before the request', 'before the answer', 'before it is kept', 'while it is kept, the former still there', 'while it is kept, the new one there', 'after it was kept'] as const
type Step = (typeof steps)[number]

/** A run that dies at that step of a renewal: a network and a keychain in which nothing happens from there on. */
function mortal(step: Step, vault: SecretVault) {
  const http = createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now })
  let dead = false
  let over: () => void = () => undefined
  const died = new Promise<void>((resolve) => (over = resolve))
  const die = (): Promise<never> => {
    dead = true
    over()
    return never()
  }
  const client: HttpClient = {
    async send(request) {
      if (dead) return never()
      const renews = request.url.includes('grant_type=refresh_token')
      if (renews && step === 'before the request') return die()
      const answer = await http.send(request)
      if (renews && step === 'before the answer') return die()
      return dead ? never() : answer
    }
  }
  const keychain: SecretVault = {
    ...vault,
    async saveSession(id, session) {
      if (dead || step === 'before it is kept' || step === 'while it is kept, the former still there') return die()
      await vault.saveSession(id, session)
      if (step === 'while it is kept, the new one there') return die()
      dead = true
      over()
    }
  }
  return { client, keychain, died }
}

async function killedAt(step: Step) {
  const set = await atExpiry()
  const { client, keychain, died } = mortal(step, set.vault)
  const run = set.start(keychain, { http: client })
  await run.start({ demo: false })
  for (let calls = 0; calls < 20; calls++) listOwnOrganizations(run.active()).catch(() => undefined)
  await died
  // Each of them had been asked before, so the token in hand was good until here.
  expect(failed(set.sandbox)).toEqual([])
  return set
}

describe('a kill during a renewal', () => {
  it.each(steps)('%s, signs nobody out at a next start within ten seconds', async (step) => {
    const { sandbox, start, goOn } = await killedAt(step)
    goOn(9_000)
    for (let hours = 0; hours < 3; hours++) {
      const service = start()
      await service.start({ demo: false })
      expect((await listOwnOrganizations(service.active())).length).toBeGreaterThan(1)
      // And the family is whole: each renewal after it works as well.
      goOn(hour)
    }
    expect(failed(sandbox)).toEqual([])
  })

  it.each(['before the request', 'while it is kept, the new one there', 'after it was kept'] as const)('%s, signs nobody out at any later start', async (step) => {
    const { sandbox, start, goOn } = await killedAt(step)
    goOn(72 * hour)
    const service = start()
    await service.start({ demo: false })
    expect((await listOwnOrganizations(service.active())).length).toBeGreaterThan(1)
    expect(failed(sandbox)).toEqual([])
  })

  /**
   * The embedded server keeps to the recorded rule: ten seconds, then the family is revoked. The new token was never here, and
   * the former is all there is. Supabase's own server takes it at any time (`renewalAfterKill`).
   */
  it.each(['before the answer', 'before it is kept', 'while it is kept, the former still there'] as const)('%s, costs one question at a later start on a server that keeps to ten seconds', async (step) => {
    const { sandbox, start, goOn, states } = await killedAt(step)
    goOn(60_000)
    states.length = 0
    sandbox.clearRequestLog()
    const service = start()
    await service.start({ demo: false })
    await Promise.allSettled(Array.from({ length: 50 }, async () => listOwnOrganizations(service.active())))
    expect(sandbox.requestLog()).toMatchObject([{ path: '/auth/v1/token', status: 400 }])
    expect(states.map(({ status }) => status)).toEqual(['signedIn', 'signedOut'])
    expect(service.current()).toMatchObject({ why: { code: 'sessionEnded' }, connectionId: expect.any(String) as string, lastEmail: sandbox.demo.email })
  })
})
