import type { IndexedMember } from './memberFilter'

/** Ids of the members that were chosen one by one or all at once. Those hidden by a filter stay chosen. */
export type MemberSelection = ReadonlySet<string>

export function toggled(selection: MemberSelection, id: string): MemberSelection {
  const next = new Set(selection)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Whether all, none or some of the shown are chosen. */
export function coverage(selection: MemberSelection, shown: readonly IndexedMember[]): 'all' | 'none' | 'some' {
  if (selection.size === 0 || shown.length === 0) return 'none'
  let chosen = 0
  for (const { member } of shown) if (selection.has(member.id)) chosen += 1
  return chosen === 0 ? 'none' : chosen === shown.length ? 'all' : 'some'
}

/** Chooses all that are shown beside what is chosen already, or, when they all are, lets go of them. */
export function toggledAll(selection: MemberSelection, shown: readonly IndexedMember[]): MemberSelection {
  const next = new Set(selection)
  const letGo = coverage(selection, shown) === 'all'
  for (const { member } of shown) {
    if (letGo) next.delete(member.id)
    else next.add(member.id)
  }
  return next
}

/** Lets go of some and chooses others beside what is chosen already. */
export function ranged(selection: MemberSelection, chosen: readonly IndexedMember[], left: readonly IndexedMember[]): MemberSelection {
  const next = new Set(selection)
  for (const { member } of left) next.delete(member.id)
  for (const { member } of chosen) next.add(member.id)
  return next
}

/** What is left of a selection among the members of another reading. */
export function stillThere(selection: MemberSelection, all: readonly IndexedMember[]): MemberSelection {
  if (selection.size === 0) return selection
  const kept = new Set<string>()
  for (const { member } of all) if (selection.has(member.id)) kept.add(member.id)
  return kept.size === selection.size ? selection : kept
}
