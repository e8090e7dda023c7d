import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { RegainedMembers } from '#shared/rules/regainedAccess'
import { countOf, twoFactorFigures } from '../twoFactorFigures'
import type { SecurityWords } from '../useSecurityWords'

export interface TouchedLine {
  tone: 'warning' | 'good' | 'unknown' | 'neutral'
  words: string
  main: boolean
}

const line = (tone: TouchedLine['tone'], words: string, main = false): TouchedLine => ({ tone, words, main })

/** The counts of those who lose access when 2FA is enforced. @param asOf what an earlier reading said, where this one lacks the members */
export function losingLines(security: OrganizationSecurity, asOf: string | null, { t, counted }: SecurityWords): TouchedLine[] {
  const figures = twoFactorFigures(security)
  const [losing, maybe, pending, keeping] = [figures.notEnabled, figures.unknown, figures.pending, figures.enabled].map((figure) => countOf(figure) ?? 0) as [number, number, number, number]
  const superAdmins = security.members.filter(({ role, twoFactor }) => role === 'org_super_admin' && twoFactor === 'notEnabled').length
  const whole = security.membersCompleteness.state === 'complete' && security.twoFactorCompleteness.state === 'complete' && maybe === 0
  const nobody = t(figures.notEnabled.kind === 'unknown' ? 'review.losingUnknown' : whole ? 'review.losingNone' : 'review.losingNoneKnown')
  return [
    losing > 0 ? line('warning', counted('review.losing', losing), true) : line(whole ? 'good' : 'unknown', nobody, whole),
    ...(asOf === null ? [] : [line('unknown', asOf)]),
    ...(superAdmins > 0 ? [line('warning', counted('review.superAdminsAmong', superAdmins), true)] : []),
    ...(maybe > 0 ? [line('unknown', counted('review.maybeLosing', maybe))] : []),
    ...(pending > 0 ? [line('neutral', counted('review.pendingOn', pending))] : []),
    ...(keeping > 0 ? [line('good', counted('review.keeping', keeping))] : [])
  ]
}

/** The counts of those who get in again. */
export function regainingLines(security: OrganizationSecurity, { regaining, maybe, staying, by }: RegainedMembers, asOf: string | null, { t, counted }: SecurityWords): TouchedLine[] {
  const lookUps = [security.membersCompleteness, ...(by.twoFactor ? [security.twoFactorCompleteness] : []), ...(by.passwords === null || security.passwordCompleteness === null ? [] : [security.passwordCompleteness])]
  const whole = lookUps.every(({ state }) => state === 'complete') && maybe.length === 0
  const nobody = t(lookUps.some(({ state }) => state === 'failed') ? 'review.regainingUnknown' : whole ? 'review.regainingNone' : 'review.regainingNoneKnown')
  const pending = by.twoFactor ? security.members.filter(({ twoFactor }) => twoFactor === 'pending').length : 0
  return [
    regaining.length > 0 ? line('good', counted('review.regaining', regaining.length), true) : line(whole ? 'good' : 'unknown', nobody, whole),
    ...(asOf === null ? [] : [line('unknown', asOf)]),
    ...(maybe.length > 0 ? [line('unknown', counted(by.passwords === 'former' ? 'review.maybeRegainingFormer' : 'review.maybeRegaining', maybe.length))] : []),
    ...(staying.length > 0 ? [line('neutral', counted('review.staying', staying.length))] : []),
    ...(pending > 0 ? [line('neutral', counted('review.pendingOff', pending))] : [])
  ]
}
