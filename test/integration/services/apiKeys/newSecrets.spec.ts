import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '#shared/errors/appError'
import type { Sandbox } from '../../../../electron/main/sandbox'
import { apiKeyServiceSetUp, refusalOf, wish } from '../../../support/apiKeyServiceSetUp'

const open: Sandbox[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})
const setUp = (...args: Parameters<typeof apiKeyServiceSetUp> extends [unknown, ...infer Rest] ? Rest : never) => apiKeyServiceSetUp(open, ...args)

/** What the server answers about a secret, with another number of the key in it. */
function saying({ requester }: Awaited<ReturnType<typeof setUp>>['active'], method: 'POST' | 'PUT', said: (id: number) => unknown): void {
  const { send } = requester
  requester.send = async (request) => {
    if (request.method !== method || request.path !== '/apikey') return send(request)
    const answer = await send({ ...request, answer: z.record(z.string(), z.unknown()) })
    return { ...answer, body: request.answer.parse({ ...answer.body, id: said(Number(answer.body['id'])) }) }
  }
}

describe('a key that is created', () => {
  it('is as wished, its secret is in the escrow and nowhere else', async () => {
    const { service, escrow, journal, named, rolesOf, organizationId, words } = await setUp()
    const outcome = await service.create({ organizationId, wish: wish({ organizationRole: 'org_admin', mayCreateOrganizations: true }) })
    const key = await named('Nightly build')
    const [attempt] = escrow.attempts
    expect(outcome).toEqual({ outcome: 'held', secretId: attempt?.id, keyId: key.id })
    expect(attempt).toMatchObject({ state: 'held', keyId: key.id, about: { cause: 'create', keyName: 'Nightly build', secure: true, organization: { name: 'Meridian Logistics' } } })
    expect(key).toMatchObject({ is_hashed_key: true, global_permissions: ['org.create'] })
    expect(await rolesOf(key)).toEqual([`org_admin org ${organizationId}`])
    expect(words()).toEqual([['keyCreated', 'applied']])
    expect(attempt?.secret).toMatch(/^[0-9a-f-]{36}$/u)
    expect(JSON.stringify([outcome, journal.entries.map(({ change, result }) => [change.changes, change.key, result])])).not.toContain(attempt?.secret ?? '')
  })

  it('has its roles on apps, and no role on the organization where none was wished', async () => {
    const { service, sandbox, named, rolesOf, organizationId } = await setUp()
    const appId = (sandbox.state().tables as { apps: { id: string; owner_org: string }[] }).apps.find((app) => app.owner_org === organizationId)?.id ?? ''
    await service.create({ organizationId, wish: wish({ organizationRole: null, secure: false, apps: [{ appId, role: 'app_uploader' }] }) })
    const key = await named('Nightly build')
    expect(key.is_hashed_key).toBe(false)
    expect(await rolesOf(key)).toEqual([`app_uploader app ${organizationId} ${appId}`])
  })

  it('is not asked for while there is no place for its secret', async () => {
    const { service, escrow, journal, organizationId, writes } = await setUp()
    escrow.closed = true
    expect((await refusalOf(service.create({ organizationId, wish: wish() }))).code).toBe('vaultUnavailable')
    expect([writes(), journal.entries]).toEqual([[], []])
  })

  it('is not asked for while the journal cannot be written, and the place is given back', async () => {
    const { service, escrow, journal, organizationId, writes } = await setUp()
    journal.full = true
    expect((await refusalOf(service.create({ organizationId, wish: wish() }))).code).toBe('storageFailed')
    expect([writes(), escrow.attempts.map(({ state }) => state)]).toEqual([[], ['withdrawn']])
  })

  it('is held all the same when the keychain is gone by the time of its secret', async () => {
    const { service, escrow, organizationId } = await setUp()
    escrow.losesPlace = true
    expect(await service.create({ organizationId, wish: wish() })).toMatchObject({ outcome: 'held', secretId: escrow.attempts[0]?.id })
  })

  it.each([
    ['as text', String],
    ['not at all', () => undefined]
  ])('keeps its secret when the answer says its number %s', async (_, said) => {
    const { service, active, named, escrow, organizationId } = await setUp()
    saying(active, 'POST', said)
    const outcome = await service.create({ organizationId, wish: wish() })
    const { id } = await named('Nightly build')
    expect(outcome).toMatchObject({ outcome: 'held', keyId: id })
    expect(escrow.attempts).toMatchObject([{ state: 'held', keyId: id, secret: expect.stringMatching(/^[0-9a-f-]{36}$/u) as string }])
  })

  it('is not asked for a second time under one name, in another organization either, while the first is under way', async () => {
    const { service, organizationId, writes } = await setUp()
    const [first, second] = await Promise.allSettled([service.create({ organizationId, wish: wish() }), service.create({ organizationId: '1a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d', wish: wish() })])
    expect([first.status, second]).toMatchObject(['fulfilled', { status: 'rejected', reason: { code: 'conflict', data: { details: { foundState: 'changeInFlight' } } } }])
    expect(writes()).toEqual(['POST'])
  })

  it('is not asked for with an API key', async () => {
    const { service, organizationId, writes } = await setUp({}, { credential: 'apiKey' })
    expect((await refusalOf(service.create({ organizationId, wish: wish() }))).code).toBe('credentialCannot')
    expect(writes()).toEqual([])
  })
})

