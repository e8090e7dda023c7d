import { z } from 'zod'

const identifier = '(?:0|[1-9]\\d{0,8})'
const part = '(?:0|[1-9]\\d{0,8}|\\d*[A-Za-z-][0-9A-Za-z-]*)'
const form = new RegExp(`^(${identifier})\\.(${identifier})\\.(${identifier})(?:-(${part}(?:\\.${part})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`, 'u')

/** A version as Semantic Versioning 2.0 writes it, with numbers that every reader of it can hold. */
export const versionSchema = z.string().max(64).regex(form)

interface Version {
  core: readonly number[]
  /** What stands after the hyphen; empty for a release. */
  before: readonly string[]
}

function parse(text: string): Version | null {
  const [, major, minor, patch, before] = (text.length <= 64 ? form.exec(text) : null) ?? []
  return major === undefined ? null : { core: [major, minor, patch].map(Number), before: before === undefined ? [] : before.split('.') }
}

export const isPrerelease = (text: string): boolean => (parse(text)?.before.length ?? 0) > 0

/**
 * Below 0, 0 or above 0, by Semantic Versioning 2.0, §11: a prerelease comes before its release, build metadata does not count.
 * null: one of them is no version.
 */
export function compareVersions(one: string, other: string): number | null {
  const [a, b] = [parse(one), parse(other)]
  if (a === null || b === null) return null
  for (const [index, number] of a.core.entries()) if (number !== b.core[index]) return number - (b.core[index] ?? 0)
  if (a.before.length === 0 || b.before.length === 0) return b.before.length - a.before.length
  for (const [index, mine] of a.before.entries()) {
    const theirs = b.before[index]
    if (theirs === undefined) return 1
    if (mine === theirs) continue
    const [number, their] = [/^\d+$/u.test(mine), /^\d+$/u.test(theirs)]
    if (number && their) return Number(mine) - Number(theirs)
    if (number !== their) return number ? -1 : 1
    return mine < theirs ? -1 : 1
  }
  return a.before.length - b.before.length
}

/**
 * Whether a listed version is offered to a copy: it is higher, and no prerelease unless the copy is one. What is no version is
 * never offered.
 */
export function isOffered(listed: string, own: string): boolean {
  const order = compareVersions(listed, own)
  return order !== null && order > 0 && (isPrerelease(own) || !isPrerelease(listed))
}
