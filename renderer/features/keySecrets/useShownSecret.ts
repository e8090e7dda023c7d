import { onBeforeUnmount, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { AppError } from '#shared/errors/appError'
import { useAsyncTask } from '../../composables/useAsyncTask'
import { useDesktop } from '../../desktop/client'
import { useConnectionStore } from '../../stores/connection'
import { usePresenceStore } from '../../stores/presence'

/** How long a key is in sight at most, milliseconds. */
export const longestInSight = 30_000

export interface ShownSecret {
  /** The key itself while it is in sight; null otherwise. */
  secret: ShallowRef<string | null>
  /** When it goes out of sight by itself. */
  until: ShallowRef<Date | null>
  asking: Ref<boolean>
  failed: ShallowRef<AppError | null>
  show: () => Promise<void>
  hide: () => void
}

/**
 * A key in sight. It is here while it is shown and nowhere else: not in a store, not in a log, and gone when it is hidden,
 * when its dialog closes, when the window is put away, when Gatehouse locks, and after 30 seconds.
 */
export function useShownSecret(secretId: () => string): ShownSecret {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const presence = usePresenceStore()
  const secret = shallowRef<string | null>(null)
  const until = shallowRef<Date | null>(null)
  const begun = ref(false)
  const { running: asking, error: failed, run } = useAsyncTask()
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  // Main stops keeping the window out of pictures of the screen; it does so by itself when it is not told.
  const conceal = (): void => void desktop.keySecrets.conceal().catch(() => undefined)

  async function show(): Promise<void> {
    const mine = ++asked
    begun.value = true
    await run(async () => {
      const answer = await presence.withPresence('secret', () => desktop.keySecrets.reveal({ secretId: secretId() }))
      // Hidden, locked or closed meanwhile: nobody is there to see it.
      if (mine !== asked) {
        conceal()
        return
      }
      const left = Math.min(longestInSight, Date.parse(answer.until) - Date.now())
      if (left <= 0) {
        hide()
        return
      }
      secret.value = answer.secret
      until.value = new Date(Date.now() + left)
      timer = setTimeout(hide, left)
    })
  }

  function hide(): void {
    asked += 1
    clearTimeout(timer)
    secret.value = null
    until.value = null
    if (begun.value) conceal()
    begun.value = false
  }

  watch(
    () => connection.locked,
    (locked) => {
      if (locked !== null) hide()
    },
    { flush: 'sync' }
  )
  const stopListening = desktop.on('app.hidden', hide)
  onBeforeUnmount(() => {
    stopListening()
    hide()
  })

  return { secret, until, asking, failed, show, hide }
}
