import type { WebContents } from 'electron'
import type { EventName } from '#shared/ipc/channels'
import { events, type EventPayload } from '#shared/ipc/events'

export interface EventSender {
  send<E extends EventName>(event: E, payload: EventPayload<E>): void
}

/** Sends typed, checked events to the window; silently nothing while there is no window to tell. */
export function createEventSender(ownWindow: () => WebContents | undefined): EventSender {
  return {
    send(event, payload) {
      const contents = ownWindow()
      if (!contents || contents.isDestroyed()) return
      contents.send(event, events[event].parse(payload))
    }
  }
}
