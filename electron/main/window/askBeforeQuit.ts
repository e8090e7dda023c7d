import { dialog, type BrowserWindow } from 'electron'
import type { QuitText } from '#shared/text/en/quit'

/** The system's question whether to quit although secrets are lost with it. Whoever only presses Enter or Escape stays. */
export async function askBeforeQuit(window: BrowserWindow, count: number, text: QuitText): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: text.title,
    message: count === 1 ? text.one : text.many.replace('{count}', String(count)),
    detail: text.detail,
    buttons: [text.cancel, text.quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true
  })
  return response === 1
}
