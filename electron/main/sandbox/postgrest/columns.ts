import { isUuid } from '../store/uuid'
import { invalidSyntax } from './postgrestError'

export type ColumnType = 'uuid' | 'text' | 'bool' | 'int' | 'timestamptz' | 'json'
export type Columns = Readonly<Record<string, ColumnType>>
/** A row of whatever table; columns that a table has are listed beside it. */
export type AnyRow = Readonly<Record<string, unknown>>

/** Reads a filter's text the way PostgreSQL casts it to the column's type. @throws PostgrestError 22P02 */
export function cast(text: string, type: ColumnType): string | number | boolean {
  switch (type) {
    case 'uuid':
      if (!isUuid(text)) throw invalidSyntax('uuid', text)
      return text.toLowerCase()
    case 'bool':
      if (/^(t|true|yes|on|1)$/i.test(text)) return true
      if (/^(f|false|no|off|0)$/i.test(text)) return false
      throw invalidSyntax('boolean', text)
    case 'int':
      if (!/^[+-]?\d+$/.test(text.trim())) throw invalidSyntax('bigint', text)
      return Number(text)
    case 'timestamptz': {
      const instant = Date.parse(text)
      if (Number.isNaN(instant)) throw invalidSyntax('timestamp with time zone', text)
      return instant
    }
    default:
      return text
  }
}

/** A column's value in the form that `cast` gives to filters, so that the two can be compared. */
export function comparable(value: unknown, type: ColumnType): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (type === 'timestamptz') return typeof value === 'string' ? Date.parse(value) : null
  if (type === 'json') return JSON.stringify(value)
  return value as string | number | boolean
}
