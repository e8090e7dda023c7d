import { computed, ref, shallowRef, watch, type ShallowRef } from 'vue'
import { asAppError } from '#shared/errors/appError'
import { useConnectionStore } from './connection'
import { failedAfter, shownData, type RemoteData } from './remoteData'

/** A page as it was read; pages count from 0. */
export interface ReadPage {
  page: number
  limit: number
  total: number
  readAt: string
}

/**
 * Something long that is read page by page, with a filter. For use inside a store. The page that is shown stays while
 * another is read; what was read with another filter, organization or credential is dropped at once.
 */
export function usePagedReading<Filter extends object, T extends ReadPage>(everything: Filter, ask: (organizationId: string, filter: Filter, page: number) => Promise<T>) {
  const connection = useConnectionStore()
  const organizationId = ref<string | null>(null)
  const filter: ShallowRef<Filter> = shallowRef(everything)
  const state = shallowRef<RemoteData<T>>({ status: 'idle' })
  const refreshing = ref(false)
  let asked = 0
  let wanted = 0

  const data = computed<T | null>(() => shownData(state.value)?.data ?? null)

  /** Begins anew at the first page. */
  function begin(): Promise<void> {
    wanted = 0
    state.value = organizationId.value === null ? { status: 'idle' } : { status: 'loading' }
    return read(0)
  }

  function open(id: string | null): Promise<void> {
    if (id === organizationId.value) return Promise.resolve()
    organizationId.value = id
    return begin()
  }

  function refine(change: Partial<Filter>): Promise<void> {
    filter.value = { ...filter.value, ...change }
    return begin()
  }

  /** True when the page is shown now. */
  async function goTo(page: number): Promise<boolean> {
    wanted = page
    await read(page)
    return state.value.status === 'ready' && data.value?.page === page
  }

  async function read(page: number): Promise<void> {
    const mine = ++asked
    const id = organizationId.value
    refreshing.value = id !== null
    if (id === null) return
    if (data.value === null) state.value = { status: 'loading' }
    try {
      const answer = await ask(id, filter.value, page)
      if (mine === asked) state.value = { status: 'ready', data: answer, fetchedAt: answer.readAt }
    } catch (thrown) {
      if (mine !== asked) return
      state.value = failedAfter(state.value, asAppError(thrown))
      // What is still shown is the page that was shown before.
      wanted = data.value?.page ?? page
    } finally {
      if (mine === asked) refreshing.value = false
    }
  }

  // What one credential is told says nothing of what another is.
  watch(
    () => connection.signInId,
    () => void open(null),
    { flush: 'sync' }
  )

  return { organizationId, filter, state, data, refreshing, open, refine, goTo, refresh: () => read(wanted) }
}
