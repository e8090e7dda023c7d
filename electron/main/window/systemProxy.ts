import type { Session } from 'electron'

/**
 * Asks the system which proxy leads to an address, in a session of its own: the page's session has a proxy that nobody
 * runs. No request is ever sent with either.
 *
 * What the answer rests on is Chromium's: the settings of macOS, Windows, GNOME and KDE; on a Linux without a desktop the
 * variables `https_proxy`, `all_proxy` and `no_proxy`. Nothing else of Gatehouse looks at those variables. Of a
 * configuration script (PAC) it knows nothing: Chromium would have to fetch it, and `networkGuard` has taken every name from
 * Chromium, and every address but one. The settings say so.
 * @returns the answer in Chromium's words, `PROXY host:port; DIRECT`
 */
export function createSystemProxy(networkSession: () => Session): (url: string) => Promise<string> {
  let ready: Promise<Session> | null = null
  const prepare = async (): Promise<Session> => {
    const session = networkSession()
    await session.setProxy({ mode: 'system' })
    return session
  }
  return async (url) => {
    ready ??= prepare().catch((thrown: unknown) => {
      ready = null
      throw thrown
    })
    return (await ready).resolveProxy(url)
  }
}
