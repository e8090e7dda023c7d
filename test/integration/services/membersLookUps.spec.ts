import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { messages } from '#shared/text/messages'
import type { Sandbox } from '../../../electron/main/sandbox'
import { readKeyInventory } from '../../../electron/main/services/keyInventory'
import { readOrganizationSecurity } from '../../../electron/main/services/organizationSecurity'
import { campaignTotals, lacks } from '#shared/rules/campaign'
import { emailList } from '#shared/rules/emailList'
import { keysByOwner, ownedKeys } from '#shared/rules/keyOwners'
import { membersCsv, membersJson, type MemberExportWords } from '#shared/rules/memberExport'
import { filterMembers, indexMembers, noFilter, type BesideMembers } from '#shared/rules/memberFilter'
import { createTexts } from '../../../renderer/text/i18n'
import { membersSentence } from '../../../renderer/features/members/membersSentence'
import { signedInToSandbox, type SignedInToSandbox } from '../../support/signedInToSandbox'

const open: Sandbox[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
})

const lookUps = {
  nothing: null,
  members: '/\\/rpc\\/get_org_members/',
  twoFactor: '/\\/rpc\\/check_org_members_2fa_enabled/',
  password: '/\\/rpc\\/check_org_members_password_policy/',
  permission: '/\\/rpc\\/rbac_check_permission/',
  ownTwoFactor: '/\\/rpc\\/has_2fa_enabled/',
  organizationKeys: '/\\/rpc\\/get_org_apikeys/',
  ownKeys: '/\\/apikey$/',
  keyRoles: '/\\/role_bindings/'
}
const kinds = ['drop-before', 'cut-body', 'wrong-json', 'wrong-types', 'status', 'rate-limit']

const words: MemberExportWords = {
  column: { email: 'email', role: 'role', twoFactor: '2fa', password: 'password', keys: 'keys', askedTwoFactor: 'a', askedPassword: 'b', organization: 'o', readAt: 'r', list: 'l', twoFactorLookUp: 't', passwordLookUp: 'p' },
  roleName: (role) => role,
  twoFactor: ({ twoFactor }) => twoFactor,
  password: ({ password }) => password,
  keys: String,
  completeness: (completeness) => completeness?.state ?? '',
  unknownAsked: 'unknown'
}

/** Everything that the page may say of members, where everybody was asked before. */
async function everythingSaid({ active, sandbox }: SignedInToSandbox) {
  const security = await readOrganizationSecurity(active, sandbox.demo.organizationId, Date.now)
  const inventory = await readKeyInventory(active, sandbox.demo.organizationId, Date.now).catch(() => null)
  const everybody = new Map(security.members.map(({ id }) => [id, '2027-01-01T00:00:00.000Z']))
  const beside: BesideMembers = { keys: ownedKeys(inventory), asked: { twoFactor: everybody, password: everybody } }
  const rows = indexMembers(security.members, (role) => role)
  const left = (filter: Partial<typeof noFilter>) => filterMembers(rows, { ...noFilter, ...filter }, beside).map(({ member }) => member)
  const { t, n } = createTexts('en', messages).global
  return {
    security,
    withoutTwoFactor: left({ twoFactor: 'notEnabled' }),
    nonCompliant: left({ password: 'nonCompliant' }),
    ownersWithout: left({ keys: 'ownsWithoutTwoFactor' }),
    left: { twoFactor: left({ campaign: { goal: 'twoFactor', standing: 'left' } }), password: left({ campaign: { goal: 'password', standing: 'left' } }) },
    neverAsked: campaignTotals(security.members, 'twoFactor', new Map()).neverAsked,
    marked: security.members.filter((member) => lacks(member, 'twoFactor')),
    keys: inventory === null ? [] : keysByOwner(inventory, security).without,
    csv: membersCsv({ security, members: security.members, beside }, words),
    json: JSON.parse(membersJson({ security, members: security.members, beside })) as { members: { id: string; twoFactor: string; password: string }[] },
    sentence: membersSentence(security, { t: (key, named = {}) => t(`members.${key}`, named), number: n, counted: (key, count, named = {}) => t(`members.${key}`, { count: n(count), ...named }, count) })
  }
}

/** The demo with a password policy in force, so that there is a look-up for it too. */
async function withPolicy(): Promise<SignedInToSandbox> {
  const session = await signedInToSandbox()
  open.push(session.sandbox)
  const { organizationId, email, password } = session.sandbox.demo
  const policy = { enabled: true, min_length: 8, require_uppercase: false, require_number: false, require_special: false }
  const send = (method: 'PUT' | 'POST', path: string, body: object) => session.active.requester.send({ host: 'api', method, path, body, answer: z.unknown() })
  await send('PUT', '/organization', { orgId: organizationId, password_policy_config: policy })
  // The person who sets it is kept out until they prove their own.
  await send('POST', '/private/validate_password_compliance', { email, password, org_id: organizationId })
  return session
}

describe('with each look-up of members failing in turn', () => {
  it.each(Object.entries(lookUps).flatMap(([name, route]) => (route === null ? [[name, '', '']] : kinds.map((kind) => [name, kind, route]))))('%s %s: nobody is shown, counted, copied or exported as lacking anything who is not known to', async (name, kind, route) => {
    const session = await withPolicy()
    const truth = await everythingSaid(session)
    const known = { twoFactor: new Set(truth.withoutTwoFactor.map(({ id }) => id)), password: new Set(truth.nonCompliant.map(({ id }) => id)) }
    // There is something that could be said wrongly.
    expect([known.twoFactor.size > 0, known.password.size > 0, truth.keys.length > 0]).toEqual([true, true, true])
    if (route !== '') session.sandbox.arrange([{ do: 'fault', route, kind, count: 50, ...(kind === 'status' ? { status: 503 } : {}) }])

    const said = await everythingSaid(session)
    const blind = name === 'members' || name === 'twoFactor'
    for (const people of [said.withoutTwoFactor, said.ownersWithout, said.left.twoFactor, said.marked]) {
      if (blind) expect(people).toEqual([])
      expect(people.filter(({ id }) => !known.twoFactor.has(id))).toEqual([])
      expect(emailList(people, 'comma').count).toBe(people.length)
    }
    for (const people of [said.nonCompliant, said.left.password]) {
      if (name === 'members' || name === 'password') expect(people).toEqual([])
      expect(people.filter(({ id }) => !known.password.has(id))).toEqual([])
    }
    if (blind) {
      expect([said.neverAsked, said.keys]).toEqual([0, []])
      expect(said.sentence).not.toMatch(/have no 2FA|every one has 2FA/u)
      expect(said.csv).not.toContain('notEnabled')
      if (name === 'twoFactor') expect(said.csv).toContain('"failed"')
    } else {
      expect(said.sentence).toMatch(/^42 members; \d+ have no 2FA$/u)
    }
    if (name === 'password') expect(said.csv).not.toContain('nonCompliant')
    expect(said.keys.filter(({ ownerId }) => !known.twoFactor.has(ownerId))).toEqual([])
    expect(said.json.members.filter(({ id, twoFactor, password }) => (twoFactor === 'notEnabled' && !known.twoFactor.has(id)) || (password === 'nonCompliant' && !known.password.has(id)))).toEqual([])
  })
})
