import { shallowRef, type ShallowRef } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'
import { useAnnounce } from '../composables/useAnnounce'
import { useDesktop } from '../desktop/client'

/** Copies one thing and says so; a failure stays in sight until the next try. */
export function useCopyOne(): { failed: ShallowRef<AppError | null>; copy: (text: string, said: string) => Promise<void> } {
  const desktop = useDesktop()
  const announce = useAnnounce()
  const failed = shallowRef<AppError | null>(null)

  return {
    failed,
    async copy(text, said) {
      failed.value = null
      try {
        await desktop.clipboard.copyText({ text })
        announce(said)
      } catch (thrown) {
        failed.value = asAppError(thrown)
      }
    }
  }
}
