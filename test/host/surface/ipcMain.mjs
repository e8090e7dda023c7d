import { EventEmitter } from 'node:events'
import { strict } from '../strict.mjs'

/** `ipcMain`, and the same thing scoped to one window (`webContents.ipc`). */
export function createIpcMain(name = 'ipcMain') {
  const handlers = new Map()
  const ipc = Object.assign(new EventEmitter(), {
    handle(channel, handler) {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
      if (typeof handler !== 'function') throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`)
      handlers.set(channel, handler)
    },
    handleOnce(channel, handler) {
      ipc.handle(channel, (event, ...args) => {
        handlers.delete(channel)
        return handler(event, ...args)
      })
    },
    removeHandler: (channel) => void handlers.delete(channel),
    // Electron keeps its own table under this name; tests on both runtimes read the registered channels from it.
    _invokeHandlers: handlers
  })
  return strict(name, ipc)
}
