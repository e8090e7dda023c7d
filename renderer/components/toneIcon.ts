import { CircleCheck, CircleQuestionMark, Info, OctagonAlert, TriangleAlert, type LucideIcon } from '@lucide/vue'

/** What something means for the person; never shown by colour alone. */
export type Tone = 'neutral' | 'good' | 'warning' | 'danger' | 'unknown'

export const toneIcon: Record<Tone, LucideIcon> = {
  neutral: Info,
  good: CircleCheck,
  warning: TriangleAlert,
  danger: OctagonAlert,
  unknown: CircleQuestionMark
}
