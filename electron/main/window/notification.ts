import { Notification } from 'electron'

/** Kept until they are gone: a notification that is collected is never clicked. */
const shown = new Set<Notification>()

/** @returns whether the system shows notifications at all; whether somebody sees it, nobody tells */
export function showNotification({ title, body, onClick }: { title: string; body: string; onClick: () => void }): boolean {
  if (!Notification.isSupported()) return false
  const notification = new Notification({ title, body })
  shown.add(notification)
  notification.on('click', () => {
    shown.delete(notification)
    onClick()
  })
  notification.on('close', () => void shown.delete(notification))
  notification.show()
  return true
}
