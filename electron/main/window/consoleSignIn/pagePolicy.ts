import type { Session, WebContents } from 'electron'

/** Sessions whose windows show a foreign page so that somebody can sign in there. */
const foreignSessions = new WeakSet<Session>()

export function markForeign(session: Session): void {
  foreignSessions.add(session)
}

/** Whether these contents may leave the app's own page; everything else in the navigation policy holds for them, too. */
export function isForeign(contents: WebContents): boolean {
  return foreignSessions.has(contents.session)
}

/**
 * https to any host, for single sign-on leads to providers that nobody can list; plain http only where the console itself is
 * on this computer.
 */
export function mayVisit(address: string, consoleOrigin: string): boolean {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return false
  }
  if (url.username !== '' || url.password !== '') return false
  if (isThisComputer(url.hostname)) return url.origin === consoleOrigin || (url.protocol === 'http:' && new URL(consoleOrigin).hostname === url.hostname)
  return url.protocol === 'https:'
}

/** What the pages may load; beside pages, what scripts make by themselves. */
export function mayLoad(address: string, consoleOrigin: string): boolean {
  return /^(data|blob):/iu.test(address) || mayVisit(address.replace(/^wss:/iu, 'https:'), consoleOrigin)
}

function isThisComputer(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(hostname) || hostname === '0.0.0.0'
}
