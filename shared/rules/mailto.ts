import type { Member } from '../domain/member'
import { mailLimits, type Mail } from '../domain/mail'
import { reachable } from './emailList'

/**
 * A `mailto:` link (RFC 6068) with every address in blind copy. Everything is percent-encoded, so that nothing in an address,
 * a subject or a text becomes another field.
 * @throws URIError for text that is not well-formed Unicode
 */
export function mailtoUrl({ to, subject, body }: Mail): string {
  return `mailto:?bcc=${to.map(encoded).join(',')}&subject=${encoded(subject)}&body=${encoded(body.replaceAll('\n', '\r\n'))}`
}

export interface MailBatch {
  to: string[]
  /** The members whose addresses these are. */
  memberIds: string[]
}

export interface MailBatches {
  batches: MailBatch[]
  /** Addresses in all batches. */
  count: number
  /** Members without an address that a mail program takes, or with one that another member has already. */
  skipped: number
}

/** As few messages as the limits of a link allow, in the given order. */
export function mailtoBatches(members: readonly Member[], words: Omit<Mail, 'to'>): MailBatches {
  const frame = mailtoUrl({ to: [], ...words }).length
  const batches: MailBatch[] = []
  let count = 0
  let length = 0
  for (const { member, email } of reachable(members)) {
    const size = encoded(email).length
    if (frame + size > mailLimits.characters) continue
    let batch = batches.at(-1)
    if (batch === undefined || batch.to.length === mailLimits.addresses || length + 1 + size > mailLimits.characters) {
      batch = { to: [], memberIds: [] }
      batches.push(batch)
      length = frame - 1
    }
    batch.to.push(email)
    batch.memberIds.push(member.id)
    length += 1 + size
    count += 1
  }
  return { batches, count, skipped: members.length - count }
}

/** What `encodeURIComponent` leaves as it is and mail programs or shells might read as more than text, too. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
