import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { KeyChange, KeyState } from '#shared/domain/apiKey'
import { listKeyBindings } from '../../../../electron/main/capgo/endpoints/apiKeys'
import type { Sandbox } from '../../../../electron/main/sandbox'
import { sameAgain } from '../../../../electron/main/services/apiKeys/keyBindings'
import { readKey, stateOf } from '../../../../electron/main/services/apiKeys/keyReading'
import { apiKeyServiceSetUp, refusalOf, wish, type ApiKeyServiceSetUp } from '../../../support/apiKeyServiceSetUp'

const open: Sandbox[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})
const setUp = () => apiKeyServiceSetUp(open)
const days = (count: number): string => new Date(Date.now() + count * 864e5).toISOString()

interface State {
  apps: { id: string; owner_org: string; app_id: string }[]
  channels: { rbac_id: string; app_id: string }[]
  orgs: { id: string; name: string }[]
}
const tables = ({ sandbox }: ApiKeyServiceSetUp): State => sandbox.state().tables as unknown as State

/** As the window has it: the key as it stands, and what is to become of it. */
async function edit(set: ApiKeyServiceSetUp, name: string, change: KeyChange, seen: Partial<KeyState> = {}) {
  const chosen = await set.chosen(name)
  const now = await readKey(set.active, chosen.keyId)
  if (now === null) throw new Error('there is no such key')
  return { ...chosen, base: { ...stateOf(now, set.organizationId), ...seen }, change }
}

describe('an edit', () => {
  it('changes name and expiry, reads them back and writes both down', async () => {
    const set = await setUp()
    const expiresAt = days(20)
    expect(await set.service.update(await edit(set, 'Nightly upload', { name: 'Upload at night', expiresAt }))).toEqual({ outcome: 'done', confirmed: 'readBack' })
    const key = await set.named('Upload at night')
    expect(Date.parse(key.expires_at ?? '')).toBe(Date.parse(expiresAt))
    expect(await set.rolesOf(key)).toHaveLength(2)
    expect(set.words()).toEqual([['keyEdited', 'applied']])
    expect(set.journal.entries[0]?.change.changes).toMatchObject([{ field: 'name', before: 'Nightly upload', after: 'Upload at night' }, { field: 'expiresAt' }])
  })

  it('gives no role that belongs to another key, though the server shows it among the roles of this one', async () => {
    const set = await setUp()
    const asked = await edit(set, 'Nightly upload', { roles: { organizationRole: 'org_admin', apps: [] } })
    const before = await set.rolesOf(await set.named('Nightly upload'))
    const { send } = set.active.requester
    const elsewhere = '1a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d'
    const foreign = { id: '0a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c98', principal_id: 'somebody-else', scope_type: 'org', org_id: elsewhere, app_id: null, channel_id: null, expires_at: null, reason: null, roles: { name: 'org_super_admin' } }
    const sent: unknown[] = []
    set.active.requester.send = async (request) => {
      if (request.method === 'PUT') sent.push(request.body)
      const answer = await send(request)
      if (request.method === 'PUT' || !request.path.includes('role_bindings')) return answer
      const rows = answer.body as unknown[]
      return { ...answer, body: [...rows, foreign] as never, headers: { ...answer.headers, 'content-range': `0-${String(rows.length)}/${String(rows.length + 1)}` } }
    }
    expect(before).not.toEqual([])
    expect(await set.service.update(asked)).toMatchObject({ outcome: 'done', confirmed: 'readBack' })
    expect(sent).toHaveLength(1)
    expect(JSON.stringify(sent)).not.toContain(elsewhere)
  })

  it('of nothing sends nothing', async () => {
    const set = await setUp()
    expect(await set.service.update(await edit(set, 'Operations console', { name: 'Operations console' }))).toEqual({ outcome: 'alreadySo' })
    expect(set.writes()).toEqual([])
  })

  it.each([
    ['another name', { name: 'Console of operations' }],
    ['another expiry', { expiresAt: '2031-01-01T00:00:00.000Z' }],
    ['other roles', { roles: { organizationRole: 'org_member', apps: [] } }],
    ['another permission', { mayCreateOrganizations: true }]
  ])('of a key that was seen with %s sends nothing', async (_, seen) => {
    const set = await setUp()
    const asked = await edit(set, 'Operations console', { expiresAt: days(30) }, seen)
    expect(await set.service.update(asked)).toMatchObject({ outcome: 'drifted', now: { name: 'Operations console' } })
    expect([set.writes(), set.journal.entries]).toEqual([[], []])
  })

  it('of a key that is gone sends nothing', async () => {
    const set = await setUp()
    const asked = await edit(set, 'Operations console', { name: 'x' })
    expect(await set.service.update({ ...asked, keyId: 99_999 })).toEqual({ outcome: 'drifted', now: null })
    expect(set.writes()).toEqual([])
  })
})

