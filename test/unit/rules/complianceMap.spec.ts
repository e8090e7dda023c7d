import { describe, expect, it } from 'vitest'
import type { SecurityPolicies } from '#shared/domain/organization'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { complianceMap, standards, type ControlFinding, type Standard } from '#shared/rules/complianceMap'
import { lookUpFailure, noPolicies, security } from '../../support/organizationSecurityFixtures'

const policy = { enabled: true, minLength: 12, requireUppercase: true, requireNumber: true, requireSpecial: false }
const having = (policies: Partial<SecurityPolicies>, changes: Partial<OrganizationSecurity> = {}): OrganizationSecurity => security({ policies: { known: true, value: { ...noPolicies, ...policies } }, ...changes })

function control(standard: Standard, name: string, read: OrganizationSecurity | null): ControlFinding {
  const found = complianceMap(read)
    .find((one) => one.standard === standard)
    ?.controls.find((one) => one.control === name)
  if (!found) throw new Error(`${standard} ${name}`)
  return found
}

describe('what bears on the standards', () => {
  it('is told of each of the five', () => {
    expect(complianceMap(security()).map(({ standard }) => standard)).toEqual([...standards])
  })

  it('is all in place, all missing or all unknown', () => {
    const everything = having({ passwordPolicy: policy, enforcesSecureKeys: true, requiresKeyExpiration: true, maxKeyExpirationDays: 60, enforcesEncryptedBundles: true }, { enforcesTwoFactor: { known: true, value: true } })
    expect(complianceMap(everything).every(({ state }) => state === 'satisfied')).toBe(true)
    expect(complianceMap(having({})).every(({ state }) => state === 'missing')).toBe(true)
    expect(complianceMap(null).every(({ state, controls }) => state === 'unknown' && controls.every((one) => one.state === 'unknown'))).toBe(true)
  })

  it.each([
    [11, 'missing'],
    [12, 'satisfied'],
    [20, 'satisfied']
  ] as const)('asks 12 characters for PCI DSS 8.3.6: %d', (minLength, state) => {
    const finding = control('pciDss', '8.3.6', having({ passwordPolicy: { ...policy, minLength } }))
    expect(finding.requirements[0]).toEqual({ name: 'passwordLength', state, found: minLength, needed: 12 })
    expect(finding.state).toBe(state)
  })

  it('asks a digit and a letter beside them', () => {
    expect(control('pciDss', '8.3.6', having({ passwordPolicy: { ...policy, requireNumber: false } })).state).toBe('missing')
    expect(control('pciDss', '8.3.6', having({ passwordPolicy: { ...policy, requireUppercase: false } })).state).toBe('missing')
  })

  it('counts nothing of a policy that is not enforced', () => {
    expect(control('pciDss', '8.3.6', having({ passwordPolicy: { ...policy, enabled: false } })).requirements[0]).toEqual({ name: 'passwordLength', state: 'missing', found: null, needed: 12 })
  })

  it('tells the maximum that was found', () => {
    expect(control('pciDss', '8.6.3', having({ requiresKeyExpiration: true, maxKeyExpirationDays: 90 }))).toMatchObject({ state: 'satisfied', requirements: [{ name: 'keyExpiration' }, { name: 'keyMaximum', found: 90 }] })
  })

  it('is missing as soon as anything is, and unknown only where nothing is missing', () => {
    const unclear = security({ enforcesTwoFactor: { known: true, value: false }, policies: { known: false, why: lookUpFailure } })
    expect(control('soc2', 'CC6.1', unclear)).toMatchObject({ state: 'missing', requirements: [{ state: 'missing' }, { state: 'unknown' }, { state: 'unknown' }] })
    expect(control('soc2', 'CC6.2', unclear).state).toBe('unknown')
    expect(control('pciDss', '8.4', { ...unclear, enforcesTwoFactor: { known: true, value: true } }).state).toBe('satisfied')
  })
})
