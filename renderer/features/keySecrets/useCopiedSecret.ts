import { computed, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { AppError } from '#shared/errors/appError'
import { useAsyncTask } from '../../composables/useAsyncTask'
import { useKeySecretsStore } from '../../stores/keySecrets'
import { usePresenceStore } from '../../stores/presence'
import { useKeySecretsWords } from './useKeySecretsWords'

export interface CopyingSecret {
  running: Ref<boolean>
  failed: ShallowRef<AppError | null>
  /** What is known of the secret that was copied last, without its name; null where none was, or not this one. */
  words: ComputedRef<string | null>
  copy: (secretId: string) => Promise<boolean>
}

/** Copying a secret: main writes the clipboard, and tells until when it holds it and what became of it then. */
export function useCopiedSecret(isShown: (secretId: string) => boolean): CopyingSecret {
  const store = useKeySecretsStore()
  const presence = usePresenceStore()
  const { t, toTheSecond } = useKeySecretsWords()
  const { running, error: failed, run } = useAsyncTask()

  const words = computed(() => {
    if (!store.copied || !isShown(store.copied.secretId)) return null
    const { became, clearsAt, keptOutOfHistory } = store.copied
    // Whether a history recorded it does not end with the clipboard.
    const history = t(`clipboard.outOfHistory.${String(keptOutOfHistory)}`)
    return `${became === null ? t('clipboard.holds', { time: toTheSecond(clearsAt) }) : t(`clipboard.${became}`)} ${history}`
  })

  return { running, failed, words, copy: (secretId) => run(() => presence.withPresence('secret', () => store.copy(secretId))) }
}
