import { productionApi, type CapgoServer } from '../../capgo/capgoServer'

const longest = 80

/** Without the scheme that everybody takes for granted; plain http, which only this computer may speak, is said. */
export function shownServer({ api }: Pick<CapgoServer, 'api'>): string {
  const { protocol, host } = new URL(api)
  return protocol === 'https:' ? host : api
}

/** The name of a new connection: its server, then with the e-mail address, then with a number, whichever is still free. */
export function defaultName({ server, email }: { server: CapgoServer; email: string | null }, taken: readonly string[]): string {
  const host = server.api === productionApi ? 'Capgo' : shownServer(server)
  const withEmail = email === null || email === '' ? [] : [`${host} (${email})`]
  const base = withEmail[0] ?? host
  for (const name of [host, ...withEmail]) if (!taken.includes(cut(name))) return cut(name)
  for (let number = 2; ; number++) {
    const name = cut(base, ` ${String(number)}`)
    if (!taken.includes(name)) return name
  }
}

/** The end, which tells names apart, stays. */
const cut = (name: string, end = ''): string => `${name.slice(0, longest - end.length).trim()}${end}`
