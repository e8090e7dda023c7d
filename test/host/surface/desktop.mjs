import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isHeadless } from '../chromium/launchChromium.mjs'
import { strict } from '../strict.mjs'

const nothing = () => {}
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2', '.txt': 'text/plain' }
const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }

/** `shell`: what would be opened is recorded; it is really opened only when GATEHOUSE_OPEN_LINKS asks for it. */
export function createShell(record) {
  return strict('shell', {
    async openExternal(url) {
      record.openedLinks.push(url)
      if (!process.env['GATEHOUSE_OPEN_LINKS'] || isHeadless()) return
      const [command, ...args] = openers[process.platform] ?? ['xdg-open']
      spawn(command, [...args, url], { stdio: 'ignore', detached: true }).on('error', nothing).unref()
    },
    async openPath(path) {
      record.openedLinks.push(path)
      return ''
    },
    showItemInFolder: (path) => void record.openedLinks.push(path),
    beep: nothing
  })
}

/** What `clipboard.write` takes. */
export class ClipboardItem {
  #payloads

  constructor(payloads) {
    this.#payloads = payloads
  }

  get types() {
    return Object.keys(this.#payloads)
  }

  async getType(type) {
    if (!(type in this.#payloads)) throw new Error(`There is no ${type} in this item.`)
    return this.#payloads[type]
  }
}

/**
 * `clipboard`: a buffer of this process, so that tests neither read nor overwrite a person's. On a screen that somebody
 * looks at, what is written also reaches the system's clipboard; reading stays with the buffer.
 */
export function createClipboard(core) {
  const buffer = (publish) => {
    let text = ''
    let types = new Set()
    const put = async (value, withIt = ['text/plain']) => {
      text = String(value)
      types = new Set(text === '' ? [] : withIt)
      await publish(text)
    }
    const write = async (items) => {
      const [item] = items
      const payload = await item.getType('text/plain')
      await put(typeof payload === 'string' ? payload : await payload.text(), item.types)
    }
    return { clear: () => void put(''), has: async (type) => types.has(type), readText: async () => text, writeText: (value) => put(value), write }
  }
  const toSystem = async (text) => {
    if (!isHeadless()) await [...core.windows][0]?.webContents.copyToSystem(text)
  }
  return strict('clipboard', { ...buffer(toSystem), selection: strict('clipboard.selection', buffer(async () => {})) })
}

/** `net`: online as tests say, and `fetch` for the app's own files and for http. */
export function createNet(core) {
  core.online = true
  core.fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init)
    const url = new URL(request.url)
    if (url.protocol === 'file:') {
      const path = fileURLToPath(url)
      return new Response(await readFile(path), { headers: { 'content-type': types[extname(path)] ?? 'application/octet-stream' } })
    }
    const handler = core.sessions.defaultSession.protocol.handlerOf(url.protocol.slice(0, -1))
    return handler && !init?.bypassCustomProtocolHandlers ? handler(request) : globalThis.fetch(request)
  }
  return strict('net', {
    get online() {
      return core.online
    },
    isOnline: () => core.online,
    fetch: core.fetch,
    resolveHost: async () => ({ endpoints: [] })
  })
}

/** `screen`: one display, the size that Chromium is given when it has no real one. */
export function createScreen() {
  const area = { x: 0, y: 0, width: 1920, height: 1080 }
  const display = { id: 1, label: 'Host', bounds: area, workArea: area, size: { width: 1920, height: 1080 }, workAreaSize: { width: 1920, height: 1080 }, scaleFactor: 1, rotation: 0, internal: false, colorDepth: 24 }
  return strict('screen', Object.assign(new EventEmitter(), {
    getAllDisplays: () => [display],
    getPrimaryDisplay: () => display,
    getDisplayMatching: () => display,
    getDisplayNearestPoint: () => display,
    getCursorScreenPoint: () => ({ x: 0, y: 0 })
  }))
}

/** What belongs to the system and is quiet here. */
export function createSystem(record) {
  class Notification extends EventEmitter {
    static isSupported() {
      return true
    }
    constructor(options) {
      super()
      this.options = options
    }
    show() {
      record.notifications.push(this.options)
      this.emit('show')
    }
    close() {
      this.emit('close')
    }
  }
  const image = { isEmpty: () => true, getSize: () => ({ width: 0, height: 0 }), toPNG: () => Buffer.alloc(0), setTemplateImage: nothing }
  const unavailable = () => {
    throw new Error('Error while encrypting the text provided to safeStorage: encryption is not available.')
  }
  return {
    Notification,
    nativeImage: strict('nativeImage', { createEmpty: () => image, createFromPath: () => image, createFromDataURL: () => image, createFromBuffer: () => image }),
    safeStorage: strict('safeStorage', { isEncryptionAvailable: () => false, isAsyncEncryptionAvailable: async () => false, getSelectedStorageBackend: () => 'unknown', encryptString: unavailable, decryptString: unavailable, setUsePlainTextEncryption: nothing }),
    crashReporter: strict('crashReporter', { start: nothing, getUploadedReports: () => [], getLastCrashReport: () => null, getUploadToServer: () => false, setUploadToServer: nothing, addExtraParameter: nothing, removeExtraParameter: nothing, getParameters: () => ({}) }),
    powerSaveBlocker: strict('powerSaveBlocker', { start: () => 1, stop: () => true, isStarted: () => false })
  }
}
