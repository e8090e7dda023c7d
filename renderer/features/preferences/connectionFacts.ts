import type { Connection } from '#shared/domain/connection'

/** A fact of the connection: a text of its own, or the key of one, with what is filled in. */
export type ConnectionFact = { name: 'who' | 'credential' | 'server' | 'storage'; mono?: boolean } & ({ text: string } | { key: string; named?: Record<string, string> })

/** Who is signed in, with what, where, and where the secret is. */
export function connectionFacts({ credential, server, demo, userId }: Connection): ConnectionFact[] {
  const isSession = credential.kind === 'session'
  const credentialKey = isSession ? (credential.level === 'aal2' ? 'sessionAal2' : 'session') : 'apiKey'
  return [
    isSession ? { name: 'who', text: credential.email } : { name: 'who', key: 'apiKeyOwner', named: { id: userId } },
    { name: 'credential', key: credentialKey },
    demo ? { name: 'server', key: 'demoServer' } : { name: 'server', text: server },
    { name: 'storage', key: credential.storage }
  ]
}
