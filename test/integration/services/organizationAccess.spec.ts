import { afterEach, describe, expect, it } from 'vitest'
import { organizationAccessSchema, organizationPermissions, type OrganizationAccess } from '#shared/domain/organizationAccess'
import { judgeAction } from '#shared/rules/actionAccess'
import type { Sandbox } from '../../../electron/main/sandbox'
import { readOrganizationAccess } from '../../../electron/main/services/organizationAccess'
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

const read = async ({ active, sandbox }: SignedInToSandbox, organizationId = sandbox.demo.organizationId): Promise<OrganizationAccess> =>
  organizationAccessSchema.parse(await readOrganizationAccess(active, organizationId, Date.now))
const organizationNamed = (sandbox: Sandbox, name: string): string => (sandbox.state().tables['orgs'] as { id: string; name: string }[]).find((row) => row.name === name)?.id ?? ''
const granted = ({ permissions }: OrganizationAccess) => organizationPermissions.filter((name) => permissions[name].known && permissions[name].value)

describe('reading what the credential may do', () => {
  it('knows a super admin’s session', async () => {
    const session = await signedIn()
    const access = await read(session)
    expect(access).toMatchObject({ credential: 'session', level: 'aal2', ownTwoFactor: { known: true, value: true }, keyExpiryAccepted: null, ownerEmail: session.sandbox.demo.email })
    expect(access.organization).toMatchObject({ known: true, value: { name: 'Meridian Logistics', role: 'org_super_admin', blockedBy: [] } })
    expect(granted(access)).toEqual([...organizationPermissions])
  })

  it('knows a key, its owner, and whether it is taken where an expiry is demanded', async () => {
    const session = await signedIn({}, { credential: 'apiKey' })
    expect(await read(session)).toMatchObject({ credential: 'apiKey', level: null, ownTwoFactor: { known: false }, keyExpiryAccepted: { known: true, value: true }, ownerEmail: session.sandbox.demo.email })
    session.sandbox.arrange([{ do: 'set-organization', id: session.sandbox.demo.organizationId, fields: { require_apikey_expiration: true, enforcing_2fa: true } }])
    expect(await read(session)).toMatchObject({ keyExpiryAccepted: { known: true, value: false }, ownTwoFactor: { known: true, value: true } })
    session.sandbox.arrange([{ do: 'set-member-2fa', user_id: session.active.connection.userId, enabled: false }])
    expect(await read(session)).toMatchObject({ ownTwoFactor: { known: true, value: false }, organization: { value: { blockedBy: ['twoFactor'] } } })
  })

  it.each([
    ['session', 8],
    ['apiKey', 9]
  ] as const)('takes one wave, with a %s of %i requests', async (credential, requests) => {
    const session = await signedIn({ latencyMs: 100 }, { credential })
    await read(session)
    const log = session.sandbox.requestLog()
    expect(log).toHaveLength(requests)
    const firstAnswer = Math.min(...log.map(({ endedAt }) => endedAt))
    expect(log.filter(({ at, endedAt }) => at >= firstAnswer || endedAt === 0)).toEqual([])
  })

  it('asks for the e-mail address of one person, not of all', async () => {
    const session = await signedIn({}, { credential: 'apiKey' })
    const paths: string[] = []
    const { requester } = session.active
    const watched: typeof requester = {
      send: (request) => {
        paths.push(request.path)
        return requester.send(request)
      }
    }
    await readOrganizationAccess({ ...session.active, requester: watched }, session.sandbox.demo.organizationId, Date.now)
    expect(paths.filter((path) => path.includes('get_org_members'))).toEqual([`/rest/v1/rpc/get_org_members?uid=eq.${session.active.connection.userId}&limit=1`])
  })

  it('reads organizations that keep the person out, and one that only invited them', async () => {
    const session = await signedIn()
    const saltmarsh = await read(session, organizationNamed(session.sandbox, 'Saltmarsh Ferries'))
    expect(saltmarsh.organization).toMatchObject({ value: { blockedBy: ['passwordPolicy'] } })
    expect(judgeAction('readMembers', saltmarsh)).toMatchObject({ wayOut: 'provePassword' })
    const cobalt = await read(session, organizationNamed(session.sandbox, 'Cobalt Rail Works'))
    expect(judgeAction('readMembers', cobalt)).toMatchObject({ because: { kind: 'invitationPending' } })
    expect(granted(cobalt)).toEqual([])
  })

  it('says that an organization is not shown to the credential', async () => {
    await expect(read(await signedIn(), '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('a look-up that fails', () => {
  const routes: Record<string, { route: string; fact: (access: OrganizationAccess) => { known: boolean } | null; credential?: 'apiKey' }> = {
    organizations: { route: '/get_orgs_v7/', fact: ({ organization }) => organization },
    permissions: { route: '/rbac_check_permission/', fact: ({ permissions }) => permissions['org.update_settings'] },
    'own 2FA': { route: '/has_2fa_enabled/', fact: ({ ownTwoFactor }) => ownTwoFactor },
    'expiry of the key': { route: 'GET /organization', fact: ({ keyExpiryAccepted }) => keyExpiryAccepted, credential: 'apiKey' }
  }
  const kinds = ['drop-before', 'drop-after', 'cut-body', 'wrong-json', 'wrong-types', 'status', 'rate-limit']

  it.each(Object.keys(routes).flatMap((name) => kinds.map((kind) => [name, kind] as const)))('makes its own fact unknown and no other: %s, %s', async (name, kind) => {
    const { route, fact, credential } = routes[name] ?? { route: '', fact: () => null }
    const session = await signedIn({}, credential ? { credential } : {})
    session.sandbox.arrange([{ do: 'fault', route, kind, count: 20 }])
    const access = await read(session)
    expect(fact(access)).toMatchObject({ known: false })
    const others = Object.entries(routes).filter(([other, one]) => other !== name && (one.credential ?? 'session') === access.credential)
    for (const [other, one] of others) expect(one.fact(access), other).toMatchObject({ known: true })
  })

  it('of everything is an error, not an access without rights', async () => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: '/rpc/', kind: 'status', status: 500, count: 100 }])
    await expect(read(session)).rejects.toMatchObject({ code: 'serverError' })
  })

  it('of the owner’s address leaves it open', async () => {
    const session = await signedIn({}, { credential: 'apiKey' })
    session.sandbox.arrange([{ do: 'fault', route: '/get_org_members/', kind: 'status', status: 500, count: 20 }])
    expect(await read(session)).toMatchObject({ ownerEmail: null, permissions: { 'org.read_members': { known: true, value: true } } })
  })

  it('because the key is refused says so', async () => {
    const session = await signedIn({}, { credential: 'apiKey' })
    session.sandbox.arrange([{ do: 'set-organization', id: session.sandbox.demo.organizationId, fields: { enforce_hashed_api_keys: true } }])
    await expect(read(session)).rejects.toMatchObject({ code: 'wrongApiKey' })
  })
})
