import { describeError } from './describeError'
import { redacted, redactText } from './redactText'
import { isErrorCode, isIdKey, isSensitiveKey, plainKey } from './sensitiveKeys'

const maxDepth = 8
const maxEntries = 100

/**
 * A copy of anything that is fit for the log: plain JSON values, without credentials. They are recognised by the name
 * of the field *and* by the shape of the value, because callers forget. Only plain objects, arrays, maps, sets and
 * errors are opened; of any other object the log learns the class and nothing else.
 */
export function redact(value: unknown): unknown {
  return redactValue(value, undefined, [])
}

function redactValue(value: unknown, name: string | undefined, above: readonly object[]): unknown {
  if (name !== undefined && isSensitiveKey(name) && !mayStandUnder(name, value)) return redacted
  switch (typeof value) {
    case 'string':
      return name !== undefined && isIdKey(name) && isPlainId(value) ? value : redactText(value)
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'bigint':
      return redactText(String(value))
    case 'boolean':
    case 'undefined':
      return value
    case 'object':
      return value === null ? null : redactObject(value, name, above)
    default:
      return `[${typeof value}]`
  }
}

/** Whether there was a value at all, and an error's code, are worth knowing and give nothing away. */
function mayStandUnder(name: string, value: unknown): boolean {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return true
  return plainKey(name) === 'code' && (typeof value === 'string' || typeof value === 'number') && isErrorCode(value)
}

function isPlainId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(text)
}

function redactObject(value: object, name: string | undefined, above: readonly object[]): unknown {
  if (above.includes(value)) return '[circular]'
  if (above.length >= maxDepth) return '[too deep]'
  const inside = [...above, value]
  try {
    if (value instanceof Error) return describeError(value, (part) => redactValue(part, undefined, inside))
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString()
    if (value instanceof URL) return redactText(value.href)
    if (value instanceof Map) return redactEntries([...value.entries()].map(([key, entry]) => [String(key), entry]), inside)
    if (value instanceof Headers) return redactEntries([...value.entries()], inside)
    if (value instanceof Set) return redactList([...value], name, inside)
    if (Array.isArray(value)) return redactList(value, name, inside)
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
    return isPlain(value) ? redactPlain(value, inside) : `[${redactText(value.constructor?.name ?? 'object')}]`
  } catch {
    // A getter or proxy that throws.
    return '[unreadable]'
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

function redactPlain(value: object, above: readonly object[]): unknown {
  const entries = Object.entries(value)
  // `{ name: 'Authorization', value: '…' }`
  const label = entries.find(([key, entry]) => ['name', 'key', 'header', 'field'].includes(key) && typeof entry === 'string')?.[1] as string | undefined
  if (label !== undefined && isSensitiveKey(label)) return redactEntries(entries.map(([key, entry]) => (entry === label ? [key, label] : [key, redacted])), above)
  return redactEntries(entries, above)
}

function redactEntries(entries: readonly (readonly [string, unknown])[], above: readonly object[]): Record<string, unknown> {
  const copy: [string, unknown][] = entries.slice(0, maxEntries).map(([key, entry]) => [redactText(key), redactValue(entry, key, above)])
  if (entries.length > maxEntries) copy.push(['…', `${entries.length - maxEntries} more`])
  return Object.fromEntries(copy)
}

function redactList(list: readonly unknown[], name: string | undefined, above: readonly object[]): unknown[] {
  // `['Authorization', '…', 'Accept', '…']` and `[['Authorization', '…']]`: what follows a telling name belongs to it.
  const copy = list.slice(0, maxEntries).map((entry, index) => {
    const before = list[index - 1]
    return redactValue(entry, typeof before === 'string' && before.length < 40 && isSensitiveKey(before) ? before : name, above)
  })
  if (list.length > maxEntries) copy.push(`… ${list.length - maxEntries} more`)
  return copy
}
