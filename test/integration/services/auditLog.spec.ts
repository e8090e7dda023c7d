import { afterEach, describe, expect, it } from 'vitest'
import type { UnderstoodAuditRow } from '#shared/domain/audit'
import type { Sandbox } from '../../../electron/main/sandbox'
import { readAuditPage } from '../../../electron/main/services/auditLog'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import { signedInToSandbox, type SignedInToSandbox } from '../../support/signedInToSandbox'

const open: Sandbox[] = []
async function signedIn(...args: Parameters<typeof signedInToSandbox>): Promise<SignedInToSandbox> {
  const result = await signedInToSandbox(...args)
  open.push(result.sandbox)
  return result
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

type Asked = Partial<Parameters<typeof readAuditPage>[1]>
const read = ({ active, sandbox }: SignedInToSandbox, asked: Asked = {}) => readAuditPage(active, { organizationId: sandbox.demo.organizationId, tableName: null, operation: null, page: 0, ...asked }, Date.now)
const understood = (page: Awaited<ReturnType<typeof read>>): UnderstoodAuditRow[] => page.rows.filter((row) => row.understood)
const put = ({ sandbox }: SignedInToSandbox, fields: Record<string, unknown>) => sandbox.arrange([{ do: 'set-organization', id: sandbox.demo.organizationId, fields }])

describe('the audit log', () => {
  it('is told in words’ raw material: who, what, when, from what to what; with the address of the member it speaks of', async () => {
    const session = await signedIn()
    const page = await read(session, { tableName: 'orgs', operation: 'UPDATE' })
    expect(page).toMatchObject({ total: 4, page: 0, limit: 50 })
    expect(understood(page)[0]).toMatchObject({ table: 'orgs', operation: 'UPDATE', actor: { kind: 'user', email: session.sandbox.demo.email }, differences: [{ field: 'enforce_encrypted_bundles', before: true, after: false }] })
    session.sandbox.clearRequestLog()
    const members = understood(await read(session, { tableName: 'org_users' }))
    expect(members).toHaveLength(12)
    expect(members.every(({ subject, role, operation }) => /@/u.test(subject ?? '') && role !== null && operation === 'INSERT')).toBe(true)
    expect(session.sandbox.requestLog().map(({ path }) => path)).toEqual(['/organization/audit', '/rest/v1/rpc/get_org_members'])
    const uploads = understood(await read(session, { tableName: 'app_versions' }))
    expect(uploads[0]?.actor).toMatchObject({ kind: 'apiKey', keyName: 'Nightly upload' })
  })

  it('comes in pages of fifty, the newest first, each record once', async () => {
    const session = await signedIn()
    for (let days = 1; days <= 120; days += 1) put(session, { max_apikey_expiration_days: days })
    const first = await read(session)
    expect(first.rows).toHaveLength(50)
    const pages = [first]
    for (let page = 1; page * 50 < first.total; page += 1) pages.push(await read(session, { page }))
    const all = pages.flatMap(understood)
    expect(all).toHaveLength(first.total)
    expect(first.total).toBeGreaterThan(150)
    expect(new Set(all.map(({ id }) => id)).size).toBe(first.total)
    const times = all.map(({ time }) => Date.parse(time ?? ''))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect((await read(session, { page: 99 })).rows).toEqual([])
  })

  it('tells whom nobody recorded as such, and a record without a difference', async () => {
    const session = await signedIn()
    put(session, { name: 'Meridian Logistics' })
    expect(understood(await read(session))[0]).toMatchObject({ actor: { kind: 'system', email: null }, differences: [] })
  })

  it('keeps the page where the addresses cannot be read', async () => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: '/get_org_members/', kind: 'status', status: 500 }])
    const rows = understood(await read(session, { tableName: 'org_users' }))
    expect(rows).toHaveLength(12)
    expect(rows.some(({ subject, subjectUserId }) => subject === null && subjectUserId !== null)).toBe(true)
  })
})

describe('a row of another shape', () => {
  const odd = [
    null,
    { id: 7 },
    { id: 8, table_name: 'orgs', operation: 'TRUNCATE', record_id: '1', created_at: 'x' },
    { id: 9, table_name: 'orgs', operation: 'UPDATE', record_id: 5, created_at: 'the day before', old_record: null, new_record: { name: '\u202Eevil' }, actor_type: 'robot' },
    { id: 'ten', table_name: 'org_users', operation: 'INSERT', record_id: '1', created_at: '2026-11-20 18:29:41.26+00', new_record: { user_id: 'x),uid.eq.(y', is_invite: 'yes' }, actor_user_id: 'a', actor_user_email: null }
  ]
  it('is shown as not understood, or with what of it is; the rest of the page stands', async () => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: '/organization\\/audit/', kind: 'status', status: 200, body: { data: odd, total: 5, page: 0, limit: 50 } }])
    session.sandbox.clearRequestLog()
    const { rows } = await read(session)
    expect(rows.slice(0, 3)).toEqual([{ understood: false, id: null }, { understood: false, id: '7' }, { understood: false, id: '8' }])
    expect(rows[3]).toMatchObject({ understood: true, time: null, recordId: '5', actor: { kind: 'system' } })
    expect(rows[4]).toMatchObject({ understood: true, time: '2026-11-20T18:29:41.260Z', invitation: false, subject: null })
    // An id that is none is in no address.
    expect(session.sandbox.requestLog()).toHaveLength(1)
  })

  it.each(['drop-before', 'cut-body', 'wrong-json', 'status', 'rate-limit'])('is not the same as an answer that is none: %s', async (kind) => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: '/organization\\/audit/', kind }])
    await expect(read(session)).rejects.toMatchObject({ name: 'AppError' })
  })
})

describe('who may not read it', () => {
  it('is refused where the role lacks the permission', async () => {
    const session = await signedIn()
    const larkspur = (await listOwnOrganizations(session.active)).find(({ name }) => name === 'Larkspur Studio')
    await expect(read(session, { organizationId: larkspur?.id ?? '' })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is told apart when it is a key without the expiry that the organization requires', async () => {
    const session = await signedIn({}, { credential: 'apiKey' })
    expect((await read(session)).total).toBeGreaterThan(0)
    put(session, { require_apikey_expiration: true })
    await expect(read(session)).rejects.toMatchObject({ code: 'policyViolation', data: { details: { backendCode: 'org_requires_expiring_key' } } })
  })
})
