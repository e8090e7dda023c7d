import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useAnnounce } from '../../composables/useAnnounce'
import type { ReadPage } from '../../stores/pagedReading'
import type { ActivityEntry } from './activityEntry'
import { useActivityWords } from './useActivityWords'

export interface Entries {
  searched: Ref<string>
  /** What a search leaves of the page. */
  shown: ComputedRef<readonly ActivityEntry[]>
  range: (page: ReadPage & { rows: readonly unknown[] }) => string
  /** Turns to another page, and says which part is shown then. */
  turn: (page: number) => Promise<void>
}

/** The entries of one page, searched, and turning to another. */
export function useEntries(entries: () => readonly ActivityEntry[], paged: { goTo(page: number): Promise<boolean>; data: () => (ReadPage & { rows: readonly unknown[] }) | null }): Entries {
  const { t, number } = useActivityWords()
  const announce = useAnnounce()
  const searched = ref('')

  const shown = computed(() => {
    const wanted = searched.value.trim().toLowerCase()
    if (wanted === '') return entries()
    return entries().filter(({ sentence, by, record }) => [sentence, by, record].some((text) => text.toLowerCase().includes(wanted)))
  })

  function range({ page, limit, total, rows }: ReadPage & { rows: readonly unknown[] }): string {
    if (rows.length === 0) return t('page.none', { total: number(total) })
    return t('page.range', { from: number(page * limit + 1), to: number(page * limit + rows.length), total: number(total) })
  }

  async function turn(page: number): Promise<void> {
    const turned = await paged.goTo(page)
    const data = paged.data()
    if (turned && data !== null) announce(range(data))
  }

  return { searched, shown, range, turn }
}
