// What `import ... from 'electron'` resolves to. ES modules need their names spelt out.
import { core } from './startHost.mjs'

const { electron } = core
export const {
  app, BaseWindow, BrowserView, BrowserWindow, clipboard, ClipboardItem, contentTracing, crashReporter, desktopCapturer, dialog, globalShortcut,
  ImageView, inAppPurchase, ipcMain, Menu, MenuItem, MessageChannelMain, nativeImage, nativeTheme, net, netLog, Notification, powerMonitor,
  powerSaveBlocker, protocol, pushNotifications, safeStorage, screen, session, ShareMenu, shell, systemPreferences, TouchBar, Tray,
  utilityProcess, View, webContents, WebContentsView, webFrameMain, autoUpdater
} = electron
export default electron
