import { AppError } from '#shared/errors/appError'
import type { Handlers } from '../listener'
import type { Journal } from '../../journal/journal'
import type { ConnectionService } from '../../services/connection/connectionService'

/** @param save asks where, and saves there; null when the person closed the dialog */
export function journalHandlers(journal: Journal, opening: Promise<ConnectionService>, save: (suggestedName: string, content: string) => Promise<{ path: string } | null>, now: () => number) {
  /** It is of this computer and not of a connection, but nothing is told behind a lock. */
  const requireUnlocked = async (): Promise<void> => {
    if ((await opening).current().status === 'locked') throw new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: false })
  }
  return {
    'journal.list': async (query) => {
      await requireUnlocked()
      return journal.list(query)
    },
    'journal.verify': async () => {
      await requireUnlocked()
      return journal.verify()
    },
    'journal.export': async () => {
      await requireUnlocked()
      return save(`gatehouse-journal-${new Date(now()).toISOString().slice(0, 10)}.jsonl`, await journal.text())
    }
  } satisfies Partial<Handlers>
}
