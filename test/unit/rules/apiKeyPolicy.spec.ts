import { describe, expect, it } from 'vitest'
import type { KeyChange, KeyState, KeyWish } from '#shared/domain/apiKey'
import { clockReadingsDifferMs, expiryBounds, expiryMarginMs, judgeKeyChange, judgeKeyWish, type ChangeCircumstances, type KeyPolicy, type WishCircumstances } from '#shared/rules/apiKeyPolicy'
import { assignableKeyRoles, isLegacyKey, keyRolesIn, mayGiveRole, type KeyGiver } from '#shared/rules/keyRoles'

const here = '22222222-2222-4222-8222-222222222222'
const there = '33333333-3333-4333-8333-333333333333'
const nowMs = Date.parse('2027-03-12T09:30:00.000Z')
const dayMs = 864e5
const inDays = (days: number): string => new Date(nowMs + days * dayMs).toISOString()
const policy = (fields: Partial<KeyPolicy> = {}): KeyPolicy => ({ organizationId: here, enforcesSecureKeys: false, requiresKeyExpiration: false, maxKeyExpirationDays: null, ...fields })
const superAdmin: KeyGiver = { role: 'org_super_admin', mayManageKeys: true, mayUpdateRoles: true }
const manager: KeyGiver = { role: 'apikey_manager', mayManageKeys: true, mayUpdateRoles: false }
const app = { id: 'app-1', appId: 'com.example.app', name: 'App' }
const wish: KeyWish = { name: 'Build', secure: true, expiresAt: null, organizationRole: 'org_member', apps: [], mayCreateOrganizations: false }
const around: WishCircumstances = { organizationId: here, policy: policy(), giver: superAdmin, apps: [app], nowMs }

describe('what stands against a new key', () => {
  it.each<[string, Partial<KeyWish>, Partial<WishCircumstances>, string[]]>([
    ['nothing', {}, {}, []],
    ['a blank name', { name: '  ' }, {}, ['name nameMissing']],
    ['a plain key where secure ones are enforced', { secure: false }, { policy: policy({ enforcesSecureKeys: true }) }, ['secure plainStopsAtOnce']],
    ['a plain key elsewhere', { secure: false }, {}, []],
    ['no expiry where one is required', {}, { policy: policy({ requiresKeyExpiration: true }) }, ['expiresAt expiryRequired']],
    ['no expiry under a maximum alone', {}, { policy: policy({ maxKeyExpirationDays: 1 }) }, []],
    ['an expiry at the maximum, less the margin', { expiresAt: new Date(nowMs + 30 * dayMs - expiryMarginMs).toISOString() }, { policy: policy({ maxKeyExpirationDays: 30 }) }, []],
    ['an expiry a second later, by another reading of the clock', { expiresAt: new Date(nowMs + 30 * dayMs - expiryMarginMs + 1000).toISOString() }, { policy: policy({ maxKeyExpirationDays: 30 }) }, []],
    ['an expiry later than the clock explains', { expiresAt: new Date(nowMs + 30 * dayMs - expiryMarginMs + clockReadingsDifferMs + 1).toISOString() }, { policy: policy({ maxKeyExpirationDays: 30 }) }, ['expiresAt expiryTooLate']],
    ['an expiry after the margin', { expiresAt: new Date(nowMs + expiryMarginMs).toISOString() }, {}, []],
    ['an expiry earlier than the clock explains', { expiresAt: new Date(nowMs + expiryMarginMs - clockReadingsDifferMs - 1).toISOString() }, {}, ['expiresAt expiryTooSoon']],
    ['an expiry that is no date', { expiresAt: 'tomorrow' }, {}, ['expiresAt expiryTooSoon']],
    ['any expiry under a maximum of no days', { expiresAt: inDays(1) }, { policy: policy({ maxKeyExpirationDays: 0 }) }, ['expiresAt expiryTooLate']],
    ['no role anywhere', { organizationRole: null }, {}, ['organizationRole nothingGranted']],
    ['roles on apps alone', { organizationRole: null, apps: [{ appId: 'app-1', role: 'app_admin' }] }, {}, []],
    ['an app twice', { apps: [{ appId: 'app-1', role: 'app_reader' }, { appId: 'app-1', role: 'app_admin' }] }, {}, ['apps appTwice']],
    ['an app of nobody', { apps: [{ appId: 'app-2', role: 'app_reader' }] }, {}, ['apps appUnknown']],
    ['an app while the apps are not known', { apps: [{ appId: 'app-2', role: 'app_reader' }] }, { apps: null }, []],
    ['org.create beside Member', { mayCreateOrganizations: true }, {}, ['mayCreateOrganizations createOrganizationsNeedsAdmin']],
    ['org.create beside an app’s Admin', { organizationRole: null, apps: [{ appId: 'app-1', role: 'app_admin' }], mayCreateOrganizations: true }, {}, ['mayCreateOrganizations createOrganizationsNeedsAdmin']],
    ['org.create beside Admin', { organizationRole: 'org_admin', mayCreateOrganizations: true }, {}, []],
    ['Admin of a manager of keys', { organizationRole: 'org_admin' }, { giver: manager }, ['organizationRole roleNotAssignable']],
    ['App Admin of a manager of keys', { apps: [{ appId: 'app-1', role: 'app_admin' }] }, { giver: manager }, ['apps roleNotAssignable']],
    ['App Developer of a manager of keys', { apps: [{ appId: 'app-1', role: 'app_developer' }] }, { giver: manager }, []],
    ['somebody who manages no keys', {}, { giver: { role: 'org_member', mayManageKeys: false, mayUpdateRoles: false } }, ['organizationRole mayNotManageKeys', 'organizationRole roleNotAssignable']],
    ['nothing that is known', { organizationRole: 'org_admin', secure: false }, { giver: { role: '', mayManageKeys: null, mayUpdateRoles: null }, policy: null }, []]
  ])('is told of %s', (_, wished, circumstances, problems) => {
    expect(judgeKeyWish({ ...wish, ...wished }, { ...around, ...circumstances }).map(({ field, code }) => `${field} ${code}`)).toEqual(problems)
  })
})

