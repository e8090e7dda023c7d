import { dialog, type BrowserWindow } from 'electron'
import type { CrashDialogText } from '#shared/text/en/crashDialog'

/** The system's questions where the page can ask nothing itself. Whoever only presses Enter or Escape ends nothing. */
export async function askAfterCrash(window: BrowserWindow, text: CrashDialogText): Promise<'load' | 'quit'> {
  const { response } = await dialog.showMessageBox(window, { type: 'error', title: text.title, message: text.again, detail: text.againDetail, buttons: [text.load, text.quit], defaultId: 0, cancelId: 0, noLink: true })
  return response === 1 ? 'quit' : 'load'
}

export async function askWhileHanging(window: BrowserWindow, text: CrashDialogText): Promise<'wait' | 'load'> {
  const { response } = await dialog.showMessageBox(window, { type: 'warning', title: text.title, message: text.hanging, detail: text.hangingDetail, buttons: [text.wait, text.load], defaultId: 0, cancelId: 0, noLink: true })
  return response === 1 ? 'load' : 'wait'
}
