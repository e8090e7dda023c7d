import type { App, Session } from 'electron'
import type { Logger } from '../log/logger'
import { isPageAddress } from './pageAddress'

export interface NetworkGuardOptions {
  /** Electron's own inspector loads its parts over `devtools:`; it exists only in an unpackaged app. */
  allowInspector: boolean
  log: Logger
}

/**
 * Takes the network from Chromium itself, before the app is ready. Neither the CSP nor `webRequest` sees what WebRTC and
 * connection hints (`preconnect`, `dns-prefetch`) open: so no name or address resolves, and WebRTC has no UDP. Main's own
 * requests are Node's and know nothing of it. Excepted is 127.0.0.1, where the proxy of the console's sign-in page listens
 * (`consoleSignIn/signInProxy.ts`); the app's own page is kept from there by its proxy, below.
 */
export function keepChromiumOffTheNetwork(app: App): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND, EXCLUDE 127.0.0.1')
  app.on('web-contents-created', (_event, contents) => contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp'))
}

/**
 * Cancels every request of the page that does not go to the page's own files: a second wall behind the CSP. A third: what
 * is no request (TURN over TCP, a preconnected socket) goes to a proxy that nobody runs, loopback addresses included.
 * To be awaited before the first window.
 */
export async function keepPageOffTheNetwork(session: Session, { allowInspector, log }: NetworkGuardOptions): Promise<void> {
  session.webRequest.onBeforeRequest((details, callback) => {
    const cancel = !mayRequest(details.url, allowInspector)
    // Only the kind: the address itself may be what somebody tries to carry out.
    if (cancel) log.warn('networkGuard.cancelled', { resourceType: details.resourceType })
    callback({ cancel })
  })
  // Port 9 is "discard".
  await session.setProxy({ mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:9', proxyBypassRules: '<-loopback>' })
}

/** `data:` stays inside the page, and the policy admits it for pictures only. */
export function mayRequest(url: string, allowInspector: boolean): boolean {
  return isPageAddress(url) || /^data:/iu.test(url) || (allowInspector && /^devtools:\/\/devtools\//u.test(url))
}
