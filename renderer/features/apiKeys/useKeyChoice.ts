import { computed, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { storeToRefs } from 'pinia'
import { filterKeys, noKeyFilter, type KeyFilter, type ListedKey } from '#shared/rules/keyListing'
import { useKeyListPlaceStore } from '../../stores/keyListPlace'

export interface KeyChoice {
  filter: Ref<KeyFilter>
  filtering: ComputedRef<boolean>
  /** Changes some parts of the filter. */
  narrow: (change: Partial<KeyFilter>) => void
  /** Passes the filter. */
  passing: ComputedRef<ReadonlySet<number>>
  /** Ids. A key that stands in two lists is selected in both; one that the filter hides stays selected. */
  selected: ShallowRef<ReadonlySet<number>>
  selectedKeys: ComputedRef<readonly ListedKey[]>
  toggle: (id: number) => void
  /** Selects these beside what is selected already, or, when they all are, lets go of them. */
  toggleAll: (rows: readonly ListedKey[]) => void
  clear: () => void
}

/** Filter and selection over all the lists of keys. The filter outlives a look at one key. */
export function useKeyChoice(keys: () => readonly ListedKey[], nowMs: () => number): KeyChoice {
  const { filter } = storeToRefs(useKeyListPlaceStore())
  const selected = shallowRef<ReadonlySet<number>>(new Set())

  // What is gone at the server is not selected any more.
  watch(keys, (all) => {
    if (selected.value.size === 0) return
    const there = new Set(all.map(({ key }) => key.id))
    const kept = [...selected.value].filter((id) => there.has(id))
    if (kept.length < selected.value.size) selected.value = new Set(kept)
  })

  return {
    filter,
    filtering: computed(() => Object.entries(filter.value).some(([part, value]) => (part === 'searched' ? String(value).trim() !== '' : value !== noKeyFilter[part as keyof KeyFilter]))),
    narrow: (change) => (filter.value = { ...filter.value, ...change }),
    passing: computed(() => new Set(filterKeys(keys(), filter.value, nowMs()).map(({ key }) => key.id))),
    selected,
    selectedKeys: computed(() => (selected.value.size === 0 ? [] : keys().filter(({ key }) => selected.value.has(key.id)))),
    toggle(id) {
      const next = new Set(selected.value)
      if (!next.delete(id)) next.add(id)
      selected.value = next
    },
    toggleAll(rows) {
      const next = new Set(selected.value)
      const all = rows.every(({ key }) => next.has(key.id))
      for (const { key } of rows) {
        if (all) next.delete(key.id)
        else next.add(key.id)
      }
      selected.value = next
    },
    clear: () => (selected.value = new Set())
  }
}
