import { describe, expect, it } from 'vitest'
import type { UnderstoodAuditRow } from '#shared/domain/audit'
import { activityField, happeningOf, happeningOfIntent, intentDifferences } from '#shared/rules/activitySentence'
import { recordDifferences } from '#shared/rules/differences'

const row = (more: Partial<UnderstoodAuditRow>): UnderstoodAuditRow => ({
  understood: true, id: '1', time: null, table: 'orgs', operation: 'UPDATE', recordId: '1', actor: { kind: 'user', userId: null, email: null, keyName: null }, subject: null, subjectUserId: null, role: null, invitation: false, differences: [], further: 0, ...more
})

describe('the differences of two records', () => {
  it('are the fields that differ, and the parts of a nested one each by itself', () => {
    const policy = { enabled: true, min_length: 10, require_number: true }
    expect(recordDifferences({ name: 'A', enforcing_2fa: false, password_policy_config: policy, updated_at: '1' }, { name: 'A', enforcing_2fa: true, password_policy_config: { ...policy, min_length: 12 }, updated_at: '2' })).toEqual([
      { field: 'enforcing_2fa', before: false, after: true },
      { field: 'password_policy_config.min_length', before: 10, after: 12 }
    ])
  })

  it('of something new or gone are all that was said of it', () => {
    const fields = { id: 3, name: 'beta', public: false, version: null }
    expect(recordDifferences(null, fields)).toEqual([{ field: 'name', before: null, after: 'beta' }, { field: 'public', before: null, after: false }])
    expect(recordDifferences(fields, null)).toEqual([{ field: 'name', before: 'beta', after: null }, { field: 'public', before: false, after: null }])
    expect(recordDifferences({ policy: null }, { policy: { enabled: true } })).toEqual([{ field: 'policy.enabled', before: null, after: true }])
    expect(recordDifferences(null, null)).toEqual([])
  })

  it('are told whole where they are small, and cut where they are endless', () => {
    const [list, deep, long] = recordDifferences({ a: [1], b: { c: { d: 1 } }, e: '' }, { a: [1, 2], b: { c: { d: 2 } }, e: 'x'.repeat(10_000) })
    expect(list).toEqual({ field: 'a', before: '[1]', after: '[1,2]' })
    expect(deep).toEqual({ field: 'b.c', before: '{"d":1}', after: '{"d":2}' })
    expect(String(long?.after).length).toBeLessThanOrEqual(500)
  })

  it('of hostile names are names like any other', () => {
    const before = JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}') as Record<string, unknown>
    expect(recordDifferences(before, {})).toEqual([{ field: '__proto__.a', before: 1, after: null }, { field: 'constructor', before: 1, after: null }])
    expect(recordDifferences({ toString: 'x' }, {})).toEqual([{ field: 'toString', before: 'x', after: null }])
  })
})

describe('what happened', () => {
  const changed = (...fields: [string, unknown, unknown][]) => row({ differences: fields.map(([field, before, after]) => ({ field, before, after }) as never) })
  it.each([
    ['a setting turned on', changed(['require_apikey_expiration', false, true]), { what: 'turnedOn', field: 'require_apikey_expiration' }],
    ['a setting turned off', changed(['enforcing_2fa', true, false]), { what: 'turnedOff', field: 'enforcing_2fa' }],
    ['a number changed', changed(['max_apikey_expiration_days', 30, 90]), { what: 'changed', field: 'max_apikey_expiration_days' }],
    ['a policy switched on with its parts', changed(['password_policy_config.enabled', null, true], ['password_policy_config.min_length', null, 12]), { what: 'turnedOn', field: 'password_policy_config' }],
    ['a part of a policy', changed(['password_policy_config.min_length', 10, 12]), { what: 'changed', field: 'password_policy_config' }],
    ['two settings', changed(['enforcing_2fa', false, true], ['name', 'A', 'B']), { what: 'changedSeveral', count: 2 }],
    ['more than is told', row({ differences: [{ field: 'name', before: 'A', after: 'B' }], further: 3 }), { what: 'changedSeveral', count: 4 }],
    ['nothing', changed(), { what: 'unchanged' }],
    ['an invitation', row({ table: 'org_users', operation: 'INSERT', invitation: true }), { what: 'invited' }],
    ['somebody new', row({ table: 'org_users', operation: 'INSERT' }), { what: 'added' }],
    ['an invitation accepted', { ...changed(['is_invite', true, false]), table: 'org_users' }, { what: 'joined' }],
    ['another role', { ...changed(['rbac_role_name', 'org_member', 'org_admin']), table: 'org_users' }, { what: 'roleChanged' }],
    ['somebody gone', row({ table: 'org_users', operation: 'DELETE' }), { what: 'removed' }],
    ['an invitation withdrawn', row({ table: 'org_users', operation: 'DELETE', invitation: true }), { what: 'invitationWithdrawn' }],
    ['a bundle', row({ table: 'app_versions', operation: 'INSERT' }), { what: 'created', table: 'app_versions' }],
    ['something of a newer server', row({ table: 'webhooks', operation: 'DELETE' }), { what: 'deleted', table: 'webhooks' }],
    ['a channel', { ...changed(['version', 1, 2]), table: 'channels' }, { what: 'edited', table: 'channels' }]
  ] as const)('%s', (_, given, happening) => {
    expect(happeningOf(given)).toEqual(happening)
  })

  it('on this computer: settings by Gatehouse’s names, everything else by its kind', () => {
    const intent = { kind: 'settingsChange', changes: [{ field: 'passwordPolicy', before: null, after: { enabled: true, minLength: 12 } }] } as never
    expect(happeningOfIntent(intent)).toEqual({ what: 'turnedOn', field: 'passwordPolicy' })
    expect(intentDifferences(intent)).toEqual([{ field: 'passwordPolicy.enabled', before: null, after: true }, { field: 'passwordPolicy.minLength', before: null, after: 12 }])
    expect(happeningOfIntent({ kind: 'passwordProved', changes: [] } as never)).toEqual({ what: 'passwordProved' })
  })

  it('has the same words for a setting here and at the server, and none for what it does not know', () => {
    expect([activityField('enforcing_2fa'), activityField('enforcesTwoFactor'), activityField('password_policy_config.min_length')]).toEqual(['enforcesTwoFactor', 'enforcesTwoFactor', 'passwordPolicy.minLength'])
    expect([activityField('customer_id'), activityField('constructor'), activityField('')]).toEqual([null, null, null])
  })
})
