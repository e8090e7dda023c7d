import type { AccessBlock } from '../domain/organization'
import type { OrganizationAccess } from '../domain/organizationAccess'
import type { AppErrorData } from '../errors/appError'
import { judgeAction, judgeUnread, wayOutOf, type GatehouseAction, type Offer, type Reason, type WayOut } from './actionAccess'

/** What people come with, as Capgo's documentation lists it under Troubleshooting. */
export const accessTroubles = ['accessDenied', 'cannotEnable', 'keyCreation'] as const
export type AccessTrouble = (typeof accessTroubles)[number]

/** What was found for this person and this organization. */
export type Cause =
  | { kind: 'refused'; because: Reason; wayOut: WayOut }
  /** Keeps the owner of the key in use out; the key itself passes by. */
  | { kind: 'ownerKeptOut'; by: AccessBlock }
  /** A plain key can be made and is refused everywhere (Capgo backend: `enforce_hashed_api_keys`). */
  | { kind: 'secureKeysOnly' }
  | { kind: 'expiryRequired'; withinDays: number | null }
  | { kind: 'expiryLimited'; withinDays: number }
  /** Who manages keys and not roles cannot hand out the roles of administrators (Capgo backend: 403 `forbidden_binding`). */
  | { kind: 'adminRolesWithheld' }
  /** The server does not tell this credential what the organization asks of keys. */
  | { kind: 'policiesNotTold' }
  | { kind: 'unknown'; why: AppErrorData }

/** Every cause that the server's answers show, most pressing first; none is a finding too. */
export function causesOf(trouble: AccessTrouble, access: OrganizationAccess): Cause[] {
  if (trouble === 'accessDenied') return keptOut(access)
  if (trouble === 'cannotEnable') return different(fromOffers(access, ['changeSettings', 'enforceTwoFactor', 'relaxTwoFactor']))
  return [...fromOffers(access, ['createKey']), ...askedOfKeys(access)]
}

/** Where what the credential may do could not be read at all. */
export function causesOfUnread(why: AppErrorData): Cause[] {
  return fromOffer(judgeUnread(why))
}

function keptOut(access: OrganizationAccess): Cause[] {
  const { organization, credential } = access
  // Reads that a session below its person's own level, and a key without expiry, are refused.
  const reads = fromOffers(access, ['listOwnKeys', 'readAudit']).filter(
    (cause) => cause.kind === 'refused' && (cause.because.kind === 'belowOwnLevel' || cause.because.kind === 'keyWithoutExpiry')
  )
  if (!organization.known) return [{ kind: 'unknown', why: organization.why }, ...reads]
  const { invited, blockedBy } = organization.value
  return [
    ...(invited ? [refusedFor({ kind: 'invitationPending' })] : []),
    ...blockedBy.map((by): Cause => (credential === 'session' ? refusedFor({ kind: 'blocked', by }) : { kind: 'ownerKeptOut', by })),
    ...reads
  ]
}

function askedOfKeys({ organization, credential, permissions }: OrganizationAccess): Cause[] {
  if (!organization.known) return []
  const { policies } = organization.value
  if (policies === null) return [{ kind: 'policiesNotTold' }]
  const { enforcesSecureKeys, requiresKeyExpiration, maxKeyExpirationDays: withinDays } = policies
  const manages = permissions['org.manage_apikeys']
  const givesRoles = permissions['org.update_user_roles']
  const causes: Cause[] = []
  if (enforcesSecureKeys) causes.push({ kind: 'secureKeysOnly' })
  if (requiresKeyExpiration) causes.push({ kind: 'expiryRequired', withinDays })
  else if (withinDays !== null) causes.push({ kind: 'expiryLimited', withinDays })
  if (credential === 'session' && manages.known && manages.value && givesRoles.known && !givesRoles.value) causes.push({ kind: 'adminRolesWithheld' })
  return causes
}

function fromOffers(access: OrganizationAccess, actions: readonly GatehouseAction[]): Cause[] {
  return actions.flatMap((action) => fromOffer(judgeAction(action, access)))
}

function fromOffer(offer: Offer): Cause[] {
  if (offer.offered === true) return []
  return [offer.offered === 'unknown' ? { kind: 'unknown', why: offer.why } : { kind: 'refused', because: offer.because, wayOut: offer.wayOut }]
}

function refusedFor(because: Reason): Cause {
  return { kind: 'refused', because, wayOut: wayOutOf(because) }
}

/** The same cause once, whichever action it stands against. */
function different(causes: readonly Cause[]): Cause[] {
  const byName = new Map(causes.map((cause) => [cause.kind === 'refused' ? JSON.stringify(cause.because) : cause.kind === 'unknown' ? cause.why.code : cause.kind, cause]))
  return [...byName.values()]
}
