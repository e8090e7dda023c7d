import { computed, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { AcceptanceOutcome, OrganizationSummary } from '#shared/domain/organization'
import { stateOfOrganization, type OrganizationState } from '#shared/rules/organizationPosture'
import { compareRoles } from '#shared/rules/roleOrder'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { failedAfter, shownData, type RemoteData } from './remoteData'

export interface ReplacedOrganization {
  organization: OrganizationSummary
  /** It is closed to the person, or no longer in their list. */
  because: 'closed' | 'gone'
}

/** The organizations of the connection, and the one that is open. */
export const useOrganizationsStore = defineStore('organizations', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const state = shallowRef<RemoteData<readonly OrganizationSummary[]>>({ status: 'idle' })
  const refreshing = ref(false)
  const selectedId = ref<string | null>(null)
  /** Why the open organization will not be the one that opens next time. */
  const notRemembered = shallowRef<AppError | null>(null)
  /** The open one is another than it was, and nobody chose it: which it was, and why. */
  const replaced = shallowRef<ReplacedOrganization | null>(null)
  /** The one that was found open, or chosen, since the sign-in. */
  let openedId: string | null = null
  let generation = 0

  const list = computed<readonly OrganizationSummary[]>(() => shownData(state.value)?.data ?? [])
  const selected = computed(() => list.value.find(({ id }) => id === selectedId.value) ?? null)

  /** Whether the credential in use can look into it. */
  const stateOf = (organization: OrganizationSummary): OrganizationState => stateOfOrganization(organization, connection.connection?.credential.kind ?? 'session')
  const isOpen = (organization: OrganizationSummary): boolean => stateOf(organization) === 'open'
  /** The open organization, where the server has closed it to the person since. */
  const closed = computed(() => (selected.value !== null && !isOpen(selected.value) ? selected.value : null))

  /** Reads the list. The answer for a connection that has ended is dropped. */
  async function load(): Promise<void> {
    if (connection.connectionId === null) return
    const asked = ++generation
    if (shownData(state.value) === null) state.value = { status: 'loading' }
    refreshing.value = true
    try {
      const data = await desktop.organizations.list()
      if (asked !== generation) return
      const before = selected.value
      state.value = { status: 'ready', data, fetchedAt: new Date().toISOString() }
      keepSelection(data, before)
    } catch (thrown) {
      if (asked === generation) state.value = failedAfter(state.value, asAppError(thrown))
    } finally {
      if (asked === generation) refreshing.value = false
    }
  }

  /** One that was open stays, also when it is closed to the person since: another is opened only for one that is gone. */
  function keepSelection(data: readonly OrganizationSummary[], before: OrganizationSummary | null): void {
    const still = data.find(({ id }) => id === selectedId.value)
    if (still && (isOpen(still) || still.id === openedId)) {
      openedId = still.id
      return
    }
    if (still) replaced.value = { organization: still, because: 'closed' }
    else if (before !== null) replaced.value = { organization: before, because: 'gone' }
    // The one in which the person can do most, and the first by name among those.
    selectedId.value = data.filter(isOpen).sort((one, other) => compareRoles(one.role, other.role))[0]?.id ?? null
    openedId = selectedId.value
  }

  /** It is open also when it cannot be remembered for the next start. */
  async function select(id: string): Promise<void> {
    const organization = list.value.find((one) => one.id === id)
    if (!organization || !isOpen(organization) || id === selectedId.value) return
    selectedId.value = id
    openedId = id
    replaced.value = null
    notRemembered.value = null
    try {
      await desktop.connection.rememberOrganization({ organizationId: id })
    } catch (thrown) {
      if (selectedId.value === id) notRemembered.value = asAppError(thrown)
    }
  }

  /**
   * Accepts an invitation and reads the list again, whether or not that was confirmed.
   * @throws AppError as main reports it
   */
  async function acceptInvitation(id: string): Promise<AcceptanceOutcome> {
    try {
      return (await desktop.organizations.acceptInvitation({ organizationId: id })).outcome
    } finally {
      await load()
    }
  }

  watch(
    () => connection.signInId,
    (id) => {
      generation += 1
      refreshing.value = false
      notRemembered.value = null
      replaced.value = null
      openedId = null
      state.value = { status: 'idle' }
      // Open at once, so that its page and the list are read side by side.
      selectedId.value = connection.connection?.lastOrganizationId ?? null
      if (id !== null) void load()
    },
    { immediate: true }
  )

  return { state, refreshing, list, selectedId, selected, closed, replaced, notRemembered, stateOf, load, select, acceptInvitation }
})
