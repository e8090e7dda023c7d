/**
 * A key in groups of four characters at most, as it is read out on the telephone. Joined they are the key again. A hyphen
 * ends its group: the parts of a UUID stay parts.
 *
 * Without a regular expression: the engine keeps the last text that one matched, and that would be the key.
 */
export function secretGroups(secret: string): string[] {
  const groups: string[] = []
  let group = ''
  let signs = 0
  for (const sign of secret) {
    const begins = sign !== '-' && (signs === 4 || group.endsWith('-'))
    if (begins) {
      groups.push(group)
      group = ''
      signs = 0
    }
    group += sign
    if (sign !== '-') signs += 1
  }
  return group === '' ? groups : [...groups, group]
}
