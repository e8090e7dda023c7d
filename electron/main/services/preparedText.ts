import { randomUUID } from 'node:crypto'

/** A long text that the page has brought over before somebody asks for it in the clipboard: the last one only, in memory. */
export function createPreparedText() {
  let last: { id: string; text: string } | null = null
  return {
    keep(text: string): string {
      last = { id: randomUUID(), text }
      return last.id
    },
    /** null: another has taken its place. */
    textOf: (id: string): string | null => (last?.id === id ? last.text : null)
  }
}