describe('what the policy forbids', () => {
  it.each([
    ['a plain key where secure ones are enforced', { enforce_hashed_api_keys: true }, { secure: false }, { secure: 'plainStopsAtOnce' }],
    ['no expiry where one is required', { require_apikey_expiration: true }, {}, { expiresAt: 'expiryRequired' }],
    ['an expiry beyond the maximum', { max_apikey_expiration_days: 30 }, { expiresAt: new Date(Date.now() + 40 * 864e5).toISOString() }, { expiresAt: 'expiryTooLate' }],
    ['an expiry in the past', {}, { expiresAt: '2020-01-01T00:00:00.000Z' }, { expiresAt: 'expiryTooSoon' }],
    ['no role at all', {}, { organizationRole: null }, { organizationRole: 'nothingGranted' }],
    ['org.create beside a member’s role', {}, { mayCreateOrganizations: true }, { mayCreateOrganizations: 'createOrganizationsNeedsAdmin' }],
    ['an app of nobody', {}, { apps: [{ appId: '00000000-0000-4000-8000-000000000000', role: 'app_reader' as const }] }, { apps: 'appUnknown' }]
  ])('is %s, and is not sent', async (_, fields, wished, fieldErrors) => {
    const { service, sandbox, escrow, organizationId, writes } = await setUp()
    sandbox.arrange([{ do: 'set-organization', id: organizationId, fields }])
    const refusal = await refusalOf(service.create({ organizationId, wish: wish(wished) }))
    expect([refusal.code, refusal.data.fieldErrors]).toEqual(['policyViolation', fieldErrors])
    expect([writes(), escrow.attempts]).toEqual([[], []])
  })
})

