import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { commands, type CommandName } from '#shared/domain/command'
import { useAppInfoStore } from '../stores/appInfo'
import type { CommandObstacle } from '../stores/commands'

/** The words of commands, and of their keys on this system. */
export function useCommandWords() {
  const { t } = useI18n()
  const app = useAppInfoStore()
  const isMac = computed(() => app.info?.platform === 'darwin')
  const control = computed(() => (isMac.value ? '⌘' : t('shell.shortcuts.keys.ctrl')))

  const title = (name: CommandName): string => t(`commands.title.${name}`)
  /** The keys to press together; the single key before the one with Ctrl. null: it has none. */
  const keys = (name: CommandName): string[] | null => {
    const { key, withControl, functionKey } = commands[name]
    const alone = key ?? functionKey
    if (alone !== undefined) return [alone]
    return withControl === null ? null : [control.value, withControl]
  }
  const keyWords = (name: CommandName): string | null => keys(name)?.join(isMac.value ? '' : '+') ?? null

  return {
    isMac,
    control,
    title,
    keys,
    keyWords,
    /** A text with the keys that do the same behind it ("Refresh (R)"). */
    withKeys: (text: string, name: CommandName): string => (keyWords(name) === null ? text : `${text} (${keyWords(name) ?? ''})`),
    whyNot: (obstacle: CommandObstacle): string => t(`commands.why.${obstacle}`)
  }
}
