import type { KeyDraftService } from '../../services/drafts/keyDraftService'
import type { SecurityDraftService } from '../../services/drafts/securityDraftService'
import type { Handlers } from '../listener'

export function draftHandlers(settings: SecurityDraftService, keys: KeyDraftService) {
  return {
    'securityDraft.read': (input) => settings.read(input),
    'securityDraft.keep': (input) => settings.keep(input),
    'keyDrafts.read': (input) => keys.read(input),
    'keyDrafts.keep': (input) => keys.keep(input)
  } satisfies Partial<Handlers>
}
