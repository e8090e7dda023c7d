import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { SettingsChange } from '#shared/domain/policyChange'
import { changeBetween, differingSettings, settingsOf, withChange } from '#shared/rules/changedSettings'
import { judgePolicyChange, type PolicyVerdict } from '#shared/rules/policyLockoutGuard'
import { overrideMatches } from '#shared/rules/twoFactorLockoutGuard'
import { useKeyInventoryStore } from '../../../stores/keyInventory'
import { useOrganizationSecurityStore } from '../../../stores/organizationSecurity'
import { usePresenceStore } from '../../../stores/presence'
import { useSecurityDraftStore } from '../../../stores/securityDraft'
import type { Reviewed, ReviewWay } from './reviewed'
import { mayDecideAgain, reviewProblem, type ReviewProblem } from './reviewProblem'

export type ReviewStep = 'closed' | 'deciding' | 'sending' | 'settled' | 'reading'

export interface PolicyReview {
  step: Ref<ReviewStep>
  shown: ShallowRef<Reviewed | null>
  verdict: ComputedRef<PolicyVerdict | null>
  typedName: Ref<string>
  problem: ShallowRef<ReviewProblem | null>
  overrideNeeded: ComputedRef<boolean>
  mayConfirm: ComputedRef<boolean>
  /** The change is held until the person has shown that it is still them: nothing has been sent. */
  proving: ComputedRef<boolean>
  /** Reviews a change, or without one what is gathered in the draft. */
  open: (change?: SettingsChange, way?: ReviewWay) => void
  /** Closes the dialog, except while a request is on its way. */
  cancel: () => void
  /** Sends the change once; a second call while it is on its way does nothing. */
  confirm: () => Promise<void>
  readAgain: () => Promise<void>
}

/** The review of a change of settings, from the draft to the verified outcome. */
export function usePolicyReview(): PolicyReview {
  const store = useOrganizationSecurityStore()
  const keys = useKeyInventoryStore()
  const draft = useSecurityDraftStore()
  const presence = usePresenceStore()
  const step = ref<ReviewStep>('closed')
  const shown = shallowRef<Reviewed | null>(null)
  const problem = shallowRef<ReviewProblem | null>(null)
  const typedName = ref('')

  const verdict = computed<PolicyVerdict | null>(() => {
    if (shown.value === null) return null
    const { security, keys: inventory, base, change } = shown.value
    const judged = judgePolicyChange({ security, keys: inventory, before: base, change, nowMs: Date.now() + (security.clockSkewMs ?? 0) })
    // Who may not do it is not told what to fear from doing it alone.
    if (!judged.blockers.includes('mayNotUpdateSettings')) return judged
    return { ...judged, warnings: judged.warnings.filter((warning) => warning !== 'noSecondSuperAdmin') }
  })
  const overrideNeeded = computed(() => verdict.value !== null && verdict.value.blockers.length === 0 && verdict.value.warnings.length > 0)
  const proving = computed(() => step.value === 'sending' && presence.asked !== null)
  const mayConfirm = computed(() => {
    if (step.value !== 'deciding' || shown.value === null || verdict.value === null) return false
    if (verdict.value.blockers.length > 0 || verdict.value.changed.length === 0) return false
    return !overrideNeeded.value || overrideMatches(typedName.value, shown.value.security.organizationName)
  })

  function open(change?: SettingsChange, way: ReviewWay = 'change'): void {
    const base = draft.present
    if (step.value !== 'closed' || store.security === null || base === null || draft.wanted === null) return
    const wanted = change ?? changeBetween(base, draft.wanted)
    if (differingSettings(base, withChange(base, wanted)).length === 0) return
    shown.value = { security: store.security, keys: keys.inventory, base, change: wanted, way }
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
    if (!mayConfirm.value || decidedOn === null) return
    step.value = 'sending'
    problem.value = null
    const { security, change, base } = decidedOn
    const { place } = draft
    const input = {
      organizationId: security.organizationId,
      change,
      base,
      judgedOn: { security: security.readingId, keys: decidedOn.keys?.readingId ?? null },
      override: overrideNeeded.value ? { name: typedName.value, outweighs: [...(verdict.value?.warnings ?? [])] } : null,
      ...(decidedOn.way === 'undo' ? { undo: true as const } : {})
    }
    try {
      const outcome = await presence.withPresence('settings', () => store.applySettings(input))
      if (outcome.outcome === 'drifted') {
        if (shown.value === decidedOn) settle({ kind: 'drifted', seen: base, now: outcome.now }, outcome.security)
        return
      }
      draft.forget(place, change)
      void keys.refresh()
      if (shown.value === decidedOn) close()
    } catch (thrown) {
      const error = asAppError(thrown)
      if (error.code === 'presenceNeeded') decideAgain(decidedOn)
      else await tellProblem(error, decidedOn)
    }
  }

  async function tellProblem(error: AppError, decidedOn: Reviewed): Promise<void> {
    // The page goes back to what the server has before anything is said about it.
    const [fresh] = await Promise.all([store.refresh(), keys.refresh()])
    if (shown.value === decidedOn) settle(reviewProblem(error, decidedOn.security, fresh), fresh)
  }

  /** The person did not show that it is still them: nothing was sent, and the sheet is as it was. */
  function decideAgain(decidedOn: Reviewed): void {
    if (shown.value === decidedOn) step.value = 'deciding'
  }

  function settle(found: ReviewProblem | null, fresh: OrganizationSecurity | null): void {
    const before = shown.value
    if (before === null) return
    problem.value = found
    typedName.value = ''
    const settings = fresh === null ? null : settingsOf(fresh)
    if (fresh !== null && settings?.known === true) shown.value = { ...before, security: fresh, keys: keys.inventory, base: settings.value }
    const asAsked = settings?.known === true && differingSettings(settings.value, withChange(settings.value, before.change)).length === 0
    if (asAsked) draft.forget(draft.place, before.change)
    step.value = asAsked || (found !== null && !mayDecideAgain(found)) ? 'settled' : 'deciding'
  }

  async function readAgain(): Promise<void> {
    if (step.value !== 'settled' && step.value !== 'deciding') return
    const shownBefore = shown.value
    step.value = 'reading'
    const [fresh] = await Promise.all([store.refresh(), keys.refresh()])
    if (shown.value === shownBefore) settle(problem.value?.kind === 'drifted' ? null : problem.value, fresh)
  }

  watch(() => store.organizationId, close)

  return { step, shown, verdict, typedName, problem, overrideNeeded, mayConfirm, proving, open, cancel, confirm, readAgain }
}
