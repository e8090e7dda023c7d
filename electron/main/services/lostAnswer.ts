import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '#shared/errors/appError'
import { mayHaveArrived } from '../capgo/transportError'

/** What a failed write says about itself: it never set out, the server decided against it, or nobody can say yet. */
export type Fate = 'notSent' | 'refused' | 'lost'

export function fateOf(error: AppError): Fate {
  if (!mayHaveArrived(error)) return 'notSent'
  const status = error.data.details?.status
  return status !== undefined && status >= 400 && status < 500 && status !== 408 && error.code !== 'invalidResponse' ? 'refused' : 'lost'
}

/** Nothing reached the server. */
export function notApplied(error: AppError): AppError {
  return new AppError({ ...error.data, code: 'notApplied', retryable: true, details: { ...error.data.details, backendCode: error.code } })
}

/** @param foundState what looking afterwards found, for those who say it in words */
export function outcomeUnknown(error: AppError, message: string, foundState: string): AppError {
  return new AppError({
    code: 'outcomeUnknown',
    message,
    retryable: false,
    ...(error.data.requestId === undefined ? {} : { requestId: error.data.requestId }),
    details: { ...error.data.details, backendCode: error.data.details?.backendCode ?? error.code, foundState }
  })
}

/**
 * Looks until it is as asked, twice at most, the second time after a pause in which a request still on its way can land.
 * @returns what was found last; null when it could not be read
 */
export async function lookTwice<T>(look: () => Promise<T>, asAsked: (found: T) => boolean, pauseMs = 2000): Promise<T | null> {
  const first = await look().catch(() => null)
  if (first !== null && asAsked(first)) return first
  await wait(pauseMs)
  return look().catch(() => null)
}
