import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Member } from '#shared/domain/member'
import { arrangeMembers, membersByEmail, searchMembers, type MemberSort } from '#shared/rules/memberList'

export interface MemberSearch {
  searched: Ref<string>
  searching: ComputedRef<boolean>
  sort: ShallowRef<MemberSort>
  /** Sorts by the column, or turns its direction round when it is sorted by already. */
  sortBy: (columnId: string) => void
  /** All of them in the chosen order, whatever is searched. */
  sorted: ComputedRef<readonly Member[]>
  shown: ComputedRef<readonly Member[]>
  /** Changes with the search and the order only. */
  scrollKey: ComputedRef<string>
}

/** Search and order of a list of members. Sorted once per reading; typing and other orders are single passes. */
export function useMemberSearch(members: () => readonly Member[], roleName: (role: string) => string): MemberSearch {
  const searched = ref('')
  const sort = shallowRef<MemberSort>({ by: 'email', direction: 'ascending' })
  const byEmail = computed(() => membersByEmail(members()))
  const sorted = computed(() => arrangeMembers(byEmail.value, sort.value))
  const shown = computed(() => searchMembers(sorted.value, searched.value, roleName))

  function sortBy(columnId: string): void {
    if (columnId !== 'email' && columnId !== 'role') return
    const turned = sort.value.by === columnId && sort.value.direction === 'ascending'
    sort.value = { by: columnId, direction: turned ? 'descending' : 'ascending' }
  }

  return {
    searched,
    searching: computed(() => searched.value.trim() !== ''),
    sort,
    sortBy,
    sorted,
    shown,
    scrollKey: computed(() => `${sort.value.by} ${sort.value.direction} ${searched.value}`)
  }
}
