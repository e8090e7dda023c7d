/**
 * A moment as PostgreSQL prints it in JSON: `2026-11-20T18:29:41.314236+00:00`, trailing zeros of the fraction removed.
 * All rows keep their moments in this form; the other two forms that Capgo answers with are made from it.
 */
export type Timestamp = string

/** @param ms milliseconds since 1970; @param micros the microseconds within that millisecond (0-999) */
export function toTimestamp(ms: number, micros = 0): Timestamp {
  const date = new Date(ms)
  const seconds = date.toISOString().slice(0, 19)
  const fraction = (String(date.getUTCMilliseconds()).padStart(3, '0') + String(micros).padStart(3, '0')).replace(/0+$/, '')
  return `${seconds}${fraction ? `.${fraction}` : ''}+00:00`
}

/** For sorting, the earlier first. Timestamps of this form sort as text, which is much cheaper than parsing them. */
export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Milliseconds since 1970, or NaN. Accepts the three forms in which Capgo writes moments. */
export function instantOf(timestamp: string): number {
  return Date.parse(timestamp.trim().replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00').replace(/(\.\d{3})\d*/, '$1'))
}

/** `2026-11-20T18:29:41.382Z`, as the functions answer where a database driver parsed the row. */
export function toZulu(timestamp: Timestamp): string
export function toZulu(timestamp: Timestamp | null): string | null
export function toZulu(timestamp: Timestamp | null): string | null {
  return timestamp === null ? null : new Date(instantOf(timestamp)).toISOString()
}

/** `2026-11-20 18:29:41.26+00`, as PostgreSQL prints a row outside JSON. */
export function toSpaced(timestamp: Timestamp): string
export function toSpaced(timestamp: Timestamp | null): string | null
export function toSpaced(timestamp: Timestamp | null): string | null {
  return timestamp === null ? null : timestamp.replace('T', ' ').replace(/\+00:00$/, '+00')
}
