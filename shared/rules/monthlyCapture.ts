/** The moment one calendar month later by this computer's calendar: from 31 January, the end of February. In milliseconds since 1970. */
export function aMonthAfter(at: number): number {
  const from = new Date(at)
  const next = new Date(at)
  // The first, before the month changes: 31 + 1 month would run over into the month after.
  next.setDate(1)
  next.setMonth(from.getMonth() + 1)
  const last = new Date(next.getFullYear(), next.getMonth() + 1, 0).getDate()
  next.setDate(Math.min(from.getDate(), last))
  return next.getTime()
}

/** @param lastAt ISO 8601; null: never yet. One that lies ahead was written by a clock that was wrong. */
export function isCaptureDue(lastAt: string | null, now: number): boolean {
  if (lastAt === null) return true
  const last = Date.parse(lastAt)
  return last > now || aMonthAfter(last) <= now
}
