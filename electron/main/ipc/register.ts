import { ipcMain } from 'electron'
import { channels } from '#shared/ipc/channels'
import type { Logger } from '../log/logger'
import { createListener, type Handlers } from './listener'
import type { SenderPolicy } from './senderPolicy'

/** The only place that listens to the window: every channel of the contract, and nothing else. Returns the way to stop. */
export function registerHandlers(handlers: Handlers, senderPolicy: SenderPolicy, log: Logger): () => void {
  for (const channel of channels) ipcMain.handle(channel, createListener(channel, handlers, senderPolicy, log))
  return () => {
    for (const channel of channels) ipcMain.removeHandler(channel)
  }
}
