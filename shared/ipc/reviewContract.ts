import { z } from 'zod'
import { connectionStateSchema } from '../domain/connection'
import { evidenceWishSchema, manifestSchema, packFindingSchema } from '../domain/evidencePack'
import { monthlyPackWishSchema } from '../domain/monthlyPack'
import { organizationIdSchema } from '../domain/organization'
import { securitySettingsSchema } from '../domain/securitySettings'
import { reviewDraftSchema, reviewListSchema, reviewTitleSchema } from '../domain/review'
import { openingSchema, publicKeySchema, signerSchema, signingIdentitySchema } from '../domain/reviewFile'
import { languages } from '../text/language'
import { reviewRunListSchema, reviewRunSchema, reviewTodaySchema } from '../domain/reviewRun'
import { secondPersonChoiceSchema, secondPersonSchema } from '../domain/secondPerson'
import { snapshotNameSchema } from '../domain/openSnapshot'
import { snapshotListSchema, snapshotOutlineSchema } from '../domain/snapshot'
import { snapshotDifferenceSchema } from '../domain/snapshotDifference'
import { allPolicyWarnings } from '../rules/policyLockoutGuard'

const nothing = z.null()
const noInput = z.undefined()
const passphraseSchema = z.string().min(12).max(1000)
/** A recipient of age (`age1…`), public. */
const recipientSchema = z.string().regex(/^age1[0-9a-z]{58}$/u)
const savedSchema = z.strictObject({ path: z.string() }).nullable()

