import type { Standing, StepResult } from '#shared/domain/reviewRun'
import type { Tone } from '../../../components/toneIcon'

export const standingTone: Record<Standing, Tone> = { unchanged: 'good', changedSince: 'warning', alreadySo: 'neutral', gone: 'warning', unknown: 'unknown' }

/** What is done is good only as far as its outcome is known. */
export function resultTone({ state, outcome }: Pick<StepResult, 'state' | 'outcome'>): Tone {
  if (state === 'failed') return 'danger'
  if (state === 'sent' || outcome === 'unknown') return 'unknown'
  if (outcome === 'partlyApplied' || outcome === 'readBackDiffers') return 'warning'
  return state === 'done' ? 'good' : 'neutral'
}
