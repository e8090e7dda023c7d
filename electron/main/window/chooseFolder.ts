import { dialog, type BrowserWindow } from 'electron'

/** Asks for a folder that is there, or that the dialog makes. `null`: the person closed it. */
export async function chooseFolder(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openDirectory', 'createDirectory'] })
  return canceled ? null : (filePaths[0] ?? null)
}
