/** The kinds of proxy as Chromium's answers name them. */
const names = { http: 'PROXY', https: 'HTTPS', socks: 'SOCKS', socks4: 'SOCKS', socks5: 'SOCKS5' }

const isLoopback = (hostname) => hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127\./u.test(hostname)

/** `host:port` or `kind://host:port` → `PROXY host:port`. */
function inWords(proxy) {
  const [, kind = 'http', address] = /^(?:([a-z0-9]+):\/\/)?([^/]+)\/?$/iu.exec(proxy.trim()) ?? []
  const name = names[kind.toLowerCase()]
  return name && address ? `${name} ${address}` : undefined
}

/**
 * What Chromium takes for the system's proxy on a Linux without a desktop: the environment. `all_proxy` outweighs the
 * variable of the scheme; `no_proxy` lists ends of host names, or everything.
 */
export function systemProxyFor(url, environment) {
  const read = (name) => environment[name] || environment[name.toUpperCase()]
  const { protocol, hostname } = new URL(url)
  const exempt = (read('no_proxy') ?? '').split(',').map((entry) => entry.trim().replace(/^\*?\.?/u, '')).filter((entry) => entry !== '')
  if ((read('no_proxy') ?? '').trim() === '*' || exempt.some((end) => hostname === end || hostname.endsWith(`.${end}`))) return 'DIRECT'
  const proxy = read('all_proxy') || read(`${protocol.slice(0, -1)}_proxy`)
  return (isLoopback(hostname) || !proxy ? undefined : inWords(proxy)) ?? 'DIRECT'
}

/** What a proxy that the app has fixed answers, in Chromium's words; loopback is passed by unless the app says otherwise. */
export function fixedProxyFor(url, { proxyRules, proxyBypassRules = '' }) {
  const through = proxyRules.split(',').map(inWords)
  if (through.includes(undefined)) return undefined
  return isLoopback(new URL(url).hostname) && !proxyBypassRules.includes('<-loopback>') ? 'DIRECT' : through.join(';')
}
