import { describe, expect, it } from 'vitest'
import { organizationPermissions, type OrganizationAccess } from '#shared/domain/organizationAccess'
import type { Known } from '#shared/domain/organizationSecurity'
import { gatehouseActions, judgeAction, judgeUnread, wayOutOf, type GatehouseAction } from '#shared/rules/actionAccess'
import { accessOfKey, accessOfSession, known, organization, permissions, unknown } from '../../support/organizationAccessFixtures'
import { lookUpFailure } from '../../support/organizationSecurityFixtures'

const three: Known<boolean>[] = [known(true), known(false), unknown]
const secure = { passwordPolicy: null, enforcesSecureKeys: false, requiresKeyExpiration: false, maxKeyExpirationDays: null, enforcesEncryptedBundles: false, requiredEncryptionKey: null }
const standings: OrganizationAccess['organization'][] = [
  unknown,
  ...[false, true].flatMap((enforcesTwoFactor) =>
    [null, secure, { ...secure, requiresKeyExpiration: true }].flatMap((policies) =>
      [{}, { invited: true }, { blockedBy: ['twoFactor' as const] }, { blockedBy: ['twoFactor' as const, 'passwordPolicy' as const] }, { blockedBy: ['passwordPolicy' as const] }].map((more) =>
        known(organization({ enforcesTwoFactor, policies, ...more }))
      )
    )
  )
]

/** Everything that the server can have told, for both credentials. */
function* everyAccess(): Generator<OrganizationAccess> {
  for (const standing of standings)
    for (const granted of three)
      for (const ownTwoFactor of three) {
        const told = { organization: standing, permissions: permissions({}, granted), ownTwoFactor }
        for (const level of ['aal1', 'aal2'] as const) yield accessOfSession({ ...told, level })
        for (const keyExpiryAccepted of three) yield accessOfKey({ ...told, keyExpiryAccepted })
      }
}
const everything = [...everyAccess()]
const offersOf = (access: OrganizationAccess) => gatehouseActions.map((action) => judgeAction(action, access))
const offered = (action: GatehouseAction, access: OrganizationAccess) => judgeAction(action, access).offered === true
const reason = (action: GatehouseAction, access: OrganizationAccess) => {
  const offer = judgeAction(action, access)
  return offer.offered === false ? offer.because.kind : offer.offered
}

describe('judging an action', () => {
  it('offers everything to a super admin with 2FA in a session', () => {
    expect(gatehouseActions.filter((action) => !offered(action, accessOfSession()))).toEqual([])
  })

  it('offers a key what needs no session', () => {
    expect(gatehouseActions.filter((action) => !offered(action, accessOfKey()))).toEqual(['enforceTwoFactor', 'createKey', 'listOrganizationKeys', 'changeKeyRoles'])
  })

  it('never goes by the name of a role', () => {
    for (const access of everything) {
      if (!access.organization.known) continue
      const renamed = { ...access, organization: known({ ...access.organization.value, role: 'org_member' }) }
      expect(offersOf(renamed)).toEqual(offersOf(access))
    }
  })

  it('says of everything that is refused what leads out', () => {
    const refusals = everything.flatMap((access) => offersOf(access).filter((offer) => offer.offered === false))
    expect(refusals.length).toBeGreaterThan(1000)
    expect(refusals.every(({ because, wayOut }) => wayOut === wayOutOf(because))).toBe(true)
  })

  it.each(gatehouseActions)('%s depends on what it needs and on nothing else: an unknown fact makes it unknown only where either answer would decide', (action) => {
    for (const access of everything) {
      for (const [fact, values] of [['ownTwoFactor', [known(true), known(false)]], ['keyExpiryAccepted', access.credential === 'apiKey' ? [known(true), known(false)] : []]] as const) {
        if (access[fact]?.known !== false) continue
        const either = values.map((value) => judgeAction(action, { ...access, [fact]: value }))
        const now = judgeAction(action, access)
        // Known to be offered whichever it is, or never offered while it could be refused.
        if (either.every((offer) => offer.offered === true)) expect(now).toEqual({ offered: true })
        else expect(now.offered).not.toBe(true)
      }
    }
  })

  it('is never offered while the permission that it needs is unknown, and none other matters', () => {
    const needed = (action: GatehouseAction, access: OrganizationAccess) =>
      organizationPermissions.filter((name) => judgeAction(action, { ...access, permissions: permissions({ [name]: unknown }) }).offered !== true)
    const table = Object.fromEntries(gatehouseActions.map((action) => [action, needed(action, accessOfSession())]))
    expect(table).toEqual({
      readMembers: ['org.read_members'],
      readTwoFactorStatus: ['org.update_settings'],
      readPasswordStatus: ['org.update_settings'],
      readAudit: ['org.read_audit'],
      changeSettings: ['org.update_settings'],
      enforceTwoFactor: ['org.update_settings'],
      relaxTwoFactor: ['org.update_settings'],
      listOwnKeys: [],
      createKey: ['org.manage_apikeys'],
      editKeyName: [],
      regenerateKey: [],
      deleteKey: [],
      listOrganizationKeys: ['org.update_user_roles'],
      changeKeyRoles: ['org.update_user_roles']
    })
    expect(needed('deleteKey', accessOfKey())).toEqual(['org.manage_apikeys'])
  })

  it('says a certain no also where something else is unknown', () => {
    expect(judgeAction('enforceTwoFactor', accessOfKey({ permissions: permissions({}, unknown), organization: unknown }))).toMatchObject({ because: { kind: 'sessionOnly' }, wayOut: 'useSession' })
    expect(judgeAction('changeSettings', accessOfSession({ permissions: permissions({ 'org.update_settings': known(false) }), ownTwoFactor: unknown, level: 'aal1' }))).toMatchObject({ because: { kind: 'permissionMissing', permission: 'org.update_settings', of: 'session' } })
    expect(judgeAction('readMembers', accessOfSession({ permissions: permissions({}, unknown) }))).toEqual({ offered: 'unknown', why: lookUpFailure })
  })
})

