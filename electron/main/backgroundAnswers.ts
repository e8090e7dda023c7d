import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import type { CommandName } from '#shared/domain/command'
import { defaultSettings, type Settings } from '#shared/domain/settings'
import { isManaged } from '#shared/rules/managedSettings'
import { background as backgroundEn } from '#shared/text/en/background'
import { commands as commandsEn } from '#shared/text/en/commands'
import { background as backgroundFr } from '#shared/text/fr/background'
import { commands as commandsFr } from '#shared/text/fr/commands'
import type { Language } from '#shared/text/language'
import type { EventSender } from './ipc/events'
import { backgroundHandlers } from './ipc/handlers/background'
import type { Logger } from './log/logger'
import { autostartFolder, createAutostartEntry } from './services/background/autostartEntry'
import { createLoginItem, type LoginItemSystem } from './services/background/loginItem'
import type { PolicyRepository } from './settings/policyRepository'
import type { SettingsRepository } from './settings/settingsRepository'
import { createTextFile } from './storage/textFile'
import { runningAppImage } from './updates/runningAppImage'
import { keepInTray } from './window/keepInTray'
import { atLoginSwitch, systemLoginItem, unstartable } from './window/loginItem'
import { sayKeepsRunning } from './window/sayKeepsRunning'
import { systemTray } from './window/tray'
import { trayTemplate } from './window/trayIcon'

export interface BackgroundDeps {
  settings: SettingsRepository
  policy: PolicyRepository
  events: EventSender
  log: Logger
  language(): Language
  /** Where the build puts the icons of the tray. */
  iconFolder: string
  showWindow(): void
  run(command: CommandName): void
  available(command: CommandName): boolean
}

/** How the program stays about without its window: started with the system, and beside the clock. */
export function createBackground({ settings, policy, events, log, language, iconFolder, showWindow, run, available }: BackgroundDeps) {
  const words = () => ({ en: backgroundEn, fr: backgroundFr })[language()]
  const titles = () => ({ en: commandsEn, fr: commandsFr })[language()].title
  let settingsNow: Settings = defaultSettings
  const tray = systemTray(iconFolder, process.platform, { onOpen: showWindow, log })
  const loginItem = createLoginItem({
    system: loginItemSystem(() => words().startAtLogin.label),
    settings,
    isManaged: () => isManaged(policy.current(), 'startAtLogin'),
    onChange: (item) => events.send('background.changed', { loginItem: item, tray: tray.state() }),
    log
  })
  const atLogin = (): boolean => app.commandLine.hasSwitch(atLoginSwitch) || (process.platform === 'darwin' && app.isPackaged && app.getLoginItemSettings().wasOpenedAtLogin)

  async function sayOnce(): Promise<void> {
    if (settingsNow.trayTold) return
    await settings.update({ trayTold: true })
    await sayKeepsRunning(words().told, showWindow)
  }

  function onHidden(): void {
    events.send('app.hidden', null)
    sayOnce().catch((error: unknown) => log.warn('tray.notTold', { error }))
  }

  return {
    handlers: backgroundHandlers(loginItem, tray.state, () => app.quit()),
    start: () => loginItem.start(),
    /** The icon and its menu, as settings, language and lock have it. */
    follow(current: Settings): void {
      settingsNow = current
      const before = tray.state()
      tray.follow(current.tray, trayTemplate(titles(), available, run))
      if (tray.state() === before) return
      // Nobody gets at a window that is put away without an icon to bring it back.
      if (tray.state() === 'off' || tray.state() === 'failed') showWindow()
      void loginItem.read().then((item) => events.send('background.changed', { loginItem: item, tray: tray.state() }))
    },
    refreshMenu: (): void => tray.follow(settingsNow.tray, trayTemplate(titles(), available, run)),
    /** Started by the system, with an icon to bring the window up. */
    startsHidden: (): boolean => atLogin() && inTray(),
    keepIn: (window: BrowserWindow) => keepInTray(app, window, { inTray, onHidden })
  }

  function inTray(): boolean {
    return tray.state() === 'on' || tray.state() === 'maybe'
  }
}

function loginItemSystem(comment: () => string): LoginItemSystem {
  const { platform, env: environment } = process
  const why = unstartable({ packaged: app.isPackaged, platform, path: process.execPath, environment })
  const nothing = (): Promise<void> => Promise.resolve()
  if (why !== null) return { read: () => Promise.resolve(why), register: nothing, remove: nothing }
  if (platform === 'darwin' || platform === 'win32') return systemLoginItem(app, platform)
  const file = createTextFile(join(...autostartFolder(app.getPath('home'), environment['XDG_CONFIG_HOME']), 'gatehouse.desktop'))
  // An AppImage is started as the one file that it is, not as what it unpacks for one run.
  const entry = runningAppImage(platform, environment, process.execPath).then((appImage) => createAutostartEntry({ program: appImage ?? process.execPath, argument: `--${atLoginSwitch}`, comment, file }))
  return { read: async () => (await entry).read(), register: async () => (await entry).register(), remove: async () => (await entry).remove() }
}
