import type { AppError, ErrorCode } from '#shared/errors/appError'

export const consoleUrl = 'https://console.capgo.app/'

const sentences: Partial<Record<ErrorCode, string>> = {
  forbidden: 'welcome.errors.forbidden',
  rateLimited: 'welcome.errors.rateLimited',
  invalidResponse: 'welcome.errors.invalidResponse',
  invalidInput: 'welcome.errors.invalidInput',
  unauthorized: 'welcome.errors.unauthorized'
}

/** Where the sentence is that says more about this failure than its code alone; null where the code's own says all. */
export function signInSentenceKey({ code, data }: AppError): string | null {
  if (data.fieldErrors?.['apiKey'] !== undefined) return 'welcome.errors.apiKeyCharacters'
  if (isAboutServer(data.fieldErrors)) return 'welcome.errors.serverAddress'
  return sentences[code] ?? null
}

/** Whether the Capgo console is where the person gets on from here. */
export function leadsToConsole({ code }: AppError): boolean {
  return code === 'wrongApiKey' || code === 'captchaRequired' || code === 'forbidden'
}

/** Whether the server's address may be what is wrong, so that its field has to be in sight. */
export function concernsServer({ code, data }: AppError): boolean {
  return isAboutServer(data.fieldErrors) || ['hostNotFound', 'connectionRefused', 'untrustedHost', 'invalidResponse'].includes(code)
}

function isAboutServer(fieldErrors: Record<string, string> | undefined): boolean {
  return fieldErrors?.['server'] !== undefined
}
