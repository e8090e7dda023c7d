import { setTimeout as pause } from 'node:timers/promises'
import type { AppError, ErrorCode } from '#shared/errors/appError'

export interface Repetition {
  /** How often a read is repeated at most; 0 switches it off. */
  retries: number
  /** From 0 up to, not including, 1. */
  random: () => number
  /** Rejects when the signal is aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>
}

export const usualRepetition: Repetition = {
  retries: 2,
  random: Math.random,
  wait: (ms, signal) => pause(ms, undefined, { signal })
}

interface Answer {
  status: number
  headers: Record<string, string>
}

/** What came of one attempt. */
export type Outcome<A extends Answer> = { answer: A } | { error: AppError }

/** Full jitter: anything from nothing up to this, doubled with every repetition, so that a crowd of clients spreads out. */
const firstPauseMs = 400
/** A server that wants to be left alone for longer is left alone; the person can ask again. */
const longestPauseMs = 3000

const passingStatus = new Set([502, 503, 504])
const passingCodes = new Set<ErrorCode>(['connectionLost', 'timeout'])

/**
 * Tries a read again after faults that tend to pass. Only for what changes nothing at the server; never for 429, where
 * every further attempt may prolong the block.
 * @param signal the limit of all attempts together
 */
export async function repeatRead<A extends Answer>(
  attempt: () => Promise<Outcome<A>>,
  how: Repetition,
  signal: AbortSignal,
  onRepeat: (outcome: Outcome<A>, repetition: number, pauseMs: number) => void
): Promise<Outcome<A>> {
  let outcome = await attempt()
  for (let repetition = 1; repetition <= how.retries && isPassing(outcome); repetition++) {
    const pauseMs = Math.max(Math.floor(how.random() * firstPauseMs * 2 ** (repetition - 1)), askedPauseMs(outcome))
    if (pauseMs > longestPauseMs || signal.aborted) break
    const waited = await how.wait(pauseMs, signal).then(
      () => true,
      () => false
    )
    if (!waited) break
    onRepeat(outcome, repetition, pauseMs)
    outcome = await attempt()
  }
  return outcome
}

function isPassing(outcome: Outcome<Answer>): boolean {
  return 'answer' in outcome ? passingStatus.has(outcome.answer.status) : passingCodes.has(outcome.error.code)
}

/** What the server says in `Retry-After`, in seconds or as a moment; 0 where it says nothing. */
function askedPauseMs(outcome: Outcome<Answer>): number {
  const said = 'answer' in outcome ? outcome.answer.headers['retry-after'] : undefined
  if (said === undefined) return 0
  const seconds = Number(said)
  return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : Number.POSITIVE_INFINITY
}
