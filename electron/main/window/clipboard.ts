import { clipboard } from 'electron'

/** The page cannot reach the clipboard itself: its permission is denied, and main writes what it was asked to. */
export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text)
}
