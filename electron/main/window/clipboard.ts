import { clipboard, ClipboardItem } from 'electron'
import { writeMarked } from './clipboardMarks'

/** The page cannot reach the clipboard itself: its permission is denied, and main writes what it was asked to. */
export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text)
}

/** As `writeMarked`. */
export function copySecret(secret: string): Promise<{ keptOutOfHistory: boolean }> {
  return writeMarked({ ...doors, write: (payloads) => clipboard.write([new ClipboardItem(payloads)]) }, secret, process.platform)
}

export const readClipboard = (): Promise<string> => clipboard.readText()

export function clearClipboard(): Promise<void> {
  clipboard.clear()
  return Promise.resolve()
}

const doors = {
  writeText: (text: string) => clipboard.writeText(text),
  readText: () => clipboard.readText(),
  has: (type: string) => clipboard.has(type)
}
