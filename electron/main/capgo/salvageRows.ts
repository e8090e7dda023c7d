import { z } from 'zod'
import { AppError } from '#shared/errors/appError'

/** What of a row is of use where not all of it can be read. `null`: not even whose it is. */
export type Salvage<Row> = (fields: Readonly<Record<string, unknown>>) => Row | null

const anyFields = z.record(z.string(), z.unknown())

/**
 * The rows of one page, where a row that cannot be read takes no other with it: what of it is readable stays, and one of
 * which nobody can be named becomes what `nameless` makes of its position in the list.
 * @param offset position of the page's first row in the list
 * @throws AppError `invalidResponse` where the list begins with a page of which no row names anybody: that is another format
 */
export function salvageRows<Row>(rows: readonly unknown[], offset: number, { whole, salvage, nameless }: { whole: z.ZodType<Row>; salvage: Salvage<Row>; nameless: (position: number) => Row }): Row[] {
  // One pass where all is well, which it is.
  const all = z.array(whole).safeParse(rows)
  if (all.success) return all.data
  const read = rows.map((row) => {
    const one = whole.safeParse(row)
    if (one.success) return one.data
    const fields = anyFields.safeParse(row)
    return fields.success ? salvage(fields.data) : null
  })
  if (offset === 0 && read.every((row) => row === null)) {
    throw new AppError({ code: 'invalidResponse', message: `None of ${String(rows.length)} rows of a list could be read.`, retryable: false })
  }
  return read.map((row, index) => row ?? nameless(offset + index))
}

/** A field as far as it is what it should be; null otherwise. */
export function fieldOr<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const read = schema.safeParse(value)
  return read.success ? read.data : null
}