describe('an edit of roles', () => {
  it('keeps those in other organizations and on channels exactly', async () => {
    const set = await setUp()
    const { apps, channels, orgs } = tables(set)
    const harbour = orgs.find(({ name }) => name === 'Harbour Analytics')?.id ?? ''
    const [first, second] = apps.filter((app) => app.owner_org === set.organizationId)
    const channel = channels.find(({ app_id }) => app_id === first?.app_id)
    const { rbac_id } = await set.named('Driver app release')
    const bind = (fields: object) => ({ do: 'add-role-binding', principal_type: 'apikey', principal_id: rbac_id, granted_by: set.active.connection.userId, ...fields })
    set.sandbox.arrange([bind({ role: 'org_member', org_id: harbour, scope_type: 'org' })])
    const session = set.active.requester
    const before = await listKeyBindings(session, { rbacIds: [rbac_id ?? ''] })
    expect(before.rows).toHaveLength(3)
    // A channel's role, given by an edit as the console gives it.
    const withChannel = before.rows.map((row) => ({ role_name: row.roles?.name ?? '', scope_type: row.scope_type, org_id: row.org_id, ...(row.app_id === null ? {} : { app_id: row.app_id }) }))
    const { id } = await set.named('Driver app release')
    await session.send({ host: 'api', method: 'PUT', path: '/apikey', body: { id, bindings: [...withChannel, { role_name: 'channel_developer', scope_type: 'channel', org_id: set.organizationId, app_id: first?.id, channel_id: channel?.rbac_id }] }, answer: z.unknown() })

    const roles = { organizationRole: null, apps: [{ appId: second?.id ?? '', role: 'app_reader' }] }
    expect(await set.service.update(await edit(set, 'Driver app release', { roles }))).toEqual({ outcome: 'done', confirmed: 'readBack' })
    expect(await set.rolesOf(await set.named('Driver app release'))).toEqual(
      [`app_reader app ${set.organizationId} ${second?.id ?? ''}`, `channel_developer channel ${set.organizationId} ${first?.id ?? ''} ${channel?.rbac_id ?? ''}`, `org_member org ${harbour}`].sort()
    )
  })

  it('is refused for a role that could not be given again', () => {
    const row = { id: '1', principal_id: 'p', scope_type: 'org', org_id: '22222222-2222-4222-8222-222222222222', app_id: null, channel_id: null, expires_at: null, reason: null, roles: { name: 'org_member' } }
    expect(sameAgain(row)).toEqual({ role_name: 'org_member', scope_type: 'org', org_id: row.org_id })
    for (const wrong of [{ expires_at: days(1) }, { expires_at: undefined }, { scope_type: 'bundle' }, { org_id: null }, { roles: null }, { scope_type: 'channel', app_id: 'x' }, { scope_type: 'app' }]) {
      expect(() => sameAgain({ ...row, ...wrong })).toThrow(expect.objectContaining({ code: 'policyViolation' }) as Error)
    }
  })

  it('sends nothing when the roles cannot be read', async () => {
    const set = await setUp()
    const asked = await edit(set, 'Driver app release', { roles: { organizationRole: 'org_admin', apps: [] } })
    set.sandbox.arrange([{ do: 'fault', route: 'GET /rest/v1/role_bindings', kind: 'status', status: 503, count: 5 }])
    expect((await refusalOf(set.service.update(asked))).code).toBe('serverError')
    expect(set.writes()).toEqual([])
  })

  it('takes org.create only beside Admin, and gives it back', async () => {
    const set = await setUp()
    await set.service.create({ organizationId: set.organizationId, wish: wish({ organizationRole: 'org_admin', mayCreateOrganizations: true }) })
    const member = { roles: { organizationRole: 'org_member', apps: [] } }
    expect((await refusalOf(set.service.update(await edit(set, 'Nightly build', member)))).data.fieldErrors).toEqual({ mayCreateOrganizations: 'createOrganizationsNeedsAdmin' })
    expect(await set.service.update(await edit(set, 'Nightly build', { ...member, mayCreateOrganizations: false }))).toEqual({ outcome: 'done', confirmed: 'readBack' })
    expect((await set.named('Nightly build')).global_permissions).toEqual([])
  })

  it('is held against the expiry that the key has', async () => {
    const set = await setUp()
    set.sandbox.arrange([{ do: 'set-organization', id: set.organizationId, fields: { max_apikey_expiration_days: 30 } }])
    // It expires in 60 days, which a rename may leave so, and other roles may not.
    expect(await set.service.update(await edit(set, 'Driver app release', { name: 'Driver release' }))).toMatchObject({ outcome: 'done' })
    const roles = { organizationRole: 'org_admin', apps: [] }
    expect((await refusalOf(set.service.update(await edit(set, 'Driver release', { roles })))).data.fieldErrors).toEqual({ expiresAt: 'expiryTooLate' })
    expect(await set.service.update(await edit(set, 'Driver release', { roles, expiresAt: days(29) }))).toMatchObject({ outcome: 'done' })
  })

  it('gives a legacy key its first ones', async () => {
    const set = await setUp()
    const before = await set.named('Old build machine')
    expect(await set.service.update(await edit(set, 'Old build machine', { roles: { organizationRole: 'org_member', apps: [] } }))).toEqual({ outcome: 'done', confirmed: 'readBack' })
    expect(await set.rolesOf(await set.named('Old build machine'))).toEqual([`org_member org ${set.organizationId}`])
    expect((await set.named('Old build machine')).updated_at).not.toBe(before.updated_at)
  })
})

