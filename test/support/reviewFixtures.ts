import type { PlannedStep, ReviewBase } from '#shared/domain/review'
import type { Snapshot } from '#shared/domain/snapshot'
import type { KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { settingsOf } from '#shared/rules/changedSettings'
import { inventory, key, othersKey } from './keyInventoryFixtures'
import { noPolicies, organizationId, ownUserId, security } from './organizationSecurityFixtures'

/** The organization of `security()` with an own and somebody else's key, taken by its super admin. */
export function snapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    version: 1,
    id: '3f0e6f0a-30c1-4c7f-8f0b-5a3a1be1a001',
    name: 'Before the audit',
    cause: 'person',
    begunAt: '2027-03-12T09:29:58.000Z',
    takenAt: '2027-03-12T09:30:00.000Z',
    server: 'capgo.app',
    demo: false,
    takenBy: { userId: ownUserId, email: 'ines@example.com', credential: 'session' },
    organization: { id: organizationId, name: 'Harbour Lights', role: 'org_super_admin', invited: false, blockedBy: [], enforcesTwoFactor: false, policies: noPolicies },
    security: security(),
    keys: { known: true, value: inventory([key(1), othersKey(2)]) },
    audit: { known: true, value: { rows: [], total: 0 } },
    changedMeanwhile: [],
    ...changes
  }
}

/** As a review of that snapshot rests on it; everybody and every key is in it. */
export function baseOf(taken: Snapshot): ReviewBase {
  const settings = settingsOf(taken.security)
  return {
    snapshotId: taken.id,
    snapshotHash: 'a'.repeat(64),
    takenAt: taken.takenAt,
    settings: settings.known ? settings.value : null,
    members: taken.security.members,
    keys: taken.keys.known ? taken.keys.value.keys : [],
    reach: { members: true, keys: taken.keys.known }
  }
}

export const todayOf = (taken: Snapshot): { security: OrganizationSecurity; keys: KeyInventory | null } => ({ security: taken.security, keys: taken.keys.known ? taken.keys.value : null })

export const stepId = (index: number): string => `5b0c1d2e-0000-4000-8000-${String(index).padStart(12, '0')}`
export const settingsStep = (change: Extract<PlannedStep, { kind: 'settings' }>['change'], index = 1): PlannedStep => ({ kind: 'settings', id: stepId(index), note: '', change })
export const keyStep = (keyId: number, action: Extract<PlannedStep, { kind: 'key' }>['action'], expiresAt: string | null = null, index = 1): PlannedStep => ({ kind: 'key', id: stepId(index), note: '', keyId, action, expiresAt })
export const notifyStep = (memberIds: string[], goal: 'twoFactor' | 'password' = 'twoFactor', index = 1): PlannedStep => ({ kind: 'notifyMembers', id: stepId(index), note: '', goal, memberIds })
