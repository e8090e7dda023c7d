import { computed, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { asAppError } from '#shared/errors/appError'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { failedAfter, shownData, type RemoteData } from './remoteData'

/** What the credential in use may do in one organization. Answers for another organization or another credential are dropped. */
export const useOrganizationAccessStore = defineStore('organizationAccess', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const organizationId = ref<string | null>(null)
  const state = shallowRef<RemoteData<OrganizationAccess>>({ status: 'idle' })
  const refreshing = ref(false)
  let reading: Promise<void> | null = null
  let generation = 0

  const access = computed(() => shownData(state.value)?.data ?? null)

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
    if (id === null) return Promise.resolve()
    reading ??= read(id, generation)
    return reading
  }

  async function read(id: string, asked: number): Promise<void> {
    refreshing.value = true
    if (access.value === null) state.value = { status: 'loading' }
    try {
      const data = await desktop.organizationAccess.read({ organizationId: id })
      if (asked === generation) state.value = { status: 'ready', data, fetchedAt: data.readAt }
    } catch (thrown) {
      if (asked === generation) state.value = failedAfter(state.value, asAppError(thrown))
    } finally {
      if (asked === generation) {
        reading = null
        refreshing.value = false
      }
    }
  }

  // What one credential may do says nothing of another.
  watch(
    () => connection.signInId,
    () => void open(null),
    { flush: 'sync' }
  )

  return { organizationId, state, access, refreshing, open, refresh }
})
