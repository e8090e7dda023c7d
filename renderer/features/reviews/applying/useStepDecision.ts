import { computed, ref } from 'vue'
import type { PlannedStep } from '#shared/domain/review'
import type { ReviewToday, StepResult, StepStanding } from '#shared/domain/reviewRun'
import { locksOut } from '#shared/rules/settingsReach'
import { overrideMatches } from '#shared/rules/twoFactorLockoutGuard'
import { verdictOn } from '../stepImpact'

export interface ShownStep {
  step: PlannedStep
  standing: StepStanding
  result: StepResult
  today: ReviewToday
}

/** What a person has to say before a step is done, and whether they have. */
export function useStepDecision(shown: ShownStep) {
  const despite = ref('')
  const note = ref('')
  const typedName = ref('')

  const alreadySo = computed(() => shown.standing.standing === 'alreadySo')
  const verdict = computed(() => (shown.step.kind === 'settings' ? verdictOn(shown.step.change, { security: shown.today.security, keys: shown.today.keys }) : null))
  const isByHand = computed(() => shown.step.kind === 'key' && (shown.step.action === 'askOwner' || shown.step.action === 'migrate'))
  /** Which words ask for the reason; null: none is needed. */
  const reason = computed<'despite' | 'despiteUnknown' | 'despiteSent' | null>(() => {
    if (shown.result.state === 'sent') return 'despiteSent'
    if (shown.standing.standing === 'changedSince') return 'despite'
    return shown.standing.standing === 'unknown' ? 'despiteUnknown' : null
  })
  const blockers = computed(() => (alreadySo.value ? [] : (verdict.value?.blockers ?? [])))
  const warnings = computed(() => (alreadySo.value ? [] : (verdict.value?.warnings ?? [])))
  /** Those whom it locks out were not all there when it was reviewed. */
  const locksOutMore = computed(() => !alreadySo.value && shown.standing.differences.some(locksOut))
  const overrideNeeded = computed(() => blockers.value.length === 0 && (warnings.value.length > 0 || locksOutMore.value))
  const possible = computed(() => shown.standing.possible === 'here' || shown.standing.possible === 'unknown')
  /** Whether there is anything to do at all. */
  const doable = computed(() => shown.standing.standing !== 'gone' && possible.value && (shown.step.kind !== 'settings' || alreadySo.value || verdict.value !== null))
  const mayApply = computed(() => {
    if (!doable.value || blockers.value.length > 0) return false
    if (reason.value !== null && despite.value.trim() === '') return false
    if (isByHand.value && !alreadySo.value && note.value.trim() === '') return false
    return !overrideNeeded.value || overrideMatches(typedName.value, shown.today.security.organizationName)
  })
  const decision = () => ({
    despite: reason.value === null ? null : despite.value.trim(),
    note: note.value.trim(),
    override: overrideNeeded.value ? { name: typedName.value, outweighs: [...warnings.value] } : null
  })

  return { despite, note, typedName, alreadySo, isByHand, reason, blockers, warnings, overrideNeeded, doable, mayApply, decision }
}
