import { clipboard, ClipboardItem } from 'electron'

/** The page cannot reach the clipboard itself: its permission is denied, and main writes what it was asked to. */
export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text)
}

/** Of Windows: none of its history, its cloud, or what watches the clipboard takes it; a DWORD of zero says no (learn.microsoft.com, "Clipboard formats", "Cloud Clipboard and Clipboard History Formats"). */
const ofWindows = { ExcludeClipboardContentFromMonitorProcessing: [1, 0, 0, 0], CanIncludeInClipboardHistory: [0, 0, 0, 0], CanUploadToCloudClipboard: [0, 0, 0, 0] }
/** Of macOS: an agreement among programs (nspasteboard.org), which keep no history of what is marked so. */
const ofMacOs = { 'org.nspasteboard.ConcealedType': [] }
/** Of KDE: Klipper keeps nothing that is marked so. Other desktops know nothing of the kind. */
const ofLinux = { 'x-kde-passwordManagerHint': [...Buffer.from('secret')] }

const raw = (name: string): string => `electron application/osclipboard;format="${name}"`

/**
 * Text and marks are written in one step (Electron: "committed to the system clipboard atomically"). Never said to be kept
 * out unless the clipboard has the marks: elsewhere than on Windows and macOS nobody can know.
 */
export async function copySecret(secret: string, platform: NodeJS.Platform = process.platform): Promise<{ keptOutOfHistory: boolean }> {
  const marks: Record<string, number[]> = platform === 'win32' ? ofWindows : platform === 'darwin' ? ofMacOs : ofLinux
  const formats = Object.entries(marks).map(([name, bytes]) => [raw(name), new Blob([Uint8Array.from(bytes)])] as const)
  try {
    await clipboard.write([new ClipboardItem({ 'text/plain': secret, ...Object.fromEntries(formats) })])
    if ((await clipboard.readText()) !== secret) throw new Error('The clipboard took the marks without the text.')
  } catch {
    await clipboard.writeText(secret)
    return { keptOutOfHistory: false }
  }
  if (platform !== 'win32' && platform !== 'darwin') return { keptOutOfHistory: false }
  const there = await Promise.all(formats.map(([format]) => clipboard.has(format).catch(() => false)))
  return { keptOutOfHistory: there.every(Boolean) }
}

export const readClipboard = (): Promise<string> => clipboard.readText()

export function clearClipboard(): Promise<void> {
  clipboard.clear()
  return Promise.resolve()
}
