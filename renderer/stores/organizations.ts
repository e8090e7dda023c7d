import { computed, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { asAppError } from '#shared/errors/appError'
import type { OrganizationSummary } from '#shared/domain/organization'
import { compareRoles } from '#shared/rules/roleOrder'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { failedAfter, shownData, type RemoteData } from './remoteData'

/** Whether the signed-in person can look into it at all. */
export function isOpenTo(organization: OrganizationSummary): boolean {
  return !organization.invited && organization.blockedBy.length === 0
}

/** The organizations of the connection, and the one that is open. */
export const useOrganizationsStore = defineStore('organizations', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const state = shallowRef<RemoteData<readonly OrganizationSummary[]>>({ status: 'idle' })
  const refreshing = ref(false)
  const selectedId = ref<string | null>(null)
  let generation = 0

  const list = computed<readonly OrganizationSummary[]>(() => shownData(state.value)?.data ?? [])
  const selected = computed(() => list.value.find(({ id }) => id === selectedId.value) ?? null)

  /** Reads the list. The answer for a connection that has ended is dropped. */
  async function load(): Promise<void> {
    if (connection.connectionId === null) return
    const asked = ++generation
    if (shownData(state.value) === null) state.value = { status: 'loading' }
    refreshing.value = true
    try {
      const data = await desktop.organizations.list()
      if (asked !== generation) return
      state.value = { status: 'ready', data, fetchedAt: new Date().toISOString() }
      keepSelection(data)
    } catch (thrown) {
      if (asked === generation) state.value = failedAfter(state.value, asAppError(thrown))
    } finally {
      if (asked === generation) refreshing.value = false
    }
  }

  function keepSelection(data: readonly OrganizationSummary[]): void {
    const still = data.find(({ id }) => id === selectedId.value)
    if (still && isOpenTo(still)) return
    // The one in which the person can do most, and the first by name among those.
    selectedId.value = data.filter(isOpenTo).sort((one, other) => compareRoles(one.role, other.role))[0]?.id ?? null
  }

  /** @throws AppError `storageFailed`; the organization is open all the same, only not remembered for the next start */
  async function select(id: string): Promise<void> {
    const organization = list.value.find((one) => one.id === id)
    if (!organization || !isOpenTo(organization) || id === selectedId.value) return
    selectedId.value = id
    await desktop.connection.rememberOrganization({ organizationId: id })
  }

  watch(
    () => connection.signInId,
    (id) => {
      generation += 1
      refreshing.value = false
      state.value = { status: 'idle' }
      // Open at once, so that its page and the list are read side by side.
      selectedId.value = connection.connection?.lastOrganizationId ?? null
      if (id !== null) void load()
    },
    { immediate: true }
  )

  return { state, refreshing, list, selectedId, selected, load, select }
})
