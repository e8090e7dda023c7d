import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { Member } from '#shared/domain/member'
import { arrangeRows, filterMembers, indexMembers, memberColumns, noFilter, type BesideMembers, type IndexedMember, type MemberFilter, type MemberOrder } from '#shared/rules/memberFilter'
import { coverage, ranged, stillThere, toggled, toggledAll, type MemberSelection } from '#shared/rules/memberSelection'

export interface MemberChoice {
  filter: ShallowRef<MemberFilter>
  filtering: ComputedRef<boolean>
  /** Changes some parts of the filter. */
  narrow: (change: Partial<MemberFilter>) => void
  sort: ShallowRef<MemberOrder>
  sortBy: (columnId: string) => void
  /** The members whom the filter leaves, in the chosen order. */
  shown: ComputedRef<readonly IndexedMember[]>
  selection: ShallowRef<MemberSelection>
  /** How many of the selected the filter hides. */
  hidden: ComputedRef<number>
  shownAre: ComputedRef<'all' | 'none' | 'some'>
  toggle: (row: IndexedMember) => void
  toggleAll: () => void
  /** Chooses some, and lets go of others. */
  selectRange: (chosen: readonly IndexedMember[], left: readonly IndexedMember[]) => void
  clear: () => void
  /** Whom an action is for: the selected, or else everybody shown, in the chosen order. */
  targets: ComputedRef<readonly IndexedMember[]>
  /** How many these are; counted without listing them. */
  targetCount: ComputedRef<number>
  /** Changes with the filter and the order only. */
  scrollKey: ComputedRef<string>
}

/** Filter, order and selection of the members. Sorted by e-mail once per reading; everything else is a pass or two. */
export function useMemberChoice(members: () => readonly Member[], beside: () => BesideMembers, roleName: (role: string) => string): MemberChoice {
  const filter = shallowRef<MemberFilter>(noFilter)
  const sort = shallowRef<MemberOrder>({ by: 'email', direction: 'ascending' })
  const selection = shallowRef<MemberSelection>(new Set())
  const index = computed(() => indexMembers(members(), roleName))
  const arranged = computed(() => arrangeRows(index.value, sort.value, beside()))
  const shown = computed(() => filterMembers(arranged.value, filter.value, beside()))
  const selectedRows = computed(() => (selection.value.size === 0 ? [] : arranged.value.filter(({ member }) => selection.value.has(member.id))))
  const hidden = computed(() => {
    if (selection.value.size === 0) return 0
    return selection.value.size - shown.value.filter(({ member }) => selection.value.has(member.id)).length
  })

  function sortBy(columnId: string): void {
    const by = memberColumns.find((column) => column === columnId)
    if (by === undefined) return
    const turned = sort.value.by === by && sort.value.direction === 'ascending'
    // Dates and counts are looked for from the top.
    const first = by === 'keys' || by === 'asked' ? 'descending' : 'ascending'
    sort.value = { by, direction: sort.value.by === by ? (turned ? 'descending' : 'ascending') : first }
  }

  watch(index, (all) => (selection.value = stillThere(selection.value, all)))

  return {
    filter,
    filtering: computed(() => Object.entries(filter.value).some(([part, value]) => (part === 'searched' ? String(value).trim() !== '' : value !== noFilter[part as keyof MemberFilter]))),
    narrow: (change) => (filter.value = { ...filter.value, ...change }),
    sort,
    sortBy,
    shown,
    selection,
    hidden,
    shownAre: computed(() => coverage(selection.value, shown.value)),
    toggle: ({ member }) => (selection.value = toggled(selection.value, member.id)),
    toggleAll: () => (selection.value = toggledAll(selection.value, shown.value)),
    selectRange: (chosen, left) => (selection.value = ranged(selection.value, chosen, left)),
    clear: () => (selection.value = new Set()),
    targets: computed(() => (selection.value.size > 0 ? selectedRows.value : shown.value)),
    targetCount: computed(() => (selection.value.size > 0 ? selection.value.size : shown.value.length)),
    scrollKey: computed(() => `${sort.value.by} ${sort.value.direction} ${JSON.stringify(filter.value)}`)
  }
}
