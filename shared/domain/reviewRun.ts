import { z } from 'zod'
import { appErrorSchema } from '../errors/appError'
import { differenceSchema } from './audit'
import { campaignGoalSchema } from './campaign'
import { journalOutcomes, journalOutcomeSchema } from './journal'
import { keyInventorySchema } from './keyInventory'
import { organizationIdSchema } from './organization'
import { organizationSecuritySchema } from './organizationSecurity'
import { plannedKeyActionSchema } from './review'
import { personSchema, publicKeySchema, signatureSchema } from './reviewFile'
import { behindLockSchema } from './snapshot'

/**
 * How a step stands today against the review's base. `unchanged`: as it was reviewed. `changedSince`: somebody changed what
 * it rests on. `alreadySo`: there is nothing left to do. `gone`: the key or everybody it names is not there. `unknown`: today's
 * state could not be read.
 */
export const standings = ['unchanged', 'changedSince', 'alreadySo', 'gone', 'unknown'] as const
export const standingSchema = z.enum(standings)
export type Standing = z.infer<typeof standingSchema>

/** What differs from the base; before: as reviewed, after: as it is. */
export const standingDifferenceSchema = differenceSchema.extend({
  /** The member's address or the key's name; null: the organization. */
  about: z.string().max(1000).nullable()
})
export type StandingDifference = z.infer<typeof standingDifferenceSchema>
/** Of one step; a step about more members than this is told of the first. */
export const mostDifferences = 200

/** Whether the signed-in person can do it here. `ownerOnly`: the server lets only the key's owner. */
export const possibilitySchema = z.enum(['here', 'ownerOnly', 'notPermitted', 'keyInUse', 'unknown'])
export type Possibility = z.infer<typeof possibilitySchema>

export const stepStandingSchema = z.strictObject({
  stepId: z.uuid(),
  standing: standingSchema,
  /** Field by field. */
  differences: z.array(standingDifferenceSchema).max(mostDifferences),
  possible: possibilitySchema
})
export type StepStanding = z.infer<typeof stepStandingSchema>

/** A review against today. */
export const reviewTodaySchema = z.strictObject({
  readAt: z.iso.datetime(),
  security: organizationSecuritySchema,
  keys: keyInventorySchema.nullable(),
  steps: z.array(stepStandingSchema)
})
export type ReviewToday = z.infer<typeof reviewTodaySchema>

/**
 * What came of a step. `waiting`: nothing was done. `sent`: it was begun, and the program ended before it knew. `skipped`: left
 * out, with the reason. `done`: `outcome` says how far it is known.
 */
export const stepResultSchema = z.strictObject({
  stepId: z.uuid(),
  state: z.enum(['waiting', 'sent', 'done', 'failed', 'skipped']),
  outcome: journalOutcomeSchema.nullable(),
  why: appErrorSchema.nullable(),
  /** Why it was left out, or how a conflict was decided, in the person's words. */
  note: z.string().max(2000),
  /** What was found against the base just before, so that the report says what was decided on. */
  differences: z.array(standingDifferenceSchema).max(mostDifferences),
  at: z.iso.datetime().nullable(),
  /** Of a rotation: the held secret where it was `applied`; otherwise the attempt whose answer was lost. */
  secretId: z.uuid().nullable(),
  /** Who decided it: a run may be gone on with by somebody else. null: nobody has. */
  by: personSchema.nullable().default(null)
})
export type StepResult = z.infer<typeof stepResultSchema>

/** A review that is being applied, on this computer; goes on for days. */
export const reviewRunSchema = z.strictObject({
  reviewId: z.uuid(),
  organizationId: organizationIdSchema,
  title: z.string().max(200),
  /** Of the file that was opened when it was begun; null: an earlier Gatehouse began it, or there is no keychain. */
  fileName: z.string().max(300).nullable().default(null),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Who began it. */
  appliedBy: personSchema,
  steps: z.array(stepResultSchema).max(500)
})
export type ReviewRun = z.infer<typeof reviewRunSchema>

/** The runs of an organization on this computer. */
export const reviewRunListSchema = z.strictObject({
  runs: z.array(reviewRunSchema),
  /** Names of files that are there and cannot be read: what was applied according to them is not known here. */
  unreadable: z.array(z.string().max(300)),
  behindLock: behindLockSchema
})
export type ReviewRunList = z.infer<typeof reviewRunListSchema>

/** What a step was about, so that a report says it by itself; before: as reviewed, after: as planned. */
const reportedWhatSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('settings'), changes: z.array(differenceSchema) }),
  z.strictObject({ kind: z.literal('key'), action: plannedKeyActionSchema, keyId: z.int(), name: z.string().nullable(), owner: z.string().nullable(), changes: z.array(differenceSchema) }),
  z.strictObject({ kind: z.literal('members'), goal: campaignGoalSchema, people: z.int() })
])

/** A step as a report tells it. `markedAsAsked`: messages to members could be opened, and whether one was sent nobody knows. `doneByHand`: what is known of it is the note. */
export const reportedStepSchema = z.strictObject({
  number: z.int().min(1),
  stepId: z.uuid(),
  what: reportedWhatSchema,
  /** Why it was planned, in the author's words. */
  why: z.string(),
  state: stepResultSchema.shape.state,
  outcome: z.enum([...journalOutcomes, 'markedAsAsked', 'doneByHand']).nullable(),
  error: appErrorSchema.shape.code.nullable(),
  decidedBy: personSchema.nullable(),
  decidedAt: z.iso.datetime().nullable(),
  note: z.string(),
  /** What was found otherwise than it was reviewed, just before. */
  differences: z.array(standingDifferenceSchema)
})
export type ReportedStep = z.infer<typeof reportedStepSchema>

const signedPart = { format: z.literal('gatehouse-applied-review'), publicKey: publicKeySchema, signature: signatureSchema }
/** What is written about it, signed by who applied it. Version 1 names the steps by id only; it is read and not written any more. */
export const appliedReportSchema = z.discriminatedUnion('version', [
  z.strictObject({ ...signedPart, version: z.literal(1), body: z.strictObject({ reviewHash: z.string().regex(/^[0-9a-f]{64}$/u), run: reviewRunSchema, writtenAt: z.iso.datetime() }) }),
  z.strictObject({
    ...signedPart,
    version: z.literal(2),
    body: z.strictObject({
      /** SHA-256 of the body of the review file that was applied, hexadecimal. */
      reviewHash: z.string().regex(/^[0-9a-f]{64}$/u),
      review: z.strictObject({ id: z.uuid(), title: z.string(), organization: z.strictObject({ id: organizationIdSchema, name: z.string() }), server: z.string(), author: personSchema, createdAt: z.iso.datetime(), takenAt: z.iso.datetime() }),
      run: reviewRunSchema.pick({ startedAt: true, finishedAt: true, appliedBy: true }),
      steps: z.array(reportedStepSchema).max(500),
      writtenAt: z.iso.datetime(),
      /** SHA-256 of the page around this report, with nothing in its place, hexadecimal: what is read is signed as well. */
      page: z.string().regex(/^[0-9a-f]{64}$/u)
    })
  })
])
export type AppliedReport = Extract<z.infer<typeof appliedReportSchema>, { version: 2 }>
