import { ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { VaultState } from '#shared/domain/vaultState'
import { useDesktop } from '../desktop/client'

/** Whether secrets can be kept in the system's keychain; null until main has said. */
export const useVaultStore = defineStore('vault', () => {
  const desktop = useDesktop()
  const state = shallowRef<VaultState | null>(null)

  /** The person has read the notice; it comes back when the state changes. */
  const noticeHidden = ref(false)

  function become(next: VaultState): void {
    if (next !== state.value) noticeHidden.value = false
    state.value = next
  }

  async function start(): Promise<void> {
    desktop.on('vault.changed', become)
    become(await desktop.vault.state())
  }

  return { state, noticeHidden, start, hideNotice: () => (noticeHidden.value = true) }
})
