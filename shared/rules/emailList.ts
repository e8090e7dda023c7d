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

/** What a list needs of a member, worked out once per reading: with 100,000 members it is too slow for every press of a button. */
export interface AddressOfMember {
  /** The address that a mail program takes; empty where there is none. */
  address: string
  /** Whether another member of the reading may have the same; false only where nobody has. */
  mayRepeat: boolean
}

/** The addresses of members who stand by lower-case e-mail, as `membersByEmail` brings them, in that order. */
export function addressesOf(byEmail: readonly Member[]): AddressOfMember[] {
  const addresses: AddressOfMember[] = []
  // Equal addresses stand side by side, but for those with blanks around them.
  const astray = new Set<string>()
  let [former, formerKey]: [AddressOfMember | null, string] = [null, '']
  for (const { email } of byEmail) {
    const trimmed = email.trim()
    const key = trimmed.toLowerCase()
    const one: AddressOfMember = { address: isPlainAddress(trimmed) ? trimmed : '', mayRepeat: former !== null && key === formerKey }
    if (one.mayRepeat && former !== null) former.mayRepeat = true
    if (trimmed !== email) astray.add(key)
    addresses.push(one)
    former = one
    formerKey = key
  }
  if (astray.size > 0) for (const one of addresses) if (!one.mayRepeat) one.mayRepeat = astray.has(one.address.toLowerCase())
  return addresses
}

/** A list of addresses, and whose they are. */
export interface EmailListOf extends EmailList {
  members: readonly Member[]
}

type AddressedRow = AddressOfMember & { member: Member }

/** What `emailList` makes of the same members in the same order, from what was worked out before. */
export function emailListOf(rows: readonly AddressedRow[], separator: EmailSeparator): EmailListOf {
  const gathering = gatherEmails(rows, separator, rows.length)
  let step = gathering.next()
  while (!step.done) step = gathering.next()
  return step.value
}

/** As `emailListOf`, in steps of so many rows, for who has something else to do in between. */
export function* gatherEmails(rows: readonly AddressedRow[], separator: EmailSeparator, rowsAStep: number): Generator<void, EmailListOf> {
  const emails: string[] = []
  const members: Member[] = []
  const seen = new Set<string>()
  for (let start = 0; start < rows.length; start += rowsAStep) {
    if (start > 0) yield
    for (const { address, mayRepeat, member } of rows.slice(start, start + rowsAStep)) {
      if (address === '' || (mayRepeat && seen.has(address.toLowerCase()))) continue
      if (mayRepeat) seen.add(address.toLowerCase())
      emails.push(address)
      members.push(member)
    }
  }
  return { text: emails.join(separators[separator]), count: emails.length, skipped: rows.length - emails.length, members }
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
