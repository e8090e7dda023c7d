import { shallowRef, type Ref, type ShallowRef } from 'vue'
import type { AppError } from '#shared/errors/appError'
import { useAnnounce } from '../../composables/useAnnounce'
import { useAsyncTask } from '../../composables/useAsyncTask'
import { useDesktop } from '../../desktop/client'

export interface FileExport {
  running: Ref<boolean>
  failed: ShallowRef<AppError | null>
  /** What was saved last, in words. */
  done: ShallowRef<string | null>
  save: (suggestedName: string, content: string, words: (path: string) => string) => Promise<void>
}

/** Hands a text to a file, and says exactly what was handed over. */
export function useFileExport(): FileExport {
  const desktop = useDesktop()
  const announce = useAnnounce()
  const { running, error: failed, run } = useAsyncTask()
  const done = shallowRef<string | null>(null)

  async function save(suggestedName: string, content: string, words: (path: string) => string): Promise<void> {
    await run(async () => {
      done.value = null
      const saved = await desktop.files.saveText({ suggestedName, content })
      if (saved === null) return
      done.value = words(saved.path)
      announce(done.value)
    })
  }

  return { running, failed, done, save }
}
