import type { Connection, ConnectionOutline, CredentialKind } from '#shared/domain/connection'

/** A fact of a credential: the key of a text with what is filled in, or a text of its own. What nobody knows is said to be unknown. */
export type CredentialFact = { name: 'owner' | 'signIn' | 'role' | 'expiry' | 'storage' } & ({ text: string } | { key: string; named?: Record<string, string> })

interface Known {
  outline: ConnectionOutline
  /** The open connection, where it is this one; it knows more of the credential in use. */
  open: Connection | null
  /** The person's role in the open organization, in words. */
  role: { role: string; organization: string } | null
}

/** Whose it is, what it may, how long it lasts and where it is kept. */
export function credentialFacts(kind: CredentialKind, { outline, open, role }: Known): CredentialFact[] {
  const inUse = open?.credential.kind === kind ? open.credential : null
  const facts: CredentialFact[] = [ownerOf(kind, outline)]
  if (inUse?.kind === 'session') facts.push({ name: 'signIn', key: inUse.level })
  facts.push(inUse === null ? { name: 'role', key: 'notInUse' } : role === null ? { name: 'role', key: 'perOrganization' } : { name: 'role', key: 'inOrganization', named: role })
  facts.push({ name: 'expiry', key: kind })
  if (inUse !== null) facts.push({ name: 'storage', key: inUse.storage })
  return facts
}

function ownerOf(kind: CredentialKind, { apiKey, session }: ConnectionOutline): CredentialFact {
  // The server tells a key its owner's id only; a session of the same person knows the address.
  const known = session !== null && (kind === 'session' || session.userId === apiKey?.userId)
  return known ? { name: 'owner', text: session.email } : { name: 'owner', key: 'user', named: { id: apiKey?.userId ?? '' } }
}
