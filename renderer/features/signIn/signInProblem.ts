import type { AppError, ErrorCode } from '#shared/errors/appError'
import type { ServerField, ServerInput } from './serverInput'

export const consoleUrl = 'https://console.capgo.app/'

/** In place of sentences that say what a page of data would do: nothing can be read again where nobody is signed in. */
const sentences: Partial<Record<ErrorCode, string>> = {
  connectionLost: 'welcome.errors.connectionLost',
  serverError: 'welcome.errors.serverError',
  timeout: 'welcome.errors.timeout',
  cancelled: 'welcome.errors.cancelled',
  outcomeUnknown: 'welcome.errors.outcomeUnknown',
  conflict: 'welcome.errors.conflict',
  notFound: 'welcome.errors.notFound',
  unexpected: 'welcome.errors.unexpected',
  forbidden: 'welcome.errors.forbidden',
  rateLimited: 'welcome.errors.rateLimited',
  invalidResponse: 'welcome.errors.invalidResponse',
  invalidInput: 'welcome.errors.invalidInput',
  unauthorized: 'welcome.errors.unauthorized'
}

/** They send to the server's address, which a connection has already. */
const aboutAddress: readonly ErrorCode[] = ['invalidResponse', 'invalidInput', 'unauthorized']

/**
 * Where the sentence is that says more about this failure than its code alone; null where the code's own says all.
 * @param joins the sign-in is for a connection, whose server is fixed
 */
export function signInSentenceKey({ code, data }: AppError, joins: boolean): string | null {
  if (data.fieldErrors?.['apiKey'] !== undefined) return 'welcome.errors.apiKeyCharacters'
  return joins && aboutAddress.includes(code) ? null : (sentences[code] ?? null)
}

const wrongAddress: Record<string, string> = {
  'not an https address': 'welcome.wrongServer.notHttps',
  'an address with a name or password in it': 'welcome.wrongServer.withName',
  too_big: 'welcome.wrongServer.tooLong',
  'not the API of a Capgo server': 'welcome.byHand.wrongApi',
  'not a Supabase server': 'welcome.byHand.wrongSupabase',
  'not the key of that server': 'welcome.byHand.refusedAnonKey'
}

const wrongServer: Partial<Record<ErrorCode, string>> = {
  connectionRefused: 'welcome.wrongServer.nothingAnswers',
  hostNotFound: 'welcome.wrongServer.notFound',
  untrustedHost: 'errors.untrustedHost'
}

export type ServerProblems = Partial<Record<ServerField, string>>

/** Which field of the server is wrong, and where the sentence about it is; empty where that is not it. */
export function serverProblems({ code, data }: AppError, input: ServerInput): ServerProblems {
  const { server, ...byHand } = data.fieldErrors ?? {}
  const said = input.byHand ? { ...(server === undefined ? {} : { api: server }), ...byHand } : { server }
  const fields: ServerField[] = ['server', 'api', 'supabase', 'anonKey']
  const problems = fields.flatMap((field): [ServerField, string][] => {
    const what = (said as Partial<Record<ServerField, string>>)[field]
    if (what === undefined) return []
    return [[field, wrongAddress[what] ?? (field === 'anonKey' ? 'welcome.byHand.wrongAnonKey' : 'welcome.wrongServer.notAddress')]]
  })
  if (problems.length > 0) return Object.fromEntries(problems)
  const key = wrongServer[code]
  // Without an address of one's own it is Capgo's, and not to be corrected here.
  if (key === undefined || (!input.byHand && input.server.trim() === '')) return {}
  return { [input.byHand ? fieldOfHost(data.details?.host, input) : 'server']: key }
}

/** Which of the two addresses did not answer. */
function fieldOfHost(host: string | undefined, { api, supabase }: ServerInput): 'api' | 'supabase' {
  return host !== undefined && supabase.includes(host) && !api.includes(host) ? 'supabase' : 'api'
}

/** Whether the Capgo console is where the person gets on from here. */
export function leadsToConsole({ code }: AppError): boolean {
  return code === 'wrongApiKey' || code === 'forbidden'
}

/** Whether the server's address may be what is wrong, so that its fields have to be in sight. */
export function concernsServer(error: AppError, input: ServerInput): boolean {
  return Object.keys(serverProblems(error, input)).length > 0 || ['hostNotFound', 'connectionRefused', 'untrustedHost', 'invalidResponse'].includes(error.code)
}

/** Something answers there, but does not tell its other addresses: they can be entered by hand. */
export function leadsToByHand({ code }: AppError, input: ServerInput): boolean {
  return code === 'invalidResponse' && !input.byHand && input.server.trim() !== ''
}

/** When a block of sign-ins ends; null where there is none, or the server does not say. */
export function blockEnd({ code, data }: AppError): Date | null {
  const until = data.details?.until
  return code !== 'rateLimited' || until === undefined || Number.isNaN(Date.parse(until)) ? null : new Date(until)
}