describe('why the server says no to a session', () => {
  const refused = permissions({}, known(false))
  const standing = (changes: Parameters<typeof organization>[0]) => accessOfSession({ permissions: refused, organization: known(organization(changes)) })

  it('is told by the list of organizations', () => {
    expect(reason('readMembers', standing({ invited: true, blockedBy: ['twoFactor'] }))).toBe('invitationPending')
    expect(judgeAction('readMembers', standing({ blockedBy: ['twoFactor', 'passwordPolicy'] }))).toMatchObject({ because: { kind: 'blocked', by: 'twoFactor' }, wayOut: 'turnOnTwoFactor' })
    expect(judgeAction('readMembers', standing({ blockedBy: ['passwordPolicy'] }))).toMatchObject({ because: { kind: 'blocked', by: 'passwordPolicy' }, wayOut: 'provePassword' })
    expect(judgeAction('readMembers', standing({}))).toMatchObject({ because: { kind: 'permissionMissing' }, wayOut: 'askSuperAdmin' })
  })

  it('is not guessed while that list is unknown', () => {
    expect(judgeAction('readMembers', accessOfSession({ permissions: refused, organization: unknown }))).toEqual({ offered: 'unknown', why: lookUpFailure })
  })

  it('stands against nothing that the server does for a person’s own keys', () => {
    for (const access of [standing({ blockedBy: ['twoFactor'] }), standing({ invited: true }), accessOfSession({ permissions: refused, organization: unknown })]) {
      expect(['listOwnKeys', 'editKeyName', 'regenerateKey', 'deleteKey'].map((action) => offered(action as GatehouseAction, access))).toEqual([true, true, true, true])
    }
  })

  it('does not count where the server grants it all the same', () => {
    const member = accessOfSession({ organization: known(organization({ invited: true })) })
    expect(offered('readMembers', member)).toBe(true)
  })
})

describe('a session from before the person had 2FA', () => {
  const low = accessOfSession({ level: 'aal1' })

  it('is sent to enter the code for what the server answers emptily', () => {
    const emptily = gatehouseActions.filter((action) => reason(action, low) === 'belowOwnLevel')
    expect(emptily).toEqual(['changeSettings', 'enforceTwoFactor', 'relaxTwoFactor', 'listOwnKeys', 'editKeyName', 'regenerateKey', 'deleteKey', 'changeKeyRoles'])
    expect(judgeAction('listOwnKeys', low)).toMatchObject({ wayOut: 'verifyCode' })
  })

  it('is told apart from one of a person without 2FA, who only may not enforce it', () => {
    const without = accessOfSession({ level: 'aal1', ownTwoFactor: known(false) })
    expect(gatehouseActions.filter((action) => !offered(action, without))).toEqual(['enforceTwoFactor'])
    expect(judgeAction('enforceTwoFactor', without)).toMatchObject({ because: { kind: 'ownTwoFactorMissing' }, wayOut: 'turnOnTwoFactor' })
  })
})

describe('an API key', () => {
  it('passes by what keeps its owner out', () => {
    const access = accessOfKey({ organization: known(organization({ blockedBy: ['twoFactor', 'passwordPolicy'] })) })
    expect(offered('readMembers', access)).toBe(true)
    expect(offered('changeSettings', access)).toBe(true)
  })

  it('changes no setting while 2FA is enforced, but can switch that off', () => {
    const access = accessOfKey({ organization: known(organization({ enforcesTwoFactor: true })) })
    expect([reason('changeSettings', access), reason('relaxTwoFactor', access)]).toEqual(['keyWhileEnforced', true])
    expect(reason('changeSettings', accessOfKey({ organization: unknown }))).toBe('unknown')
  })

  it('without expiry is turned away by some endpoints where one is required', () => {
    const required = organization({ policies: { ...secure, requiresKeyExpiration: true } })
    const access = accessOfKey({ organization: known(required), keyExpiryAccepted: known(false) })
    expect(gatehouseActions.filter((action) => reason(action, access) === 'keyWithoutExpiry')).toEqual(['readAudit', 'changeSettings', 'relaxTwoFactor'])
    expect(judgeAction('readAudit', access)).toMatchObject({ wayOut: 'setKeyExpiry' })
    expect(reason('readAudit', { ...access, keyExpiryAccepted: unknown })).toBe('unknown')
    expect(reason('readAudit', accessOfKey({ keyExpiryAccepted: unknown }))).toBe(true)
  })

  it('that lacks a permission leads to the session, whose role may be wider', () => {
    const access = accessOfKey({ permissions: permissions({ 'org.read_audit': known(false) }) })
    expect(judgeAction('readAudit', access)).toEqual({ offered: false, because: { kind: 'permissionMissing', permission: 'org.read_audit', of: 'apiKey' }, wayOut: 'useSession' })
  })
})

describe('where nothing could be read', () => {
  it('says what the refusal shows, and otherwise that it is not known', () => {
    const why = (code: 'wrongApiKey' | 'notFound' | 'timeout') => judgeUnread({ ...lookUpFailure, code })
    expect(why('wrongApiKey')).toEqual({ offered: false, because: { kind: 'keyNotAccepted' }, wayOut: 'useSecureKey' })
    expect(why('notFound')).toMatchObject({ because: { kind: 'notShown' } })
    expect(why('timeout')).toEqual({ offered: 'unknown', why: lookUpFailure })
  })
})
