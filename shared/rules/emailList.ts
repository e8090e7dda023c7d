import type { EmailSeparator } from '../domain/settings'
import type { Member } from '../domain/member'
import { hidesCharacters } from './visibleText'

const separators: Record<EmailSeparator, string> = { comma: ', ', semicolon: '; ', newline: '\n' }

export interface EmailList {
  text: string
  /** Addresses in the text. */
  count: number
  /** Members who are not in it: without a plain address, or with one that another member has already. */
  skipped: number
}

/** Addresses for a mail program, each once, in the given order. Members of unknown status never belong in it. */
export function emailList(members: readonly Member[], separator: EmailSeparator): EmailList {
  const emails: string[] = []
  forReachable(members, (email) => emails.push(email))
  return { text: emails.join(separators[separator]), count: emails.length, skipped: members.length - emails.length }
}

/** The members with an address that a mail program takes, and that address; one who has another's is left out. */
export function reachable(members: readonly Member[]): { member: Member; email: string }[] {
  const reached: { member: Member; email: string }[] = []
  forReachable(members, (email, member) => reached.push({ member, email }))
  return reached
}

function forReachable(members: readonly Member[], take: (email: string, member: Member) => void): void {
  const seen = new Set<string>()
  for (const member of members) {
    const email = member.email.trim()
    const key = email.toLowerCase()
    if (!isPlainAddress(email) || seen.has(key)) continue
    seen.add(key)
    take(email, member)
  }
}

/** What separates, quotes or comments in a list of addresses (RFC 5322), in its full-width and small forms as well. */
const notPlain = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800,;:"<>()[\]\\|\u037E\u060C\u061B\u3001\uFE10\uFE11\uFE13\uFE14\uFE50-\uFE55\uFE6B\uFF02\uFF08\uFF09\uFF0C\uFF1A\uFF1B\uFF1C\uFF1E\uFF20\uFF3B\uFF3D\uFF64]/u
/** Most addresses are of letters, digits and a few harmless signs; they need no closer look. */
const everyday = /^[\w.!#$%&'*+/=?^`{}~-]{1,64}@[\w.-]{1,255}$/u
/** RFC 5321: 64 before the sign, 255 behind it. */
const longest = 320

/**
 * Whether a mail program reads exactly one address in it. `a@x.com, b@y.com` would become two recipients, and a steering
 * character shows another address than the one that is written to.
 */
export function isPlainAddress(text: string): boolean {
  return everyday.test(text) || (text.length <= longest && /^[^@]+@[^@]+$/u.test(text) && !notPlain.test(text) && !hidesCharacters(text))
}
