import { describe, expect, it } from 'vitest'
import { effectiveAccess, reachesNothing } from '#shared/rules/keyAccess'

const until = '2027-04-11T12:00:00.000Z'
const roles = (organizationRole: string | null, ...apps: [appId: string, role: string][]) => ({ organizationRole, apps: apps.map(([appId, role]) => ({ appId, role })) })

describe('what a key can do', () => {
  it('groups apps by what can be done with them, the most first', () => {
    const access = effectiveAccess(roles(null, ['a', 'app_reader'], ['b', 'app_admin'], ['c', 'app_reader'], ['d', 'app_preview'], ['e', 'app_uploader'], ['f', 'app_developer']), { mayCreateOrganizations: false, expiresAt: until })
    expect(access.apps.map(({ ability, appIds }) => [ability, appIds.join()])).toEqual([
      ['administer', 'b'],
      ['manage', 'f'],
      ['upload', 'e'],
      ['read', 'a,c'],
      ['other', 'd']
    ])
    expect([access.organization, access.until]).toEqual(['nothing', until])
  })

  it.each(['org_admin', 'org_super_admin'])('as %s has everything, whatever apps are named', (role) => {
    expect(effectiveAccess(roles(role, ['a', 'app_reader']), { mayCreateOrganizations: true, expiresAt: null })).toMatchObject({ organization: 'everything', apps: [], createsOrganizations: true, until: null })
  })

  it('creates organizations beside an administrator’s role only', () => {
    expect(effectiveAccess(roles('org_member'), { mayCreateOrganizations: true, expiresAt: null })).toMatchObject({ organization: 'read', createsOrganizations: false })
  })

  it('names a role that nobody chooses for a key', () => {
    expect(effectiveAccess(roles('org_billing_admin'), { mayCreateOrganizations: false, expiresAt: null })).toMatchObject({ organization: 'role', role: 'org_billing_admin' })
  })

  it('is nothing without any role, and something with one on a single app', () => {
    const of = (...given: Parameters<typeof roles>) => reachesNothing(effectiveAccess(roles(...given), { mayCreateOrganizations: true, expiresAt: null }))
    expect([of(null), of(null, ['a', 'app_reader']), of('org_member')]).toEqual([true, false, false])
  })
})
