/**
 * What a sandboxed preload finds around it: `require` of four modules, a small `process`, and nothing of Node.
 * Self-contained: its source runs in the isolated world at the start of every document.
 *
 * @param {object} parts
 * @param {ReturnType<typeof import('./structuredCodec.mjs').createStructuredCodec>} parts.codec
 * @param {ReturnType<typeof import('./worldBridge.mjs').createWorldBridge>} parts.bridge
 * @param {(message: string) => void} parts.post sends to main: a header line of JSON, then the encoded arguments; or a part of that
 * @param {Record<string, unknown>} parts.process
 * @param {string} parts.receiver the name under which main reaches this world; the page does not see it
 */
export function createPreloadWorld({ codec, bridge, post, process, receiver }) {
  class EventEmitter {
    #listeners = new Map()
    on(name, listener) {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener])
      return this
    }
    once(name, listener) {
      const wrapped = (...args) => {
        this.off(name, wrapped)
        listener.apply(this, args)
      }
      wrapped.listener = listener
      return this.on(name, wrapped)
    }
    off(name, listener) {
      const left = [...(this.#listeners.get(name) ?? [])]
      const index = left.findLastIndex((candidate) => candidate === listener || candidate.listener === listener)
      if (index >= 0) left.splice(index, 1)
      this.#listeners.set(name, left)
      return this
    }
    addListener(name, listener) {
      return this.on(name, listener)
    }
    removeListener(name, listener) {
      return this.off(name, listener)
    }
    removeAllListeners(name) {
      if (name === undefined) this.#listeners.clear()
      else this.#listeners.delete(name)
      return this
    }
    emit(name, ...args) {
      const listeners = this.#listeners.get(name) ?? []
      for (const listener of listeners) listener.apply(this, args)
      return listeners.length > 0
    }
    listeners(name) {
      return (this.#listeners.get(name) ?? []).map((listener) => listener.listener ?? listener)
    }
    listenerCount(name) {
      return (this.#listeners.get(name) ?? []).length
    }
    eventNames() {
      return [...this.#listeners.keys()].filter((name) => this.listenerCount(name) > 0)
    }
  }

  const waiting = new Map()
  let lastId = 0
  // A long message goes in parts: while Chromium writes one out, main already reads the one before. A part begins with
  // `+`, the last of them with `=`, a message of one piece with its header's brace.
  const longestPart = 131_072
  const send = (header, args) => {
    const text = JSON.stringify({ ...header, url: location.href }) + '\n' + codec.encode(args)
    let at = 0
    while (text.length - at > longestPart) {
      const last = text.charCodeAt(at + longestPart - 1)
      // Both halves of a character in one part.
      const end = at + longestPart - (last >= 0xd800 && last <= 0xdbff ? 1 : 0)
      post('+' + text.slice(at, end))
      at = end
    }
    post(at === 0 ? text : '=' + text.slice(at))
  }
  const notCarried = (name) => () => {
    throw new Error(`The stand-in host does not carry Electron's ${name} in a preload. See test/host/README.md.`)
  }

  class IpcRenderer extends EventEmitter {
    invoke(channel, ...args) {
      const id = (lastId += 1)
      send({ kind: 'invoke', id, channel }, args)
      return new Promise((resolve, reject) => waiting.set(id, { channel, resolve, reject }))
    }
    send(channel, ...args) {
      send({ kind: 'send', channel }, args)
    }
    sendSync = notCarried('ipcRenderer.sendSync')
    sendToHost = notCarried('ipcRenderer.sendToHost')
    postMessage = notCarried('ipcRenderer.postMessage')
  }
  const ipcRenderer = new IpcRenderer()

  // Main has no clipboard of its own in Node; a copy event that the page does not hear has Chromium's.
  const copyToSystem = (text) => {
    const fill = (event) => {
      event.stopImmediatePropagation()
      event.preventDefault()
      event.clipboardData.setData('text/plain', text)
    }
    globalThis.addEventListener('copy', fill, { capture: true, once: true })
    document.execCommand('copy')
    globalThis.removeEventListener('copy', fill, { capture: true })
  }

  Object.defineProperty(globalThis, receiver, {
    value(kind, target, text) {
      if (kind === 'event') {
        return void ipcRenderer.emit(target, { sender: ipcRenderer, senderId: 0, ports: [] }, ...codec.decode(text))
      }
      if (kind === 'copy') return copyToSystem(text)
      const call = waiting.get(target)
      waiting.delete(target)
      if (kind === 'result') call?.resolve(codec.decode(text))
      else call?.reject(new Error(`Error invoking remote method '${call.channel}': ${text}`))
    }
  })

  const named = (name, known) =>
    new Proxy(known, {
      get: (target, property) => (typeof property === 'symbol' || property in target ? target[property] : notCarried(`${name}.${property}`)())
    })
  const contextBridge = named('contextBridge', { exposeInMainWorld: (key, api) => bridge.expose(key, api) })
  const modules = {
    electron: named('module', { contextBridge, ipcRenderer }),
    events: Object.assign(EventEmitter, { EventEmitter }),
    timers: { setTimeout, clearTimeout, setInterval, clearInterval },
    url: { URL, URLSearchParams }
  }
  const require = (name) => {
    const found = modules[String(name).replace(/^node:/u, '').replace(/^electron\/(renderer|common)$/u, 'electron')]
    if (!found) throw new Error(`module not found: ${name}`)
    return found
  }
  const notify = (kind, details) => post(JSON.stringify({ kind, ...details, url: location.href }) + '\n')
  bridge.whenOpened((details) => notify('window-open', { details }))
  return { require, process: Object.freeze(process), notify }
}
