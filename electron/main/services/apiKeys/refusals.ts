import { AppError } from '#shared/errors/appError'
import type { KeyProblem } from '#shared/rules/apiKeyPolicy'
import { fateOf, notApplied, type Fate } from '../lostAnswer'

/** @throws AppError `policyViolation`, with the first problem of each field by name */
export function requireNone(problems: readonly KeyProblem[]): void {
  if (problems.length === 0) return
  const fieldErrors: Record<string, string> = {}
  for (const { field, code } of problems) fieldErrors[field] ??= code
  const codes = [...new Set(problems.map(({ code }) => code))].join(' ')
  throw new AppError({ code: 'policyViolation', message: `Nothing was sent, for this stands against the key: ${codes}.`, retryable: false, fieldErrors, details: { foundState: codes.slice(0, 200) } })
}

export function notAsSeen(foundState: 'drifted' | 'gone'): AppError {
  const message = foundState === 'gone' ? 'There is no such key of yours any more.' : 'The key is not as it was shown, so nothing was sent.'
  return new AppError({ code: 'conflict', message, retryable: false, details: { foundState } })
}

export function sessionOnly(message: string): AppError {
  return new AppError({ code: 'credentialCannot', message, retryable: false })
}

/** What a failed write says of itself. What came from further than this computer has the id of its request; a connection that was left, or locked, sends nothing. */
export function fateOfWrite(error: AppError): Fate {
  return error.data.requestId === undefined && error.code !== 'unexpected' ? 'notSent' : fateOf(error)
}

/**
 * A refusal in the words of this service: the server refuses the key that signs the request in (Capgo backend: 401
 * `cannot_update_apikey`, `cannot_delete_apikey`, "API keys cannot … themselves"), before it changes anything.
 */
export function asRefusal(error: AppError): AppError {
  const { details } = error.data
  if ((details?.backendCode === 'cannot_update_apikey' || details?.backendCode === 'cannot_delete_apikey') && /themselves/u.test(details.backendMessage ?? '')) {
    return new AppError({ ...error.data, code: 'lockoutBlocked', details: { ...details, foundState: 'keyInUse' } })
  }
  // Refused for its token, it has done nothing; if the session could be renewed, it may be asked for again.
  return error.code === 'sessionEnded' ? notApplied(error) : error
}
