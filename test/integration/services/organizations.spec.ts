import { afterEach, describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { contract } from '#shared/ipc/contract'
import type { Sandbox } from '../../../electron/main/sandbox'
import { acceptOwnInvitation } from '../../../electron/main/services/organizationInvitation'
import { countTwoFactor, listOwnOrganizations } from '../../../electron/main/services/organizations'
import { journalInMemory } from '../../support/journalInMemory'
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

const named = async ({ active }: SignedInToSandbox, name: string) => {
  const found = (await listOwnOrganizations(active)).find((one) => one.name === name)
  if (!found) throw new Error(`The sandbox has no organization ${name}.`)
  return found
}
const kinds = ['drop-before', 'drop-after', 'cut-body', 'wrong-json', 'wrong-types', 'status', 'rate-limit']
const unknown = (code: string) => ({ known: false, why: { code } })

describe('the organizations of the demo person', () => {
  it('are told with state and policies: a strict one, one that invited them, one that wants proof of a password', async () => {
    const session = await signedIn()
    expect((await listOwnOrganizations(session.active)).map(({ name }) => name)).toEqual(['Cobalt Rail Works', 'Harbour Analytics', 'Larkspur Studio', 'Meridian Logistics', 'Saltmarsh Ferries'])
    expect(await named(session, 'Harbour Analytics')).toMatchObject({ enforcesTwoFactor: true, blockedBy: [], policies: { enforcesSecureKeys: true, requiresKeyExpiration: true, maxKeyExpirationDays: 90, passwordPolicy: null } })
    expect(await named(session, 'Cobalt Rail Works')).toMatchObject({ invited: true, role: 'org_admin' })
    expect(await named(session, 'Saltmarsh Ferries')).toMatchObject({ invited: false, blockedBy: ['passwordPolicy'], policies: { passwordPolicy: { enabled: true, minLength: 12 } } })
  })
})

const oddValues = [
  ['max_apikey_expiration_days', -5e9],
  ['max_apikey_expiration_days', 'ninety'],
  ['password_policy_config', { enabled: true, min_length: 1e21, require_uppercase: false, require_number: false, require_special: false }],
  ['password_policy_config', { enabled: true, min_length: -1, require_uppercase: false, require_number: false, require_special: false }],
  ['required_encryption_key', 'k'.repeat(500)],
  ['enforce_hashed_api_keys', 'yes']
] as const

describe('a policy that no organization can have', () => {
  const row = {
    gid: '046a36ac-e03c-4590-9257-bd6c9dba9ee8',
    name: 'Odd Ones',
    role: 'org_member',
    is_invite: false,
    enforcing_2fa: true,
    '2fa_has_access': true,
    password_has_access: true,
    enforce_hashed_api_keys: false,
    password_policy_config: null,
    require_apikey_expiration: false,
    max_apikey_expiration_days: null,
    enforce_encrypted_bundles: false,
    required_encryption_key: null
  }
  const plain = { ...row, gid: 'a46a36ac-e03c-4590-9257-bd6c9dba9ee8', name: 'Plain' }

  it.each(oddValues)('leaves the policies of that organization unknown (%s: %j), and every other one as it is', async (column, value) => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: '/get_orgs_v7/', kind: 'status', status: 200, headers: { 'content-range': '0-1/2' }, body: [{ ...row, [column]: value }, plain], count: 5 }])
    const list = await listOwnOrganizations(session.active)
    expect(list).toMatchObject([{ name: 'Odd Ones', enforcesTwoFactor: true, policies: null }, { name: 'Plain', policies: { passwordPolicy: null, maxKeyExpirationDays: null } }])
    // What the window is told has to keep to the contract, or nothing of it arrives.
    expect(contract['organizations.list'].output.safeParse(list).success).toBe(true)
  })
})

