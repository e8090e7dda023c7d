/** Failed sign-ins per address or account before the block. */
export const FAILED_LIMIT = 20
/** How long they count and the block lasts, in milliseconds. */
export const FAILED_WINDOW_MS = 15 * 60_000
/** Requests per key and window. */
export const KEY_LIMIT = 2000
export const KEY_WINDOW_MS = 60_000

interface Count {
  count: number
  resetAt: number
}

/**
 * The three counters of the real backend. The window of failed sign-ins begins anew with every failure, and a success
 * does not clear it; that of a key's requests with every request. Requests that name no
 * address are not counted: on loopback all come from one.
 */
export class RateLimits {
  keyLimit = KEY_LIMIT
  private readonly addresses = new Map<string, Count>()
  private readonly accounts = new Map<string, Count>()
  private readonly keys = new Map<number, Count>()

  constructor(private readonly now: () => number) {}

  /** When the block of this address ends (milliseconds since 1970), or undefined. */
  blockedAddress(address: string | undefined): number | undefined {
    return address === undefined ? undefined : this.blockedUntil(this.addresses.get(address))
  }

  blockedAccount(email: string): number | undefined {
    return this.blockedUntil(this.accounts.get(email.toLowerCase()))
  }

  failed(address: string | undefined): void {
    if (address !== undefined) this.addFailure(this.addresses, address)
  }

  failedAccount(email: string): void {
    this.addFailure(this.accounts, email.toLowerCase())
  }

  /** Counts a request of a key. @returns when the key may be used again, or undefined when it may be used now */
  usedKey(id: number): number | undefined {
    const now = this.now()
    const known = this.keys.get(id)
    const count = known && known.resetAt > now ? known.count + 1 : 1
    this.keys.set(id, { count, resetAt: now + KEY_WINDOW_MS })
    return count > this.keyLimit ? now + KEY_WINDOW_MS : undefined
  }

  setKeyLimit(limit: number | null): void {
    this.keyLimit = limit ?? KEY_LIMIT
    for (const counters of [this.addresses, this.accounts, this.keys]) counters.clear()
  }

  private blockedUntil(entry: Count | undefined): number | undefined {
    return entry && entry.resetAt > this.now() && entry.count >= FAILED_LIMIT ? entry.resetAt : undefined
  }

  private addFailure(counters: Map<string, Count>, key: string): void {
    const known = counters.get(key)
    const count = known && known.resetAt > this.now() ? known.count + 1 : 1
    counters.set(key, { count, resetAt: this.now() + FAILED_WINDOW_MS })
  }
}
