import { defineStore } from 'pinia'
import type { KeyRevocation } from '#shared/domain/keyRevocation'
import type { ChannelInput } from '#shared/ipc/contract'
import { useDesktop } from '../desktop/client'
import { useKeptList } from './keptList'

/** Other people's keys that were disarmed in the open organization, and can be given their roles back. */
export const useKeyRevocationStore = defineStore('keyRevocation', () => {
  const desktop = useDesktop()
  const { list, put, drop, organizationId, state, refreshing, open, refresh } = useKeptList<KeyRevocation>((organizationId) => desktop.keyRevocation.list({ organizationId }))

  async function follow(asking: Promise<KeyRevocation>): Promise<KeyRevocation> {
    const revocation = await asking
    put(revocation)
    return revocation
  }

  return {
    organizationId,
    state,
    refreshing,
    open,
    refresh,
    revocations: list,
    /** @throws AppError `conflict` where the key is not as it was seen, and of the server's refusal */
    revoke: (input: ChannelInput<'keyRevocation.revoke'>) => follow(desktop.keyRevocation.revoke(input)),
    /** @throws AppError of the server's refusal */
    undo: (revocationId: string) => follow(desktop.keyRevocation.undo({ revocationId })),
    /** @param alsoTaken also where roles could still be given back. @throws AppError `conflict` where they could and it is not said, `storageFailed` */
    dismiss: async (revocationId: string, alsoTaken: boolean): Promise<void> => {
      await desktop.keyRevocation.dismiss({ revocationId, alsoTaken })
      drop(revocationId)
    }
  }
})
