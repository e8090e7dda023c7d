import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { Updates } from '#shared/domain/updates'
import { useDesktop } from '../desktop/client'

/** How far this copy is on its way to a newer one, as main has it. */
export const useUpdatesStore = defineStore('updates', () => {
  const desktop = useDesktop()
  const current = shallowRef<Updates | null>(null)
  const able = computed(() => current.value?.ability === 'able')

  async function start(): Promise<void> {
    desktop.on('updates.changed', (updates) => (current.value = updates))
    current.value = await desktop.updates.state()
  }

  async function check(): Promise<void> {
    current.value = await desktop.updates.check()
  }

  async function download(): Promise<void> {
    current.value = await desktop.updates.download()
  }

  async function cancel(): Promise<void> {
    current.value = await desktop.updates.cancel()
  }

  /** The window goes where it works; otherwise the state says why, or the person stays. */
  async function restart(): Promise<void> {
    await desktop.updates.restart()
  }

  return { current, able, start, check, download, cancel, restart }
})
