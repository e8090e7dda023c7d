/** What may stand in an e-mail address, beside what JSON and addresses of the web are built of. */
const inName = String.raw`\p{L}\p{N}\p{M}._%+'!#$&*=?^~’\x60-`
const label = String.raw`[\p{L}\p{N}\p{M}_%-]+`
const addresses = new RegExp(
  // In a string of JSON a letter after a backslash belongs to that.
  String.raw`(?:(?<![${inName}])((?<=\\)[nrtbf])?[${inName}]+|(?<!\\)\\*"[^"\r\n]{1,64}")` + String.raw`(?:@|＠|%(?:25)*40)(?:\[[\w.:]{2,64}\]|${label}(?:[.。]${label})*)`,
  'giu'
)

/**
 * A text without e-mail addresses and without the name of the person's folder. Of an address in any script, quoted, written as in a
 * link, or of a host alone; too much rather than too little.
 */
export const withoutPeople = (text: string, home: string): string => withoutHome(text.replace(addresses, (_, escape: string | undefined) => `${escape ?? ''}[e-mail]`), home)

/** `~` in place of that folder, and not within a longer name: neither `/home/alice` nor `/mnt/home/al` is in `/home/al`. */
export function withoutHome(text: string, home: string): string {
  const folders = home.split(/[\\/]+/u).filter((name) => name !== '')
  if (folders.length === 0) return text
  // As it is, as in a string of JSON, and as in an address.
  const path = folders.map((name) => `(?:${escaped(name)}|${escaped(encodeURIComponent(name))})`).join(String.raw`[\\/]+`)
  const start = /^[\\/]/u.test(home) ? String.raw`(?<![\p{L}\p{N}_.~-])[\\/]` : String.raw`(?<![\p{L}\p{N}])`
  return text.replace(new RegExp(`${start}${path}${String.raw`(?![\p{L}\p{N}\p{M}_@~%+-]|\.[\p{L}\p{N}_])`}`, 'giu'), '~')
}

const escaped = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
