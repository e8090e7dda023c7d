import type { Handlers } from '../listener'
import type { PostureHistoryService } from '../../services/posture/postureHistory'

export function postureHandlers(history: PostureHistoryService) {
  return { 'posture.history': (input) => history.read(input) } satisfies Partial<Handlers>
}
