import { shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { VaultState } from '#shared/domain/vaultState'
import { useDesktop } from '../desktop/client'

/** Whether secrets can be kept in the system's keychain; null until main has said. */
export const useVaultStore = defineStore('vault', () => {
  const desktop = useDesktop()
  const state = shallowRef<VaultState | null>(null)

  async function start(): Promise<void> {
    desktop.on('vault.changed', (next) => (state.value = next))
    state.value = await desktop.vault.state()
  }

  return { state, start }
})
