import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'

export interface AsyncTask {
  running: Ref<boolean>
  /** How the last run failed; null while none has, or it is running again. */
  error: ShallowRef<AppError | null>
  /** Runs it, unless it is running already. True when it succeeded. */
  run: (task: () => Promise<unknown>) => Promise<boolean>
}

/** One thing that somebody asks for and waits for, once at a time. */
export function useAsyncTask(): AsyncTask {
  const running = ref(false)
  const error = shallowRef<AppError | null>(null)

  async function run(task: () => Promise<unknown>): Promise<boolean> {
    if (running.value) return false
    running.value = true
    error.value = null
    try {
      await task()
      return true
    } catch (thrown) {
      error.value = asAppError(thrown)
      return false
    } finally {
      running.value = false
    }
  }

  return { running, error, run }
}
