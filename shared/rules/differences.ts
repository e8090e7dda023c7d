import type { Difference, ShownValue } from '../domain/audit'

/** Longest text of one value; a record may hold whole documents. */
const longest = 500

/** Fields that say nothing to anybody: they name the row itself or the organization that is open, or move by themselves. */
const housekeeping = new Set(['id', 'org_id', 'owner_org', 'created_at', 'updated_at', 'stats_updated_at', 'last_stats_updated_at', 'stats_refresh_requested_at'])

type Fields = Readonly<Record<string, unknown>>

/**
 * What differs between two records, field by field, the parts of a nested one each by itself (`password_policy_config.min_length`).
 * @param before null: it was created; what it was created with is told, but for what is empty
 * @param after null: it was deleted
 */
export function recordDifferences(before: Fields | null, after: Fields | null): Difference[] {
  const names = [...new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})])].filter((name) => !housekeeping.has(name))
  return names.flatMap((name) => valueDifferences(name, own(before, name), own(after, name)))
}

/** The same of one value. */
export function valueDifferences(field: string, before: unknown, after: unknown): Difference[] {
  if (isFields(before) || isFields(after)) {
    const [from, to] = [isFields(before) ? before : null, isFields(after) ? after : null]
    const parts = [...new Set([...Object.keys(to ?? {}), ...Object.keys(from ?? {})])]
    if (parts.length > 0 && parts.length <= 20) return parts.flatMap((part) => flat(`${field}.${part}`, own(from, part), own(to, part)))
  }
  return flat(field, before, after)
}

function flat(field: string, before: unknown, after: unknown): Difference[] {
  if (JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return []
  return [{ field, before: shown(before), after: shown(after) }]
}

function shown(value: unknown): ShownValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > longest ? `${Array.from(text.slice(0, longest)).slice(0, -1).join('')}…` : text
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Never what an object inherits. */
const own = (fields: Fields | null, name: string): unknown => (fields !== null && Object.hasOwn(fields, name) ? fields[name] : undefined)
