import type { AccessBlock } from '../domain/organization'
import type { OrganizationAccess, OrganizationPermission } from '../domain/organizationAccess'
import type { Known } from '../domain/organizationSecurity'
import type { AppErrorData } from '../errors/appError'

/** What Gatehouse does, or is about to learn: reading first, then the settings, then keys. */
export const gatehouseActions = [
  'readMembers',
  'readTwoFactorStatus',
  'readPasswordStatus',
  'readAudit',
  'changeSettings',
  'enforceTwoFactor',
  'relaxTwoFactor',
  'listOwnKeys',
  'createKey',
  'editKeyName',
  'regenerateKey',
  'deleteKey',
  'listOrganizationKeys',
  'changeKeyRoles'
] as const
export type GatehouseAction = (typeof gatehouseActions)[number]

/** Why the server does not do it for the credential in use. */
export type Reason =
  /** The server does this for sessions only. */
  | { kind: 'sessionOnly' }
  /** While 2FA is enforced, the one setting an API key can still change is that enforcement: off. */
  | { kind: 'keyWhileEnforced' }
  /** The organization requires an expiry, and this key has none. */
  | { kind: 'keyWithoutExpiry' }
  /** Signed in without the code although the person has 2FA: the server answers emptily. */
  | { kind: 'belowOwnLevel' }
  | { kind: 'ownTwoFactorMissing' }
  /** The organization keeps the person out. */
  | { kind: 'blocked'; by: AccessBlock }
  | { kind: 'invitationPending' }
  | { kind: 'permissionMissing'; permission: OrganizationPermission; of: 'apiKey' | 'session' }
  /** Wrong, revoked, expired, or a plain key bound to an organization that enforces secure keys. */
  | { kind: 'keyNotAccepted' }
  /** The server does not show this organization to the credential: no member, or a key without any role. */
  | { kind: 'notShown' }

/** What leads out of it. */
export type WayOut = 'useSession' | 'verifyCode' | 'turnOnTwoFactor' | 'provePassword' | 'acceptInvitation' | 'askSuperAdmin' | 'setKeyExpiry' | 'useSecureKey'

export type Offer = { offered: true } | { offered: false; because: Reason; wayOut: WayOut } | { offered: 'unknown'; why: AppErrorData }

interface Needs {
  /** Asked of the server for every credential. */
  permission?: OrganizationPermission
  /** Asked for an API key only: a session may do this to its person's own keys anywhere. */
  keyPermission?: OrganizationPermission
  sessionOnly?: true
  /** The rows are hidden from a session below its person's own level; RPCs and functions that check permissions only are not. */
  ownLevel?: true
  ownTwoFactor?: true
  /** The endpoint turns away a key without expiry where one is required. */
  keyExpiry?: true
  noEnforcementWithKey?: true
}

/** What each action needs, as the Capgo backend was seen to decide (CAPGO-API, "What each kind of sign-in can do", and its recordings). */
const needs: Record<GatehouseAction, Needs> = {
  readMembers: { permission: 'org.read_members' },
  readTwoFactorStatus: { permission: 'org.update_settings' },
  readPasswordStatus: { permission: 'org.update_settings' },
  readAudit: { permission: 'org.read_audit', keyExpiry: true },
  changeSettings: { permission: 'org.update_settings', ownLevel: true, keyExpiry: true, noEnforcementWithKey: true },
  enforceTwoFactor: { permission: 'org.update_settings', sessionOnly: true, ownLevel: true, ownTwoFactor: true },
  relaxTwoFactor: { permission: 'org.update_settings', ownLevel: true, keyExpiry: true },
  listOwnKeys: { keyPermission: 'org.manage_apikeys', ownLevel: true },
  createKey: { permission: 'org.manage_apikeys', sessionOnly: true },
  editKeyName: { keyPermission: 'org.manage_apikeys', ownLevel: true },
  regenerateKey: { keyPermission: 'org.manage_apikeys', ownLevel: true },
  deleteKey: { keyPermission: 'org.manage_apikeys', ownLevel: true },
  listOrganizationKeys: { permission: 'org.update_user_roles', sessionOnly: true },
  changeKeyRoles: { permission: 'org.update_user_roles', sessionOnly: true, ownLevel: true }
}

/**
 * Whether the server would do this for the credential in use, by what it has told about it and never by the name of a
 * role. An action on a key speaks of another key of the same person: no key changes itself.
 */
