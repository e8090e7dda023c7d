import type { CampaignGoal } from '../domain/campaign'
import type { KeyFact } from '../domain/keyInventory'
import type { Member } from '../domain/member'
import type { Finding, PlannedKeyAction, PlannedStep } from '../domain/review'
import type { SettingsChange } from '../domain/policyChange'
import type { SecuritySettings } from '../domain/securitySettings'

const dayMs = 86_400_000
/** Capgo's recommendation for production, in days. */
const recommendedDays = 90
/** PCI DSS v4.0, 8.3.6. */
const strongLength = 12

/** What a plan is made from: the state of the snapshot. */
export interface PlanGround {
  /** null: not known. */
  settings: SecuritySettings | null
  members: readonly Member[]
  /** null: not known. */
  keys: readonly KeyFact[] | null
  takenAt: string
}

/** A step without its own id, as it is offered. */
export type OfferedStep = PlannedStep extends infer Step ? (Step extends PlannedStep ? Omit<Step, 'id' | 'note'> : never) : never

/**
 * What can be planned for a key by whose it is: the server lets only the owner change or delete a key; of others' keys the
 * roles can be taken, or their owners be asked. `own` is of who took the snapshot.
 */
export function keyActionsFor({ own, rbacId }: Pick<KeyFact, 'own' | 'rbacId'>): PlannedKeyAction[] {
  if (own) return ['rotate', 'setExpiry', 'delete', 'migrate']
  return rbacId === null ? ['askOwner'] : ['revoke', 'askOwner']
}

/** The members who are known to be without it; whose status is unknown is not asked. */
export function membersToAsk(members: readonly Member[], goal: CampaignGoal): Member[] {
  return members.filter((member) => (goal === 'twoFactor' ? member.twoFactor === 'notEnabled' : member.password === 'nonCompliant'))
}

/** The step that fits a finding; null: none does, or what it needs is not known. */
export function stepFor({ rule, about }: Pick<Finding, 'rule' | 'about'>, ground: PlanGround): OfferedStep | null {
  if (rule === null) return null
  if (about.kind === 'key') return stepForKey(rule, ground.keys?.find(({ id }) => id === about.keyId), ground)
  if (about.kind === 'member') return ground.members.some(({ id }) => id === about.memberId) ? { kind: 'notifyMembers', goal: 'twoFactor', memberIds: [about.memberId] } : null
  switch (rule) {
    case 'membersWithoutTwoFactor':
      return toAll(ground, 'twoFactor')
    case 'passwordsUnproved':
      return toAll(ground, 'password')
    default: {
      const change = ground.settings === null ? null : changeFor(rule, ground.settings)
      return change === null ? null : { kind: 'settings', change }
    }
  }
}

function toAll({ members }: PlanGround, goal: CampaignGoal): OfferedStep | null {
  const memberIds = membersToAsk(members, goal).map(({ id }) => id).slice(0, 5000)
  return memberIds.length === 0 ? null : { kind: 'notifyMembers', goal, memberIds }
}

function changeFor(rule: Finding['rule'], { passwordPolicy }: SecuritySettings): SettingsChange | null {
  switch (rule) {
    case 'twoFactorNotEnforced':
      return { enforcesTwoFactor: true }
    case 'passwordPolicyOff':
    case 'passwordPolicyWeak':
      return { passwordPolicy: { enabled: true, minLength: Math.max(strongLength, passwordPolicy?.minLength ?? 0), requireUppercase: true, requireNumber: true, requireSpecial: passwordPolicy?.requireSpecial ?? false } }
    case 'secureKeysNotEnforced':
      return { enforcesSecureKeys: true }
    case 'keyExpirationNotRequired':
      return { requiresKeyExpiration: true }
    case 'keyMaximumLong':
      return { maxKeyExpirationDays: recommendedDays }
    case 'bundlesNotEncrypted':
      return { enforcesEncryptedBundles: true }
    default:
      return null
  }
}

const ownKeyAction: Partial<Record<NonNullable<Finding['rule']>, PlannedKeyAction>> = { plainKey: 'rotate', keyWithoutExpiry: 'setExpiry', keyBeyondMaximum: 'setExpiry', keyExpired: 'delete' }
const othersKeyAction: Partial<Record<NonNullable<Finding['rule']>, PlannedKeyAction>> = { keyOwnerNotListed: 'revoke', keyExpired: 'revoke' }

function stepForKey(rule: NonNullable<Finding['rule']>, key: KeyFact | undefined, { settings, takenAt }: PlanGround): OfferedStep | null {
  if (key === undefined) return null
  const wished = key.own ? ownKeyAction[rule] : (othersKeyAction[rule] ?? 'askOwner')
  if (wished === undefined) return null
  const possible = keyActionsFor(key)
  const action = possible.includes(wished) ? wished : 'askOwner'
  if (!possible.includes(action)) return null
  const days = Math.min(recommendedDays, settings?.maxKeyExpirationDays ?? recommendedDays)
  return { kind: 'key', keyId: key.id, action, expiresAt: action === 'setExpiry' ? expiryAfter(takenAt, days) : null }
}

/** @param days from the moment of the snapshot */
export function expiryAfter(takenAt: string, days: number): string {
  return new Date(Date.parse(takenAt) + days * dayMs).toISOString()
}

/** Whether the plan has that already, so that it is not offered again. */
export function isPlanned(offer: OfferedStep, steps: readonly PlannedStep[]): boolean {
  return steps.some((step) => {
    if (offer.kind === 'settings') return step.kind === 'settings' && Object.keys(offer.change).every((name) => Object.hasOwn(step.change, name))
    if (offer.kind === 'notifyMembers') return step.kind === 'notifyMembers' && step.goal === offer.goal && offer.memberIds.every((id) => step.memberIds.includes(id))
    return step.kind === 'key' && step.keyId === offer.keyId
  })
}
