import type { KeyChangeOutcome } from '#shared/domain/apiKey'
import type { JournalResult } from '../../journal/journal'

/** What the journal says of an edit or a deletion that was sent. */
export function wordOfChange(outcome: KeyChangeOutcome): JournalResult {
  if (outcome.outcome === 'done') return { word: ({ readBack: 'applied', byReading: 'confirmedByReading', unread: 'confirmedUnread' } as const)[outcome.confirmed] }
  if (outcome.outcome === 'drifted') return { word: 'notApplied', code: 'drifted' }
  return { word: outcome.outcome }
}