export function judgeAction(action: GatehouseAction, access: OrganizationAccess): Offer {
  let unknown: AppErrorData | null = null
  for (const finding of findingsOn(needs[action], access)) {
    // A certain no outweighs what is not known.
    if ('because' in finding) return refused(finding.because)
    unknown ??= finding.why
  }
  return unknown === null ? { offered: true } : { offered: 'unknown', why: unknown }
}

/** Where what the credential may do could not be read at all. */
export function judgeUnread(why: AppErrorData): Offer {
  if (why.code === 'wrongApiKey') return refused({ kind: 'keyNotAccepted' })
  if (why.code === 'notFound') return refused({ kind: 'notShown' })
  return { offered: 'unknown', why }
}

/** What leads out of a reason. */
export function wayOutOf(reason: Reason): WayOut {
  switch (reason.kind) {
    case 'sessionOnly':
    case 'keyWhileEnforced':
      return 'useSession'
    case 'keyWithoutExpiry':
      return 'setKeyExpiry'
    case 'belowOwnLevel':
      return 'verifyCode'
    case 'ownTwoFactorMissing':
      return 'turnOnTwoFactor'
    case 'blocked':
      return reason.by === 'twoFactor' ? 'turnOnTwoFactor' : 'provePassword'
    case 'invitationPending':
      return 'acceptInvitation'
    case 'permissionMissing':
      // A key has roles of its own; a session goes by its person's, which may be wider.
      return reason.of === 'apiKey' ? 'useSession' : 'askSuperAdmin'
    case 'keyNotAccepted':
      return 'useSecureKey'
    case 'notShown':
      return 'askSuperAdmin'
  }
}

function refused(because: Reason): Offer {
  return { offered: false, because, wayOut: wayOutOf(because) }
}

/** A reason that stands against it, or why nobody knows whether it does. */
type Finding = { because: Reason } | { why: AppErrorData }

/** Everything of that kind, in the order in which it would be set right. */
function findingsOn(need: Needs, access: OrganizationAccess): Finding[] {
  const withKey = access.credential === 'apiKey'
  const permission = need.permission ?? (withKey ? need.keyPermission : undefined)
  const findings = [
    withKey && need.sessionOnly ? { because: { kind: 'sessionOnly' } as const } : null,
    permission === undefined ? null : missing(permission, access),
    need.ownLevel ? belowOwnLevel(access) : null,
    withKey && need.noEnforcementWithKey ? keyWhileEnforced(access) : null,
    withKey && need.keyExpiry ? keyWithoutExpiry(access) : null,
    need.ownTwoFactor ? ownTwoFactorMissing(access) : null
  ]
  return findings.filter((finding) => finding !== null)
}

/** To a session the server says no for whatever reason; the list of organizations tells which. */
function missing(permission: OrganizationPermission, { permissions, organization, credential }: OrganizationAccess): Finding | null {
  const granted = permissions[permission]
  if (!granted.known) return { why: granted.why }
  if (granted.value) return null
  if (credential === 'apiKey') return { because: { kind: 'permissionMissing', permission, of: credential } }
  if (!organization.known) return { why: organization.why }
  if (organization.value.invited) return { because: { kind: 'invitationPending' } }
  const [by] = organization.value.blockedBy
  return { because: by === undefined ? { kind: 'permissionMissing', permission, of: credential } : { kind: 'blocked', by } }
}

function belowOwnLevel({ level, ownTwoFactor }: OrganizationAccess): Finding | null {
  return level === 'aal1' ? whenTrue(ownTwoFactor, { kind: 'belowOwnLevel' }) : null
}

function keyWhileEnforced({ organization }: OrganizationAccess): Finding | null {
  return whenTrue(organization.known ? { known: true, value: organization.value.enforcesTwoFactor } : organization, { kind: 'keyWhileEnforced' })
}

function keyWithoutExpiry({ organization, keyExpiryAccepted }: OrganizationAccess): Finding | null {
  const required = organization.known ? organization.value.policies?.requiresKeyExpiration : undefined
  if (required === false || keyExpiryAccepted === null) return null
  return whenTrue(keyExpiryAccepted.known ? { known: true, value: !keyExpiryAccepted.value } : keyExpiryAccepted, { kind: 'keyWithoutExpiry' })
}

function ownTwoFactorMissing({ ownTwoFactor }: OrganizationAccess): Finding | null {
  return whenTrue(ownTwoFactor.known ? { known: true, value: !ownTwoFactor.value } : ownTwoFactor, { kind: 'ownTwoFactorMissing' })
}

function whenTrue(fact: Known<boolean>, because: Reason): Finding | null {
  if (!fact.known) return { why: fact.why }
  return fact.value ? { because } : null
}
