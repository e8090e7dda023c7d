import type { KeyFact, KeyInventory } from '#shared/domain/keyInventory'
import { organizationId, ownUserId } from './organizationSecurityFixtures'

/** An own secure key that expires in time and serves this organization only. */
export function key(id: number, changes: Partial<KeyFact> = {}): KeyFact {
  return {
    id,
    rbacId: `binding-${String(id)}`,
    name: `Key ${String(id)}`,
    ownerId: ownUserId,
    ownerEmail: 'ines@example.com',
    createdAt: '2027-01-01T00:00:00.000Z',
    expiresAt: '2027-04-01T00:00:00.000Z',
    kind: 'secure',
    own: true,
    inUse: 'no',
    updatedAt: null,
    mayCreateOrganizations: 'no',
    bindings: { known: true, value: [{ organizationId, scope: 'org', appId: null, role: 'org_member' }] },
    ...changes
  }
}

/** Somebody else's key, of which nobody tells the kind. */
export function othersKey(id: number, changes: Partial<KeyFact> = {}): KeyFact {
  return key(id, { own: false, kind: 'unknown', ownerId: 'second', ownerEmail: 'omar@example.com', ...changes })
}

export function inventory(keys: readonly KeyFact[], changes: Partial<KeyInventory> = {}): KeyInventory {
  return { organizationId, readingId: '6e3d9d4f-4a6c-4b97-9a1f-1d7a5a2c3b12', readAt: '2027-03-12T09:30:00.000Z', keys: [...keys], organizationKeys: { state: 'complete' }, ownKeys: { state: 'complete' }, apps: { known: true, value: [] }, clockSkewMs: 0, ...changes }
}
