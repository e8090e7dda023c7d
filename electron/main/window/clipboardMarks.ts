import { AppError } from '#shared/errors/appError'

/** What of Electron's clipboard is needed; payloads by their type, written in one step. */
export interface MarkedClipboard {
  write(payloads: Record<string, string | Blob>): Promise<void>
  writeText(text: string): Promise<void>
  readText(): Promise<string>
  has(type: string): Promise<boolean>
}

/** Windows: neither its history, its cloud nor what watches the clipboard takes it; a DWORD of zero says no (learn.microsoft.com, "Clipboard Formats", "Cloud Clipboard and Clipboard History Formats"). */
const ofWindows = { ExcludeClipboardContentFromMonitorProcessing: [1, 0, 0, 0], CanIncludeInClipboardHistory: [0, 0, 0, 0], CanUploadToCloudClipboard: [0, 0, 0, 0] }
/** macOS: an agreement among programs (nspasteboard.org), which keep no history of what is marked so. */
const ofMacOs = { 'org.nspasteboard.ConcealedType': [] }
/** KDE: Klipper keeps nothing that is marked so. Other desktops know nothing of the kind. */
const ofLinux = { 'x-kde-passwordManagerHint': [...Buffer.from('secret')] }

/** A format of the system's own, as Electron names it (electronjs.org/docs/api/clipboard). */
const raw = (name: string): string => `electron application/osclipboard;format="${name}"`

/**
 * Writes a secret with the marks by which histories leave it out, all in one step. It is said to be kept out only where
 * the system has such marks (Windows, macOS) and the clipboard has them now; else it is written without.
 * @throws AppError when the clipboard does not have the secret afterwards
 */
export async function writeMarked(clipboard: MarkedClipboard, secret: string, platform: NodeJS.Platform): Promise<{ keptOutOfHistory: boolean }> {
  const marks: Record<string, number[]> = platform === 'win32' ? ofWindows : platform === 'darwin' ? ofMacOs : ofLinux
  const payloads = Object.fromEntries(Object.entries(marks).map(([name, bytes]) => [raw(name), new Blob([Uint8Array.from(bytes)])]))
  try {
    await clipboard.write({ 'text/plain': secret, ...payloads })
    if ((await clipboard.readText()) !== secret) throw new Error('The clipboard took the marks without the text.')
  } catch {
    await clipboard.writeText(secret)
    if ((await clipboard.readText()) !== secret) throw new AppError({ code: 'unexpected', message: 'The clipboard did not take the secret.', retryable: true })
    return { keptOutOfHistory: false }
  }
  if (platform !== 'win32' && platform !== 'darwin') return { keptOutOfHistory: false }
  const there = await Promise.all(Object.keys(payloads).map((type) => clipboard.has(type).catch(() => false)))
  return { keptOutOfHistory: there.every(Boolean) }
}
