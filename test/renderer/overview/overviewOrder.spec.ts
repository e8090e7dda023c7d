import { describe, expect, it } from 'vitest'
import type { OrganizationSummary, SecurityPolicies } from '#shared/domain/organization'
import { stateOfOrganization } from '#shared/rules/organizationPosture'
import { arrangeOrganizations, sortableColumns, type SortableColumn } from '../../../renderer/features/overview/overviewOrder'
import { createRandom } from '../../support/random'
import { id } from '../support/connections'

const policies: SecurityPolicies = { passwordPolicy: null, enforcesSecureKeys: false, requiresKeyExpiration: false, maxKeyExpirationDays: null, enforcesEncryptedBundles: false, requiredEncryptionKey: null }
const one = (number: number, name: string, given: Partial<OrganizationSummary> = {}): OrganizationSummary => ({ id: id(number), name, role: 'org_admin', invited: false, blockedBy: [], enforcesTwoFactor: false, policies, ...given })
const password = (minLength: number) => ({ enabled: true, minLength, requireUppercase: false, requireNumber: false, requireSpecial: false })

const organizations = [
  one(1, 'Delta', { role: 'org_member', policies: null }),
  one(2, 'alpha', { enforcesTwoFactor: true, policies: { ...policies, passwordPolicy: password(8), requiresKeyExpiration: true, maxKeyExpirationDays: 30 } }),
  one(3, 'Bravo', { invited: true, role: 'org_super_admin', policies: { ...policies, requiresKeyExpiration: true, enforcesSecureKeys: true } }),
  one(4, 'Charlie', { blockedBy: ['twoFactor'], role: 'auditor', enforcesTwoFactor: true, policies: { ...policies, passwordPolicy: password(14), requiresKeyExpiration: true, maxKeyExpirationDays: 90 } })
]
const withoutOf = new Map([[id(2), 3], [id(4), 12]])
const order = { compareNames: new Intl.Collator('en').compare, stateOf: (organization: OrganizationSummary) => stateOfOrganization(organization, 'session'), without: (organization: OrganizationSummary) => withoutOf.get(organization.id) ?? null }
const named = (list: readonly OrganizationSummary[]) => list.map((organization) => ({ organization, name: organization.name }))
const names = (by: SortableColumn, direction: 'ascending' | 'descending', list = organizations) => arrangeOrganizations(named(list), { by, direction }, order).map(({ name }) => name)

describe('the order of the overview', () => {
  it.each<[SortableColumn, string[], string[]]>([
    ['name', ['alpha', 'Bravo', 'Charlie', 'Delta'], ['Delta', 'Charlie', 'Bravo', 'alpha']],
    ['role', ['Bravo', 'alpha', 'Delta', 'Charlie'], ['Charlie', 'Delta', 'alpha', 'Bravo']],
    ['state', ['Charlie', 'Bravo', 'alpha', 'Delta'], ['alpha', 'Delta', 'Bravo', 'Charlie']],
    ['twoFactor', ['Bravo', 'Delta', 'alpha', 'Charlie'], ['alpha', 'Charlie', 'Bravo', 'Delta']],
    // What is not told stands last in both directions.
    ['password', ['Bravo', 'alpha', 'Charlie', 'Delta'], ['Charlie', 'alpha', 'Bravo', 'Delta']],
    ['keys', ['alpha', 'Charlie', 'Bravo', 'Delta'], ['Bravo', 'alpha', 'Charlie', 'Delta']],
    ['expiry', ['Bravo', 'Charlie', 'alpha', 'Delta'], ['alpha', 'Charlie', 'Bravo', 'Delta']],
    ['without', ['Charlie', 'alpha', 'Bravo', 'Delta'], ['alpha', 'Charlie', 'Bravo', 'Delta']]
  ])('by %s', (by, ascending, descending) => {
    expect(names(by, 'ascending')).toEqual(ascending)
    expect(names(by, 'descending')).toEqual(descending)
  })

  it('is the same whatever order they came in, and loses nobody', () => {
    const { next } = createRandom(20270312)
    for (let round = 0; round < 200; round++) {
      const mixed = organizations.map((organization) => ({ organization, at: next() })).sort((a, b) => a.at - b.at).map(({ organization }) => organization)
      for (const by of sortableColumns) {
        for (const direction of ['ascending', 'descending'] as const) expect(names(by, direction, mixed)).toEqual(names(by, direction))
      }
    }
  })
})
