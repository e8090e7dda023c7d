import { computed, watch } from 'vue'
import { defineStore } from 'pinia'
import { judgePosture, type Posture } from '#shared/rules/posture'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { useKeyInventoryStore } from './keyInventory'
import { useOrganizationReading } from './organizationReading'
import { useOrganizationSecurityStore } from './organizationSecurity'
import { useOrganizationsStore } from './organizations'
import type { RemoteData } from './remoteData'

/** How organizations stood day by day, as main keeps it. */
export const usePostureHistoryStore = defineStore('postureHistory', () => {
  const desktop = useDesktop()
  const { data: history, ...reading } = useOrganizationReading((organizationId) => desktop.posture.history({ organizationId }))
  return { ...reading, history }
})

/** How the open organization stands: its security and its keys, read together, and the days before. */
export const usePostureStore = defineStore('posture', () => {
  const security = useOrganizationSecurityStore()
  const keys = useKeyInventoryStore()
  const history = usePostureHistoryStore()

  /** That of the security; without it nothing is known. The first time the keys are waited for, or they would look unknown. */
  const state = computed<RemoteData<Posture>>(() => {
    const { state: own } = security
    if (own.status === 'idle' || own.status === 'loading') return own
    const keysComing = keys.inventory === null && keys.state.status !== 'failed' && keys.organizationId !== null
    if (own.status === 'failed') {
      const { error, lastGood } = own
      return lastGood === undefined ? { status: 'failed', error } : { status: 'failed', error, lastGood: { data: judged.value, fetchedAt: lastGood.fetchedAt } }
    }
    return keysComing ? { status: 'loading' } : { status: 'ready', data: judged.value, fetchedAt: own.fetchedAt }
  })
  // As the Security page shows it: where the latest look-ups failed, with the members of the last whole reading.
  const judged = computed(() => judgePosture(security.dated?.security ?? null, keys.inventory, moment.value))
  /** When the members were read, ISO 8601 in UTC, where that is before the rest. */
  const membersFrom = computed(() => security.dated?.membersFrom ?? null)
  /** Of the latest reading alone, with all that is missing from it: what is handed on as evidence is of one moment. */
  const latestScore = computed(() => judgePosture(security.security, keys.inventory, moment.value).score)
  /** When it was read, by the server's clock where its difference is known. */
  const moment = computed(() => {
    const read = [security.security?.readAt, keys.inventory?.readAt].flatMap((at) => (at === undefined ? [] : [Date.parse(at)]))
    return Math.max(0, ...read) + (security.security?.clockSkewMs ?? 0)
  })
  const refreshing = computed(() => security.refreshing || keys.refreshing || history.refreshing)

  /** Shows another organization; one that is open already is read again. */
  async function open(id: string | null): Promise<void> {
    await Promise.all([security, keys].map((store) => (id !== null && store.organizationId === id ? store.refresh() : store.open(id))))
    if (security.organizationId !== id) return
    await (id !== null && history.organizationId === id ? history.refresh() : history.open(id))
  }

  /** Reads all of it again; the days last, for main has kept this one by then. */
  async function refresh(): Promise<void> {
    await Promise.all([security.refresh(), keys.refresh()])
    await history.refresh()
  }

  return { state, membersFrom, latestScore, refreshing, open, refresh }
})

/** The posture of the organization that is open in the shell; followed while the page is shown. */
export function useOpenPosture(): ReturnType<typeof usePostureStore> {
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const store = usePostureStore()
  // The sign-in too: another credential of the same person may have the same organization open.
  watch(
    [() => connection.signInId, () => organizations.selectedId],
    ([, id]) => void store.open(id),
    { immediate: true }
  )
  return store
}
