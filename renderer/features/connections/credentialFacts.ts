import type { Connection, ConnectionOutline, CredentialKind } from '#shared/domain/connection'

/** A fact of a credential: the key of a text with what is filled in, or a text of its own. What nobody knows is said to be unknown. */
export type CredentialFact = { name: 'owner' | 'signIn' | 'role' | 'expiry' | 'storage' } & ({ text: string } | { key: string; named?: Record<string, string> })

interface Known {
  outline: ConnectionOutline
  /** The open connection, where it is this one; it knows more of the credential in use. */
  open: Connection | null
  /** The person's role in the open organization, in words. */
  role: { role: string; organization: string } | null
  /** The e-mail address of the person behind the credential in use, where the server has told it. */
  ownerEmail: string | null
}

/** Whose it is, what it may, how long it lasts and where it is kept. */
export function credentialFacts(kind: CredentialKind, { outline, open, role, ownerEmail }: Known): CredentialFact[] {
  const inUse = open?.credential.kind === kind ? open.credential : null
  const facts: CredentialFact[] = [ownerOf(kind, outline, inUse === null ? null : ownerEmail)]
  if (inUse?.kind === 'session') facts.push({ name: 'signIn', key: inUse.level })
  facts.push(inUse === null ? { name: 'role', key: 'notInUse' } : role === null ? { name: 'role', key: 'perOrganization' } : { name: 'role', key: `inOrganization.${kind}`, named: role })
  facts.push({ name: 'expiry', key: kind })
  if (inUse !== null) facts.push({ name: 'storage', key: inUse.storage })
  return facts
}

function ownerOf(kind: CredentialKind, { apiKey, session }: ConnectionOutline, told: string | null): CredentialFact {
  // At first the server tells a key its owner's id only; a session of the same person knows the address.
  const known = session !== null && (kind === 'session' || session.userId === apiKey?.userId) ? session.email : told
  return known !== null ? { name: 'owner', text: known } : { name: 'owner', key: 'user', named: { id: apiKey?.userId ?? '' } }
}
