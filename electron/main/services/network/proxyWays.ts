import { AppError } from '#shared/errors/appError'
import type { ProxyChoice } from '#shared/domain/network'
import type { Proxy, Way } from '../../capgo/networkConditions'

/**
 * The ways to a server by the person's choice.
 * @param resolveProxy the system's answer as Chromium writes it (`PROXY host:port; DIRECT`)
 * @throws AppError `proxyFailed` when the system cannot be asked, or names only proxies of an unknown kind: going directly
 * would then be a guess
 */
export async function waysFor(choice: ProxyChoice, origin: string, resolveProxy: (url: string) => Promise<string>): Promise<Way[]> {
  if (choice.mode === 'direct') return [null]
  if (choice.mode === 'manual') return [proxyOf(choice.address)]
  let answer: string
  try {
    answer = await resolveProxy(`${origin}/`)
  } catch (thrown) {
    throw new AppError({ code: 'proxyFailed', message: 'The system did not say which proxy to use.', retryable: true, details: { host: new URL(origin).host } }, { cause: thrown })
  }
  return readSystemAnswer(answer, origin)
}

const kinds: Record<string, Proxy['kind']> = { PROXY: 'http', HTTP: 'http', HTTPS: 'https', SOCKS: 'socks4', SOCKS4: 'socks4', SOCKS5: 'socks5' }

function readSystemAnswer(answer: string, origin: string): Way[] {
  const entries = answer.split(';').map((entry) => entry.trim()).filter((entry) => entry !== '')
  const ways = entries.flatMap((entry): Way[] => {
    if (entry.toUpperCase() === 'DIRECT') return [null]
    const [name = '', address = ''] = entry.split(/\s+/u)
    const kind = kinds[name.toUpperCase()]
    const at = kind === undefined ? null : hostAndPort(address)
    return kind === undefined || at === null ? [] : [{ kind, ...at }]
  })
  if (ways.length > 0) return ways
  throw new AppError({ code: 'proxyFailed', message: `The system names no proxy that can be used (${answer.slice(0, 200)}).`, retryable: false, details: { host: new URL(origin).host } })
}

/** @param address in the written form that the settings keep */
function proxyOf(address: string): Proxy {
  const [kind = '', rest = ''] = address.split('://')
  const at = hostAndPort(rest)
  if (at === null) throw new AppError({ code: 'proxyFailed', message: `${address} is no address of a proxy.`, retryable: false })
  return { kind: kind as Proxy['kind'], ...at }
}

function hostAndPort(text: string): { host: string; port: number } | null {
  const [, bracketed, plain, port = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/u.exec(text) ?? []
  const host = bracketed ?? plain
  return host === undefined ? null : { host, port: Number(port) }
}