/** What concerns snapshots, reviews and evidence; a part of the one list of operations (`contract.ts`). */
export const reviewContract = {
  /** Needs no connection, nor do reading, comparing and deleting. */
  'snapshots.list': { input: noInput, output: snapshotListSchema },
  /** Reads the whole state in one pass. */
  'snapshots.take': { input: z.strictObject({ organizationId: organizationIdSchema, name: snapshotNameSchema }), output: snapshotOutlineSchema },
  'snapshots.rename': { input: z.strictObject({ snapshotId: z.uuid(), name: snapshotNameSchema }), output: snapshotOutlineSchema },
  'snapshots.delete': { input: z.strictObject({ snapshotId: z.uuid() }), output: snapshotListSchema },
  /** Until it is closed every page reads from it, nothing is asked of a server, and nothing can be changed. */
  'snapshots.open': { input: z.strictObject({ snapshotId: z.uuid() }), output: connectionStateSchema },
  'snapshots.close': { input: noInput, output: connectionStateSchema },
  /** `after` null: today, read now. */
  'snapshots.compare': { input: z.strictObject({ before: z.uuid(), after: z.uuid().nullable() }), output: snapshotDifferenceSchema },
  /** Takes one each month while the program runs and the organization can be read. */
  'snapshots.captureMonthly': { input: z.strictObject({ organizationId: organizationIdSchema, on: z.boolean() }), output: snapshotListSchema },
  /** Asks for a folder in which an evidence pack of each monthly snapshot is written; `wish` null: no more. null: the dialog was closed. */
  'snapshots.packMonthly': { input: z.strictObject({ organizationId: organizationIdSchema, wish: monthlyPackWishSchema.nullable() }), output: snapshotListSchema.nullable() },

  'reviews.list': { input: noInput, output: reviewListSchema },
  /** With what the rules find by themselves in the snapshot. */
  'reviews.create': { input: z.strictObject({ snapshotId: z.uuid(), title: reviewTitleSchema }), output: reviewDraftSchema },
  'reviews.read': { input: z.strictObject({ reviewId: z.uuid() }), output: reviewDraftSchema },
  /** Continuously, while somebody writes. `conflict` where it was kept by another window since `updatedAt`. */
  'reviews.keep': { input: z.strictObject({ draft: reviewDraftSchema }), output: z.strictObject({ updatedAt: z.iso.datetime() }) },
  'reviews.delete': { input: z.strictObject({ reviewId: z.uuid() }), output: nothing },
  /** Signs it and asks where to save the file; null: the person closed the dialog, and nothing was signed. Encrypted to at most one of both. */
  'reviews.sign': {
    input: z.strictObject({ reviewId: z.uuid(), expiresAt: z.iso.datetime(), passphrase: passphraseSchema.nullable(), recipient: recipientSchema.nullable() }),
    output: savedSchema
  },
  /** This computer's own key, made when it is first asked for. */
  'reviews.identity': { input: noInput, output: signingIdentitySchema },
  'reviews.signers': { input: noInput, output: z.array(signerSchema) },
  /** Says that the person has compared the fingerprint. */
  'reviews.trust': { input: z.strictObject({ publicKey: publicKeySchema, name: z.string().trim().min(1).max(200) }), output: z.array(signerSchema) },
  'reviews.distrust': { input: z.strictObject({ publicKey: publicKeySchema }), output: z.array(signerSchema) },
  /** Which organizations' reviews need a second person on this computer, whatever a review asks for itself. */
  'reviews.secondPerson': { input: noInput, output: secondPersonSchema },
  /** `presenceNeeded` where it is taken away. */
  'reviews.needSecondPerson': { input: secondPersonChoiceSchema, output: secondPersonSchema },

  /** Asks for a file, or takes the one that was offered or opened before; null: the person closed the dialog. `organizationId`: the open one. `passphrase`: or the key of the recipient (`AGE-SECRET-KEY-1…`). */
  'reviewFiles.open': { input: z.strictObject({ fileId: z.uuid().nullable(), passphrase: z.string().min(1).max(1000).nullable(), organizationId: organizationIdSchema.nullable() }), output: openingSchema.nullable() },
  /** Signs the person's word over the file and asks where to save it; null: the dialog was closed. */
  'reviewFiles.approve': { input: z.strictObject({ fileId: z.uuid(), verdict: z.enum(['approved', 'rejected']), note: z.string().max(5000) }), output: z.strictObject({ path: z.string(), opening: openingSchema }).nullable() },

  /** The file's base against what the server has now, step by step. */
  'reviewRuns.today': { input: z.strictObject({ fileId: z.uuid() }), output: reviewTodaySchema },
  'reviewRuns.list': { input: z.strictObject({ organizationId: organizationIdSchema }), output: reviewRunListSchema },
  /** Takes up the run of an opened file, or begins one; uses up its nonce. */
  'reviewRuns.start': { input: z.strictObject({ fileId: z.uuid() }), output: reviewRunSchema },
  'reviewRuns.applyStep': {
    input: z.strictObject({
      fileId: z.uuid(),
      stepId: z.uuid(),
      /** What the person decided on: main stops (`conflict`) when it is otherwise by now. */
      judgedOn: z.strictObject({ security: z.uuid(), keys: z.uuid().nullable(), settings: securitySettingsSchema.nullable() }),
      /** They saw that it changed since the review and want it all the same, with the reason; null: it did not change. */
      despite: z.string().trim().min(1).max(2000).nullable(),
      /** What the person says of it; of what is done by hand (an owner was asked, a key migrated) it is all that is known. */
      note: z.string().trim().max(2000),
      /** As of `organizationSecurity.applySettings`. */
      override: z.strictObject({ name: z.string().max(500), outweighs: z.array(z.enum(allPolicyWarnings)).max(50) }).nullable()
    }),
    output: reviewRunSchema
  },
  'reviewRuns.skipStep': { input: z.strictObject({ fileId: z.uuid(), stepId: z.uuid(), note: z.string().trim().max(2000) }), output: reviewRunSchema },
  'reviewRuns.finish': { input: z.strictObject({ fileId: z.uuid() }), output: reviewRunSchema },
  /** The signed report of what was done of an open file, to be read in that language; null: the dialog was closed. */
  'reviewRuns.saveReport': { input: z.strictObject({ fileId: z.uuid(), language: z.enum(languages) }), output: savedSchema },

  /** A folder with everything that an auditor receives; null: the dialog was closed. */
  'evidence.save': { input: evidenceWishSchema, output: savedSchema },
  /** Asks for the folder of a pack and holds it against its manifest; null: the dialog was closed. */
  'evidence.verify': {
    input: noInput,
    output: z.strictObject({ path: z.string(), manifest: manifestSchema.nullable(), signer: signerSchema.nullable(), findings: z.array(packFindingSchema).max(1000) }).nullable()
  }
} as const
