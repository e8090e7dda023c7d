import { asAppError, type AppError } from '#shared/errors/appError'
import type { IntendedChange, Journal, JournalResult } from '../journal/journal'
import { fateOf } from './lostAnswer'

/**
 * Makes a change with the journal on both sides of it: the intent before, what came of it after.
 * @param wordOf what to write of the value that the change gives
 * @throws AppError `storageFailed` when the intent could not be written, and nothing was done; otherwise whatever the change throws
 */
export async function journalled<T>(journal: Pick<Journal, 'begin'>, change: IntendedChange, carryOut: () => Promise<T>, wordOf: (value: T) => JournalResult): Promise<T> {
  const entry = await journal.begin(change)
  try {
    const value = await carryOut()
    await entry.outcome(wordOf(value))
    return value
  } catch (thrown) {
    await entry.outcome(resultOf(asAppError(thrown)))
    throw thrown
  }
}

/** What a failed change says of itself. */
export function resultOf(error: AppError): JournalResult {
  const { code, data } = error
  const found = data.details?.foundState
  const said = data.details?.backendCode ?? code
  if (code === 'notApplied') return { word: 'notApplied', code: said }
  if (code === 'outcomeUnknown') return found === 'confirmed' ? { word: 'confirmedByReading' } : { word: 'unknown', code: said }
  if (found === 'readBackDiffers') return { word: 'readBackDiffers', code: said }
  // What came from further than this computer has the id of its request; a refusal in the server's own word is made of an answer.
  if (data.requestId === undefined && code !== 'unexpected') return { word: data.details?.backendCode === undefined ? 'notApplied' : 'refused', code: said }
  const words = { notSent: 'notApplied', refused: 'refused', lost: 'unknown' } as const
  return { word: words[fateOf(error)], code: said }
}
