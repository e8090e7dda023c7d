import type { Handlers } from '../listener'
import type { EvidenceService } from '../../services/evidence/evidenceService'

export function evidenceHandlers(evidence: EvidenceService) {
  return {
    'evidence.save': (input) => evidence.save(input),
    'evidence.verify': () => evidence.verify()
  } satisfies Partial<Handlers>
}
