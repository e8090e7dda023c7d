import { computed, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'
import { asAppError } from '#shared/errors/appError'
import type { SnapshotDifference } from '#shared/domain/snapshotDifference'
import { useConnectionStore } from '../../stores/connection'
import { failedAfter, shownData, type RemoteData } from '../../stores/remoteData'
import { useSnapshotsStore } from '../../stores/snapshots'
import { useSnapshotWords } from './useSnapshotWords'

/** The comparison that the address asks for: of two snapshots, or of one with today. */
export function useComparison() {
  const route = useRoute()
  const store = useSnapshotsStore()
  const connection = useConnectionStore()
  const { t, time, shown } = useSnapshotWords()
  const state = shallowRef<RemoteData<SnapshotDifference>>({ status: 'idle' })
  let generation = 0
  // Whoever goes elsewhere is not sent back to the row later.
  watch(
    () => route.path,
    (path) => {
      if (path !== '/reviews' && path !== '/reviews/compare') store.comparedFrom = null
    },
    { flush: 'sync' }
  )

  const asked = computed(() => ({ before: String(route.query['before'] ?? ''), after: route.query['after'] === 'today' ? null : String(route.query['after'] ?? '') }))
  async function load(): Promise<void> {
    if (route.name !== 'compare') return
    const mine = ++generation
    if (shownData(state.value) === null) state.value = { status: 'loading' }
    try {
      const data = await store.compare(asked.value)
      if (mine === generation) state.value = { status: 'ready', data, fetchedAt: new Date().toISOString() }
    } catch (thrown) {
      if (mine === generation) state.value = failedAfter(state.value, asAppError(thrown))
    }
  }
  watch(
    () => [asked.value.before, asked.value.after, connection.signInId],
    () => {
      state.value = { status: 'idle' }
      void load()
    },
    { immediate: true }
  )
  if (store.state.status === 'idle') void store.load()

  const sentence = computed(() => {
    const difference = shownData(state.value)?.data
    if (difference === undefined) return undefined
    const { before, after } = difference
    const afterName = after.name === '' ? t('compare.nowNamed') : t('compare.quoted', { name: shown(after.name) })
    return t('compare.sentence', { before: shown(before.name), beforeTime: time(before.takenAt), after: afterName, afterTime: time(after.takenAt) })
  })
  const organizationName = computed(() => shownData(store.state)?.data.snapshots.find(({ id }) => id === asked.value.before)?.organization.name ?? '')
  return { state, load, sentence, organizationName, t }
}
