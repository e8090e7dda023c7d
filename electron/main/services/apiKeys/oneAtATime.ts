import { AppError } from '#shared/errors/appError'

/** One request in flight for each thing that is changed: a double click, two windows, a bulk run beside them. */
export function createOneAtATime() {
  const inFlight = new Set<string>()
  /** @throws AppError `conflict` (`changeInFlight`); nothing was done then */
  return async <T>(of: string, change: () => Promise<T>): Promise<T> => {
    if (inFlight.has(of)) {
      throw new AppError({ code: 'conflict', message: 'A change of this key is already on its way.', retryable: false, details: { foundState: 'changeInFlight' } })
    }
    inFlight.add(of)
    try {
      return await change()
    } finally {
      inFlight.delete(of)
    }
  }
}
