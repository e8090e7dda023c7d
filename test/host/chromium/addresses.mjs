// Chromium navigates only to schemes it knows, so the app's own scheme is mapped onto https: `app://bundle/x` becomes
// `https://bundle.app.internal/x`. `.internal` is reserved for private use and never resolves on the internet.
const suffix = 'internal'

/** @param {ReadonlySet<string>} schemes the schemes that the app registered */
export function createAddresses(schemes) {
  const toPage = (address) => {
    const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/isu.exec(address)
    if (!match || !schemes.has(match[1].toLowerCase())) return address
    return `https://${match[2]}.${match[1].toLowerCase()}.${suffix}${match[3] || '/'}`
  }
  const toApp = (address) => {
    const match = /^https:\/\/([^/?#]+)\.([a-z0-9+-]+)\.internal(?::443)?([/?#].*)?$/isu.exec(address)
    return match && schemes.has(match[2]) ? `${match[2]}://${match[1]}${match[3] ?? '/'}` : address
  }
  return {
    toPage,
    toApp,
    /** Whether the address belongs to one of the app's schemes, as seen by the page. */
    isMapped: (address) => toApp(address) !== address,
    /** Policies name the app's scheme; the page lives under the mapped origin. */
    policyToPage(policy) {
      let mapped = policy
      for (const scheme of schemes) {
        mapped = mapped
          .replace(new RegExp(`\\b${scheme}://([\\w.*-]+)`, 'gu'), (_all, name) => `https://${name}.${scheme}.${suffix}`)
          .replace(new RegExp(`(^|[\\s;])${scheme}:(?=[\\s;]|$)`, 'gu'), (_all, before) => `${before}https://*.${scheme}.${suffix}`)
      }
      return mapped
    },
    originOf(address) {
      try {
        const url = new URL(address)
        return schemes.has(url.protocol.slice(0, -1)) ? `${url.protocol}//${url.host}` : url.origin
      } catch {
        return 'null'
      }
    }
  }
}