describe('an edit whose answer is lost', () => {
  it.each([
    ['drop-after', { outcome: 'done', confirmed: 'byReading' }, 'confirmedByReading'],
    ['wrong-types', { outcome: 'done', confirmed: 'byReading' }, 'confirmedByReading'],
    ['cut-body', { outcome: 'done', confirmed: 'byReading' }, 'confirmedByReading']
  ])('by %s is confirmed by reading', async (kind, outcome, word) => {
    const set = await setUp()
    const asked = await edit(set, 'Operations console', { name: 'Console' })
    set.sandbox.arrange([{ do: 'fault', route: 'PUT /apikey', kind }])
    expect(await set.service.update(asked)).toEqual(outcome)
    expect([set.writes(), set.words()]).toEqual([['PUT'], [['keyEdited', word]]])
  })

  it('before it was carried out is unknown, and is not sent again', async () => {
    const set = await setUp()
    const asked = await edit(set, 'Operations console', { name: 'Console' })
    set.sandbox.arrange([{ do: 'fault', route: 'PUT /apikey', kind: 'drop-before' }])
    expect((await refusalOf(set.service.update(asked))).data).toMatchObject({ code: 'outcomeUnknown', details: { foundState: 'unchangedSoFar' } })
    expect([set.writes(), set.words()]).toEqual([['PUT'], [['keyEdited', 'unknown']]])
  })
})