describe('what stands against an edit', () => {
  const base: KeyState = { name: 'Build', expiresAt: inDays(60), roles: { organizationRole: 'org_member', apps: [] }, mayCreateOrganizations: false }
  const admin = { organizationRole: 'org_admin', apps: [] }
  const none = { organizationRole: null, apps: [] }
  const elsewhere = { organizationId: there, scope: 'org', appId: null, role: 'org_admin' }
  const circumstances: ChangeCircumstances = { ...around, kind: 'secure', kept: [], policiesElsewhere: [], notAdministered: new Set() }

  it.each<[string, KeyChange, Partial<ChangeCircumstances>, string[], Partial<KeyState>?]>([
    ['nothing', { name: 'Build 2' }, {}, []],
    ['another name with an expiry beyond the maximum', { name: 'Build 2' }, { policy: policy({ maxKeyExpirationDays: 30 }) }, []],
    ['other roles with an expiry beyond the maximum', { roles: admin }, { policy: policy({ maxKeyExpirationDays: 30 }) }, ['expiresAt expiryTooLate']],
    ['other roles with an expiry exactly at the maximum', { roles: admin }, { policy: policy({ maxKeyExpirationDays: 60 }) }, []],
    ['other roles of an expired key', { roles: admin }, { policy: policy({ maxKeyExpirationDays: 30 }) }, [], { expiresAt: inDays(-1) }],
    ['other roles without an expiry where one is required', { roles: admin }, { policy: policy({ requiresKeyExpiration: true }) }, ['expiresAt expiryRequired'], { expiresAt: null }],
    ['the same roles without an expiry where one is required', { roles: base.roles }, { policy: policy({ requiresKeyExpiration: true }) }, [], { expiresAt: null }],
    ['an expiry beyond what another organization allows', { expiresAt: inDays(20) }, { kept: [elsewhere], policiesElsewhere: [policy({ organizationId: there, maxKeyExpirationDays: 10 })] }, [`expiresAt expiryTooLate ${there}`]],
    ['no expiry where another organization requires one', { expiresAt: null }, { kept: [elsewhere], policiesElsewhere: [policy({ organizationId: there, requiresKeyExpiration: true })] }, [`expiresAt expiryRequired ${there}`]],
    ['other roles while roles elsewhere are not one’s own to give', { roles: admin }, { kept: [elsewhere], notAdministered: new Set([there]) }, [`organizationRole rolesElsewhereNotYours ${there}`]],
    ['no roles here, and some elsewhere', { roles: none }, { kept: [elsewhere] }, []],
    ['no roles at all', { roles: none }, {}, ['organizationRole nothingGranted']],
    ['other roles of a manager of keys', { roles: { organizationRole: null, apps: [{ appId: 'app-1', role: 'app_reader' }] } }, { giver: manager }, ['organizationRole mayNotChangeRoles']],
    ['another expiry of a manager of keys', { expiresAt: inDays(3) }, { giver: manager }, []],
    ['the first roles of a plain key where secure ones are enforced', { roles: admin }, { kind: 'plain', policy: policy({ enforcesSecureKeys: true }) }, ['organizationRole plainStopsAtOnce'], { roles: none }],
    ['other roles of a plain key that has stopped', { roles: admin }, { kind: 'plain', policy: policy({ enforcesSecureKeys: true }) }, []],
    ['Member for a key with org.create', { roles: { organizationRole: 'org_member', apps: [] } }, {}, ['mayCreateOrganizations createOrganizationsNeedsAdmin'], { roles: admin, mayCreateOrganizations: true }],
    ['Member for a key with org.create that is Admin elsewhere', { roles: { organizationRole: 'org_member', apps: [] } }, { kept: [elsewhere] }, [], { roles: admin, mayCreateOrganizations: true }],
    ['org.create taken away with Admin', { roles: { organizationRole: 'org_member', apps: [] }, mayCreateOrganizations: false }, {}, [], { roles: admin, mayCreateOrganizations: true }]
  ])('is told of %s', (_, change, given, problems, seen = {}) => {
    const found = judgeKeyChange({ ...base, ...seen }, change, { ...circumstances, ...given })
    expect(found.map(({ field, code, organizationId }) => `${field} ${code}${organizationId === here ? '' : ` ${organizationId}`}`)).toEqual(problems)
  })
})

