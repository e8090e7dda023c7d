import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { judgeEnforcingTwoFactor, judgeRelaxingTwoFactor, overrideMatches, type TwoFactorVerdict } from '#shared/rules/twoFactorLockoutGuard'
import { useOrganizationSecurityStore } from '../../stores/organizationSecurity'
import { usePresenceStore } from '../../stores/presence'
import { mayDecideAgain, reviewProblem, type ReviewProblem } from './reviewProblem'

export type ReviewStep = 'closed' | 'deciding' | 'sending' | 'settled' | 'reading'

export interface EnforcementReview {
  step: Ref<ReviewStep>
  /** What the person is asked to confirm: true is switching enforcement on. */
  enforce: Ref<boolean>
  /** The data that the dialog shows; it changes only together with a word about it. */
  shown: ShallowRef<OrganizationSecurity | null>
  verdict: ComputedRef<TwoFactorVerdict | null>
  typedName: Ref<string>
  problem: ShallowRef<ReviewProblem | null>
  overrideNeeded: ComputedRef<boolean>
  mayConfirm: ComputedRef<boolean>
  open: (enforce: boolean) => void
  /** Closes the dialog, except while a request is on its way. */
  cancel: () => void
  /** Sends the change once; a second call while it is on its way does nothing. */
  confirm: () => Promise<void>
  readAgain: () => Promise<void>
}

/** The review of switching enforcement on or off, from the switch to the verified outcome. */
export function useEnforcementReview(): EnforcementReview {
  const store = useOrganizationSecurityStore()
  const presence = usePresenceStore()
  const step = ref<ReviewStep>('closed')
  const enforce = ref(false)
  const shown = shallowRef<OrganizationSecurity | null>(null)
  const problem = shallowRef<ReviewProblem | null>(null)
  const typedName = ref('')

  const verdict = computed<TwoFactorVerdict | null>(() => {
    if (shown.value === null) return null
    const judged = judgeEnforcingTwoFactor(shown.value)
    // Who may not do it is not told what to fear from doing it alone.
    if (judged.blockers.includes('mayNotUpdateSettings')) judged.warnings = judged.warnings.filter((warning) => warning !== 'noSecondSuperAdmin')
    return enforce.value ? judged : { ...judged, blockers: judgeRelaxingTwoFactor(shown.value), warnings: [] }
  })
  const overrideNeeded = computed(() => verdict.value !== null && verdict.value.blockers.length === 0 && verdict.value.warnings.length > 0)
  const mayConfirm = computed(() => {
    if (step.value !== 'deciding' || shown.value === null || verdict.value === null || verdict.value.blockers.length > 0) return false
    const setting = shown.value.enforcesTwoFactor
    if (!setting.known || setting.value === enforce.value) return false
    return !overrideNeeded.value || overrideMatches(typedName.value, shown.value.organizationName)
  })

  function open(wanted: boolean): void {
    if (step.value !== 'closed' || store.security === null) return
    enforce.value = wanted
    shown.value = store.security
    problem.value = null
    typedName.value = ''
    step.value = 'deciding'
  }

  function close(): void {
    step.value = 'closed'
    shown.value = null
    problem.value = null
    typedName.value = ''
  }

  function cancel(): void {
    if (step.value !== 'sending') close()
  }

  async function confirm(): Promise<void> {
    const decidedOn = shown.value
    if (!mayConfirm.value || decidedOn === null || verdict.value === null) return
    step.value = 'sending'
    problem.value = null
    try {
      const input = {
        organizationId: decidedOn.organizationId,
        enforce: enforce.value,
        judgedOn: decidedOn.readingId,
        override: overrideNeeded.value ? typedName.value : null
      }
      await presence.withPresence(() => store.setEnforcement(input))
      close()
    } catch (thrown) {
      const error = asAppError(thrown)
      if (error.code === 'presenceNeeded') decideAgain(decidedOn)
      else await tellProblem(error, decidedOn)
    }
  }

  async function tellProblem(error: AppError, decidedOn: OrganizationSecurity): Promise<void> {
    // The page goes back to what the server has before anything is said about it.
    const fresh = await store.refresh()
    if (shown.value === decidedOn) settle(reviewProblem(error, decidedOn, fresh), fresh)
  }

  /** The person did not show that it is still them: nothing was sent, and the sheet is as it was. */
  function decideAgain(decidedOn: OrganizationSecurity): void {
    if (shown.value === decidedOn) step.value = 'deciding'
  }

  function settle(found: ReviewProblem | null, fresh: OrganizationSecurity | null): void {
    problem.value = found
    typedName.value = ''
    if (fresh !== null) shown.value = fresh
    const asAsked = fresh !== null && fresh.enforcesTwoFactor.known && fresh.enforcesTwoFactor.value === enforce.value
    step.value = asAsked || (found !== null && !mayDecideAgain(found)) ? 'settled' : 'deciding'
  }

  async function readAgain(): Promise<void> {
    if (step.value !== 'settled' && step.value !== 'deciding') return
    const shownBefore = shown.value
    step.value = 'reading'
    const fresh = await store.refresh()
    if (shown.value === shownBefore) settle(problem.value, fresh)
  }

  watch(() => store.organizationId, close)

  return { step, enforce, shown, verdict, typedName, problem, overrideNeeded, mayConfirm, open, cancel, confirm, readAgain }
}
