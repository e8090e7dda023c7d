import type { UpdateProblem } from '#shared/domain/updates'
import { AppError, type ErrorCode } from '#shared/errors/appError'

/** What is wrong, in a word that the window has a sentence for, under the field `update`. Nothing was installed by then. */
export function updateProblem(problem: UpdateProblem, message: string, { host, status, code = 'invalidResponse', cause }: { host?: string; status?: number; code?: ErrorCode; cause?: unknown } = {}): AppError {
  const details = { ...(host === undefined ? {} : { host }), ...(status === undefined ? {} : { status }) }
  return new AppError({ code, message, retryable: true, fieldErrors: { update: problem }, details }, { cause })
}
