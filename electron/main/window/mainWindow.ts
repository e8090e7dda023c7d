import { BrowserWindow, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron'
import type { ZoomStep } from '#shared/domain/zoom'
import type { Logger } from '../log/logger'
import { pageUrl } from './pageAddress'
import { fitToDisplays, smallestWindow, type Bounds, type WindowState } from './windowState'
import { nextZoom } from './zoom'

export interface MainWindowOptions {
  title: string
  /** The built preload, `out/preload/index.cjs`. */
  preloadPath: string
  /** The inspector exists only in an unpackaged app. */
  packaged: boolean
  background: string
  /** Linux shows this picture; the other systems take it from the package. */
  iconPath?: string
  state: WindowState
  /** It stays out of sight until `show`. */
  hidden?: boolean
  /** The work areas of the displays, from `screen`. */
  workAreas: readonly Bounds[]
  remember: (state: WindowState) => void
  log: Logger
}

export interface MainWindow {
  readonly window: BrowserWindow
  /** Where and as large as it was last time, in front. */
  show(): void
  /** The new factor; 1 is 100 %. */
  zoom(step: ZoomStep): number
}

/** The one window. It is shown when its page is painted, where and as large as it was last time. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  const { state, remember, log } = options
  const window = new BrowserWindow(windowOptions(options))
  let zoomFactor = state.zoom

  const note = (): void => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    remember({ bounds: window.getNormalBounds(), maximized: window.isMaximized(), zoom: zoomFactor })
  }
  window.on('resize', note)
  window.on('move', note)
  window.on('maximize', note)
  window.on('unmaximize', note)
  window.on('close', note)

  let shown = false
  const show = (): void => {
    if (window.isDestroyed() || window.isVisible()) return
    // As it was last time, once; put away, a window keeps its state.
    if (state.maximized && !shown) window.maximize()
    shown = true
    window.show()
  }
  if (options.hidden !== true) window.once('ready-to-show', show)
  window.webContents.on('did-finish-load', () => {
    // Chromium remembers a zoom per address by itself; ours holds.
    window.webContents.setZoomFactor(zoomFactor)
  })
  window.webContents.on('preload-error', (_event, _path, error) => log.error('window.preloadFailed', { error }))
  window.loadURL(pageUrl).catch((error: unknown) => {
    log.error('window.notLoaded', { error })
    // An empty window can be closed; one that never shows cannot.
    show()
  })

  return {
    window,
    show() {
      if (window.isDestroyed()) return
      if (window.isMinimized()) window.restore()
      show()
      window.focus()
    },
    zoom(step) {
      zoomFactor = nextZoom(zoomFactor, step)
      window.webContents.setZoomFactor(zoomFactor)
      note()
      return zoomFactor
    }
  }
}

function windowOptions({ title, background, iconPath, state, workAreas, ...options }: MainWindowOptions): BrowserWindowConstructorOptions {
  const bounds = fitToDisplays(state.bounds, workAreas)
  return {
    title,
    show: false,
    backgroundColor: background,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    ...(bounds ?? { width: 1280, height: 820 }),
    ...(iconPath !== undefined && { icon: iconPath }),
    webPreferences: webPreferences(options)
  }
}

function webPreferences({ preloadPath, packaged }: Pick<MainWindowOptions, 'preloadPath' | 'packaged'>): WebPreferences {
  return {
    preload: preloadPath,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    devTools: !packaged
  }
}
