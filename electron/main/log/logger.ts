import { redact } from './redact'
import { redactText } from './redactText'

export const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

export type LogFields = Readonly<Record<string, unknown>>

/** What the rest of main is given. An event is a name (`area.whatHappened`), never a sentence with values in it. */
export interface Logger {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** Where finished lines go: the log file, in development also the terminal. */
export interface LogSink {
  write(line: string): void
}

export interface LoggerOptions {
  sinks: readonly LogSink[]
  /** Lines below this level are not written. */
  level: LogLevel
  now?: () => Date
}

/** Writes JSON lines `{ time, level, event, fields }` from which credentials are removed; never throws. */
export function createLogger({ sinks, level, now = () => new Date() }: LoggerOptions): Logger {
  const lowest = logLevels.indexOf(level)

  function at(lineLevel: LogLevel) {
    return (event: string, fields?: LogFields): void => {
      if (logLevels.indexOf(lineLevel) < lowest) return
      const line = JSON.stringify({ time: now().toISOString(), level: lineLevel, event: redactText(event), ...(fields && { fields: redact(fields) }) })
      for (const sink of sinks) sink.write(line)
    }
  }

  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
