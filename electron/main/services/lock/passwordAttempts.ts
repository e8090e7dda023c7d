import { AppError } from '#shared/errors/appError'
import { createSerialQueue } from '../../storage/serialQueue'
import type { LockRecords } from './lockRecord'

/** After this many wrong passwords in a row only signing in again is left. */
export const mostAttempts = 10
/** The first few are for slips of the finger. */
const freeAttempts = 2
const firstDelayMs = 5_000
const longestDelayMs = 5 * 60_000

/** How long nobody may try after so many wrong passwords in a row, in milliseconds. */
export function delayAfter(wrong: number): number {
  return wrong <= freeAttempts ? 0 : Math.min(firstDelayMs * 2 ** (wrong - freeAttempts - 1), longestDelayMs)
}

export interface PasswordAttempts {
  /** Whether none is left. */
  areOver(secretId: string): boolean
  /**
   * Tries a password, one at a time.
   * @throws AppError `wrongPassword` with `until` when the next has to wait, or with `noAttemptLeft`; `rateLimited` with
   * `until` when it came too early and was not looked at
   */
  attempt(secretId: string, matches: () => Promise<boolean>): Promise<void>
  /** Somebody has signed in to it: the count begins anew. */
  clear(secretId: string): Promise<void>
}

/** Whoever sits at an unattended computer gets few tries, with growing pauses, also by several windows or restarts. */
export function createPasswordAttempts({ records, now }: { records: LockRecords; now: () => number }): PasswordAttempts {
  // Two at once would both be looked at before either is counted.
  const inTurn = createSerialQueue()
  const wrongOf = (secretId: string) => {
    const { wrong } = records.current()
    return wrong?.secretId === secretId ? wrong : { secretId, count: 0, lastAt: 0 }
  }
  /** The pause that is left, in milliseconds; a clock that was set back does not prolong it. */
  const pauseOf = ({ count, lastAt }: { count: number; lastAt: number }): number => {
    const delay = delayAfter(count)
    return Math.max(0, Math.min(delay, lastAt + delay - now()))
  }
  const inWords = (pause: number): { until?: string } => (pause > 0 ? { until: new Date(now() + pause).toISOString() } : {})

  return {
    areOver: (secretId) => wrongOf(secretId).count >= mostAttempts,
    attempt: (secretId, matches) =>
      inTurn(async () => {
        const before = wrongOf(secretId)
        if (before.count >= mostAttempts) throw noneLeft()
        const pause = pauseOf(before)
        if (pause > 0) throw new AppError({ code: 'rateLimited', message: 'The last wrong password was only a moment ago.', retryable: true, details: inWords(pause) })
        const counted = { secretId, count: before.count + 1, lastAt: now() }
        // Counted first: ending the program in the middle gives no free try.
        await records.change({ wrong: counted })
        let right: boolean
        try {
          right = await matches()
        } catch (thrown) {
          // Nothing was learnt of the password.
          await records.change({ wrong: before.count === 0 ? null : before })
          throw thrown
        }
        if (right) return records.change({ wrong: null })
        if (counted.count >= mostAttempts) throw noneLeft()
        throw new AppError({ code: 'wrongPassword', message: 'This is not the password of the sign-in.', retryable: true, details: inWords(pauseOf(counted)) })
      }),
    clear: (secretId) => (records.current().wrong?.secretId === secretId ? records.change({ wrong: null }) : Promise.resolve())
  }
}

function noneLeft(): AppError {
  return new AppError({ code: 'wrongPassword', message: 'Too many wrong passwords in a row.', retryable: false, details: { foundState: 'noAttemptLeft' } })
}
