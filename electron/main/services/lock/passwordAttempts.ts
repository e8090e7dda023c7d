import { AppError } from '#shared/errors/appError'
import { createSerialQueue } from '../../storage/serialQueue'
import type { LockRecord, LockRecords } from './lockRecord'

type Wrong = LockRecord['wrong'][number]

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
  const wrongOf = (secretId: string): Wrong => records.current().wrong.find((one) => one.secretId === secretId) ?? { secretId, count: 0, lastAt: 0 }
  /** Each by itself: trying another one's password gives no further try at this one's. */
  const note = (wrong: Wrong): Promise<void> => {
    const others = records.current().wrong.filter(({ secretId }) => secretId !== wrong.secretId)
    return records.change({ wrong: wrong.count === 0 ? others : [...others, wrong] })
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
        await note(counted)
        let right: boolean
        try {
          right = await matches()
        } catch (thrown) {
          // Nothing was learnt of the password.
          await note(before)
          throw thrown
        }
        if (right) return note({ ...counted, count: 0 })
        if (counted.count >= mostAttempts) throw noneLeft()
        throw new AppError({ code: 'wrongPassword', message: 'This is not the password of the sign-in.', retryable: true, details: inWords(pauseOf(counted)) })
      }),
    clear: (secretId) => (wrongOf(secretId).count > 0 ? note({ secretId, count: 0, lastAt: 0 }) : Promise.resolve())
  }
}

function noneLeft(): AppError {
  return new AppError({ code: 'wrongPassword', message: 'Too many wrong passwords in a row.', retryable: false, details: { foundState: 'noAttemptLeft' } })
}
