import type { ReviewRunsService } from '../../services/reviewRuns/reviewRuns'
import type { Handlers } from '../listener'

export function reviewRunHandlers(runs: ReviewRunsService) {
  return {
    'reviewRuns.today': (input) => runs.today(input),
    'reviewRuns.list': (input) => runs.list(input),
    'reviewRuns.start': (input) => runs.start(input),
    'reviewRuns.applyStep': (input) => runs.applyStep(input),
    'reviewRuns.skipStep': (input) => runs.skipStep(input),
    'reviewRuns.finish': (input) => runs.finish(input),
    'reviewRuns.saveReport': (input) => runs.saveReport(input)
  } satisfies Partial<Handlers>
}
