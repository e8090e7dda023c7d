import { defineStore } from 'pinia'
import type { KeyTwin } from '#shared/domain/keyTwin'
import type { ChannelInput } from '#shared/ipc/contract'
import { useDesktop } from '../desktop/client'
import { useKeptList } from './keptList'

/** Keys that are being replaced by a copy, in the open organization. */
export const useKeyTwinStore = defineStore('keyTwin', () => {
  const desktop = useDesktop()
  const { list, put, drop, organizationId, state, refreshing, open, refresh } = useKeptList<KeyTwin>((organizationId) => desktop.keyTwin.list({ organizationId }))

  async function follow(asking: Promise<KeyTwin>): Promise<KeyTwin> {
    const twin = await asking
    put(twin)
    return twin
  }

  return {
    organizationId,
    state,
    refreshing,
    open,
    refresh,
    twins: list,
    /** @throws AppError as `apiKeys.create`; the old key is as it was */
    start: (input: ChannelInput<'keyTwin.start'>) => follow(desktop.keyTwin.start(input)),
    /** @throws AppError `conflict`, `storageFailed` */
    advance: (input: ChannelInput<'keyTwin.advance'>) => follow(desktop.keyTwin.advance(input)),
    /** Deletes the old key. @throws AppError as `apiKeys.delete` */
    finish: (twinId: string) => follow(desktop.keyTwin.finish({ twinId })),
    /** @throws AppError `storageFailed` */
    abandon: (twinId: string) => follow(desktop.keyTwin.abandon({ twinId })),
    /** Takes one that has ended off the list. @throws AppError `conflict`, `storageFailed` */
    dismiss: async (twinId: string): Promise<void> => {
      await desktop.keyTwin.dismiss({ twinId })
      drop(twinId)
    }
  }
})
