/** A day of the calendar, as `2027-03-12`; months are counted from 1. */
export type DayName = string

const two = (part: number): string => String(part).padStart(2, '0')
export const dayName = (year: number, month: number, day: number): DayName => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

/** The weeks that a month stands in, from Monday; null where a week's day is of another month. */
export function weeksOf(year: number, month: number): (DayName | null)[][] {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7
  const cells = [...Array.from({ length: before }, () => null), ...Array.from({ length: days }, (_, index) => dayName(year, month, index + 1))]
  const weeks: (DayName | null)[][] = []
  for (let start = 0; start < cells.length; start += 7) weeks.push([...cells.slice(start, start + 7), ...Array.from({ length: Math.max(0, start + 7 - cells.length) }, () => null)])
  return weeks
}

/** A day so many days later, or months: the last of a shorter month. */
export function shifted(day: DayName, by: { days?: number; months?: number }): DayName {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + (by.months ?? 0), 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const moved = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last) + (by.days ?? 0)))
  return dayName(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate())
}
