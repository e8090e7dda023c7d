import { sha256 } from '../store/hashing'
import { toTimestamp } from '../store/timestamps'
import { DAY_MS, type Person } from './demoPeople'
import { countedUuid } from './seededUuid'
import type { WorldApiKey } from './world'

interface KeyWish {
  name: string
  /** position of the owner among the members */
  owner: number
  hashed?: boolean
  /** days from now; negative for one that expired */
  expiresInDays?: number
  /** role on the organization; none for a legacy key */
  orgRole?: string
  /** role on one app, by the app's position */
  appRole?: { role: string; app: number }
}

export interface SampleKey {
  row: WorldApiKey
  wish: KeyWish
}

const first: readonly KeyWish[] = [
  { name: 'Operations console', owner: 0, orgRole: 'org_super_admin' },
  { name: 'Driver app release', owner: 0, hashed: true, expiresInDays: 60, orgRole: 'org_member', appRole: { role: 'app_uploader', app: 0 } },
  { name: 'Nightly upload', owner: 0, expiresInDays: 5, orgRole: 'org_member', appRole: { role: 'app_uploader', app: 1 } },
  { name: 'Spring migration', owner: 0, expiresInDays: -10, orgRole: 'org_admin' },
  { name: 'Old build machine', owner: 0 },
  { name: 'Release pipeline', owner: 1, hashed: true, expiresInDays: 30, orgRole: 'org_admin' },
  { name: 'Warehouse preview', owner: 3, hashed: true, expiresInDays: 14, orgRole: 'org_member', appRole: { role: 'app_preview', app: 1 } },
  { name: 'Status dashboard', owner: 4, orgRole: 'org_member', appRole: { role: 'app_reader', app: 2 } }
]

/** @param count exact number of keys */
export function demoKeys(count: number, people: readonly Person[], nowMs: number): SampleKey[] {
  return Array.from({ length: count }, (_, position) => {
    const wish = first[position] ?? laterWish(position, people.length)
    const created = toTimestamp(nowMs - (200 - (position % 180)) * DAY_MS)
    const key = countedUuid(3, position)
    const row: WorldApiKey = {
      id: position + 1, rbac_id: countedUuid(4, position), user_id: people[wish.owner % people.length]?.user.id ?? '', name: wish.name, hashed: wish.hashed ?? false,
      key, key_hash: wish.hashed ? sha256(key) : null, created_at: created, updated_at: created, global_permissions: [],
      expires_at: wish.expiresInDays === undefined ? null : toTimestamp(nowMs + wish.expiresInDays * DAY_MS)
    }
    return { row, wish }
  })
}

function laterWish(position: number, people: number): KeyWish {
  return {
    name: `Automation ${position + 1}`, owner: position % people, hashed: position % 3 === 0, orgRole: 'org_member',
    ...(position % 4 === 1 ? { expiresInDays: (position % 90) + 1 } : {})
  }
}
