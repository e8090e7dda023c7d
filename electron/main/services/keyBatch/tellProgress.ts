import type { KeyBatch } from '#shared/domain/keyBatch'
import type { StoredBatch } from './storedBatch'

/** At most so often, in milliseconds; a long list more seldom, for it travels whole. */
const tellEveryMs = 200
const perItemMs = 0.2

/** Tells how a run stands, not at every key; the last standing is always told. */
export function createProgress(onChange: (batch: KeyBatch) => void) {
  const waiting = new Map<string, NodeJS.Timeout>()
  return (batch: StoredBatch): void => {
    const { id, keys } = batch.head
    if (waiting.has(id)) return
    const timer = setTimeout(() => {
      waiting.delete(id)
      onChange(batch.told())
    }, Math.max(tellEveryMs, keys.length * perItemMs))
    timer.unref()
    waiting.set(id, timer)
  }
}
