import { onBeforeUnmount, onMounted, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Background } from '#shared/domain/background'
import { asAppError, type AppError } from '#shared/errors/appError'
import { useDesktop } from '../../desktop/client'
import { useAsyncTask } from '../../composables/useAsyncTask'

export interface BackgroundPart {
  /** As the system says; null: not asked yet, or it could not be asked. */
  state: ShallowRef<Background | null>
  readError: ShallowRef<AppError | null>
  running: Ref<boolean>
  error: ShallowRef<AppError | null>
  load: () => Promise<void>
  startAtLogin: (on: boolean) => Promise<void>
}

/** Starting with the system and the icon beside the clock, as main reads them back. */
export function useBackground(): BackgroundPart {
  const desktop = useDesktop()
  const state = shallowRef<Background | null>(null)
  const readError = shallowRef<AppError | null>(null)
  const { running, error, run } = useAsyncTask()
  let stop: () => void = () => undefined

  async function load(): Promise<void> {
    readError.value = null
    try {
      state.value = await desktop.background.state()
    } catch (thrown) {
      readError.value = asAppError(thrown)
    }
  }

  async function startAtLogin(on: boolean): Promise<void> {
    const done = await run(async () => {
      state.value = await desktop.background.startAtLogin({ on })
    })
    // What came of a request that failed only the system knows.
    if (!done) await load()
  }

  // The system's own settings may have been changed meanwhile.
  const onFocus = (): void => void load()

  onMounted(() => {
    stop = desktop.on('background.changed', (now) => (state.value = now))
    window.addEventListener('focus', onFocus)
    void load()
  })
  onBeforeUnmount(() => {
    stop()
    window.removeEventListener('focus', onFocus)
  })
  return { state, readError, running, error, load, startAtLogin }
}
