/** Proxy and certificates. */
export const network = {}