describe('a deletion', () => {
  it('is read back', async () => {
    const set = await setUp()
    expect(await set.service.delete(await set.chosen('Operations console'))).toEqual({ outcome: 'done', confirmed: 'readBack' })
    expect((await set.own()).some(({ name }) => name === 'Operations console')).toBe(false)
    expect(set.words()).toEqual([['keyDeleted', 'applied']])
  })

  it('of a key that is gone, or has another name, sends nothing', async () => {
    const set = await setUp()
    const chosen = await set.chosen('Operations console')
    expect(await set.service.delete({ ...chosen, keyId: 99_999 })).toEqual({ outcome: 'alreadySo' })
    expect(await set.service.delete({ ...chosen, name: 'Console' })).toMatchObject({ outcome: 'drifted', now: { name: 'Operations console', roles: { organizationRole: 'org_super_admin' } } })
    expect([set.writes(), set.journal.entries]).toEqual([[], []])
  })

  it.each([
    ['drop-after', 'done'],
    ['wrong-json', 'done'],
    ['drop-before', 'outcomeUnknown'],
    ['status', 'outcomeUnknown']
  ])('whose answer is lost by %s is looked for and sent once', async (kind, expected) => {
    const set = await setUp()
    const chosen = await set.chosen('Operations console')
    set.sandbox.arrange([{ do: 'fault', route: 'DELETE /apikey', kind }])
    const came = await set.service.delete(chosen).then(({ outcome }) => outcome, (thrown: unknown) => (thrown as { code: string }).code)
    expect([came, set.writes()]).toEqual([expected, ['DELETE']])
  })

  it('is kept back by what a run does before it is sent', async () => {
    const set = await setUp()
    const refused = new Error('no disk')
    await expect(set.service.delete(await set.chosen('Operations console'), { beforeSending: () => Promise.reject(refused) })).rejects.toBe(refused)
    await expect(set.service.regenerate(await set.chosen('Operations console'), { beforeSending: () => Promise.reject(refused) })).rejects.toBe(refused)
    expect([set.writes(), set.escrow.attempts.map(({ state }) => state)]).toEqual([[], ['withdrawn']])
  })
})

describe('a key without a name', () => {
  it.each(['delete', 'copy'] as const)('is shown with an empty one, and that is what confirms its %s', async (change) => {
    const set = await setUp()
    const key = { ...(await set.chosen('Operations console')), name: '' }
    const { send } = set.active.requester
    set.active.requester.send = async (request) => {
      const answer = await send(request)
      return request.path === `/apikey/${String(key.keyId)}` && request.method === 'GET' ? { ...answer, body: { ...(answer.body as object), name: null } as never } : answer
    }
    const outcome = await (change === 'delete' ? set.service.delete(key) : set.service.copy({ ...key, newName: 'Console 2', secure: true, expiresAt: null }))
    expect(outcome).toMatchObject(change === 'delete' ? { outcome: 'done', confirmed: 'readBack' } : { outcome: 'held' })
  })
})

describe('a copy', () => {
  it('has every role of the key, wherever they are', async () => {
    const set = await setUp()
    const { orgs } = tables(set)
    const branch = orgs.find(({ name }) => name === 'Harbour Analytics')?.id ?? ''
    const { rbac_id, id } = await set.named('Driver app release')
    set.sandbox.arrange([{ do: 'add-role-binding', principal_type: 'apikey', principal_id: rbac_id, role: 'org_member', org_id: branch, scope_type: 'org' }])
    const asked = { organizationId: set.organizationId, keyId: id, name: 'Driver app release', newName: 'Driver app release 2', secure: true, expiresAt: days(80) }
    expect(await set.service.copy(asked)).toMatchObject({ outcome: 'held' })
    expect(await set.rolesOf(await set.named('Driver app release 2'))).toEqual(await set.rolesOf(await set.named('Driver app release')))
    expect(set.escrow.attempts).toMatchObject([{ about: { cause: 'twin' } }])
    // What the other organization asks of keys counts as well.
    expect((await refusalOf(set.service.copy({ ...asked, newName: 'x', secure: false, expiresAt: days(100) }))).data.fieldErrors).toEqual({ secure: 'plainStopsAtOnce', expiresAt: 'expiryTooLate' })
  })
})
