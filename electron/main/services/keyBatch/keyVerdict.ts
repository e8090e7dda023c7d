import type { KeyChangeOutcome, NewSecretOutcome } from '#shared/domain/apiKey'
import { AppError, type AppErrorData, type ErrorCode } from '#shared/errors/appError'
import { fateOf } from '../lostAnswer'
import type { ItemStanding } from './storedBatch'

/** What came of one key: it stands so; or it was not carried out, and the run waits, or stops, with the key unsent. */
export type Verdict = { then: 'next'; item: ItemStanding } | { then: 'wait'; until: string | null } | { then: 'pause'; why: AppErrorData }

/** Failures that no other key would be spared. */
const ofEverything: ReadonlySet<ErrorCode> = new Set([
  'offline', 'hostNotFound', 'connectionRefused', 'proxyFailed', 'untrustedHost', 'redirectRefused',
  'unauthorized', 'sessionEnded', 'wrongApiKey', 'credentialCannot', 'locked', 'presenceNeeded', 'cancelled',
  'vaultUnavailable', 'vaultLocked', 'storageFailed'
])

const standing = (state: ItemStanding['state'], why: AppErrorData | null = null, secretId: string | null = null): Verdict => ({ then: 'next', item: { state, why, secretId } })

export function verdictOfSecret(outcome: NewSecretOutcome): Verdict {
  return outcome.outcome === 'held' ? standing('done', null, outcome.secretId) : standing('lost', outcome.why, outcome.attemptId)
}

export function verdictOfChange(outcome: KeyChangeOutcome): Verdict {
  switch (outcome.outcome) {
    case 'done':
    case 'alreadySo':
      return standing('done')
    case 'drifted':
      return standing('failed', conflict('The key is not as it was shown, so nothing was sent.', outcome.now === null ? 'gone' : 'drifted'))
    case 'readBackDiffers':
      return standing('lost', conflict('The server confirmed it, and the key reads otherwise.', 'readBackDiffers'))
  }
}

/** @param sent whether the request had left, and under which attempt */
export function verdictOfError(error: AppError, sent: { attemptId: string | null } | null): Verdict {
  const { data } = error
  if (error.code === 'outcomeUnknown') return standing('lost', data, sent?.attemptId ?? null)
  const refusedOrUnsent = sent === null || error.code === 'notApplied' || fateOf(error) !== 'lost'
  if (!refusedOrUnsent) return standing('lost', data, sent.attemptId)
  const { until, backendCode, foundState } = data.details ?? {}
  // What never reached the server says by its second code why.
  const code = error.code === 'notApplied' ? (backendCode ?? '') : error.code
  if (code === 'rateLimited' || (error.code === 'notApplied' && until !== undefined)) return { then: 'wait', until: until ?? null }
  if (ofEverything.has(code as ErrorCode)) return { then: 'pause', why: data }
  return standing(foundState === 'keyInUse' || foundState === 'keyMayBeInUse' ? 'skipped' : 'failed', data)
}

function conflict(message: string, foundState: string): AppErrorData {
  return new AppError({ code: 'conflict', message, retryable: false, details: { foundState } }).data
}
