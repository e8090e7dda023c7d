import { dialog } from 'electron'
import type { BackgroundText } from '#shared/text/en/background'
import { showNotification } from './notification'

/** Says once that closing the window did not end the program: by a notification, in a dialog where the system has none. */
export async function sayKeepsRunning({ title, body, ok }: BackgroundText['told'], onClick: () => void): Promise<void> {
  if (showNotification({ title, body, onClick })) return
  await dialog.showMessageBox({ type: 'info', title: 'Gatehouse', message: title, detail: body, buttons: [ok] })
}
