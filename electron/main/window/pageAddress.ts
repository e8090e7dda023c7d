import { appHost, appScheme, pageOrigin } from '#shared/ipc/pageOrigin'

export { appScheme } from '#shared/ipc/pageOrigin'
export const pageUrl = `${pageOrigin}/`

/** Whether an address belongs to the page, judged by its parsed parts: `app://bundle.evil/` begins like ours too. */
export function isPageAddress(address: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(address)
    return protocol === `${appScheme}:` && host === appHost && username === '' && password === ''
  } catch {
    return false
  }
}
