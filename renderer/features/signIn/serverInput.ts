import type { ServerAddress } from '#shared/domain/connection'
import { longest } from './signInWay'

export type ServerField = 'server' | 'api' | 'supabase' | 'anonKey'

/** The server as it stands in the form: one address that tells the rest, or everything by hand. */
export interface ServerInput {
  byHand: boolean
  server: string
  api: string
  supabase: string
  anonKey: string
}

export const emptyServerInput = (server: string): ServerInput => ({ byHand: false, server, api: '', supabase: '', anonKey: '' })

/** What is asked of main; an empty address is Capgo's own servers. */
export function serverAddressOf({ byHand, server, api, supabase, anonKey }: ServerInput): ServerAddress {
  return byHand ? { api: api.trim(), supabase: supabase.trim(), anonKey: anonKey.trim() } : server.trim() || null
}

/** What can be told of the input before anybody is asked: field → the key of a text about it. */
export function serverProblemsBefore(input: ServerInput): Partial<Record<ServerField, string>> {
  const fields: ServerField[] = input.byHand ? ['api', 'supabase', 'anonKey'] : ['server']
  const problems = fields.map((field): [ServerField, string | null] => {
    const text = input[field].trim()
    if (text === '' && input.byHand) return [field, `welcome.byHand.empty.${field}`]
    if (field === 'anonKey') return [field, text.length > longest.anonKey ? 'welcome.byHand.anonKeyTooLong' : null]
    return [field, text.length > longest.server ? 'welcome.wrongServer.tooLong' : null]
  })
  return Object.fromEntries(problems.filter(([, key]) => key !== null))
}
