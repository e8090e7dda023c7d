import type { Connection } from '#shared/domain/connection'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'

/** A fact: a text of its own, or the key of one, with the role or the words that are filled in. */
export type CredentialFact = { name: 'kind' | 'owner' | 'organization' | 'role' | 'twoFactor' | 'level' | 'expiry' | 'fingerprint'; mono?: boolean } & (
  | { text: string }
  | { key: string; named?: Record<string, string> }
  | { key: string; role: string }
)

/** What is known of the credential in use, and what is not told of it. */
export function credentialFacts(connection: Connection, access: OrganizationAccess | null): CredentialFact[] {
  const { credential } = connection
  const common: CredentialFact[] = [{ name: 'kind', key: credential.kind === 'apiKey' ? 'apiKey' : credential.level }, owner(connection, access)]
  const here = access === null ? [] : standing(access)
  const own: CredentialFact[] =
    credential.kind === 'apiKey' ? (credential.fingerprint === null ? [] : [{ name: 'fingerprint', text: credential.fingerprint, mono: true }]) : [{ name: 'level', key: credential.level === 'aal2' ? 'levelYes' : 'levelNo' }]
  return [...common, ...here, ...own, expiry(access, credential.kind)]
}

function owner({ credential, userId }: Connection, access: OrganizationAccess | null): CredentialFact {
  const email = credential.kind === 'session' ? credential.email : (access?.ownerEmail ?? null)
  return email === null ? { name: 'owner', key: 'ownerNotTold', named: { id: userId } } : { name: 'owner', text: email }
}

function standing({ organization, credential, ownTwoFactor }: OrganizationAccess): CredentialFact[] {
  const twoFactor: CredentialFact = { name: 'twoFactor', key: ownTwoFactor.known ? (ownTwoFactor.value ? 'twoFactorOn' : 'twoFactorOff') : 'notTold' }
  if (!organization.known) return [{ name: 'role', key: 'notTold' }, twoFactor]
  const { name, role, invited } = organization.value
  const named: CredentialFact = invited ? { name: 'role', key: 'invitedAs', role } : { name: 'role', key: credential === 'apiKey' ? 'ownersRole' : 'ownRole', role }
  return [{ name: 'organization', text: name }, named, twoFactor]
}

/** The server tells no key its own expiry; where the organization requires one, its answers give away whether there is one. */
function expiry(access: OrganizationAccess | null, kind: 'apiKey' | 'session'): CredentialFact {
  if (kind === 'session') return { name: 'expiry', key: 'renewed' }
  const required = access?.organization.known === true && access.organization.value.policies?.requiresKeyExpiration === true
  if (!required || access.keyExpiryAccepted?.known !== true) return { name: 'expiry', key: 'expiryNotTold' }
  return { name: 'expiry', key: access.keyExpiryAccepted.value ? 'expires' : 'neverExpires' }
}
