import { z } from 'zod'
import { keyIdSchema } from './apiKey'
import { campaignGoalSchema } from './campaign'
import { secretStorageSchema } from './connection'
import { keyFactSchema } from './keyInventory'
import { memberSchema } from './member'
import { organizationIdSchema } from './organization'
import { settingsChangeSchema } from './policyChange'
import { securitySettingNames, securitySettingsSchema } from './securitySettings'
import { behindLockSchema, snapshotOutlineSchema } from './snapshot'

/** How pressing a finding is, the most pressing first. */
export const severities = ['critical', 'high', 'medium', 'low', 'note'] as const
export const severitySchema = z.enum(severities)
export type Severity = z.infer<typeof severitySchema>

/** The rules that find something by themselves. A new one needs its sentence in both languages. */
export const findingRules = [
  'twoFactorNotEnforced',
  'membersWithoutTwoFactor',
  'administratorWithoutTwoFactor',
  'oneSuperAdmin',
  'passwordPolicyOff',
  'passwordPolicyWeak',
  'passwordsUnproved',
  'secureKeysNotEnforced',
  'plainKey',
  'keyExpirationNotRequired',
  'keyMaximumLong',
  'keyWithoutExpiry',
  'keyBeyondMaximum',
  'keyExpired',
  'keyOwnerWithoutTwoFactor',
  'keyOwnerNotListed',
  'keyMayAdministrate',
  'bundlesNotEncrypted',
  'invitationsPending',
  'statusesUnknown',
  'settingsUnknown',
  'membersNotWhole',
  'keysNotWhole'
] as const
export const findingRuleSchema = z.enum(findingRules)
export type FindingRule = z.infer<typeof findingRuleSchema>

/** What a finding is about. */
export const findingSubjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('organization') }),
  z.strictObject({ kind: z.literal('setting'), setting: z.enum(securitySettingNames) }),
  z.strictObject({ kind: z.literal('member'), memberId: memberSchema.shape.id, email: memberSchema.shape.email }),
  z.strictObject({ kind: z.literal('key'), keyId: keyIdSchema, name: keyFactSchema.shape.name })
])
export type FindingSubject = z.infer<typeof findingSubjectSchema>

export const findingNoteSchema = z.string().max(5000)

export const findingSchema = z.strictObject({
  id: z.uuid(),
  /** null: the officer's own. */
  rule: findingRuleSchema.nullable(),
  about: findingSubjectSchema,
  /** How many members or keys it is true of; null: it is about one thing. */
  count: z.int().min(1).nullable(),
  severity: severitySchema,
  /** The officer's words; an own finding has to have some before it is signed. */
  note: findingNoteSchema,
  /** `accepted`: a risk that somebody decided to live with, with the reason in the note. */
  state: z.enum(['open', 'accepted'])
})
export type Finding = z.infer<typeof findingSchema>

/** What is planned for one key. Other people's can be revoked, or their owners be asked. */
export const plannedKeyActions = ['rotate', 'setExpiry', 'delete', 'revoke', 'migrate', 'askOwner'] as const
export const plannedKeyActionSchema = z.enum(plannedKeyActions)
export type PlannedKeyAction = z.infer<typeof plannedKeyActionSchema>

const stepBase = { id: z.uuid(), /** Why, in the officer's words. */ note: findingNoteSchema }
export const plannedStepSchema = z.discriminatedUnion('kind', [
  /** Applied together, with one request. */
  z.strictObject({ kind: z.literal('settings'), ...stepBase, change: settingsChangeSchema }),
  z.strictObject({ kind: z.literal('notifyMembers'), ...stepBase, goal: campaignGoalSchema, memberIds: z.array(memberSchema.shape.id).min(1).max(5000) }),
  z.strictObject({
    kind: z.literal('key'),
    ...stepBase,
    keyId: keyIdSchema,
    action: plannedKeyActionSchema,
    /** Of `setExpiry`; null: none is asked for. */
    expiresAt: z.iso.datetime().nullable()
  })
])
export type PlannedStep = z.infer<typeof plannedStepSchema>

export const reviewTitleSchema = z.string().trim().min(1).max(200)
export const mostFindings = 2000
export const mostSteps = 500

/** What an officer writes, without a connection; kept on this computer while they write. */
export const reviewDraftSchema = z.strictObject({
  id: z.uuid(),
  snapshot: snapshotOutlineSchema,
  /** The id of who began it, at the snapshot's server; null: one of before this was noted in it. */
  author: z.string().max(100).nullable().default(null),
  title: reviewTitleSchema,
  summary: z.string().max(20_000),
  findings: z.array(findingSchema).max(mostFindings),
  steps: z.array(plannedStepSchema).max(mostSteps),
  /** Somebody other than the author has to approve it before it can be applied. */
  needsApproval: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** When it was last signed and saved as a file; null: never. */
  signedAt: z.iso.datetime().nullable()
})
export type ReviewDraft = z.infer<typeof reviewDraftSchema>

export const reviewOutlineSchema = reviewDraftSchema.omit({ summary: true, findings: true, steps: true }).extend({ findings: z.int(), steps: z.int() })
export type ReviewOutline = z.infer<typeof reviewOutlineSchema>

/** Everything that is being written on this computer. */
export const reviewListSchema = z.strictObject({
  reviews: z.array(reviewOutlineSchema),
  /** Names of files that are there and cannot be read: damaged, or their key is not in the keychain. */
  unreadable: z.array(z.string().max(300)),
  /** `memory`: without a keychain nothing of them touches the disk; they are gone when Gatehouse quits. */
  storage: secretStorageSchema,
  behindLock: behindLockSchema
})
export type ReviewList = z.infer<typeof reviewListSchema>

/** The facts that a review rests on, as of its snapshot: everything that its findings and steps speak of. */
export const reviewBaseSchema = z.strictObject({
  snapshotId: z.uuid(),
  /** SHA-256 of the snapshot's canonical form, hexadecimal. */
  snapshotHash: snapshotOutlineSchema.shape.hash,
  takenAt: z.iso.datetime(),
  /** null: they were unknown; a review without them plans no settings. */
  settings: securitySettingsSchema.nullable(),
  members: z.array(memberSchema).max(10_000),
  keys: z.array(keyFactSchema).max(5000),
  /**
   * Whether everybody without 2FA or of unknown status, and every key, that the planned settings reach is among `members` and `keys`.
   * Absent: they reach none of them, or the file is of a Gatehouse that did not write it down.
   */
  reach: z.strictObject({ members: z.boolean(), keys: z.boolean() }).optional()
})
export type ReviewBase = z.infer<typeof reviewBaseSchema>

/** What is signed. */
export const reviewBodySchema = z.strictObject({
  /** The nonce: no two files have the same. */
  id: z.uuid(),
  organization: z.strictObject({ id: organizationIdSchema, name: z.string().max(1000) }),
  server: z.string().max(700),
  author: z.strictObject({ userId: z.string().max(100), email: z.string().max(1000).nullable() }),
  createdAt: z.iso.datetime(),
  /** Afterwards nobody may apply it. */
  expiresAt: z.iso.datetime(),
  title: reviewTitleSchema,
  summary: reviewDraftSchema.shape.summary,
  base: reviewBaseSchema,
  /** SHA-256 of the base's canonical form, hexadecimal. */
  baseHash: snapshotOutlineSchema.shape.hash,
  findings: reviewDraftSchema.shape.findings,
  steps: reviewDraftSchema.shape.steps,
  needsApproval: z.boolean()
})
export type ReviewBody = z.infer<typeof reviewBodySchema>
