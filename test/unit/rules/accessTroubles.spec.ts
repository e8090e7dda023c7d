import { describe, expect, it } from 'vitest'
import { accessTroubles, causesOf, causesOfUnread, type Cause } from '#shared/rules/accessTroubles'
import { accessOfKey, accessOfSession, known, organization, permissions, unknown } from '../../support/organizationAccessFixtures'
import { lookUpFailure } from '../../support/organizationSecurityFixtures'

const named = (causes: readonly Cause[]) => causes.map((cause) => (cause.kind === 'refused' ? cause.because.kind : cause.kind))
const policies = { passwordPolicy: null, enforcesSecureKeys: false, requiresKeyExpiration: false, maxKeyExpirationDays: null, enforcesEncryptedBundles: false, requiredEncryptionKey: null }
const refused = permissions({}, known(false))

describe('what is found when something does not work', () => {
  it('is nothing for a super admin with 2FA in an organization without demands', () => {
    expect(accessTroubles.flatMap((trouble) => causesOf(trouble, accessOfSession()))).toEqual([])
  })

  it('names everything that keeps a person out, each with its way', () => {
    const access = accessOfSession({ permissions: refused, organization: known(organization({ invited: true, blockedBy: ['twoFactor', 'passwordPolicy'] })) })
    expect(causesOf('accessDenied', access)).toEqual([
      { kind: 'refused', because: { kind: 'invitationPending' }, wayOut: 'acceptInvitation' },
      { kind: 'refused', because: { kind: 'blocked', by: 'twoFactor' }, wayOut: 'turnOnTwoFactor' },
      { kind: 'refused', because: { kind: 'blocked', by: 'passwordPolicy' }, wayOut: 'provePassword' }
    ])
  })

  it('tells a key that its owner is kept out, and that the key is not', () => {
    expect(causesOf('accessDenied', accessOfKey({ organization: known(organization({ blockedBy: ['passwordPolicy'] })) }))).toEqual([{ kind: 'ownerKeptOut', by: 'passwordPolicy' }])
  })

  it('names what turns away a key without expiry and a session without the code', () => {
    const required = known(organization({ policies: { ...policies, requiresKeyExpiration: true } }))
    expect(named(causesOf('accessDenied', accessOfKey({ organization: required, keyExpiryAccepted: known(false) })))).toEqual(['keyWithoutExpiry'])
    expect(named(causesOf('accessDenied', accessOfSession({ level: 'aal1' })))).toEqual(['belowOwnLevel'])
  })

  it('does not take a role for a security policy', () => {
    expect(causesOf('accessDenied', accessOfSession({ permissions: refused }))).toEqual([])
    expect(named(causesOf('cannotEnable', accessOfSession({ permissions: refused })))).toEqual(['permissionMissing'])
  })

  it('says once what stands against every switch', () => {
    expect(named(causesOf('cannotEnable', accessOfSession({ permissions: refused, organization: known(organization({ blockedBy: ['twoFactor'] })) })))).toEqual(['blocked'])
    expect(named(causesOf('cannotEnable', accessOfKey()))).toEqual(['sessionOnly'])
    expect(named(causesOf('cannotEnable', accessOfSession({ permissions: permissions({}, unknown) })))).toEqual(['unknown'])
  })

  it('knows what the organization asks of new keys', () => {
    const asking = (changes: Partial<typeof policies> & { maxKeyExpirationDays?: number | null }) => causesOf('keyCreation', accessOfSession({ organization: known(organization({ policies: { ...policies, ...changes } })) }))
    expect(asking({ enforcesSecureKeys: true, requiresKeyExpiration: true, maxKeyExpirationDays: 90 as never })).toEqual([{ kind: 'secureKeysOnly' }, { kind: 'expiryRequired', withinDays: 90 }])
    expect(asking({ requiresKeyExpiration: true })).toEqual([{ kind: 'expiryRequired', withinDays: null }])
    expect(asking({ maxKeyExpirationDays: 30 as never })).toEqual([{ kind: 'expiryLimited', withinDays: 30 }])
  })

  it('tells a manager of keys which roles they cannot hand out', () => {
    expect(causesOf('keyCreation', accessOfSession({ permissions: permissions({ 'org.update_user_roles': known(false) }) }))).toEqual([{ kind: 'adminRolesWithheld' }])
    expect(named(causesOf('keyCreation', accessOfKey({ permissions: permissions({ 'org.update_user_roles': known(false) }) })))).toEqual(['sessionOnly'])
  })

  it('is unknown where the server did not tell, never nothing', () => {
    const access = accessOfSession({ organization: unknown, permissions: permissions({}, unknown) })
    for (const trouble of accessTroubles) expect(causesOf(trouble, access)).toContainEqual({ kind: 'unknown', why: lookUpFailure })
    expect(causesOf('keyCreation', accessOfSession({ organization: known(organization({ policies: null })) }))).toEqual([{ kind: 'policiesNotTold' }])
  })

  it('of a reading that failed is what its refusal shows', () => {
    expect(named(causesOfUnread({ ...lookUpFailure, code: 'wrongApiKey' }))).toEqual(['keyNotAccepted'])
    expect(causesOfUnread(lookUpFailure)).toEqual([{ kind: 'unknown', why: lookUpFailure }])
  })
})
