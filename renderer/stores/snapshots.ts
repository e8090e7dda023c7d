import { shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { asAppError } from '#shared/errors/appError'
import type { SnapshotList } from '#shared/domain/snapshot'
import type { ChannelInput } from '#shared/ipc/contract'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { failedAfter, shownData, type RemoteData } from './remoteData'

/** The snapshots of this computer; main keeps them, and tells when there are others. */
export const useSnapshotsStore = defineStore('snapshots', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const state = shallowRef<RemoteData<SnapshotList>>({ status: 'idle' })
  /** What main has told by itself is newer than any answer to what was asked before. */
  let heard = 0

  const become = (data: SnapshotList): void => {
    state.value = { status: 'ready', data, fetchedAt: new Date().toISOString() }
  }
  desktop.on('snapshots.changed', (list) => {
    heard += 1
    become(list)
  })

  watch(
    () => connection.passedBy,
    () => {
      heard += 1
      state.value = { status: 'idle' }
    },
    { flush: 'sync' }
  )

  async function load(): Promise<void> {
    if (shownData(state.value) === null) state.value = { status: 'loading' }
    const before = heard
    try {
      const list = await desktop.snapshots.list()
      if (heard === before) become(list)
    } catch (thrown) {
      if (heard === before) state.value = failedAfter(state.value, asAppError(thrown))
    }
  }

  /** The row that a comparison was asked for in, so that who comes back is there again. */
  const comparedFrom = shallowRef<{ snapshotId: string; withToday: boolean } | null>(null)

  return {
    state,
    comparedFrom,
    load,
    /** @throws AppError as of reading the organization, `storageFailed`, `vaultLocked`, `vaultUnavailable` */
    take: (input: ChannelInput<'snapshots.take'>) => desktop.snapshots.take(input),
    /** @throws AppError `notFound`, `storageFailed` */
    rename: (input: ChannelInput<'snapshots.rename'>) => desktop.snapshots.rename(input),
    /** @throws AppError `notFound`, `storageFailed` */
    remove: async (snapshotId: string) => become(await desktop.snapshots.delete({ snapshotId })),
    /** @throws AppError `conflict` while something is being changed, `storageFailed` */
    open: async (snapshotId: string) => connection.become(await desktop.snapshots.open({ snapshotId })),
    close: async () => connection.become(await desktop.snapshots.close()),
    compare: (input: ChannelInput<'snapshots.compare'>) => desktop.snapshots.compare(input),
    /** @throws AppError as of reading the organizations */
    captureMonthly: async (input: ChannelInput<'snapshots.captureMonthly'>) => become(await desktop.snapshots.captureMonthly(input)),
    /** null: the dialog was closed, and nothing changed. @throws AppError `notFound`, `locked`, `storageFailed` */
    packMonthly: async (input: ChannelInput<'snapshots.packMonthly'>) => {
      const list = await desktop.snapshots.packMonthly(input)
      if (list !== null) become(list)
    }
  }
})
