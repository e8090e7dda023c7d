import { shallowRef, type Ref, type ShallowRef } from 'vue'
import type { AppError } from '#shared/errors/appError'
import type { ChannelOutput } from '#shared/ipc/contract'
import { useAsyncTask } from '../../composables/useAsyncTask'
import { useKeySecretsStore } from '../../stores/keySecrets'
import { usePresenceStore } from '../../stores/presence'

export type CopiedSecret = ChannelOutput<'keySecrets.copy'> & { secretId: string }

/** Copying a secret: main writes the clipboard, the window is told until when it holds it. */
export function useCopiedSecret(): {
  last: ShallowRef<CopiedSecret | null>
  running: Ref<boolean>
  failed: ShallowRef<AppError | null>
  copy: (secretId: string) => Promise<boolean>
} {
  const store = useKeySecretsStore()
  const presence = usePresenceStore()
  const last = shallowRef<CopiedSecret | null>(null)
  const { running, error: failed, run } = useAsyncTask()

  const copy = (secretId: string): Promise<boolean> =>
    run(async () => {
      last.value = { ...(await presence.withPresence(() => store.copy(secretId))), secretId }
    })

  return { last, running, failed, copy }
}
