import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { Fault, Sandbox } from '../../../../electron/main/sandbox'
import { lookForLost, mayLandForMs } from '../../../../electron/main/services/apiKeys/lostKeyRequest'
import { apiKeyServiceSetUp, refusalOf, wish, type ApiKeyServiceSetUp } from '../../../support/apiKeyServiceSetUp'
import { quietLog } from '../../../support/quietLog'

const open: Sandbox[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

/** Before the server commits, and after. */
const before: Omit<Fault, 'route'>[] = [{ kind: 'drop-before' }, { kind: 'status', status: 500 }, { kind: 'status', status: 502 }, { kind: 'status', status: 504 }]
const after: Omit<Fault, 'route'>[] = [{ kind: 'drop-after' }, { kind: 'cut-body' }, { kind: 'wrong-json' }, { kind: 'wrong-types' }]
const cuts = (count: number) => Array.from({ length: count }, (_, position) => ({ committed: position % 2 === 0, fault: (position % 2 === 0 ? after : before)[(position >> 1) % 4] as Omit<Fault, 'route'> }))

interface Stored {
  id: number
  name: string
  key: string | null
  key_hash: string | null
}
const stored = ({ sandbox }: ApiKeyServiceSetUp): Stored[] => (sandbox.state().tables as unknown as { apiKeys: Stored[] }).apiKeys

describe('the answer to a regeneration', () => {
  it('that is cut 500 times is never taken for "not rotated" wrongly, and never asked for again', async () => {
    const set = await apiKeyServiceSetUp(open)
    const keys = await set.own()
    const told: string[] = []
    for (const [round, { committed, fault }] of cuts(500).entries()) {
      const key = keys[round % keys.length]
      if (!key) throw new Error('there are no keys')
      set.clock.aheadMs += mayLandForMs
      const secret = stored(set).find(({ id }) => id === key.id)
      set.sandbox.arrange([{ do: 'fault', route: 'PUT /apikey', ...fault }])
      const outcome = await set.service.regenerate({ organizationId: set.organizationId, keyId: key.id, name: key.name ?? '' })
      const attempt = set.escrow.attempts[round]
      const now = stored(set).find(({ id }) => id === key.id)
      const isRotated = now?.key !== secret?.key || now?.key_hash !== secret?.key_hash
      const later = attempt && (await lookForLost(set.active, attempt.about, mayLandForMs)).finding
      told.push([outcome.outcome, isRotated === committed, attempt?.finding, later].join(' '))
    }
    expect([...new Set(told.filter((_, round) => round % 2 === 0))]).toEqual(['lost true rotated rotated'])
    expect([...new Set(told.filter((_, round) => round % 2 === 1))]).toEqual(['lost true unknown notRotated'])
    expect(set.writes()).toHaveLength(500)
    expect([...new Set(set.words().map(([, word]) => word))]).toEqual(['confirmedByReading', 'unknown'])
  }, 120_000)

  it('that is late is not waited for: what lands afterwards was never called "not rotated"', async () => {
    const set = await apiKeyServiceSetUp(open, {}, { timeoutMs: 500 })
    const key = await set.chosen('Operations console')
    set.sandbox.arrange([{ do: 'fault', route: 'PUT /apikey', kind: 'delay', ms: 900 }])
    expect(await set.service.regenerate(key)).toMatchObject({ outcome: 'lost', why: { code: 'outcomeUnknown', details: { backendCode: 'timeout' } } })
    const [attempt] = set.escrow.attempts
    expect(attempt?.finding).toBe('unknown')
    await vi.waitFor(() => expect(set.sandbox.requestLog().find(({ method, status }) => method === 'PUT' && status === 200)).toBeDefined(), { timeout: 10_000 })
    expect(attempt && (await lookForLost(set.active, attempt.about, 1000)).finding).toBe('rotated')
    expect(set.writes()).toEqual(['PUT'])
  }, 20_000)

  it('is unknown when somebody edited the key meanwhile, or took it away', async () => {
    const set = await apiKeyServiceSetUp(open)
    const key = await set.named('Operations console')
    const about = { keyName: 'Operations console', before: { cause: 'regenerate' as const, key: { id: key.id, name: 'Operations console', updatedAt: key.updated_at ?? null, expiresAt: null } } }
    set.sandbox.arrange([{ do: 'set-api-key-expiry', id: key.id, expires_at: '2030-01-01T00:00:00Z' }])
    expect((await lookForLost(set.active, about, mayLandForMs)).finding).toBe('unknown')
    await set.service.delete(await set.chosen('Operations console'))
    expect((await lookForLost(set.active, about, mayLandForMs)).finding).toBe('unknown')
  })

  it('holds back another regeneration, and an edit, while the first may still land; a deletion goes', async () => {
    const set = await apiKeyServiceSetUp(open)
    const key = await set.chosen('Operations console')
    set.sandbox.arrange([{ do: 'fault', route: 'PUT /apikey', kind: 'drop-before' }])
    expect(await set.service.regenerate(key)).toMatchObject({ outcome: 'lost', why: { details: { foundState: 'unknown' } } })
    set.clock.aheadMs += mayLandForMs - 10_000
    const { code, details } = (await refusalOf(set.service.regenerate(key))).data
    expect([code, details?.foundState, typeof details?.until]).toEqual(['conflict', 'changeInFlight', 'string'])
    const base = { name: key.name, expiresAt: null, roles: { organizationRole: 'org_super_admin', apps: [] }, mayCreateOrganizations: false }
    expect((await refusalOf(set.service.update({ ...key, base, change: { name: 'x' } }))).code).toBe('conflict')
    expect(set.writes()).toEqual(['PUT'])
    set.clock.aheadMs += 20_000
    expect(await set.service.regenerate(key)).toMatchObject({ outcome: 'held' })
    set.sandbox.arrange([{ do: 'fault', route: 'PUT /apikey', kind: 'drop-before' }])
    expect(await set.service.regenerate(key)).toMatchObject({ outcome: 'lost' })
    expect(await set.service.delete(key)).toMatchObject({ outcome: 'done' })
  })

  it('holds back the same in the next run, which asks the escrow what may still land; a deletion goes', async () => {
    const set = await apiKeyServiceSetUp(open)
    const key = await set.chosen('Operations console')
    const asked: unknown[] = []
    set.escrow.mayStillLand = (_, what) => {
      asked.push(what)
      return Promise.resolve(90_000)
    }
    const base = { name: key.name, expiresAt: null, roles: { organizationRole: 'org_super_admin', apps: [] }, mayCreateOrganizations: false }
    const { organizationId } = set
    for (const change of [
      () => set.service.regenerate(key),
      () => set.service.update({ ...key, base, change: { name: 'x' } }),
      () => set.service.create({ organizationId, wish: wish() }),
      () => set.service.copy({ ...key, newName: 'Nightly copy', secure: true, expiresAt: null })
    ]) {
      const { code, details } = (await refusalOf(change())).data
      expect([code, details?.foundState, typeof details?.until]).toEqual(['conflict', 'changeInFlight', 'string'])
    }
    expect(asked).toEqual([{ keyId: key.keyId }, { keyId: key.keyId }, { name: 'Nightly build' }, { name: 'Nightly copy' }])
    expect([set.writes(), set.escrow.attempts]).toEqual([[], []])
    expect(await set.service.delete(key)).toMatchObject({ outcome: 'done' })
  })

  it('is said to be a refusal where it is one, and the place is given back', async () => {
    const set = await apiKeyServiceSetUp(open)
    set.sandbox.arrange([{ do: 'fault', route: 'PUT /apikey', kind: 'rate-limit', seconds: 30 }])
    const refusal = await refusalOf(set.service.regenerate(await set.chosen('Operations console')))
    expect([refusal.code, set.escrow.attempts.map(({ state }) => state), set.words()]).toEqual(['rateLimited', ['withdrawn'], [['keyRegenerated', 'refused']]])
  })
})

describe('the answer to a creation', () => {
  it('that is cut 200 times leaves no duplicate and no orphan that nobody speaks of', async () => {
    const set = await apiKeyServiceSetUp(open)
    const former = new Set((await set.own()).map(({ id }) => id))
    const told: string[] = []
    for (const [round, { committed, fault }] of cuts(200).entries()) {
      set.clock.aheadMs += mayLandForMs
      const name = `Build ${String(round >> 3)}`
      set.sandbox.arrange([{ do: 'fault', route: 'POST /apikey', ...fault }])
      const outcome = await set.service.create({ organizationId: set.organizationId, wish: wish({ name, secure: round % 3 === 0 }) })
      const attempt = set.escrow.attempts[round]
      const later = attempt && (await lookForLost(set.active, attempt.about, mayLandForMs)).finding
      const isThere = attempt?.keyId != null && stored(set).some(({ id, name: stands }) => id === attempt.keyId && stands === name)
      told.push([outcome.outcome, isThere === committed, attempt?.finding, later].join(' '))
    }
    expect([...new Set(told.filter((_, round) => round % 2 === 0))]).toEqual(['lost true created created'])
    expect([...new Set(told.filter((_, round) => round % 2 === 1))]).toEqual(['lost true unknown notCreated'])
    expect(set.writes()).toHaveLength(200)
    const fresh = (await set.own()).filter(({ id }) => !former.has(id)).map(({ id }) => id)
    expect(fresh).toHaveLength(100)
    expect(set.escrow.attempts.flatMap(({ keyId }) => keyId ?? []).sort((one, other) => one - other)).toEqual(fresh.sort((one, other) => one - other))
  }, 120_000)

  it('is not told by a key that another attempt is known to have made meanwhile', async () => {
    const set = await apiKeyServiceSetUp(open)
    const { send } = set.active.requester
    set.active.requester.send = async (request) => {
      const answer = await send(request)
      if (request.method !== 'POST' || request.path !== '/apikey') return answer
      const keyIds = (await set.own()).map(({ id }) => id)
      const [attempt] = set.escrow.attempts
      if (attempt) attempt.about = { ...attempt.about, before: { cause: 'create', keyIds } }
      throw new AppError({ code: 'connectionLost', message: 'It broke.', retryable: true, requestId: 'request' })
    }
    expect(await set.service.create({ organizationId: set.organizationId, wish: wish() })).toMatchObject({ outcome: 'lost', why: { details: { foundState: 'unknown' } } })
    expect(set.escrow.attempts).toMatchObject([{ state: 'lost', finding: 'unknown', keyId: null }])
  })

  it('leaves it open which it is, where more than one could be it', async () => {
    const set = await apiKeyServiceSetUp(open)
    const keyIds = (await set.own()).map(({ id }) => id)
    for (const secure of [true, false]) await set.service.create({ organizationId: set.organizationId, wish: wish({ secure }) })
    const found = await lookForLost(set.active, { keyName: 'Nightly build', before: { cause: 'create', keyIds } }, mayLandForMs)
    expect([found.finding, found.keyId, found.candidates.length]).toEqual(['unknown', null, 2])
  })
})

describe('the secret of an answer', () => {
  const secret = '5ec2e7aa-0000-4000-8000-5ec2e75ec2e7'
  const row = { id: 1, name: 'Operations console', key: secret, user_id: 'u', rbac_id: 'r' }

  it.each([
    ['a failure that quotes the row', { status: 500, body: { error: 'failed', message: `could not answer ${JSON.stringify(row)}` } }],
    ['a refusal that is the secret', { status: 400, body: { error: secret, message: secret, moreInfo: { error: secret, reason: secret } } }],
    ['an answer of the wrong form', { status: 200, body: { [secret]: row, id: '1', key: { text: secret } } }],
    ['a page of a gateway', { status: 200, body: `<html>${secret}</html>` }]
  ])('gets nowhere by %s', async (_, answer) => {
    const log = quietLog()
    const set = await apiKeyServiceSetUp(open, {}, { log })
    set.sandbox.arrange([{ do: 'fault', route: 'PUT /apikey', kind: 'status', ...answer }])
    const came = await set.service.regenerate({ ...(await set.chosen('Operations console')) }).catch((thrown: unknown) => thrown)
    const said = JSON.stringify([came, (came as { data?: unknown }).data, log.lines, set.journal.entries, set.escrow.attempts.map(({ secret: held, finding }) => [held, finding])])
    expect(said).not.toContain(secret)
    expect(set.escrow.attempts[0]?.state).not.toBe('open')
  })
})
