import { describe, expect, it } from 'vitest'
import type { OrganizationSummary } from '#shared/domain/organization'
import { attentionGroups, isInGroup, postureTotals, stateOfOrganization } from '#shared/rules/organizationPosture'

const plain: OrganizationSummary = { id: '00000000-0000-4000-8000-000000000001', name: 'A', role: 'org_admin', invited: false, blockedBy: [], enforcesTwoFactor: true, policies: null }
const samples = {
  sound: plain,
  lax: { ...plain, enforcesTwoFactor: false },
  invited: { ...plain, invited: true },
  withoutTwoFactor: { ...plain, blockedBy: ['twoFactor'] },
  withoutPassword: { ...plain, blockedBy: ['passwordPolicy'], enforcesTwoFactor: false },
  withoutBoth: { ...plain, blockedBy: ['twoFactor', 'passwordPolicy'] },
  // Accepting comes first; what blocks afterwards is said then.
  invitedAndBlocked: { ...plain, invited: true, blockedBy: ['twoFactor'] }
} satisfies Record<string, OrganizationSummary>

describe('the posture of organizations', () => {
  it('names one state of each, the invitation first', () => {
    expect(Object.fromEntries(Object.entries(samples).map(([name, one]) => [name, stateOfOrganization(one, 'session')]))).toEqual({
      sound: 'open', lax: 'open', invited: 'invited', withoutTwoFactor: 'blocked', withoutPassword: 'blocked', withoutBoth: 'blocked', invitedAndBlocked: 'invited'
    })
  })

  it('keeps nothing from an API key that is kept from its owner', () => {
    const open = Object.entries(samples).filter(([, one]) => stateOfOrganization(one, 'apiKey') === 'open').map(([name]) => name)
    expect(open).toEqual(['sound', 'lax', 'withoutTwoFactor', 'withoutPassword', 'withoutBoth'])
    expect(isInGroup(samples.withoutTwoFactor, 'closed', 'apiKey')).toBe(false)
    expect(isInGroup(samples.withoutTwoFactor, 'attention', 'apiKey')).toBe(true)
  })

  it('counts each organization once among those that are blocked', () => {
    expect(postureTotals(Object.values(samples))).toEqual({ total: 7, withoutEnforcement: 2, blockedByTwoFactor: 1, blockedByPassword: 1, blockedByBoth: 1, invited: 2 })
    expect(postureTotals([])).toEqual({ total: 0, withoutEnforcement: 0, blockedByTwoFactor: 0, blockedByPassword: 0, blockedByBoth: 0, invited: 0 })
  })

  it('groups them by what they need', () => {
    const groups = Object.fromEntries(attentionGroups.map((group) => [group, Object.entries(samples).flatMap(([name, one]) => (isInGroup(one, group, 'session') ? [name] : []))]))
    expect(groups).toEqual({
      all: Object.keys(samples),
      attention: ['lax', 'invited', 'withoutTwoFactor', 'withoutPassword', 'withoutBoth', 'invitedAndBlocked'],
      notRequired: ['lax', 'withoutPassword'],
      closed: ['invited', 'withoutTwoFactor', 'withoutPassword', 'withoutBoth', 'invitedAndBlocked']
    })
  })
})
