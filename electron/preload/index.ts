import { contextBridge, ipcRenderer } from 'electron'
import { bridgeName, channels, eventNames } from '#shared/ipc/channels'

// One function per channel, built from the list of names alone: no generic `send`, no schemas, no logic. Inputs and
// outputs are checked in main, where a compromised page cannot reach.
const api: Record<string, unknown> = {}
for (const channel of channels) {
  const [area, verb] = channel.split('.') as [string, string]
  const functions = (api[area] ??= {}) as Record<string, unknown>
  functions[verb] = (input?: unknown): Promise<unknown> => ipcRenderer.invoke(channel, input)
}

api['on'] = (event: unknown, listener: (payload: unknown) => void): (() => void) => {
  if (!eventNames.some((name) => name === event)) throw new TypeError(`There is no event named ${String(event)}.`)
  // Electron's event object carries `sender`, which would hand the page a way to send anything.
  const handler = (_event: unknown, payload: unknown): void => listener(payload)
  ipcRenderer.on(event as string, handler)
  return () => {
    ipcRenderer.removeListener(event as string, handler)
  }
}

contextBridge.exposeInMainWorld(bridgeName, api)
