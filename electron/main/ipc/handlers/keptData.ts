import type { KeptDataService } from '../../services/keptData'
import type { Handlers } from '../listener'

export function keptDataHandlers(kept: KeptDataService) {
  return {
    'keptData.list': () => kept.list(),
    'keptData.delete': ({ kind }) => kept.delete(kind)
  } satisfies Partial<Handlers>
}