describe('roles of keys', () => {
  it('are those that the person may give', () => {
    expect(assignableKeyRoles(superAdmin)).toEqual({ organization: ['org_member', 'org_admin'], app: ['app_reader', 'app_uploader', 'app_developer', 'app_admin'] })
    expect(assignableKeyRoles(manager)).toEqual({ organization: ['org_member'], app: ['app_reader', 'app_uploader', 'app_developer'] })
    expect(mayGiveRole({ ...superAdmin, role: 'org_admin' }, 'org_super_admin')).toBe('no')
    expect(mayGiveRole({ ...superAdmin, role: 'of_tomorrow' }, 'org_admin')).toBe('unknown')
  })

  it('are read by organization, those on channels apart', () => {
    const bindings = [
      { organizationId: here, scope: 'org', appId: null, role: 'org_member' },
      { organizationId: here, scope: 'app', appId: 'app-1', role: 'app_reader' },
      { organizationId: here, scope: 'channel', appId: 'app-1', role: 'channel_admin' },
      { organizationId: there, scope: 'org', appId: null, role: 'org_admin' }
    ]
    expect(keyRolesIn(bindings, here)).toEqual({ organizationRole: 'org_member', apps: [{ appId: 'app-1', role: 'app_reader' }] })
  })

  it('are none for a legacy key of one’s own, and unknown where they cannot be read', () => {
    const failed = { known: false, why: { code: 'timeout', message: '', retryable: true } } as const
    expect([isLegacyKey({ own: true, bindings: { known: true, value: [] } }), isLegacyKey({ own: true, bindings: failed }), isLegacyKey({ own: false, bindings: { known: true, value: [] } })]).toEqual(['yes', 'unknown', 'no'])
  })

  it('leave no room for an expiry where the shortest maximum is past', () => {
    const bounds = expiryBounds([policy({ maxKeyExpirationDays: 90 }), policy({ organizationId: there, maxKeyExpirationDays: 0, requiresKeyExpiration: true })], nowMs)
    expect([bounds.required, bounds.maximum, (bounds.latestMs ?? 0) < bounds.earliestMs]).toEqual([true, { days: 0, organizationId: there }, true])
  })
})
