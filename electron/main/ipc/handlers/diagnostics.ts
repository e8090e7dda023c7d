import type { DiagnosticsService } from '../../services/diagnostics/diagnosticsService'
import type { Handlers } from '../listener'

export function diagnosticsHandlers(diagnostics: DiagnosticsService) {
  return {
    'diagnostics.prepare': () => diagnostics.prepare(),
    'diagnostics.save': ({ reportId }) => diagnostics.save(reportId)
  } satisfies Partial<Handlers>
}
