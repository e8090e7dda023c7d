/** A key in groups of four characters at most, as it is read out on the telephone. Joined they are the key again. */
export function secretGroups(secret: string): string[] {
  // A hyphen ends its group: the parts of a UUID stay parts.
  return secret.match(/[^-]{1,4}-*|-+/gu) ?? []
}
