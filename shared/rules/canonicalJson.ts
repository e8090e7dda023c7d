/**
 * The one text of a JSON value (RFC 8785): members in the order of their names' UTF-16 units, numbers and strings as ECMAScript
 * writes them, no space. What two programs write of the same value is the same, so that it can be hashed and signed.
 * A member whose value is `undefined` is not there, as in `JSON.stringify`.
 * @throws TypeError for what JSON cannot say: NaN, infinities, lone surrogates, and anything that is no plain value
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return canonicalString(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('JSON has no such number.')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`
  if (typeof value === 'object' && isPlain(value)) {
    const members: string[] = []
    // The default order is that of the UTF-16 units, whatever the language of the computer.
    for (const name of Object.keys(value).sort()) {
      const member = (value as Record<string, unknown>)[name]
      if (member !== undefined) members.push(`${canonicalString(name)}:${canonicalJson(member)}`)
    }
    return `{${members.join(',')}}`
  }
  throw new TypeError(`JSON has no ${typeof value}.`)
}

function canonicalString(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('A lone surrogate is no text.')
  return JSON.stringify(text)
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
