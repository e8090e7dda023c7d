import type { MenuItemConstructorOptions } from 'electron'
import type { TrayState } from '#shared/domain/background'
import { trayCommands, type CommandName } from '#shared/domain/command'
import type { CommandsText } from '#shared/text/en/commands'
import type { Logger } from '../log/logger'

/** What is wanted of Electron's. */
export interface OwnTray {
  setMenu(template: MenuItemConstructorOptions[]): void
  onClick(listener: () => void): void
  destroy(): void
}

export interface TrayIconDeps {
  make(): OwnTray
  platform: NodeJS.Platform
  /** Somebody pressed the icon itself. */
  onOpen(): void
  log: Logger
}

export interface TrayIcon {
  state(): TrayState
  /** Puts it there or takes it away, and gives it its menu anew, as language and lock have it. */
  follow(wanted: boolean, menu: MenuItemConstructorOptions[]): void
}

/** The icon beside the clock, in macOS's menu bar. */
export function createTrayIcon({ make, platform, onOpen, log }: TrayIconDeps): TrayIcon {
  // Kept while it is to be seen: one that is collected is gone.
  let tray: OwnTray | null = null
  let failed = false

  function put(): void {
    if (tray !== null || failed) return
    try {
      tray = make()
      // On macOS a press opens the menu; elsewhere the menu is for the other button.
      if (platform !== 'darwin') tray.onClick(onOpen)
    } catch (error) {
      tray = null
      failed = true
      log.warn('tray.notShown', { error })
    }
  }

  return {
    state: () => (failed ? 'failed' : tray === null ? 'off' : platform === 'linux' ? 'maybe' : 'on'),
    follow(wanted, menu) {
      if (!wanted) {
        tray?.destroy()
        tray = null
        // The next time somebody wants it, it is tried again.
        failed = false
        return
      }
      put()
      tray?.setMenu(menu)
    }
  }
}

/** What there is to do beside the clock; of the one list of commands, under its words. */
export function trayTemplate(titles: CommandsText['title'], available: (name: CommandName) => boolean, run: (name: CommandName) => void): MenuItemConstructorOptions[] {
  return trayCommands.flatMap((name, at): MenuItemConstructorOptions[] => [
    ...(at === trayCommands.length - 1 ? [{ type: 'separator' as const }] : []),
    { id: name, label: titles[name], enabled: available(name), click: () => run(name) }
  ])
}
