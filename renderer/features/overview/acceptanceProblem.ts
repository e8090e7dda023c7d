import type { AppError, ErrorCode } from '#shared/errors/appError'

const problems = { notFound: 'none', notApplied: 'notApplied', outcomeUnknown: 'unknown', conflict: 'conflict' } as const satisfies Partial<Record<ErrorCode, string>>

/** The name of what went wrong with accepting (`overview.accept.problem`); undefined where the general sentence says it. */
export function acceptanceProblem({ code, data }: AppError): 'none' | 'refused' | 'notApplied' | 'unknown' | 'conflict' | undefined {
  // The function's own word. Another refusal (a gateway's, say) knows nothing of invitations.
  if (code === 'forbidden') return data.details?.status === undefined || data.details.backendCode === 'P0001' ? 'refused' : undefined
  return Object.hasOwn(problems, code) ? problems[code as keyof typeof problems] : undefined
}