describe('a key that is regenerated', () => {
  it('has another secret, in the escrow, and is otherwise as it was', async () => {
    const { service, escrow, sandbox, named, rolesOf, chosen, words } = await setUp()
    const before = await named('Operations console')
    const roles = await rolesOf(before)
    const outcome = await service.regenerate(await chosen('Operations console'), { batchId: '22222222-2222-4222-8222-222222222222' })
    const after = await named('Operations console')
    expect(outcome).toEqual({ outcome: 'held', secretId: escrow.attempts[0]?.id, keyId: before.id })
    expect({ ...after, updated_at: null }).toEqual({ ...before, updated_at: null })
    expect(after.updated_at).not.toBe(before.updated_at)
    expect(await rolesOf(after)).toEqual(roles)
    expect(escrow.attempts[0]).toMatchObject({ state: 'held', about: { batchId: '22222222-2222-4222-8222-222222222222', before: { key: { updatedAt: before.updated_at } } } })
    expect(words()).toEqual([['keyRegenerated', 'applied']])
    const stored = (sandbox.state().tables as { apiKeys: { id: number; key: string | null }[] }).apiKeys.find(({ id }) => id === before.id)
    expect(stored?.key).toBe(escrow.attempts[0]?.secret)
  })

  it('is not asked for when it has another name by now, or is gone', async () => {
    const { service, chosen, escrow, writes } = await setUp()
    const key = await chosen('Operations console')
    expect((await refusalOf(service.regenerate({ ...key, name: 'Operations' }))).data).toMatchObject({ code: 'conflict', details: { foundState: 'drifted' } })
    expect((await refusalOf(service.regenerate({ ...key, keyId: 99_999 }))).data).toMatchObject({ code: 'conflict', details: { foundState: 'gone' } })
    expect([writes(), escrow.attempts]).toEqual([[], []])
  })

  it('is not lost but not asked for when the connection was left right before', async () => {
    const { service, active, chosen, escrow, writes, words } = await setUp()
    const key = await chosen('Operations console')
    const { send } = active.requester
    active.requester.send = (request) => (request.method === 'PUT' ? Promise.reject(new AppError({ code: 'cancelled', message: 'The person has signed out.', retryable: false })) : send(request))
    expect((await refusalOf(service.regenerate(key))).data).toMatchObject({ code: 'notApplied', details: { backendCode: 'cancelled' } })
    expect([writes(), escrow.attempts.map(({ state }) => state), words()]).toEqual([[], ['withdrawn'], [['keyRegenerated', 'notApplied']]])
  })

  it.each([
    ['names another key', () => 77_777, 'readBackDiffers'],
    ['has its number as text', String, 'applied'],
    ['has no number', () => undefined, 'readBackDiffers']
  ])('keeps the secret of an answer that %s, as that of the key that was asked for', async (_, said, word) => {
    const { service, sandbox, active, chosen, escrow, words } = await setUp()
    const key = await chosen('Operations console')
    saying(active, 'PUT', said)
    expect(await service.regenerate(key)).toMatchObject({ outcome: 'held', keyId: key.keyId })
    const stored = (sandbox.state().tables as unknown as { apiKeys: { id: number; key: string | null }[] }).apiKeys.find(({ id }) => id === key.keyId)
    expect(escrow.attempts.map(({ state, keyId, secret }) => [state, keyId, secret])).toEqual([['held', key.keyId, stored?.key]])
    expect(words()).toEqual([['keyRegenerated', word]])
  })

  it('is not asked for again after its token was refused, though the session was renewed', async () => {
    const { service, sandbox, chosen, escrow, writes } = await setUp()
    const key = await chosen('Operations console')
    sandbox.arrange([{ do: 'fault', route: 'PUT /apikey', kind: 'status', status: 401, body: { error: 'invalid_jwt', message: 'Invalid JWT' } }])
    expect((await refusalOf(service.regenerate(key))).data).toMatchObject({ code: 'notApplied', details: { backendCode: 'sessionEnded' } })
    expect([writes(), escrow.attempts.map(({ state }) => state)]).toEqual([['PUT'], ['withdrawn']])
  })

  it('is asked for once by a thousand clicks', async () => {
    const { service, chosen, escrow, writes } = await setUp()
    const key = await chosen('Operations console')
    const clicks = await Promise.allSettled(Array.from({ length: 1000 }, () => service.regenerate(key)))
    const refused = clicks.flatMap((click) => (click.status === 'rejected' ? [(click.reason as { data?: { details?: { foundState?: string } } }).data?.details?.foundState] : []))
    expect([writes(), escrow.attempts.length, refused.length, new Set(refused)]).toEqual([['PUT'], 1, 999, new Set(['changeInFlight'])])
  })

  it('is not the one that Gatehouse is signed in with; others of the person are', async () => {
    const { service, sandbox, active, own, organizationId, escrow } = await setUp({}, { credential: 'apiKey' })
    const keys = await own()
    const inUse = 'Operations console'
    const before = sandbox.state()
    for (const { id, name } of keys.filter((key) => key.name === inUse)) {
      for (const change of [service.regenerate, service.delete]) {
        expect((await refusalOf(change({ organizationId, keyId: id, name: name ?? '' }))).data).toMatchObject({ code: 'lockoutBlocked', details: { foundState: 'keyInUse' } })
      }
    }
    expect(sandbox.state()).toEqual(before)
    const other = keys.find((key) => key.name !== inUse)
    expect(await service.regenerate({ organizationId, keyId: other?.id ?? 0, name: other?.name ?? '' })).toMatchObject({ outcome: 'held' })
    expect(escrow.attempts.map(({ state }) => state)).toEqual(['withdrawn', 'held'])
    expect(active.connection.credential.kind).toBe('apiKey')
  })
})
