import type { EmailSeparator } from '../domain/settings'
import type { Member } from '../domain/member'

const separators: Record<EmailSeparator, string> = { comma: ', ', semicolon: '; ', newline: '\n' }

/** Addresses for a mail program, each once, in the given order. Members of unknown status never belong in it. */
export function emailList(members: readonly Member[], separator: EmailSeparator): { text: string; count: number } {
  const seen = new Set<string>()
  const emails: string[] = []
  for (const { email } of members) {
    const key = email.trim().toLowerCase()
    if (key === '' || seen.has(key)) continue
    seen.add(key)
    emails.push(email.trim())
  }
  return { text: emails.join(separators[separator]), count: emails.length }
}
