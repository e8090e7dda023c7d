import { strict } from '../strict.mjs'
import { createIpcMain } from './ipcMain.mjs'

/** The main frame as `WebFrameMain`: the address is the app's own, never the one Chromium was given. */
export function createMainFrame(contents, addresses) {
  const frame = {
    get url() {
      return contents.getURL()
    },
    get origin() {
      return addresses.originOf(contents.getURL())
    },
    parent: null,
    get top() {
      return guarded
    },
    frames: [],
    get framesInSubtree() {
      return [guarded]
    },
    name: '',
    frameTreeNodeId: contents.id,
    frameToken: String(contents.id),
    routingId: 1,
    processId: contents.id,
    osProcessId: 0,
    detached: false,
    visibilityState: 'visible',
    ipc: createIpcMain('webFrameMain.ipc'),
    isDestroyed: () => contents.isDestroyed(),
    send: (channel, ...args) => contents.send(channel, ...args),
    reload: () => contents.reload()
  }
  const guarded = strict('WebFrameMain', frame)
  return guarded
}
