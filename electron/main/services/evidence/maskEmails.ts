/** What stands between a person's own name and their domain, also as other scripts and the addresses of pages write it. */
const atSign = /([@\uFE6B\uFF20]|%40)/giu
/** What ends a word, and no address can have outside of quotes (RFC 5322, "specials"). A mark without width ends none. */
const wordEnd = /[\p{Z}\p{Cc}<>()[\]{},;:"\\]/gu

/**
 * `a…@example.com`: somebody who knows the person recognises them, and nobody can write to them. More is taken for a name than
 * has to be (`package@1.2`): one that was not recognised would be handed over whole.
 */
export function maskedText(text: string): string {
  // Those in between and at the end are followed by no at sign.
  const parts = text.split(atSign)
  return parts.map((part, index) => (index % 2 === 0 && index < parts.length - 1 ? withoutName(part) : part)).join('')
}

function withoutName(before: string): string {
  let begin = before.endsWith('"') ? before.indexOf('"') : 0
  if (!before.endsWith('"')) for (const end of before.matchAll(wordEnd)) begin = end.index + end[0].length
  return begin === before.length ? before : `${before.slice(0, begin)}${shortened(before.slice(begin))}`
}

/** Of what is an address whatever it looks like: everything before its last at sign, or all of it. */
function maskedAddress(address: string): string {
  const end = [...address.matchAll(atSign)].at(-1)?.index ?? address.length
  return end === 0 ? address : `${shortened(address.slice(0, end))}${address.slice(end)}`
}

/** The same of every text in a value of plain JSON. */
export function masked<T>(value: T): T {
  if (typeof value === 'string') return maskedText(value) as T
  if (Array.isArray(value)) return value.map((one: unknown) => masked(one)) as T
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, one]: [string, unknown]) => [name, typeof one === 'string' && /email$/iu.test(name) ? maskedAddress(one) : masked(one)])
  return Object.fromEntries(entries) as T
}

/** A quotation mark tells nothing of a name. */
const shortened = (name: string): string => `${Array.from(name.replace(/^"/u, ''))[0] ?? ''}…`
