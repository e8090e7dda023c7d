import type { Severity } from '#shared/domain/review'
import type { Tone } from '../../components/toneIcon'

export const severityTone: Record<Severity, Tone> = { critical: 'danger', high: 'danger', medium: 'warning', low: 'neutral', note: 'neutral' }
