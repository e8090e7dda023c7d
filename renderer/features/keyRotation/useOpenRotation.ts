import { onMounted, watch } from 'vue'
import { useConnectionStore } from '../../stores/connection'
import { useKeyBatchStore } from '../../stores/keyBatch'
import { useKeyInventoryStore } from '../../stores/keyInventory'
import { useKeyRevocationStore } from '../../stores/keyRevocation'
import { useKeyTwinStore } from '../../stores/keyTwin'
import { useOrganizationsStore } from '../../stores/organizations'

/** What is under way with keys of the open organization; followed while its page is shown, and read anew on coming back. */
export function useOpenRotation(): void {
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const keys = useKeyInventoryStore()
  const batches = useKeyBatchStore()
  const stores = [batches, useKeyTwinStore(), useKeyRevocationStore()] as const
  const known = batches.organizationId

  watch(
    () => [connection.signInId, organizations.selectedId] as const,
    ([, id]) => stores.forEach((store) => void store.open(id)),
    { immediate: true }
  )
  onMounted(() => {
    for (const store of stores) if (known !== null && known === store.organizationId) void store.refresh()
  })
  // The list shows what a run did once it stands still.
  watch(
    () => batches.batches.filter(({ state }) => state === 'running' || state === 'waitingForServer').length,
    (now, before) => {
      if (now < before) void keys.refresh()
    }
  )
}
