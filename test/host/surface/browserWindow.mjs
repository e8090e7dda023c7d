import { EventEmitter } from 'node:events'
import { createEvent } from '../hostEvent.mjs'
import { strict } from '../strict.mjs'
import { createWebContents } from './webContents.mjs'

const flags = ['AlwaysOnTop', 'AutoHideMenuBar', 'MenuBarVisibility', 'ContentProtection', 'SkipTaskbar', 'Resizable', 'Enabled', 'FullScreenable', 'Opacity', 'DocumentEdited']
const nothing = () => {}
let lastId = 0

/** `BrowserWindow`: a window of Chromium each; the state that the app asks for is kept here and passed on. */
export function createBrowserWindowClass(core) {
  let focused
  core.focusedWindow = () => (focused && core.windows.has(focused) ? focused : undefined)
  core.windowOf = (contents) => [...core.windows].find((window) => window.webContents === contents)

  class BrowserWindow extends EventEmitter {
    static getAllWindows = () => [...core.windows]
    static getFocusedWindow = () => core.focusedWindow() ?? null
    static fromWebContents = (contents) => core.windowOf(contents) ?? null
    static fromId = (id) => [...core.windows].find((window) => window.id === id) ?? null

    constructor(options = {}) {
      super()
      if (!core.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
      const preferences = options.webPreferences ?? {}
      const session = preferences.session ?? (preferences.partition ? core.sessions.fromPartition(preferences.partition) : core.sessions.defaultSession)
      this.id = lastId += 1
      this.options = options
      this.settings = Object.fromEntries(flags.map((name) => [name, undefined]))
      this.title = options.title ?? core.app.getName()
      this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
      if (options.x === undefined) {
        this.bounds.x = Math.max(0, Math.round((1920 - this.bounds.width) / 2))
        this.bounds.y = Math.max(0, Math.round((1080 - this.bounds.height) / 2))
      }
      this.normalBounds = { ...this.bounds }
      this.windowState = 'normal'
      this.visible = options.show ?? true
      this.ownMenu = undefined
      this.keptOpen = false
      const guarded = strict('BrowserWindow', this)
      this.webContents = createWebContents(core, preferences, session)
      core.windows.add(guarded)
      core.app.emit('browser-window-created', createEvent(), guarded)
      core.app.emit('web-contents-created', createEvent(), this.webContents)
      if (this.visible) focused = guarded
      void core.openPage(guarded)
      this.webContents.on('host-window-notice', (notice) => guarded.takeNotice(notice))
      this.webContents.once('did-finish-load', () => guarded.emit('ready-to-show'))
      return guarded
    }

    async takeNotice({ kind, input, params }) {
      if (kind === 'contextmenu') this.webContents.emit('context-menu', createEvent(), params)
      if (kind === 'key') core.pressKey(this, input)
      if (kind === 'focused') {
        focused = this
        this.emit('focus')
      }
      if (kind === 'blurred') this.emit('blur')
      if (kind === 'resized' && !this.isDestroyed()) {
        const real = await this.webContents.windowBounds().catch(nothing)
        if (!real || this.isDestroyed()) return
        this.noteState(real.windowState)
        if (real.windowState === 'normal') this.noteBounds({ x: real.left, y: real.top, width: real.width, height: real.height })
      }
    }
    noteBounds(bounds) {
      const before = this.bounds
      this.bounds = { ...before, ...bounds }
      if (this.windowState === 'normal') this.normalBounds = { ...this.bounds }
      if (before.width !== this.bounds.width || before.height !== this.bounds.height) for (const name of ['resize', 'resized']) this.emit(name)
      if (before.x !== this.bounds.x || before.y !== this.bounds.y) for (const name of ['move', 'moved']) this.emit(name)
      if (this.webContents.getZoomFactor() !== 1) void this.webContents.applyZoom()
    }
    noteState(state) {
      const before = this.windowState
      if (before === state) return
      this.windowState = state
      const names = { maximized: 'maximize', minimized: 'minimize', fullscreen: 'enter-full-screen' }
      const left = { maximized: 'unmaximize', minimized: 'restore', fullscreen: 'leave-full-screen' }
      this.emit(names[state] ?? left[before])
    }
    changeState(windowState) {
      this.noteState(windowState)
      void this.webContents.windowBounds({ windowState }).catch(nothing)
    }

    loadURL(url, options) {
      return this.webContents.loadURL(url, options)
    }
    reload() {
      this.webContents.reload()
    }
    show() {
      const was = this.visible
      this.visible = true
      if (!was) this.emit('show')
      this.focus()
    }
    showInactive() {
      this.visible = true
      this.emit('show')
    }
    hide() {
      this.visible = false
      this.emit('hide')
    }
    focus() {
      focused = this
      this.webContents.focus()
      this.emit('focus')
      core.app.emit('browser-window-focus', createEvent(), this)
    }
    blur() {
      this.emit('blur')
    }
    /** The app may veto with `close`, as with Electron; the page's own beforeunload is not asked. */
    close() {
      if (this.isDestroyed()) return
      const event = createEvent()
      this.emit('close', event)
      this.keptOpen = event.defaultPrevented
      if (!event.defaultPrevented) this.destroy()
    }
    destroy() {
      if (this.isDestroyed()) return
      void this.webContents.closePage().then(() => this.gone())
    }
    /** Called once, whoever closed the window. */
    gone() {
      if (!core.windows.delete(this)) return
      this.webContents.markDestroyed()
      this.emit('closed')
      core.windowGone()
    }
    /** The person closed Chromium's window: it cannot be kept open, but the app hears what it would hear. */
    closedByPerson() {
      if (!core.windows.has(this)) return
      if (!this.webContents.isDestroyed()) this.emit('close', createEvent())
      this.gone()
    }
    isDestroyed() {
      return this.webContents.isDestroyed()
    }
    isVisible() {
      return this.visible && !this.isDestroyed()
    }
    isFocused() {
      return core.focusedWindow() === this
    }
    isMaximized() {
      return this.windowState === 'maximized'
    }
    isMinimized() {
      return this.windowState === 'minimized'
    }
    isFullScreen() {
      return this.windowState === 'fullscreen'
    }
    isNormal() {
      return this.windowState === 'normal'
    }
    maximize() {
      this.changeState('maximized')
    }
    unmaximize() {
      this.changeState('normal')
    }
    minimize() {
      this.changeState('minimized')
    }
    restore() {
      this.changeState('normal')
    }
    setFullScreen(on) {
      this.changeState(on ? 'fullscreen' : 'normal')
    }
    getBounds() {
      return { ...this.bounds }
    }
    getContentBounds() {
      return { ...this.bounds }
    }
    getNormalBounds() {
      return { ...this.normalBounds }
    }
    getSize() {
      return [this.bounds.width, this.bounds.height]
    }
    getPosition() {
      return [this.bounds.x, this.bounds.y]
    }
    getMinimumSize() {
      return [this.options.minWidth ?? 0, this.options.minHeight ?? 0]
    }
    setMinimumSize(width, height) {
      Object.assign(this.options, { minWidth: width, minHeight: height })
    }
    setBounds(bounds) {
      const [minWidth, minHeight] = this.getMinimumSize()
      const wanted = { ...this.bounds, ...bounds }
      this.noteBounds({ ...wanted, width: Math.max(wanted.width, minWidth), height: Math.max(wanted.height, minHeight) })
      const { x: left, y: top, width, height } = this.bounds
      void this.webContents.windowBounds({ left, top, width, height }).catch(nothing)
    }
    setSize(width, height) {
      this.setBounds({ width, height })
    }
    getContentSize() {
      return this.getSize()
    }
    setContentSize(width, height) {
      this.setBounds({ width, height })
    }
    setPosition(x, y) {
      this.setBounds({ x, y })
    }
    center() {}
    getTitle() {
      return this.title
    }
    setTitle(title) {
      this.title = title
    }
    setMenu(menu) {
      this.ownMenu = menu ?? undefined
    }
    removeMenu() {
      this.ownMenu = undefined
    }
    isMenuBarVisible() {
      return this.settings.MenuBarVisibility ?? true
    }
    isContentProtected() {
      return this.settings.ContentProtection ?? false
    }
    getBackgroundColor() {
      return this.options.backgroundColor ?? '#FFFFFF'
    }
    setBackgroundColor(color) {
      this.options.backgroundColor = color
    }
    setProgressBar(progress) {
      if (typeof progress !== 'number') throw new TypeError(`Error processing argument at index 0, conversion failure from ${String(progress)}`)
      this.settings.progress = progress
    }
    flashFrame() {}
    moveTop() {}
    setIcon() {}
    setTitleBarOverlay() {}
    setVibrancy() {}
    setAccentColor() {}
  }
  for (const name of flags) {
    BrowserWindow.prototype[`set${name}`] ??= function (value) {
      this.settings[name] = value
    }
  }
  return BrowserWindow
}
