import type { Difference } from '../domain/audit'
import type { KeyFact } from '../domain/keyInventory'
import type { Snapshot } from '../domain/snapshot'
import type { SnapshotDifference } from '../domain/snapshotDifference'
import { settingsOf } from './changedSettings'
import { keysInside } from './keyOwners'
import { keyDifferences, memberDifferences, settingsDifferences } from './stateDifference'

type Part = SnapshotDifference['members']

/** What changed from one snapshot of an organization to another; what one of them does not know is no change. */
export function differenceOf(before: Snapshot, after: Snapshot): SnapshotDifference {
  const [from, to] = [settingsOf(before.security), settingsOf(after.security)]
  return {
    before: { takenAt: before.takenAt, name: before.name },
    after: { takenAt: after.takenAt, name: after.name },
    settings: from.known && to.known ? settingsDifferences(from.value, to.value) : [],
    settingsUnknown: !from.known || !to.known,
    members: membersBetween(before, after),
    keys: keysBetween(before, after)
  }
}

function membersBetween(before: Snapshot, after: Snapshot): Part {
  // A row whose id could not be read may be anybody's.
  const rows = ({ security }: Snapshot) => security.members.filter(({ unreadable }) => unreadable === undefined)
  return partBetween(rows(before), rows(after), {
    idOf: ({ id }) => id,
    nameOf: ({ email, id }) => (email === '' ? id : email),
    differences: memberDifferences,
    whole: [before, after].every(({ security }) => security.membersCompleteness.state === 'complete' && security.members.every(({ unreadable }) => unreadable === undefined))
  })
}

function keysBetween(before: Snapshot, after: Snapshot): Part {
  // A key without any role is shown to its owner only.
  const samePerson = before.takenBy.userId === after.takenBy.userId
  const rows = ({ keys }: Snapshot): KeyFact[] => (keys.known ? keysInside(keys.value).filter(({ bindings }) => samePerson || !bindings.known || bindings.value.length > 0) : [])
  const apps = { before: before.keys.known ? before.keys.value.apps : null, after: after.keys.known ? after.keys.value.apps : null }
  return partBetween(rows(before), rows(after), {
    idOf: ({ id }) => String(id),
    nameOf: ({ name }) => name,
    differences: (one, other) => keyDifferences(one, other, { organizationId: after.organization.id, apps }),
    whole: [before, after].every(({ keys }) => keys.known && keys.value.organizationKeys.state === 'complete' && keys.value.ownKeys.state === 'complete')
  })
}

interface Reading<T> {
  idOf: (thing: T) => string
  nameOf: (thing: T) => string
  differences: (before: T, after: T) => Difference[]
  whole: boolean
}

function partBetween<T>(before: readonly T[], after: readonly T[], { idOf, nameOf, differences, whole }: Reading<T>): Part {
  const [from, to] = [new Map(before.map((thing) => [idOf(thing), thing])), new Map(after.map((thing) => [idOf(thing), thing]))]
  const named = (thing: T) => ({ id: idOf(thing), name: nameOf(thing) })
  return {
    added: [...to].filter(([id]) => !from.has(id)).map(([, thing]) => named(thing)),
    removed: [...from].filter(([id]) => !to.has(id)).map(([, thing]) => named(thing)),
    changed: [...to].flatMap(([id, thing]) => {
      const former = from.get(id)
      const found = former === undefined ? [] : differences(former, thing)
      return found.length === 0 ? [] : [{ ...named(thing), differences: found }]
    }),
    uncertain: !whole
  }
}
