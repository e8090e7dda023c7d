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
  return sentences[code] ?? null
}

const wrongAddress: Record<string, string> = {
  'not an https address': 'welcome.wrongServer.notHttps',
  'an address with a name or password in it': 'welcome.wrongServer.withName',
  too_big: 'welcome.wrongServer.tooLong'
}

const wrongServer: Partial<Record<ErrorCode, string>> = {
  connectionRefused: 'welcome.wrongServer.nothingAnswers',
  hostNotFound: 'welcome.wrongServer.notFound',
  untrustedHost: 'errors.untrustedHost'
}

/** Where the sentence is that says what is wrong with the server's address; null where that is not it. */
export function serverProblemKey({ code, data }: AppError, typed: boolean): string | null {
  const said = data.fieldErrors?.['server']
  if (said !== undefined) return wrongAddress[said] ?? 'welcome.wrongServer.notAddress'
  // Without an address of one's own it is Capgo's, and not to be corrected here.
  return typed ? (wrongServer[code] ?? null) : null
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
