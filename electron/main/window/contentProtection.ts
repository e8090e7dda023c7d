import type { BrowserWindow } from 'electron'

/** Whether the system keeps a window out of pictures of the screen when asked to (Electron, `setContentProtection`: macOS and Windows). */
export const hidesFromCapture = (platform: NodeJS.Platform = process.platform): boolean => platform === 'darwin' || platform === 'win32'

/** Keeps the window out of pictures and shared screens, or lets it be seen in them again. Does nothing on Linux. */
export function protectContent(window: BrowserWindow, on: boolean): void {
  if (!window.isDestroyed()) window.setContentProtection(on)
}
