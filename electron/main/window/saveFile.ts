import { extname, join } from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import { writeAtomically } from '../storage/atomicWrite'

export interface SaveTextOptions {
  window: BrowserWindow
  /** Where the dialog begins. */
  folder: string
  suggestedName: string
  content: string
}

/**
 * Asks where to save, and saves there. `null`: the person closed the dialog.
 * @throws AppError `storageFailed`
 */
export async function saveText({ window, folder, suggestedName, content }: SaveTextOptions): Promise<{ path: string } | null> {
  const extension = extname(suggestedName).slice(1)
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(folder, suggestedName),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }]
  })
  if (canceled || filePath === '') return null
  await writeAtomically(filePath, content)
  return { path: filePath }
}
