import type { Journal } from '../../journal/journal'

/** The journal, with how many changes stand in it of which nobody knows yet what came: everything is written there before it is sent. */
export function followChanges<J extends Pick<Journal, 'begin'>>(journal: J): { journal: J; underWay(): number } {
  const open = new Set<string>()
  return {
    underWay: () => open.size,
    journal: {
      ...journal,
      async begin(change) {
        const entry = await journal.begin(change)
        open.add(entry.id)
        return {
          id: entry.id,
          outcome(result) {
            open.delete(entry.id)
            return entry.outcome(result)
          }
        }
      }
    }
  }
}
