import { describe, expect, it } from 'vitest'
import { keyCalendar, type KeyCalendarWords } from '#shared/rules/keyCalendar'
import { key } from '../../support/keyInventoryFixtures'
import { organizationId } from '../../support/organizationSecurityFixtures'

const words: KeyCalendarWords = { name: 'Keys; of, Harbour', summary: ({ name }) => `${name} expires`, description: ({ ownerEmail }) => `Owner: ${ownerEmail ?? 'unknown'}` }
const writtenAt = '2027-03-12T09:30:00.000Z'
const written = (keys: Parameters<typeof keyCalendar>[0]['keys']) => keyCalendar({ organizationId, keys, writtenAt }, words)
const unfolded = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

describe('expiries as a calendar file', () => {
  it('has one event for each expiry ahead, with three reminders, and none for what has no expiry or is over', () => {
    const lines = unfolded(written([key(1, { expiresAt: '2027-04-01T00:00:00.000Z' }), key(2, { expiresAt: null }), key(3, { expiresAt: '2027-03-12T09:30:00.000Z' })]))
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
    expect(lines).toEqual(expect.arrayContaining([`UID:key-1-${organizationId}.gatehouse`, 'DTSTAMP:20270312T093000Z', 'DTSTART:20270401T000000Z', 'SUMMARY:Key 1 expires', 'DESCRIPTION:Owner: ines@example.com', 'X-WR-CALNAME:Keys\\; of\\, Harbour']))
    expect(lines.filter((line) => line.startsWith('TRIGGER:'))).toEqual(['TRIGGER:-P30D', 'TRIGGER:-P7D', 'TRIGGER:-P1D'])
  })

  it('keeps the UID of a key whatever else of it changes', () => {
    const uid = (name: string, expiresAt: string) => unfolded(written([key(9, { name, expiresAt })])).find((line) => line.startsWith('UID:'))
    expect(uid('a', '2027-04-01T00:00:00.000Z')).toBe(uid('b', '2027-05-01T00:00:00.000Z'))
  })

  it.each(['x\r\nBEGIN:VEVENT\r\nATTACH:file:///etc/passwd', 'x\nEND:VCALENDAR', 'a;b,c\\d', 'x\u2028ATTACH:y', '\u202Egpj.exe', '日本語'.repeat(60), '😀'.repeat(60)])('lets the name %j begin no line of its own', (name) => {
    const text = written([key(1, { name })])
    const names = unfolded(text).map((line) => line.split(/[:;]/u)[0])
    expect(names).toEqual(unfolded(written([key(1)])).map((line) => line.split(/[:;]/u)[0]))
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75 && !/[\n\r\u2028\u202E]/u.test(line))).toBe(true)
    expect(text).not.toContain('\uFFFD')
  })
})
