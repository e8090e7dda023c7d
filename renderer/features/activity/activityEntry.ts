import type { AuditRow } from '#shared/domain/audit'
import type { JournalChange, JournalRow } from '#shared/domain/journal'
import { intentDifferences } from '#shared/rules/activitySentence'
import { valueDifferences } from '#shared/rules/differences'
import type { Tone } from '../../components/toneIcon'
import type { ActivityWords } from './useActivityWords'

export interface ShownDifference {
  label: string
  before: string
  after: string
}

/** One line of the page, whoever keeps it. */
export interface ActivityEntry {
  id: string
  /** ISO 8601; null where nobody can say. */
  time: string | null
  /** When it was known what came of it, ISO 8601. */
  settledAt: string | null
  sentence: string
  outcome: { tone: Tone; text: string } | null
  by: string
  record: string
  facts: { name: string; value: string; mono?: boolean }[]
  differences: ShownDifference[]
  /** A sentence below the differences. */
  remark: string | null
  found: ShownDifference[]
}

const bare = (id: string, sentence: string): ActivityEntry => ({ id, time: null, settledAt: null, sentence, outcome: null, by: '', record: '', facts: [], differences: [], remark: null, found: [] })

/** A row of the server's log. */
export function auditEntry(row: AuditRow, index: number, words: ActivityWords): ActivityEntry {
  const { t, shown } = words
  if (!row.understood) return bare(`odd ${String(index)}`, row.id === null ? t('notUnderstood.audit') : t('notUnderstood.auditId', { id: shown(row.id) }))
  const record = row.subject === null ? shown(row.recordId) : `${shown(row.subject)} (${shown(row.recordId)})`
  return {
    ...bare(`audit ${row.id} ${String(index)}`, words.ofRecord(row)),
    time: row.time,
    by: words.actor(row.actor),
    record,
    facts: [
      { name: t('detail.by'), value: words.actor(row.actor) },
      { name: t('detail.operation'), value: t(`operation.${row.operation}`) },
      { name: t('detail.kind'), value: words.table(row.table) },
      { name: t('detail.record'), value: record }
    ],
    differences: row.differences.map(words.difference),
    remark: row.further > 0 ? words.counted('difference.further', row.further) : row.differences.length === 0 ? t('difference.none') : null
  }
}

type Outcome = Extract<JournalRow, { row: 'change' }>['outcome']

/** A row of this computer's journal. @param nameOf the organization's name as the window knows it; null where it does not */
export function journalEntry(row: JournalRow, words: ActivityWords, nameOf: (organizationId: string) => string | null): ActivityEntry {
  const { t, shown } = words
  if (row.row === 'notUnderstood') return bare(`journal ${String(row.seq)}`, t('notUnderstood.journal', { seq: row.seq }))
  if (row.row === 'note') return { ...bare(`journal ${String(row.seq)}`, noteWords(row.note, words)), time: row.time, outcome: row.note.note === 'damage' ? { tone: 'danger', text: t('note.found') } : null }
  if (row.row === 'strayOutcome') return strayOutcome(row, words)
  const { intent, outcome } = row
  const organization = intent.organization === null ? null : intent.organization.name === '' ? (nameOf(intent.organization.id) ?? shown(intent.organization.id)) : shown(intent.organization.name)
  const code = outcome.state === 'known' || outcome.state === 'unwritten' ? outcome.code : null
  const word = wordOf(outcome)
  return {
    ...bare(`journal ${String(row.seq)}`, words.ofChange(intent, outcome)),
    time: row.time,
    settledAt: outcome.state === 'known' ? outcome.time : null,
    outcome: { tone: toneOf(outcome), text: t(`outcome.${word}`) },
    by: words.journalActor(intent.actor),
    record: organization ?? '',
    facts: [
      { name: t('detail.by'), value: words.journalActor(intent.actor) },
      ...(organization === null ? [] : [{ name: t('detail.organization'), value: organization }]),
      { name: t('detail.server'), value: intent.demo ? t('detail.demo') : shown(intent.server) },
      ...outcomeFacts(word, code, words),
      { name: t('detail.entry'), value: outcome.state === 'known' ? `${String(row.seq)}, ${String(outcome.seq)}` : String(row.seq) }
    ],
    differences: intentDifferences(intent).map(words.difference),
    found: outcome.state === 'known' ? foundOf(outcome.found, words) : []
  }
}

/** The line of the change itself is lost; what came of it is not. */
function strayOutcome({ seq, time, word, code, found }: Extract<JournalRow, { row: 'strayOutcome' }>, words: ActivityWords): ActivityEntry {
  return {
    ...bare(`journal ${String(seq)}`, words.t('notUnderstood.ofChange')),
    time,
    outcome: { tone: toneOf({ state: 'known', word }), text: words.t(`outcome.${word}`) },
    facts: [...outcomeFacts(word, code, words), { name: words.t('detail.entry'), value: String(seq) }],
    found: foundOf(found, words)
  }
}

function outcomeFacts(word: string, code: string | null, { t, shown }: ActivityWords): ActivityEntry['facts'] {
  const outcome = { name: t('detail.outcome'), value: word === 'applied' ? t('outcome.applied') : `${t(`outcome.${word}`)}. ${t(`outcomeDetail.${word}`)}` }
  return code === null ? [outcome] : [outcome, { name: t('detail.code'), value: shown(code), mono: true }]
}

const foundOf = (found: readonly JournalChange[] | null, words: ActivityWords): ShownDifference[] =>
  (found ?? []).flatMap(({ field, before, after }) => valueDifferences(field, before, after)).map(words.difference)

const wordOf = (outcome: Outcome): string => (outcome.state === 'known' ? outcome.word : outcome.state)

function toneOf(outcome: { state: Exclude<Outcome['state'], 'known'> } | Pick<Extract<Outcome, { state: 'known' }>, 'state' | 'word'>): Tone {
  if (outcome.state === 'underWay') return 'neutral'
  if (outcome.state !== 'known') return 'unknown'
  switch (outcome.word) {
    case 'applied':
    case 'confirmedByReading':
    case 'confirmedUnread':
      return 'good'
    case 'partlyApplied':
    case 'readBackDiffers':
      return 'warning'
    case 'refused':
      return 'danger'
    case 'unknown':
      return 'unknown'
    default:
      return 'neutral'
  }
}

function noteWords(note: Extract<JournalRow, { row: 'note' }>['note'], { t, counted, shown }: ActivityWords): string {
  if (note.note === 'newKey') return t('note.newKey')
  if (note.note === 'tornEnd') return counted('note.tornEnd', note.bytes, { bytes: note.bytes, name: shown(note.keptAs) })
  return t('note.damage', { at: note.at, finding: t(`finding.${note.finding}`) })
}
