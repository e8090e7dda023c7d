import { EventEmitter } from 'node:events'
import { attachPage } from '../chromium/attachPage.mjs'
import { writeHeapSnapshot } from '../chromium/heapSnapshot.mjs'
import { createEvent } from '../hostEvent.mjs'
import { createStructuredCodec } from '../page/structuredCodec.mjs'
import { notCarried, strict } from '../strict.mjs'
import { createIpcMain } from './ipcMain.mjs'
import { applyPermissions } from './permissions.mjs'
import { createMainFrame } from './webFrame.mjs'

const codec = createStructuredCodec()
const nothing = () => {}
let lastId = 0

/** What Electron assumes where the app says nothing. */
const usualPreferences = {
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  javascript: true,
  images: true,
  plugins: false,
  devTools: true
}

/** `webContents` of one window. The page comes later than the object: Chromium starts while the app goes on. */
export function createWebContents(core, preferences, session) {
  for (const [name, safe] of [['nodeIntegration', false], ['contextIsolation', true], ['sandbox', true]]) {
    if ((preferences[name] ?? safe) !== safe) throw new Error(`The stand-in host only carries windows with ${name}: ${safe}.`)
  }
  const { addresses, record } = core
  const requested = []
  let page
  let attachment
  let address = ''
  let zoom = preferences.zoomFactor ?? 1
  let openHandler = () => ({ action: 'allow' })
  let destroyed = false
  let crashed = false
  let ready
  const attached = new Promise((resolve) => (ready = resolve))

  const invoke = async (header, text, answer) => {
    record.noteIpc('toMain', 'invoke', header.channel, text)
    const reply = (kind, value) => {
      record.noteIpc('toRenderer', kind, header.channel, value)
      return answer(kind, header.id, value)
    }
    try {
      const handler = [contents.mainFrame.ipc, contents.ipc, core.ipcMain].map((ipc) => ipc._invokeHandlers.get(header.channel)).find(Boolean)
      if (!handler) throw new Error(`No handler registered for '${header.channel}'`)
      await reply('result', codec.encode(await handler(ipcEvent(), ...codec.decode(text))))
    } catch (error) {
      console.error(`Error occurred in handler for '${header.channel}':`, error)
      await reply('failed', String(error))
    }
  }
  const ipcEvent = () => createEvent({ type: 'frame', sender: contents, senderFrame: contents.mainFrame, frameId: 1, processId: contents.mainFrame.processId, frameTreeNodeId: contents.id, returnValue: undefined })

  const receive = (header, text, answer) => {
    address = header.url
    switch (header.kind) {
      case 'invoke':
        return void invoke(header, text, answer)
      case 'send': {
        record.noteIpc('toMain', 'send', header.channel, text)
        const args = codec.decode(text)
        contents.emit('ipc-message', ipcEvent(), header.channel, ...args)
        contents.ipc.emit(header.channel, ipcEvent(), ...args)
        core.ipcMain.emit(header.channel, ipcEvent(), ...args)
        return
      }
      case 'window-open':
        return askToOpen(header.details)
      case 'preload-error':
        console.error(`Unable to load preload script: ${preferences.preload}\n${header.message}`)
        return void contents.emit('preload-error', createEvent(), preferences.preload, new Error(header.message))
      default:
        contents.emit('host-window-notice', header)
    }
  }
  const askToOpen = ({ url, frameName = '', features = '', disposition = 'foreground-tab' }) => {
    const answer = openHandler({ url: addresses.toApp(url), frameName, features, disposition: features ? 'new-window' : disposition, referrer: { url: contents.getURL(), policy: 'strict-origin-when-cross-origin' } })
    if (answer.action === 'allow') console.error(`The app allowed a new window for ${url}; the stand-in host opens none.`)
  }

  /** Chromium's tab of a crashed page does not come back for whoever controls it; another one takes its place. */
  const reload = async () => {
    if (!crashed) return page?.reload().catch(nothing)
    await core.replacePage(core.windowOf(contents), page)
    await contents.loadURL(contents.getURL())
  }

  const contents = strict('webContents', Object.assign(new EventEmitter(), {
    id: (lastId += 1),
    session,
    ipc: createIpcMain('webContents.ipc'),
    hostWebContents: null,
    loadedOrigins: new Set(),
    attached,
    async attach(newPage, context) {
      page = newPage
      page.on('domcontentloaded', () => contents.emit('dom-ready', createEvent()))
      page.on('load', () => {
        contents.emit('did-finish-load', createEvent())
        contents.emit('did-stop-loading', createEvent())
      })
      page.on('framenavigated', (frame) => {
        if (frame !== page.mainFrame()) return
        address = frame.url()
        contents.emit('did-navigate', createEvent(), contents.getURL(), 200, 'OK')
      })
      crashed = false
      page.on('crash', () => {
        crashed = true
        const details = { reason: 'crashed', exitCode: 1 }
        contents.emit('render-process-gone', createEvent(), details)
        core.app.emit('render-process-gone', createEvent(), contents, details)
      })
      page.on('download', (download) => session.emit('will-download', createEvent(), { getURL: () => download.url(), getFilename: () => download.suggestedFilename(), cancel: nothing }, contents))
      attachment = await attachPage({
        page,
        context,
        preloadPath: preferences.preload,
        process: { type: 'renderer', sandboxed: true, contextIsolated: true, platform: process.platform, arch: process.arch, env: {}, versions: { ...process.versions }, argv: preferences.additionalArguments ?? [] },
        onMessage: receive,
        onRequestedNavigation(request) {
          if (request.disposition === 'currentTab') requested.push(request.url.split('#')[0])
          else askToOpen({ url: request.url, disposition: 'background-tab' })
        }
      })
      // A link with a target announces itself here; window.open never gets this far.
      attachment.cdp.on('Page.windowOpen', ({ url, windowName }) => askToOpen({ url, frameName: windowName === '_blank' ? '' : windowName }))
      if (preferences.javascript === false) await attachment.cdp.send('Emulation.setScriptExecutionDisabled', { value: true })
      await contents.applyColorScheme()
      ready()
    },
    async loadURL(url) {
      await attached
      contents.loadedOrigins.add(new URL(url).origin)
      address = addresses.toPage(url)
      await applyPermissions(attachment.cdp, contents, new URL(address).origin)
      contents.emit('did-start-loading', createEvent())
      try {
        await page.goto(addresses.toPage(url), { waitUntil: 'load', timeout: 0 })
      } catch (error) {
        contents.emit('did-fail-load', createEvent(), -2, 'ERR_FAILED', url, true, 1, 1)
        throw Object.assign(new Error(`ERR_FAILED (-2) loading '${url}'`), { code: 'ERR_FAILED', errno: -2, url, cause: error })
      }
    },
    getURL: () => addresses.toApp(address),
    getTitle: () => core.windowOf(contents)?.getTitle() ?? '',
    originForApp: (origin) => addresses.originOf(addresses.toApp(`${origin}/`)),
    takeRequestedNavigation(url) {
      const index = requested.indexOf(url)
      if (index >= 0) requested.splice(index, 1)
      return index >= 0
    },
    send(channel, ...args) {
      if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
      const text = codec.encode(args)
      record.noteIpc('toRenderer', 'event', channel, text)
      void attachment?.send(channel, text)
    },
    copyToSystem: (text) => attachment?.copyToSystem(text),
    reload: () => void reload(),
    reloadIgnoringCache: () => void reload(),
    forcefullyCrashRenderer: () => void attachment?.cdp.send('Page.crash').catch(nothing),
    setWindowOpenHandler: (handler) => void (openHandler = handler),
    getLastWebPreferences: () => ({ ...usualPreferences, ...preferences }),
    isDestroyed: () => destroyed,
    isLoading: () => false,
    isCrashed: () => crashed,
    isFocused: () => core.focusedWindow()?.webContents === contents,
    isDevToolsOpened: () => false,
    openDevTools: nothing,
    closeDevTools: nothing,
    toggleDevTools: nothing,
    setUserAgent: nothing,
    setWebRTCIPHandlingPolicy(policy) {
      // Chromium is given it when it starts, for all its pages.
      if (core.chromium && policy !== core.webRtcPolicy) throw notCarried('webContents.setWebRTCIPHandlingPolicy after the first window')
      core.webRtcPolicy = policy
    },
    getWebRTCIPHandlingPolicy: () => core.webRtcPolicy,
    setVisualZoomLevelLimits: async () => {},
    setBackgroundThrottling: nothing,
    setIgnoreMenuShortcuts: nothing,
    focus: () => void page?.bringToFront().catch(nothing),
    undo: nothing, redo: nothing, cut: nothing, copy: nothing, paste: nothing, selectAll: nothing,
    /** Chromium's own isolated worlds have numbers; here each code runs in one world of its own, apart from the page and the preload. */
    async executeJavaScriptInIsolatedWorld(_worldId, scripts) {
      await attached
      const { frameTree } = await attachment.cdp.send('Page.getFrameTree')
      const { executionContextId } = await attachment.cdp.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'app-world' })
      let value
      for (const { code } of scripts) {
        const { result, exceptionDetails } = await attachment.cdp.send('Runtime.evaluate', { expression: code, contextId: executionContextId, returnByValue: true, awaitPromise: true })
        if (exceptionDetails) throw new Error('Script failed to execute')
        value = result.value
      }
      return value
    },
    /** Chromium's own printing; paper sizes other than those of the page's own `@page` are not carried. */
    async printToPDF({ preferCSSPageSize = false, pageSize = 'A4', margins, pageRanges, scale, ...options } = {}) {
      if (!preferCSSPageSize || pageSize !== 'A4' || margins || pageRanges || scale) throw notCarried('webContents.printToPDF with paper, margins, pages or a scale of its own')
      await attached
      const { data } = await attachment.cdp.send('Page.printToPDF', { preferCSSPageSize, ...options })
      return Buffer.from(data, 'base64')
    },
    executeJavaScript: async (code) => (await attached, page.evaluate(code)),
    takeHeapSnapshot: async (path) => (await attached, writeHeapSnapshot(attachment.cdp, path)),
    getZoomFactor: () => zoom,
    getZoomLevel: () => Math.log(zoom) / Math.log(1.2),
    setZoomLevel: (level) => contents.setZoomFactor(1.2 ** level),
    setZoomFactor(factor) {
      zoom = factor
      void contents.applyZoom()
    },
    async applyZoom() {
      await attached
      const { width, height } = core.windowOf(contents)?.getContentBounds() ?? { width: 0, height: 0 }
      // A larger zoom is fewer CSS pixels in the same window.
      const zoomed = { width: Math.round(width / zoom), height: Math.round(height / zoom), deviceScaleFactor: zoom, mobile: false }
      await (zoom === 1 ? attachment.cdp.send('Emulation.clearDeviceMetricsOverride') : attachment.cdp.send('Emulation.setDeviceMetricsOverride', zoomed)).catch(nothing)
    },
    applyColorScheme: async () => page?.emulateMedia({ colorScheme: core.colorScheme() }).catch(nothing),
    refreshPermissions: async () => {
      if (attachment && address) await applyPermissions(attachment.cdp, contents, new URL(address).origin)
    },
    windowBounds: async (bounds) => {
      await attached
      const { windowId, bounds: current } = await attachment.cdp.send('Browser.getWindowForTarget')
      if (bounds) await attachment.cdp.send('Browser.setWindowBounds', { windowId, bounds })
      return current
    },
    close: () => core.windowOf(contents)?.close(),
    async closePage() {
      destroyed = true
      await attached
      await page.close().catch(nothing)
    },
    markDestroyed() {
      destroyed = true
      contents.emit('destroyed')
    }
  }))
  Object.defineProperty(contents, 'mainFrame', { value: createMainFrame(contents, addresses) })
  core.contentsById.set(contents.id, contents)
  return contents
}
