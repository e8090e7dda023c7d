import type { Handlers } from '../listener'
import type { SecurityDraftService } from '../../services/securityDraft/securityDraftService'

export function securityDraftHandlers(drafts: SecurityDraftService) {
  return {
    'securityDraft.read': (input) => drafts.read(input),
    'securityDraft.keep': (input) => drafts.keep(input)
  } satisfies Partial<Handlers>
}
