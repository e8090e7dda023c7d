import { computed, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { asAppError } from '#shared/errors/appError'
import type { SettingsChange } from '#shared/domain/policyChange'
import type { ReviewDraft, ReviewList } from '#shared/domain/review'
import type { SnapshotOutline } from '#shared/domain/snapshot'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { failedAfter, shownData, type RemoteData } from './remoteData'

/** The reviews that are being written on this computer; they need no connection. */
export const useReviewsStore = defineStore('reviews', () => {
  const desktop = useDesktop()
  const state = shallowRef<RemoteData<ReviewList>>({ status: 'idle' })
  const list = computed(() => shownData(state.value)?.data ?? null)
  const connection = useConnectionStore()

  /** A failure is a state, not an error. */
  async function load(): Promise<void> {
    if (list.value === null) state.value = { status: 'loading' }
    const of = connection.passedBy
    try {
      const data = await desktop.reviews.list()
      if (of === connection.passedBy) state.value = { status: 'ready', data, fetchedAt: new Date().toISOString() }
    } catch (thrown) {
      if (of === connection.passedBy) state.value = failedAfter(state.value, asAppError(thrown))
    }
  }

  watch(() => connection.passedBy, () => (state.value = { status: 'idle' }), { flush: 'sync' })

  /** @throws AppError `notFound` where the snapshot is gone, `storageFailed` */
  async function create(snapshotId: string, title: string): Promise<ReviewDraft> {
    const draft = await desktop.reviews.create({ snapshotId, title })
    void load()
    return draft
  }

  /** @throws AppError `storageFailed` */
  async function remove(reviewId: string): Promise<void> {
    await desktop.reviews.delete({ reviewId })
    await load()
  }

  /** A change of settings as the last step of a review's plan. @throws AppError `notFound`, `conflict` where it is being written at this moment, `storageFailed` */
  async function plan(reviewId: string, change: SettingsChange): Promise<void> {
    const draft = await desktop.reviews.read({ reviewId })
    await desktop.reviews.keep({ draft: { ...draft, steps: [...draft.steps, { kind: 'settings', id: crypto.randomUUID(), note: '', change }] } })
    void load()
  }

  /** What a new one can rest on. @throws AppError `locked`, `storageFailed` */
  const snapshots = async (): Promise<readonly SnapshotOutline[]> => (await desktop.snapshots.list()).snapshots

  return { state, list, load, create, remove, plan, snapshots }
})
