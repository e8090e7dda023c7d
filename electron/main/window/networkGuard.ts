import type { Session } from 'electron'
import type { Logger } from '../log/logger'
import { isPageAddress } from './pageAddress'

export interface NetworkGuardOptions {
  /** Electron's own inspector loads its parts over `devtools:`; it exists only in an unpackaged app. */
  allowInspector: boolean
  log: Logger
}

/** Cancels every request of the page that does not go to the page's own files: a second wall behind the CSP. */
export function keepPageOffTheNetwork(session: Session, { allowInspector, log }: NetworkGuardOptions): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    const cancel = !mayRequest(details.url, allowInspector)
    // Only the kind: the address itself may be what somebody tries to carry out.
    if (cancel) log.warn('networkGuard.cancelled', { resourceType: details.resourceType })
    callback({ cancel })
  })
}

/** `data:` stays inside the page, and the policy admits it for pictures only. */
export function mayRequest(url: string, allowInspector: boolean): boolean {
  return isPageAddress(url) || /^data:/iu.test(url) || (allowInspector && /^devtools:\/\/devtools\//u.test(url))
}
