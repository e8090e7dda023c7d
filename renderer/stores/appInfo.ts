import { shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { AppInfo } from '#shared/domain/appInfo'
import { useDesktop } from '../desktop/client'

/** Version, system and language of the machine; null until main has said. */
export const useAppInfoStore = defineStore('appInfo', () => {
  const desktop = useDesktop()
  const info = shallowRef<AppInfo | null>(null)

  async function start(): Promise<void> {
    info.value = await desktop.app.info()
  }

  return { info, start }
})
