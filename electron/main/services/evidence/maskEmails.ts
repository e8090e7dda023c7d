/** An address wherever it stands in a text; its own name is as long as addresses have it. */
const address = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu

/** `a…@example.com`: somebody who knows the person recognises them, and nobody can write to them. */
export function maskedText(text: string): string {
  return text.replace(address, (found) => `${Array.from(found)[0] ?? ''}…${found.slice(found.lastIndexOf('@'))}`)
}

/** The same of every text in a value of plain JSON. */
export function masked<T>(value: T): T {
  if (typeof value === 'string') return maskedText(value) as T
  if (Array.isArray(value)) return value.map((one: unknown) => masked(one)) as T
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, masked(one as unknown)])) as T
  return value
}
