const { contextBridge, ipcRenderer } = require('electron')

globalThis.preloadSecret = 'only in the isolated world'
let tried
try {
  require('fs')
} catch (error) {
  tried = error.message
}
contextBridge.exposeInMainWorld('bridge', {
  invoke: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  send: (channel, value) => ipcRenderer.send(channel, value),
  on(channel, listener) {
    const handler = (_event, value) => listener(value)
    ipcRenderer.on(channel, handler)
    return () => ipcRenderer.removeListener(channel, handler)
  },
  requireOfFs: tried,
  nested: { list: [1, 2], deep: { value: true } },
  throwing() {
    throw new TypeError('from the preload')
  },
  callBack: (callback) => callback(21) * 2,
  process: { sandboxed: process.sandboxed, electron: process.versions.electron }
})
