import { AppError } from '#shared/errors/appError'
import { redactText } from './redactText'
import { isErrorCode } from './sensitiveKeys'

export interface ErrorDescription {
  name: string
  message: string
  code?: string | number
  status?: number
  data?: unknown
  stack?: string[]
  cause?: unknown
  errors?: unknown[]
}

/**
 * What the log may know of an error: a fixed list of fields, never the error's own. HTTP errors carry the request's
 * headers and body, parsers quote what they could not read.
 */
export function describeError(error: Error, describe: (value: unknown) => unknown): ErrorDescription {
  const description: ErrorDescription = { name: redactText(readable(error, 'name', 'Error')), message: messageOf(error) }
  const code = property(error, 'code')
  if ((typeof code === 'string' || typeof code === 'number') && isErrorCode(code)) description.code = code
  const status = property(error, 'status')
  if (typeof status === 'number') description.status = status
  if (error instanceof AppError) description.data = describe(error.data)
  const stack = stackOf(error)
  if (stack.length > 0) description.stack = stack
  const cause = property(error, 'cause')
  if (cause !== undefined) description.cause = describe(cause)
  const errors = property(error, 'errors')
  if (Array.isArray(errors)) description.errors = errors.slice(0, 5).map(describe)
  return description
}

function messageOf(error: Error): string {
  const message = readable(error, 'message', '')
  // V8 quotes the text that would not parse, which may be a stored secret.
  if (error instanceof SyntaxError && /JSON/u.test(message)) return 'The text is not valid JSON.'
  const issues = property(error, 'issues')
  if (Array.isArray(issues)) return `Not of the schema: ${issues.slice(0, 20).map(issueOf).join(', ')}`
  return redactText(message)
}

/** Where and what kind, without the value. */
function issueOf(issue: unknown): string {
  const path = property(issue, 'path')
  const code = property(issue, 'code')
  return redactText(`${Array.isArray(path) ? path.map(String).join('.') : ''} (${typeof code === 'string' ? code : 'unknown'})`)
}

/** The frames only: the lines before them repeat the message. */
function stackOf(error: Error): string[] {
  return readable(error, 'stack', '')
    .split('\n')
    .filter((line) => /^\s+at /u.test(line))
    .slice(0, 20)
    .map((line) => redactText(line.trim()))
}

function readable(error: Error, name: string, otherwise: string): string {
  const value = property(error, name)
  return typeof value === 'string' ? value : otherwise
}

function property(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null) return undefined
  try {
    return (of as Record<string, unknown>)[name]
  } catch {
    return undefined
  }
}
