import { createHash } from 'node:crypto'

/** A UUID (version 4 in form) that is always the same for the same words. */
export function seededUuid(words: string): string {
  return asUuid(createHash('sha256').update(words).digest('hex'))
}

/**
 * A cheap one for the many rows of a large seed: `family` (0-15) keeps the kinds apart. They grow with the count, so that
 * sorting 100,000 rows by id, as clients do to page through them, finds them sorted already.
 */
export function countedUuid(family: number, count: number): string {
  const spread = Math.imul(count + 1, 0x9e3779b1) >>> 0
  const head = (0x20000000 + count * 16 + family).toString(16)
  const middle = spread.toString(16).padStart(8, '0')
  return `${head}-${middle.slice(0, 4)}-4${middle.slice(4, 7)}-a${middle.slice(1, 4)}-${middle}${head.slice(4)}`
}

function asUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A second id for the same thing: another UUID for every UUID, without the cost of a hash. */
export function mirroredUuid(id: string): string {
  return `${id.slice(28, 36)}-${id.slice(24, 28)}${id.slice(13, 24)}${id.slice(9, 13)}${id.slice(0, 8)}`
}
