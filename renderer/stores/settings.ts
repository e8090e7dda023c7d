import { ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { defaultSettings, type Settings } from '#shared/domain/settings'
import { useDesktop } from '../desktop/client'

/** What the person chose on this computer. A change shows once it is stored. */
export const useSettingsStore = defineStore('settings', () => {
  const desktop = useDesktop()
  const current = shallowRef<Settings>(defaultSettings)
  /** Whether reading them is over, with or without success. */
  const loaded = ref(false)

  /** Follows main from here on. @throws AppError `storageFailed`; the defaults apply then */
  async function start(): Promise<void> {
    desktop.on('settings.changed', (settings) => (current.value = settings))
    try {
      current.value = await desktop.settings.read()
    } finally {
      loaded.value = true
    }
  }

  /** @throws AppError `storageFailed`; nothing changes then */
  async function update(change: Partial<Settings>): Promise<void> {
    current.value = await desktop.settings.update(change)
  }

  return { current, loaded, start, update }
})
