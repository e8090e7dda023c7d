import type { KeyAppRole, KeyOrganizationRole, KeyWish } from '../domain/apiKey'
import type { ExpiryBounds } from './apiKeyPolicy'
import { dayMs } from './keyFindings'

/** When a key is to expire: never, so many days after it is made, or at a moment (ISO 8601; empty while none is entered). */
export type ExpiryChoice = { kind: 'never' } | { kind: 'days'; days: number } | { kind: 'at'; at: string }

/** A new key as it stands in the form. What does not go with the rest is kept there and not wished. */
export interface KeyDraft {
  name: string
  secure: boolean
  expiry: ExpiryChoice
  organizationRole: KeyOrganizationRole | null
  apps: readonly { appId: string; role: KeyAppRole }[]
  /** The role that an app gets when it is added. */
  nextAppRole: KeyAppRole
  mayCreateOrganizations: boolean
  /** The legacy key that this one is to replace. */
  replaces: { keyId: number; name: string } | null
}

export const emptyKeyDraft: KeyDraft = { name: '', secure: true, expiry: { kind: 'never' }, organizationRole: null, apps: [], nextAppRole: 'app_reader', mayCreateOrganizations: false, replaces: null }

/** Whether nothing of it is there to be lost. */
export const isEmptyKeyDraft = (draft: KeyDraft): boolean => JSON.stringify({ ...emptyKeyDraft, ...draft }) === JSON.stringify(emptyKeyDraft)

/** Characters; the console takes no more, the server does. */
export const consoleNameLength = 32

export const expiryPresets = [7, 30, 60, 90, 180, 365] as const

/** The presets that the policy leaves, and its maximum where that is none of them. Days. */
export function presetsWithin({ maximum }: ExpiryBounds): number[] {
  if (maximum === null) return [...expiryPresets]
  const within: number[] = expiryPresets.filter((days) => days <= maximum.days)
  return within.includes(maximum.days) || maximum.days < 1 ? within : [...within, maximum.days]
}

/** The moment of a choice, ISO 8601 in UTC; null: never, or nothing that is a moment. @param nowMs the server's time */
export function expiryMoment(choice: ExpiryChoice, bounds: ExpiryBounds, nowMs: number): string | null {
  if (choice.kind === 'never') return null
  if (choice.kind === 'at') return Number.isNaN(Date.parse(choice.at)) ? null : new Date(choice.at).toISOString()
  const moment = nowMs + choice.days * dayMs
  // The whole of the maximum is meant to the minute that the server still takes.
  return new Date(bounds.maximum?.days === choice.days && bounds.latestMs !== null ? bounds.latestMs : moment).toISOString()
}

/** A choice that is begun and is no moment yet. */
export function expiryIsOpen(choice: ExpiryChoice): boolean {
  return choice.kind === 'at' && Number.isNaN(Date.parse(choice.at))
}

/** An administrator has every app, and needs no role on one. */
export function wishOf(draft: KeyDraft, bounds: ExpiryBounds, nowMs: number): KeyWish {
  const admin = draft.organizationRole === 'org_admin'
  return {
    name: draft.name.trim(),
    secure: draft.secure,
    expiresAt: expiryMoment(draft.expiry, bounds, nowMs),
    organizationRole: draft.organizationRole,
    apps: admin ? [] : draft.apps.map(({ appId, role }) => ({ appId, role })),
    mayCreateOrganizations: admin && draft.mayCreateOrganizations
  }
}
