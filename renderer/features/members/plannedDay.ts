/** Whole days from today until a plain date (`2027-04-01`), by the calendar of this computer; negative once it is past. */
export function daysUntil(day: string, now: Date): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  // In UTC every day has 24 hours.
  return Math.round((Date.UTC(year, month - 1, date) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / 86_400_000)
}
