const two = (part: number): string => String(part).padStart(2, '0')

/** The day of a moment here, as `2027-03-12`. @param moment milliseconds since 1970 */
export function localDay(moment: number): string {
  const date = new Date(moment)
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The last second of a day here, milliseconds since 1970; null for what is no day. */
export function endOfDay(day: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day)
  if (parts === null) return null
  const [year, month, date] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const moment = new Date(year, month - 1, date, 23, 59, 59)
  // A day that no calendar has would become another one.
  return moment.getMonth() === month - 1 && moment.getDate() === date ? moment.getTime() : null
}
