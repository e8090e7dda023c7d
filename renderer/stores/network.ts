import { shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { useDesktop } from '../desktop/client'

/** Whether this computer has a network; null until main has said. */
export const useNetworkStore = defineStore('network', () => {
  const desktop = useDesktop()
  const online = shallowRef<boolean | null>(null)
  /** When the network was last found gone, ISO 8601 in UTC; null while it is there. */
  const offlineSince = shallowRef<string | null>(null)

  function become(next: boolean): void {
    if (next === online.value) return
    online.value = next
    offlineSince.value = next ? null : new Date().toISOString()
  }

  async function start(): Promise<void> {
    desktop.on('network.changed', (state) => become(state.online))
    become((await desktop.network.state()).online)
  }

  return { online, offlineSince, start }
})
