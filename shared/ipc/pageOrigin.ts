/** The page's own address: served by main under its own scheme, and the only origin whose messages are answered. */
export const appScheme = 'app'
export const appHost = 'bundle'
export const pageOrigin = `${appScheme}://${appHost}`
