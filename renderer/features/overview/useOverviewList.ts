import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { OrganizationSummary } from '#shared/domain/organization'
import { attentionGroups, isInGroup, type AttentionGroup } from '#shared/rules/organizationPosture'
import { useOrganizationWords } from '../../composables/useOrganizationWords'
import { useConnectionStore } from '../../stores/connection'
import { useOrganizationsStore } from '../../stores/organizations'
import { useOverviewStore } from '../../stores/overview'
import { arrangeOrganizations, sortableColumns, type OverviewSort } from './overviewOrder'

export interface OverviewList {
  searched: Ref<string>
  group: Ref<AttentionGroup>
  /** How many there are in each group, whatever is searched. */
  groupSizes: ComputedRef<Record<AttentionGroup, number>>
  sort: ShallowRef<OverviewSort>
  /** Sorts by the column, or turns its direction round when it is sorted by already. */
  sortBy: (columnId: string) => void
  shown: ComputedRef<readonly OrganizationSummary[]>
  /** Changes with search, group and order only. */
  scrollKey: ComputedRef<string>
}

/** Search, groups and order of the organizations. */
export function useOverviewList(organizations: () => readonly OrganizationSummary[]): OverviewList {
  const { locale } = useI18n()
  const words = useOrganizationWords()
  const overview = useOverviewStore()
  const connection = useConnectionStore()
  const { stateOf } = useOrganizationsStore()
  const belongs = (organization: OrganizationSummary, one: AttentionGroup): boolean => isInGroup(organization, one, connection.connection?.credential.kind ?? 'session')
  const searched = ref('')
  const group = ref<AttentionGroup>('all')
  const sort = shallowRef<OverviewSort>({ by: 'name', direction: 'ascending' })
  const collator = computed(() => new Intl.Collator(locale.value, { numeric: true }))
  // As they stood when counting last came to rest: rows that change places with every answer could not be read.
  const restingCounts = shallowRef(overview.counts)
  watch(
    () => overview.resting,
    (resting) => {
      if (resting) restingCounts.value = overview.counts
    }
  )

  const named = computed(() => organizations().map((organization) => ({ organization, name: words.name(organization), text: words.searchText(organization) })))
  const sorted = computed(() =>
    arrangeOrganizations(named.value, sort.value, {
      compareNames: (one, other) => collator.value.compare(one, other),
      stateOf,
      without: ({ id }) => {
        const counted = restingCounts.value.get(id)?.withoutTwoFactor
        return counted?.known === true ? counted.value : null
      }
    })
  )
  const shown = computed(() => {
    const wanted = searched.value.trim().toLowerCase()
    return sorted.value.filter(({ organization, text }) => text.includes(wanted) && belongs(organization, group.value)).map(({ organization }) => organization)
  })
  const sizeOf = (one: AttentionGroup): number => organizations().filter((organization) => belongs(organization, one)).length

  function sortBy(columnId: string): void {
    const by = sortableColumns.find((column) => column === columnId)
    if (by === undefined) return
    restingCounts.value = overview.counts
    const turned = sort.value.by === by && sort.value.direction === 'ascending'
    sort.value = { by, direction: turned ? 'descending' : 'ascending' }
  }

  return {
    searched,
    group,
    groupSizes: computed(() => Object.fromEntries(attentionGroups.map((one) => [one, sizeOf(one)])) as Record<AttentionGroup, number>),
    sort,
    sortBy,
    shown,
    scrollKey: computed(() => `${sort.value.by} ${sort.value.direction} ${group.value} ${searched.value}`)
  }
}
