import type { KeyFact } from '../domain/keyInventory'
import { expiryNoticeDays } from './keyExpiry'
import { visibleText } from './visibleText'

export interface KeyCalendarWords {
  /** The name of the event, for one key. */
  summary: (key: KeyFact) => string
  /** What stands in it. */
  description: (key: KeyFact) => string
  /** The name of the calendar. */
  name: string
}

export interface KeyCalendar {
  organizationId: string
  keys: readonly KeyFact[]
  /** When it is written, ISO 8601 in UTC. */
  writtenAt: string
}

/**
 * The expiries ahead as an iCalendar file (RFC 5545), one event for each key, with reminders 30, 7 and 1 days before. The
 * same key has the same UID in every export, so that a calendar takes a later file as a change and not as a second event.
 *
 * Written here and not by a library: it is one kind of event, and what matters is the escaping of hostile names.
 */
export function keyCalendar({ organizationId, keys, writtenAt }: KeyCalendar, words: KeyCalendarWords): string {
  const expiring = keys.filter((key): key is KeyFact & { expiresAt: string } => key.expiresAt !== null && Date.parse(key.expiresAt) > Date.parse(writtenAt))
  const events = expiring.flatMap((key) => {
    const summary = text(words.summary(key))
    return [
      'BEGIN:VEVENT',
      `UID:key-${String(key.id)}-${organizationId}.gatehouse`,
      `DTSTAMP:${moment(writtenAt)}`,
      `DTSTART:${moment(key.expiresAt)}`,
      `DTEND:${moment(key.expiresAt)}`,
      `SUMMARY:${summary}`,
      `DESCRIPTION:${text(words.description(key))}`,
      // It takes nobody's time.
      'TRANSP:TRANSPARENT',
      ...expiryNoticeDays.flatMap((days) => ['BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:-P${String(days)}D`, `DESCRIPTION:${summary}`, 'END:VALARM']),
      'END:VEVENT'
    ]
  })
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Gatehouse//API keys//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', `X-WR-CALNAME:${text(words.name)}`, ...events, 'END:VCALENDAR']
  return lines.map(folded).join('\r\n') + '\r\n'
}

/** In UTC, to the second: `20270312T093000Z`. */
function moment(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')}Z`
}

/** As a TEXT value: a line break in a name begins no property of its own. */
function text(value: string): string {
  return value
    .split(/\r\n|\r|\n/u)
    .map((line) => visibleText(line).replaceAll(/[\\;,]/gu, (character) => `\\${character}`))
    .join('\\n')
}

const mostOctets = 75
const octets = (character: string): number => {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/** Lines of 75 octets at most, the next ones begun with a blank; no character is cut in two. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let length = 0
  for (const character of line) {
    const size = octets(character)
    if (length + size > mostOctets) {
      parts.push(part)
      part = ''
      // The blank that begins the line counts.
      length = 1
    }
    part += character
    length += size
  }
  return [...parts, part].join('\r\n ')
}
