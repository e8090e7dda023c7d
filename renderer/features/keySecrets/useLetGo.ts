import type { Ref, ShallowRef } from 'vue'
import type { AppError } from '#shared/errors/appError'
import { useAsyncTask } from '../../composables/useAsyncTask'
import { useKeySecretsStore } from '../../stores/keySecrets'
import { usePresenceStore } from '../../stores/presence'

/** Letting secrets go for good. Main keeps one that was neither copied nor saved, unless it is said not to be needed. */
export function useLetGo(): { running: Ref<boolean>; failed: ShallowRef<AppError | null>; release: (secretIds: readonly string[], notNeeded: boolean) => Promise<boolean> } {
  const store = useKeySecretsStore()
  const presence = usePresenceStore()
  const { running, error: failed, run } = useAsyncTask()
  const release = (secretIds: readonly string[], notNeeded: boolean): Promise<boolean> => run(() => presence.withPresence('letGo', () => store.release({ secretIds: [...secretIds], notNeeded })))
  return { running, failed, release }
}
