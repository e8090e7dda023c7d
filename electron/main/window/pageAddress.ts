/** The page is served by the app itself under an origin of its own: neither `file:` nor the network. */
export const appScheme = 'app'
export const appHost = 'bundle'
export const pageUrl = `${appScheme}://${appHost}/`

/** Whether an address belongs to the page, judged by its parsed parts: `app://bundle.evil/` begins like ours too. */
export function isPageAddress(address: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(address)
    return protocol === `${appScheme}:` && host === appHost && username === '' && password === ''
  } catch {
    return false
  }
}
