import type { LogFields, Logger } from '../../electron/main/log/logger'

export interface QuietLog extends Logger {
  readonly lines: { level: string; event: string; fields: LogFields | undefined }[]
}

/** A logger that keeps its lines for the test to look at. */
export function quietLog(): QuietLog {
  const lines: QuietLog['lines'] = []
  const at = (level: string) => (event: string, fields?: LogFields) => {
    lines.push({ level, event, fields })
  }
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
