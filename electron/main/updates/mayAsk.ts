import type { Policy } from '#shared/domain/policy'

/** Whether a request for an update may go to that address: asked for the first one, and for each that it is sent on to. */
export type MayAsk = (url: URL) => boolean

/**
 * Where the administrator lists servers, those and the feed that the administrator names; else any. This computer itself is asked
 * only where the feed is on it: no feed elsewhere leads to what listens here.
 * @param feed the address that is in force
 */
export function mayAskFor({ servers, updates }: Pick<Policy, 'servers' | 'updates'>, feed: string): MayAsk {
  const listed = servers === null ? null : new Set([...servers, ...(updates.feed === null ? [] : [updates.feed])].map((address) => new URL(address).origin))
  return (url) => (listed === null || listed.has(url.origin)) && (!isThisComputer(url) || isThisComputer(new URL(feed)))
}

/** By its address, in whatever way it is written; `URL` has brought IPv4 into its usual form. */
function isThisComputer({ hostname }: URL): boolean {
  const host = hostname.replace(/\.$/u, '')
  return host === 'localhost' || host.endsWith('.localhost') || /^(127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|\[::ffff:(7f[\da-f]{2}:[\da-f]{1,4}|0:0)\])$/u.test(host)
}
