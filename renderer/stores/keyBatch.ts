import { computed, ref } from 'vue'
import { defineStore } from 'pinia'
import type { KeyBatch } from '#shared/domain/keyBatch'
import type { ChannelInput } from '#shared/ipc/contract'
import { useDesktop } from '../desktop/client'
import { useKeptList } from './keptList'

/** Runs over many keys in the open organization, as main carries them out and keeps them. */
export const useKeyBatchStore = defineStore('keyBatch', () => {
  const desktop = useDesktop()
  /** Runs of an earlier time whose files cannot be read: nobody can say of which organization. */
  const unreadable = ref<readonly string[]>([])
  const { list, put, drop, ...reading } = useKeptList<KeyBatch>(async (organizationId) => {
    const [batches, files] = await Promise.all([desktop.keyBatch.list({ organizationId }), desktop.keyBatch.unreadable()])
    unreadable.value = files
    return batches
  })

  desktop.on('keyBatch.changed', put)

  async function follow(asking: Promise<KeyBatch>): Promise<KeyBatch> {
    const batch = await asking
    put(batch)
    return batch
  }

  async function forget(batchId: string, alsoUnknown: boolean): Promise<void> {
    await desktop.keyBatch.forget({ batchId, alsoUnknown })
    drop(batchId)
  }

  /** The files are kept, and not spoken of any more. @throws AppError `storageFailed` */
  async function dismissUnreadable(): Promise<void> {
    for (const batchId of [...unreadable.value]) {
      await desktop.keyBatch.forget({ batchId, alsoUnknown: true })
      unreadable.value = unreadable.value.filter((id) => id !== batchId)
    }
  }

  return {
    ...reading,
    unreadable,
    dismissUnreadable,
    batches: computed(() => [...list.value].sort((one, other) => other.startedAt.localeCompare(one.startedAt))),
    /** @throws AppError `presenceNeeded`, `storageFailed`, `vaultLocked`, `vaultUnavailable`; no run was begun then */
    start: (input: ChannelInput<'keyBatch.start'>) => follow(desktop.keyBatch.start(input)),
    /** @throws AppError `storageFailed` */
    pause: (batchId: string) => follow(desktop.keyBatch.pause({ batchId })),
    /** @throws AppError `presenceNeeded`, `storageFailed`, `vaultLocked`, `vaultUnavailable` */
    resume: (input: ChannelInput<'keyBatch.resume'>) => follow(desktop.keyBatch.resume(input)),
    /** @param alsoUnknown also where the outcome of a key is not known. @throws AppError `conflict` while it runs, or where it is not, `storageFailed` */
    forget
  }
})
