import type { AppError } from '#shared/errors/appError'

/** Data together with when it was read, ISO 8601 in UTC. */
export interface DatedData<T> {
  data: T
  fetchedAt: string
}

/** Something the server owns. One of these at a time, so that no combination of flags can contradict itself. */
export type RemoteData<T> =
  | { status: 'idle' }
  | { status: 'loading' }
  | ({ status: 'ready' } & DatedData<T>)
  | { status: 'failed'; error: AppError; lastGood?: DatedData<T> }

/** What can be shown: the data, or the data of last time after a failure. */
export function shownData<T>(state: RemoteData<T>): DatedData<T> | null {
  if (state.status === 'ready') return { data: state.data, fetchedAt: state.fetchedAt }
  return state.status === 'failed' ? (state.lastGood ?? null) : null
}

/** The state after a failed reading: what was shown stays shown, dated. */
export function failedAfter<T>(before: RemoteData<T>, error: AppError): RemoteData<T> {
  const lastGood = shownData(before)
  return lastGood === null ? { status: 'failed', error } : { status: 'failed', error, lastGood }
}
