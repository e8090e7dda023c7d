import type { AppError } from '#shared/errors/appError'
import { visibleText } from '#shared/rules/visibleText'

export const errorDetailNames = ['code', 'message', 'host', 'proxy', 'status', 'backendCode', 'backendMessage', 'until', 'foundState', 'fieldErrors', 'requestId'] as const
export type ErrorDetailName = (typeof errorDetailNames)[number]

/** What is known of a failure, row by row; a server's words may hold anything, so hidden characters are written out. */
export function errorDetailRows({ data }: AppError): { name: ErrorDetailName; value: string }[] {
  const fields = Object.entries(data.fieldErrors ?? {}).map(([field, wrong]) => `${field}: ${wrong}`)
  const values: Partial<Record<ErrorDetailName, string | number | undefined>> = {
    code: data.code,
    message: data.message,
    ...data.details,
    fieldErrors: fields.length === 0 ? undefined : fields.join(', '),
    requestId: data.requestId
  }
  return errorDetailNames.flatMap((name) => {
    const value = values[name]
    return value === undefined ? [] : [{ name, value: visibleText(String(value)) }]
  })
}
