import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { AppError } from '#shared/errors/appError'
import { pageOrigin } from '#shared/ipc/pageOrigin'

export interface SenderPolicy {
  /** @throws AppError `untrustedSender` */
  check(event: IpcMainInvokeEvent): void
}

/** Answers only the main frame of Gatehouse's own window, at exactly its own origin. */
export function createSenderPolicy(ownWindow: () => WebContents | undefined): SenderPolicy {
  return {
    check(event) {
      const own = ownWindow()
      const frame = event.senderFrame
      if (!own || event.sender.id !== own.id) refuse('another window')
      if (!frame) return refuse('a frame that is gone')
      if (frame.parent !== null) refuse('a frame inside the page')
      if (originOf(frame.url) !== pageOrigin) refuse('another origin')
    }
  }
}

/** Scheme and host; `URL.origin` says "null" for schemes it does not know. */
function originOf(url: string): string {
  try {
    const { protocol, host, username, password } = new URL(url)
    return username || password ? 'none' : `${protocol}//${host}`
  } catch {
    return 'none'
  }
}

function refuse(who: string): never {
  throw new AppError({ code: 'untrustedSender', message: `The message came from ${who} and was not carried out.`, retryable: false })
}
