/** One answered (or dropped) request. Never holds headers or bodies: they carry credentials. */
export interface LoggedRequest {
  method: string
  /** path without query */
  path: string
  /** with its question mark, or empty */
  query: string
  /** milliseconds since 1970, by the machine's clock */
  at: number
  /** when the answer was ready to be sent; 0 while it is under way */
  endedAt: number
  /** 0 where the connection was dropped or the answer is under way */
  status: number
}

/** Entries kept at most; the oldest go first. */
const KEPT = 20_000

export class RequestLog {
  private entries: LoggedRequest[] = []

  begin(method: string, url: string): LoggedRequest {
    const { pathname, search } = new URL(url)
    const entry = { method, path: pathname, query: search, at: Date.now(), endedAt: 0, status: 0 }
    if (this.entries.length >= KEPT) this.entries.splice(0, KEPT / 2)
    this.entries.push(entry)
    return entry
  }

  all(): LoggedRequest[] {
    return this.entries.map((entry) => ({ ...entry }))
  }

  clear(): void {
    this.entries = []
  }
}
