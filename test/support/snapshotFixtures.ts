import { randomUUID } from 'node:crypto'
import { snapshotSchema, type Snapshot } from '#shared/domain/snapshot'
import { inventory, key } from './keyInventoryFixtures'
import { manyMembers, noPolicies, organizationId, security } from './organizationSecurityFixtures'

/** Somebody's state of Harbour Lights, taken whole. */
export function snapshotOf(changes: Partial<Snapshot> = {}): Snapshot {
  const read = security()
  return {
    version: 1,
    id: randomUUID(),
    name: 'Before the audit',
    cause: 'person',
    begunAt: '2027-03-12T09:29:58.000Z',
    takenAt: '2027-03-12T09:30:00.000Z',
    server: 'capgo.example.com',
    demo: false,
    takenBy: { userId: read.actor.userId, email: 'ines@example.com', credential: 'session' },
    organization: { id: organizationId, name: 'Harbour Lights', role: 'org_super_admin', invited: false, blockedBy: [], enforcesTwoFactor: false, policies: noPolicies },
    security: read,
    keys: { known: true, value: inventory([key(1), key(2)]) },
    audit: { known: true, value: { rows: [], total: 0 } },
    changedMeanwhile: [],
    ...changes
  }
}

/** Of so many members and keys. */
export function largeSnapshot(members: number, keys: number): Snapshot {
  return snapshotSchema.parse(
    snapshotOf({
      security: security({ members: manyMembers(members - 2) }),
      keys: { known: true, value: inventory(Array.from({ length: keys }, (_, index) => key(index + 1))) }
    })
  )
}
