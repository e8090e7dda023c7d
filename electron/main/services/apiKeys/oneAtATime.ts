import { AppError } from '#shared/errors/appError'
import { mayLandForMs } from './lostKeyRequest'

/** What is changed, and whether it may be changed while a former request could still land. */
export interface Changed {
  of: string
  /** A deletion: whatever lands afterwards finds nothing. */
  harmless?: boolean
  /** How long a request that this run knows nothing of, as one of an earlier run, may still land, in milliseconds; null: none may. */
  landsIn?(): Promise<number | null>
}

/**
 * One request in flight for each thing that is changed: a double click, two windows, a bulk run beside them. A request of
 * which nobody can say what came of it may still be in flight, and what lands late would undo what was done since: a second
 * regeneration's secret would be dead without a word, a second key of that name would be a duplicate.
 * @param clock null: nothing is kept waiting for what may still land
 */
export function createOneAtATime(clock: { uptime(): number; now(): number } | null = null) {
  const uptime = (): number => clock?.uptime() ?? 0
  const now = (): number => clock?.now() ?? 0
  const inFlight = new Set<string>()
  /** Until when something may still land, by `uptime`. */
  const landing = new Map<string, number>()

  const refused = (leftMs: number | null): AppError =>
    new AppError({
      code: 'conflict',
      message: leftMs === null ? 'A change of this key is already on its way.' : 'A change of this key, of which nobody can say yet what came, may still be on its way.',
      retryable: leftMs !== null,
      details: { foundState: 'changeInFlight', ...(leftMs === null ? {} : { until: new Date(now() + leftMs).toISOString() }) }
    })

  /** @throws AppError `conflict` (`changeInFlight`, with `until` where something may still land); nothing was done then */
  return async <T>(what: string | Changed, change: () => Promise<T>, isOpen: (value: T) => boolean = () => false): Promise<T> => {
    const { of, harmless = false, landsIn = () => Promise.resolve(null) } = typeof what === 'string' ? { of: what } : what
    if (inFlight.has(of)) throw refused(null)
    const leftMs = (landing.get(of) ?? 0) - uptime()
    if (leftMs > 0 && !harmless) throw refused(leftMs)
    landing.delete(of)
    inFlight.add(of)
    const mayLand = (): void => {
      if (clock !== null) landing.set(of, uptime() + mayLandForMs)
    }
    try {
      const elsewhereMs = harmless ? null : await landsIn()
      if (elsewhereMs !== null) throw refused(elsewhereMs)
      const value = await change()
      if (isOpen(value)) mayLand()
      return value
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'outcomeUnknown') mayLand()
      throw thrown
    } finally {
      inFlight.delete(of)
    }
  }
}
