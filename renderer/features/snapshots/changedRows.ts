import type { Difference } from '#shared/domain/audit'
import type { SnapshotDifference } from '#shared/domain/snapshotDifference'

export type Part = 'settings' | 'members' | 'keys'

/** One thing that differs: a setting, a member or a key. */
export interface ChangedRow {
  part: Part
  kind: 'added' | 'removed' | 'changed'
  id: string
  /** Empty for a setting. */
  name: string
  differences: readonly Difference[]
}

/** Everything that differs, in the order in which it is shown. */
export function changedRows({ settings, members, keys }: SnapshotDifference): ChangedRow[] {
  const ofPart = (part: 'members' | 'keys', { added, removed, changed }: SnapshotDifference['members']): ChangedRow[] => [
    ...added.map(({ id, name }): ChangedRow => ({ part, kind: 'added', id, name, differences: [] })),
    ...removed.map(({ id, name }): ChangedRow => ({ part, kind: 'removed', id, name, differences: [] })),
    ...changed.map(({ id, name, differences }): ChangedRow => ({ part, kind: 'changed', id, name, differences }))
  ]
  return [
    ...settings.map((difference): ChangedRow => ({ part: 'settings', kind: 'changed', id: difference.field, name: '', differences: [difference] })),
    ...ofPart('members', members),
    ...ofPart('keys', keys)
  ]
}
