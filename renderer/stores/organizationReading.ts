import { computed, ref, shallowRef, watch } from 'vue'
import { asAppError } from '#shared/errors/appError'
import { useConnectionStore } from './connection'
import { failedAfter, shownData, type RemoteData } from './remoteData'

/**
 * Something that the server has of the organization that is open, read whole. For use inside a store. Answers for another
 * organization or another credential are dropped.
 */
export function useOrganizationReading<T extends { readAt: string }>(ask: (organizationId: string) => Promise<T>) {
  const connection = useConnectionStore()
  const organizationId = ref<string | null>(null)
  const state = shallowRef<RemoteData<T>>({ status: 'idle' })
  const refreshing = ref(false)
  let reading: Promise<void> | null = null
  let generation = 0

  const data = computed<T | null>(() => shownData(state.value)?.data ?? null)

  /** Shows another organization; null shows none. The former one's data is dropped at once. */
  async function open(id: string | null): Promise<void> {
    if (id === organizationId.value) return
    generation += 1
    reading = null
    organizationId.value = id
    refreshing.value = false
    state.value = id === null ? { status: 'idle' } : { status: 'loading' }
    await refresh()
  }

  /** Reads again; several calls at once are one reading. A failure is a state, not an error. */
  function refresh(): Promise<void> {
    const id = organizationId.value
    // A snapshot says the same again.
    if (id === null || (connection.snapshot !== null && state.value.status === 'ready')) return Promise.resolve()
    reading ??= read(id, generation)
    return reading
  }

  /** Reads anew: a reading that is on its way may tell of a moment before a change. What is shown stays until then. */
  function reread(): Promise<void> {
    generation += 1
    reading = null
    return refresh()
  }

  async function read(id: string, asked: number): Promise<void> {
    refreshing.value = true
    if (data.value === null) state.value = { status: 'loading' }
    try {
      const answer = await ask(id)
      if (asked === generation) state.value = { status: 'ready', data: answer, fetchedAt: answer.readAt }
    } catch (thrown) {
      if (asked === generation) state.value = failedAfter(state.value, asAppError(thrown))
    } finally {
      if (asked === generation) {
        reading = null
        refreshing.value = false
      }
    }
  }

  // What one credential is told says nothing of what another is.
  watch(
    () => connection.signInId,
    () => void open(null),
    { flush: 'sync' }
  )

  return { organizationId, state, data, refreshing, open, refresh, reread }
}
