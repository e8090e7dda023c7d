import type { AppError } from '#shared/errors/appError'

/** What was under way when it failed. */
export type EnrolmentPhase = 'reading' | 'sending' | 'enrolling' | 'confirming' | 'raising' | 'leaving' | 'removing'

/** What can be done about it, besides doing the same again. */
export type EnrolmentWay = 'console' | 'removeLeftOver' | 'beginAgain'

export interface EnrolmentProblem {
  /** Where the noun phrase for what failed is among the texts. */
  whatKey: string
  /** Where the sentence is that says more than the error's code alone; null where the code's own says all. */
  sentenceKey: string | null
  /** The answer was lost, and what was found says more than that something failed. */
  lost: boolean
  way: EnrolmentWay | null
}

const what: Record<EnrolmentPhase, string> = {
  reading: 'account.what',
  sending: 'account.enrol.mail.what',
  enrolling: 'account.enrol.mailCode.what',
  confirming: 'account.enrol.scan.what',
  raising: 'account.enrol.raise.what',
  leaving: 'account.enrol.leave.what',
  removing: 'account.factors.removing'
}

const found: Record<'enrolling' | 'confirming', Record<string, string>> = {
  enrolling: {
    removed: 'removed',
    leftOver: 'leftOver',
    notEnrolledSoFar: 'notEnrolledSoFar',
    unreadable: 'enrolUnreadable',
    emailCodeUnknown: 'emailCodeUnknown'
  },
  confirming: { confirmed: 'confirmed', notConfirmedSoFar: 'notConfirmedSoFar', unreadable: 'confirmUnreadable', gone: 'gone' }
}

const wrongCode: Partial<Record<EnrolmentPhase, string>> = {
  enrolling: 'account.enrol.mailCode.wrong',
  confirming: 'account.enrol.scan.wrong',
  raising: 'account.enrol.raise.wrong'
}

/** What is said of a failure while 2FA is turned on. */
export function enrolProblem(error: AppError, phase: EnrolmentPhase): EnrolmentProblem {
  const base = { whatKey: what[phase], sentenceKey: null, lost: false, way: null }
  const foundKey = foundKeyOf(error, phase)
  if (foundKey !== undefined) {
    const way = foundKey === 'leftOver' ? 'removeLeftOver' : foundKey === 'gone' ? 'beginAgain' : null
    return { ...base, sentenceKey: `account.enrol.found.${foundKey}`, lost: foundKey !== 'gone', way }
  }
  if (phase === 'leaving') return { ...base, sentenceKey: 'account.enrol.leave.failed' }
  if (error.code === 'wrongCode') return { ...base, sentenceKey: wrongCode[phase] ?? null }
  if (phase === 'sending' && error.code === 'rateLimited') return { ...base, sentenceKey: 'account.enrol.mail.tooOften' }
  if (phase === 'sending' && error.code === 'captchaRequired') return { ...base, sentenceKey: 'account.enrol.mail.captcha', way: 'console' }
  if (phase === 'enrolling' && error.code === 'policyViolation') return { ...base, sentenceKey: 'account.enrol.found.tooMany', way: 'console' }
  if (phase === 'confirming' && error.code === 'notFound') return { ...base, sentenceKey: 'account.enrol.found.gone', way: 'beginAgain' }
  return base
}

function foundKeyOf(error: AppError, phase: EnrolmentPhase): string | undefined {
  const state = error.data.details?.foundState
  if (state === undefined) return undefined
  // Leaving finds out that the first code had arrived after all.
  if (phase === 'leaving') return state === 'confirmed' ? 'confirmed' : undefined
  if (phase === 'raising') return state === 'unreadable' || state === 'confirmed' ? found.confirming[state] : undefined
  return phase === 'enrolling' || phase === 'confirming' ? found[phase][state] : undefined
}
