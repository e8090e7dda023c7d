import { absent, strict } from '../strict.mjs'
import { createApp } from './app.mjs'
import { createBrowserWindowClass } from './browserWindow.mjs'
import { ClipboardItem, createClipboard, createNet, createScreen, createShell, createSystem } from './desktop.mjs'
import { createDialog } from './dialog.mjs'
import { createIpcMain } from './ipcMain.mjs'
import { createMenus } from './menu.mjs'
import { createNativeTheme } from './nativeTheme.mjs'
import { createPowerMonitor } from './powerMonitor.mjs'
import { createSessions } from './session.mjs'
import { createSystemPreferences } from './systemPreferences.mjs'
import { createTrayClass } from './tray.mjs'

/** Everything Electron's main process exports; what is not carried can be imported but not used. */
const exported = [
  'BaseWindow', 'BrowserView', 'ImageView', 'MessageChannelMain', 'ShareMenu', 'TouchBar', 'View', 'WebContentsView',
  'autoUpdater', 'contentTracing', 'desktopCapturer', 'globalShortcut', 'inAppPurchase', 'netLog', 'pushNotifications', 'utilityProcess', 'webFrameMain'
]

/** Builds the module that the app imports as `electron`. */
export function createElectron(core) {
  const carried = {}
  core.app = carried.app = createApp(core)
  core.ipcMain = carried.ipcMain = createIpcMain()
  core.sessions = carried.session = createSessions(core)
  carried.nativeTheme = createNativeTheme(core)
  carried.protocol = core.sessions.defaultSession.protocol
  carried.BrowserWindow = strict('BrowserWindow', createBrowserWindowClass(core))
  carried.dialog = createDialog(core)
  carried.shell = createShell(core.record)
  carried.clipboard = createClipboard(core)
  carried.ClipboardItem = ClipboardItem
  carried.net = createNet(core)
  carried.screen = createScreen()
  carried.powerMonitor = createPowerMonitor()
  carried.systemPreferences = createSystemPreferences(process.platform)
  carried.webContents = strict('webContents', {
    getAllWebContents: () => [...core.windows].map((window) => window.webContents),
    getFocusedWebContents: () => core.focusedWindow()?.webContents ?? null,
    fromId: (id) => core.contentsById.get(id)
  })
  carried.Tray = createTrayClass(core)
  Object.assign(carried, createMenus(core), createSystem(core.record))
  for (const name of exported) carried[name] = absent(name)
  return carried
}
