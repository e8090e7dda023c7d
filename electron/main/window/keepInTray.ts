import type { App, BrowserWindow } from 'electron'

export interface KeepInTrayDeps {
  /** Whether there is an icon by which the program can be reached without its window. */
  inTray(): boolean
  /** The window was put away just now. */
  onHidden(): void
}

export interface KeptInTray {
  /** Somebody was asked on the way out and stays: closing the window puts it away again. */
  stays(): void
  /** It is on its way out by whatever way: macOS closes the window for an update before it says that it quits. */
  goes(): void
}

/**
 * Closing the window puts it away while there is an icon for it. Quitting goes on: it closes the window too, and says so before.
 * To be set up before anything else that looks at the closing.
 */
export function keepInTray(app: Pick<App, 'on'>, window: Pick<BrowserWindow, 'on' | 'once' | 'hide' | 'isFullScreen' | 'setFullScreen'>, { inTray, onHidden }: KeepInTrayDeps): KeptInTray {
  let quitting = false
  app.on('before-quit', () => {
    quitting = true
  })
  window.on('close', (event) => {
    if (quitting || !inTray()) return
    event.preventDefault()
    // macOS leaves a black screen behind a window that is hidden out of full screen.
    if (window.isFullScreen()) {
      window.once('leave-full-screen', () => window.hide())
      window.setFullScreen(false)
    } else window.hide()
    onHidden()
  })
  return {
    stays() {
      quitting = false
    },
    goes() {
      quitting = true
    }
  }
}
