import { computed, shallowRef, type ComputedRef } from 'vue'
import type { Finding } from '#shared/domain/review'

interface FindingPlace {
  /** The one that is looked at; null: none is. */
  current: ComputedRef<Finding | null>
  /** Where it stands among those that the list showed when it was opened; what was removed since is not counted. */
  position: ComputedRef<{ number: number; count: number }>
  open: (finding: Finding, order: readonly string[]) => void
  /** To the next one, or with -1 to the one before it. */
  go: (by: 1 | -1) => void
  /** @returns what it was and where, so that the list can give it the focus */
  close: () => { id: string; index: number } | null
}

/** One finding after the other, in the order in which the list showed them: a change that moves one in the list loses no place. */
export function useFindingPlace(findings: () => readonly Finding[]): FindingPlace {
  const place = shallowRef<{ id: string; order: readonly string[] } | null>(null)
  const byId = computed(() => new Map(findings().map((one) => [one.id, one])))
  const order = computed(() => place.value?.order.filter((id) => byId.value.has(id)) ?? [])
  const index = computed(() => (place.value === null ? -1 : order.value.indexOf(place.value.id)))

  return {
    current: computed(() => (place.value === null ? null : (byId.value.get(place.value.id) ?? null))),
    position: computed(() => ({ number: index.value + 1, count: order.value.length })),
    open: (finding, shown) => void (place.value = { id: finding.id, order: shown }),
    go(by) {
      const id = order.value[index.value + by]
      if (place.value !== null && id !== undefined) place.value = { ...place.value, id }
    },
    close() {
      if (place.value === null) return null
      const left = { id: place.value.id, index: place.value.order.indexOf(place.value.id) }
      place.value = null
      return left
    }
  }
}
