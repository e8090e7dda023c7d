import type { CampaignGoal } from '../domain/campaign'
import type { KeyFact } from '../domain/keyInventory'
import type { Member } from '../domain/member'
import type { Finding, PlannedKeyAction, PlannedStep } from '../domain/review'
import type { SettingsChange } from '../domain/policyChange'
import type { SecuritySettings } from '../domain/securitySettings'
import { withChange } from './changedSettings'
import { ofSettings } from './reviewFindings'

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

/**
 * What else than the fitting action remedies what a rule finds of a key. A key that is gone, replaced or without roles here
 * does none of it any more; an expiry does nothing for a plain key, nor a new secret for one that lasts for ever.
 */
const endsKey: readonly PlannedKeyAction[] = ['delete', 'revoke', 'migrate']

/** Whether the plan remedies the finding, so that nothing is offered for it. Only a step that does counts, not any step about the same thing. */
export function isPlanned(finding: Pick<Finding, 'rule' | 'about'>, steps: readonly PlannedStep[], ground: PlanGround): boolean {
  const { rule, about } = finding
  if (rule === null) return false
  if (about.kind === 'key') {
    const key = ground.keys?.find(({ id }) => id === about.keyId)
    return steps.some((step) => (step.kind === 'key' ? step.keyId === about.keyId && remediesKey(rule, step, ground, key) : rule === 'keyOwnerWithoutTwoFactor' && step.kind === 'notifyMembers' && step.goal === 'twoFactor' && key !== undefined && step.memberIds.includes(key.ownerId)))
  }
  const offer = stepFor(finding, ground)
  if (offer?.kind === 'notifyMembers') return offer.memberIds.every((id) => steps.some((step) => step.kind === 'notifyMembers' && step.goal === offer.goal && step.memberIds.includes(id)))
  if (offer?.kind !== 'settings' || ground.settings === null) return false
  const after = steps.reduce((settings, step) => (step.kind === 'settings' ? withChange(settings, step.change) : settings), ground.settings)
  return !ofSettings(after).some((one) => one.rule === rule)
}

function remediesKey(rule: NonNullable<Finding['rule']>, { action, expiresAt }: Extract<PlannedStep, { kind: 'key' }>, ground: PlanGround, key: KeyFact | undefined): boolean {
  if (endsKey.includes(action)) return true
  // Of others' keys it is what can be done.
  if (action === 'askOwner') return key === undefined || !key.own
  if (action === 'rotate') return rule === 'plainKey'
  if (expiresAt === null || (rule !== 'keyWithoutExpiry' && rule !== 'keyBeyondMaximum')) return false
  const days = rule === 'keyBeyondMaximum' ? (ground.settings?.maxKeyExpirationDays ?? null) : null
  return days === null || Date.parse(expiresAt) <= Date.parse(expiryAfter(ground.takenAt, days))
}

/** Whether a risk that was accepted needs a reason before it is signed: the pressing ones do. */
export const lacksReason = ({ state, severity, note }: Pick<Finding, 'state' | 'severity' | 'note'>): boolean => state === 'accepted' && (severity === 'critical' || severity === 'high') && note.trim() === ''