describe('counting members without 2FA', () => {
  it.each([[42, 12], [1001, null], [100_000, null]])('has the server count %i members, and fetches one status at most for each question', async (members, without) => {
    const session = await signedIn({ members })
    const bodies: unknown[] = []
    const { requester } = session.active
    const watched: SignedInToSandbox['active'] = {
      ...session.active,
      requester: {
        send: async (request) => {
          const answer = await requester.send(request)
          bodies.push(answer.body)
          return answer
        }
      }
    }
    const counted = await countTwoFactor(watched, session.sandbox.demo.organizationId)
    expect(counted.members).toEqual({ known: true, value: members })
    if (without !== null) expect(counted.withoutTwoFactor).toEqual({ known: true, value: without })
    expect(session.sandbox.requestLog().map(({ path }) => path)).toEqual(Array(2).fill('/rest/v1/rpc/check_org_members_2fa_enabled'))
    expect(bodies).toEqual([[{ '2fa_enabled': expect.any(Boolean) as boolean }], [{ '2fa_enabled': false }]])
  }, 60_000)

  it('says zero where everybody has it', async () => {
    const session = await signedIn({ members: 2 })
    expect(await countTwoFactor(session.active, session.sandbox.demo.organizationId)).toMatchObject({ members: { known: true, value: 2 }, withoutTwoFactor: { known: true, value: 0 } })
  })

  it('is not permitted to a mere member, and says so instead of a number', async () => {
    const session = await signedIn()
    const { id } = await named(session, 'Larkspur Studio')
    expect(await countTwoFactor(session.active, id)).toMatchObject({ organizationId: id, members: unknown('forbidden'), withoutTwoFactor: unknown('forbidden') })
  })

  it.each(kinds)('leaves what could not be counted unknown (%s), and keeps the other number', async (kind) => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: '/check_org_members_2fa_enabled/', kind, count: 1 }])
    const { members, withoutTwoFactor } = await countTwoFactor(session.active, session.sandbox.demo.organizationId)
    // Which of the two meets the fault is the network's choice.
    expect([members, withoutTwoFactor].filter(({ known }) => !known)).toHaveLength(1)
    expect(members.known ? members.value : 42).toBe(42)
    expect(withoutTwoFactor.known ? withoutTwoFactor.value : 12).toBe(12)
  })

  it.each([
    ['no total', '0-0/*', [{ '2fa_enabled': false }]],
    ['a total without rows', '*/12', []],
    ['rows without a total', '*/0', [{ '2fa_enabled': false }]],
    ['a filter that somebody dropped on the way', '0-0/42', [{ '2fa_enabled': true }]]
  ])('never guesses: %s', async (_, range, body) => {
    const session = await signedIn()
    session.sandbox.arrange([{ do: 'fault', route: '/check_org_members_2fa_enabled/', kind: 'status', status: 206, headers: { 'content-range': range }, body, count: 2 }])
    expect((await countTwoFactor(session.active, session.sandbox.demo.organizationId)).withoutTwoFactor).toMatchObject(unknown('invalidResponse'))
  })

  it('believes neither number when there are more without 2FA than there are members', async () => {
    const session = await signedIn()
    const answer = (total: number) => ({ do: 'fault', route: '/check_org_members_2fa_enabled/', kind: 'status', status: 206, headers: { 'content-range': `0-0/${total}` }, body: [{ '2fa_enabled': false }], count: 1 })
    session.sandbox.arrange([answer(3), answer(5)])
    const { members, withoutTwoFactor } = await countTwoFactor(session.active, session.sandbox.demo.organizationId)
    const inOrder = members.known && withoutTwoFactor.known && withoutTwoFactor.value <= members.value
    expect(inOrder || (!members.known && !withoutTwoFactor.known && members.why.code === 'conflict')).toBe(true)
  })

  it('ends with the connection', async () => {
    const session = await signedIn({ latencyMs: 100 })
    const end = new AbortController()
    const counting = countTwoFactor({ ...session.active, signal: end.signal }, session.sandbox.demo.organizationId)
    end.abort()
    await expect(counting).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('accepting an invitation', () => {
  const acceptance = '/accept_invitation_to_org/'
  const journal = journalInMemory()
  const accept = ({ active }: SignedInToSandbox, id: string) => acceptOwnInvitation(active, journal, id, 0)
  const invited = async (...args: Parameters<typeof signedInToSandbox>) => {
    const session = await signedIn(...args)
    const { id } = await named(session, 'Cobalt Rail Works')
    return { session, id, stillInvited: async () => (await named(session, 'Cobalt Rail Works')).invited }
  }

  it('is sent once and read back', async () => {
    const { session, id, stillInvited } = await invited()
    session.sandbox.clearRequestLog()
    expect(await accept(session, id)).toEqual({ outcome: 'accepted' })
    expect(session.sandbox.requestLog().map(({ path }) => path)).toEqual(['/rest/v1/rpc/accept_invitation_to_org', '/rest/v1/rpc/get_orgs_v7'])
    expect(await stillInvited()).toBe(false)
  })

  it('stands in the journal before it is sent, with what came of it; nothing is sent that cannot be written down', async () => {
    const { session, id, stillInvited } = await invited()
    const before = journal.entries.length
    journal.full = true
    session.sandbox.clearRequestLog()
    await expect(accept(session, id)).rejects.toMatchObject({ code: 'storageFailed' })
    expect(session.sandbox.requestLog()).toEqual([])
    journal.full = false
    session.sandbox.arrange([{ do: 'fault', route: acceptance, kind: 'drop-before' }])
    await expect(accept(session, id)).rejects.toMatchObject({ code: 'outcomeUnknown' })
    session.sandbox.arrange([{ do: 'fault', route: acceptance, kind: 'status', status: 200, body: 'ROLE_NOT_FOUND' }])
    await expect(accept(session, id)).rejects.toMatchObject({ code: 'forbidden' })
    await accept(session, id)
    expect(await stillInvited()).toBe(false)
    expect(journal.entries.slice(before).map(({ change, result }) => [change.kind, change.organization?.id, result?.word, result?.code])).toEqual([
      ['invitationAccepted', id, 'unknown', expect.any(String)],
      ['invitationAccepted', id, 'refused', 'ROLE_NOT_FOUND'],
      ['invitationAccepted', id, 'applied', undefined]
    ])
  })

  it('says so where it was accepted elsewhere, where there is none, and where the list cannot be read', async () => {
    const { session, id } = await invited()
    session.sandbox.arrange([{ do: 'fault', route: '/get_orgs_v7/', kind: 'status', status: 500, count: 1 }])
    expect(await accept(session, id)).toEqual({ outcome: 'confirmedUnread' })
    expect(await accept(session, id)).toEqual({ outcome: 'alreadyMember' })
    await expect(accept(session, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'notFound', data: { details: { backendCode: 'NO_INVITE' } } })
  })

  it.each(['ROLE_NOT_FOUND', 'INVITER_NOT_FOUND', 'INVALID_ROLE', 'SOMETHING_NEW'])('keeps the server’s word %s, with which nothing was done', async (word) => {
    const { session, id, stillInvited } = await invited()
    session.sandbox.arrange([{ do: 'fault', route: acceptance, kind: 'status', status: 200, body: word }])
    await expect(accept(session, id)).rejects.toMatchObject({ code: 'forbidden', data: { details: { backendCode: word } } })
    expect(await stillInvited()).toBe(true)
  })

  it('is refused where the inviter may no longer give the role', async () => {
    const { session, id } = await invited()
    session.sandbox.arrange([{ do: 'fault', route: acceptance, kind: 'status', status: 400, body: { code: 'P0001', message: 'Admins cannot elevate privileges!', details: null, hint: null } }])
    await expect(accept(session, id)).rejects.toMatchObject({ code: 'forbidden', data: { details: { backendCode: 'P0001', backendMessage: 'Admins cannot elevate privileges!' } } })
  })

  it.each(kinds)('never claims what nobody knows when the answer is lost (%s)', async (kind) => {
    const { session, id, stillInvited } = await invited()
    session.sandbox.arrange([{ do: 'fault', route: acceptance, kind, count: 1 }])
    const outcome = await accept(session, id).then(({ outcome: done }) => done as string, (error: unknown) => asAppError(error).code)
    const done = !(await stillInvited())
    if (done) expect(outcome).toBe('confirmedByReading')
    else expect(outcome).toBe(kind === 'rate-limit' ? 'rateLimited' : 'outcomeUnknown')
    expect(session.sandbox.requestLog().filter(({ path }) => path.endsWith('accept_invitation_to_org'))).toHaveLength(1)
  })

  it('does not call it confirmed when the list shows otherwise', async () => {
    const { session, id } = await invited()
    session.sandbox.arrange([{ do: 'fault', route: acceptance, kind: 'status', status: 200, body: 'OK' }])
    await expect(accept(session, id)).rejects.toMatchObject({ code: 'conflict', data: { details: { foundState: 'readBackDiffers' } } })
  })

  it('is not sent with an API key, nor without a server', async () => {
    const key = await signedIn({}, { credential: 'apiKey' })
    key.sandbox.clearRequestLog()
    await expect(accept(key, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'credentialCannot' })
    expect(key.sandbox.requestLog()).toEqual([])
    const { session, id } = await invited()
    await session.sandbox.close()
    await expect(accept(session, id)).rejects.toMatchObject({ code: expect.stringMatching(/^(notApplied|outcomeUnknown)$/u) as string })
  })
})
