import { dialog, type BrowserWindow } from 'electron'

export interface ChooseFileOptions {
  window: BrowserWindow
  /** What kind of file is meant, as the dialog shows it. */
  kind: { name: string; extensions: string[] }
  /** The words for "any file", for files that are called otherwise. */
  anyFile: string
}

/** Asks for one file to be read. `null`: the person closed the dialog. */
export async function chooseFile({ window, kind, anyFile }: ChooseFileOptions): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: [kind, { name: anyFile, extensions: ['*'] }]
  })
  return canceled ? null : (filePaths[0] ?? null)
}
