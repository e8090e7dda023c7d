import type { ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { AppError } from '#shared/errors/appError'
import type { Settings } from '#shared/domain/settings'
import { useAnnounce } from '../../composables/useAnnounce'
import { useAsyncTask } from '../../composables/useAsyncTask'
import { useSettingsStore } from '../../stores/settings'

/** Stores one setting and says so; a failure stays in sight until the next try. */
export function useSettingChange(): { error: ShallowRef<AppError | null>; change: (change: Partial<Settings>) => Promise<void> } {
  const settings = useSettingsStore()
  const announce = useAnnounce()
  const { t } = useI18n()
  const { error, run } = useAsyncTask()

  async function change(wanted: Partial<Settings>): Promise<void> {
    if (await run(() => settings.update(wanted))) announce(t('settings.saved'))
  }

  return { error, change }
}
