import { z } from 'zod'
import { credentialKindSchema } from './connection'
import { organizationIdSchema } from './organization'

/** What Gatehouse changes, and therefore writes down. A new kind needs its sentence in both languages (`text/en/activity`, `text/fr/activity`). */
export const journalKinds = ['settingsChange', 'invitationAccepted', 'twoFactorTurnedOn', 'passwordProved', 'passwordChanged', 'keyCreated', 'keyEdited', 'keyRegenerated', 'keyDeleted', 'keyRolesTaken', 'keyRolesGivenBack'] as const
export const journalKindSchema = z.enum(journalKinds)
export type JournalKind = z.infer<typeof journalKindSchema>

/**
 * What came of a change. `applied`: confirmed by the server, and read back where it can be read. `alreadySo`: nothing had to be sent. `confirmedByReading`: the
 * answer was lost, what was read afterwards is as asked. `confirmedUnread`: the server confirmed it, reading back failed.
 * `readBackDiffers`: the server confirmed it, and it reads otherwise. `partlyApplied`: some of it reads as asked.
 * `notApplied`: nothing reached the server. `unknown`: nobody can say.
 */
export const journalOutcomes = ['applied', 'alreadySo', 'confirmedByReading', 'confirmedUnread', 'partlyApplied', 'readBackDiffers', 'refused', 'notApplied', 'unknown'] as const
export const journalOutcomeSchema = z.enum(journalOutcomes)
export type JournalOutcomeWord = z.infer<typeof journalOutcomeSchema>

const scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null()])
/** Plain JSON, two levels deep at most. */
export const journalValueSchema = z.union([scalar, z.array(scalar).max(200), z.record(z.string().max(60), scalar)])
export type JournalValue = z.infer<typeof journalValueSchema>

/** One field, as it was read before and as it was asked to be. The name is Gatehouse's own (`enforcesTwoFactor`). */
export const journalChangeSchema = z.strictObject({
  field: z.string().regex(/^[a-z][\w.]{0,60}$/iu),
  before: journalValueSchema,
  after: journalValueSchema
})
export type JournalChange = z.infer<typeof journalChangeSchema>

/** On whose behalf, and with which credential; never the credential. */
export const journalActorSchema = z.strictObject({
  userId: z.string().max(100),
  /** null: not known, as for an API key whose owner the server does not tell. */
  email: z.string().max(1000).nullable(),
  credential: credentialKindSchema,
  /** Of an API key, as the list of connections shows it. */
  fingerprint: z.string().regex(/^[0-9a-f]{12}$/u).nullable()
})
export type JournalActor = z.infer<typeof journalActorSchema>

const intentSchema = z.strictObject({
  phase: z.literal('intent'),
  /** Joins the outcome to it. */
  id: z.uuid(),
  kind: journalKindSchema,
  /** The server's address as the person knows it. */
  server: z.string().max(700),
  /** The embedded demo organization. */
  demo: z.boolean(),
  /** null: of the person's own account. */
  organization: z.strictObject({ id: organizationIdSchema, name: z.string().max(1000) }).nullable(),
  actor: journalActorSchema,
  /** The API key that it is about; its number is not known before it is created. Left out by changes that concern none. */
  key: z.strictObject({ id: z.int().nullable(), name: z.string().max(1000) }).optional(),
  changes: z.array(journalChangeSchema).max(50),
  /** It takes a former change back. Left out by every other. */
  undo: z.literal(true).optional()
})
const outcomeSchema = z.strictObject({
  phase: z.literal('outcome'),
  id: z.uuid(),
  word: journalOutcomeSchema,
  /** Why not, in the backend's own word where it gave one, else in Gatehouse's. */
  code: z.string().max(200).nullable(),
  /** What was found afterwards, where it is not what was asked; null: as asked, or nothing was found. */
  found: z.array(journalChangeSchema).max(50).nullable()
})

/** What can be wrong with a journal. */
export const journalFindingSchema = z.enum([
  /** Not what Gatehouse wrote: the entry does not have the hash that stands beside it. */
  'changed',
  /** It does not follow the entry before it: one was removed, repeated or moved. */
  'order',
  /** Entries that had been signed are gone from the end. */
  'missing',
  /** An entry that had been signed was replaced, and everything behind it written anew. */
  'rewritten',
  /** The signature is not of this journal's key, or an older one was put back. */
  'signature',
  /** The file with the signature is gone. */
  'signatureMissing'
])
export type JournalFinding = z.infer<typeof journalFindingSchema>

/** What the journal writes of itself when it is opened. */
const noteSchema = z.discriminatedUnion('note', [
  /** The last line was not whole, as after a loss of power; what was left of it stands beside the journal. */
  z.strictObject({ phase: z.literal('note'), note: z.literal('tornEnd'), bytes: z.int(), keptAs: z.string().max(300) }),
  z.strictObject({ phase: z.literal('note'), note: z.literal('damage'), finding: journalFindingSchema, at: z.int() }),
  /** The keychain had no key for this journal any more; what stands before is signed by nobody from here on. */
  z.strictObject({ phase: z.literal('note'), note: z.literal('newKey') })
])

export const journalEntrySchema = z.union([intentSchema, outcomeSchema, noteSchema])
export type JournalEntry = z.infer<typeof journalEntrySchema>
export type JournalIntent = z.infer<typeof intentSchema>
export type JournalNote = z.infer<typeof noteSchema>

const at = { seq: z.int(), time: z.iso.datetime() }
/** One change as it is shown: the intent with what came of it; or what the journal says of itself. */
export const journalRowSchema = z.discriminatedUnion('row', [
  z.strictObject({
    row: z.literal('change'),
    ...at,
    intent: intentSchema,
    outcome: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('known'), seq: z.int(), time: z.iso.datetime(), word: journalOutcomeSchema, code: z.string().nullable(), found: z.array(journalChangeSchema).nullable() }),
      /** Known in this run, and could not be written down. */
      z.strictObject({ state: z.literal('unwritten'), word: journalOutcomeSchema, code: z.string().nullable() }),
      z.strictObject({ state: z.literal('underWay') }),
      /** The program ended before it could write what came of it. */
      z.strictObject({ state: z.literal('unknown') })
    ])
  }),
  z.strictObject({ row: z.literal('note'), ...at, note: noteSchema }),
  /** What came of a change whose own line is not understood, or has an outcome already. */
  z.strictObject({ row: z.literal('strayOutcome'), ...at, word: journalOutcomeSchema, code: z.string().nullable(), found: z.array(journalChangeSchema).nullable() }),
  /** A line that is not understood: of a newer Gatehouse, or damaged. */
  z.strictObject({ row: z.literal('notUnderstood'), seq: z.int() })
])
export type JournalRow = z.infer<typeof journalRowSchema>

/** Rows on one page. */
export const journalPageSize = 50

export const journalPageSchema = z.strictObject({ rows: z.array(journalRowSchema), total: z.int(), page: z.int(), limit: z.int() })
export type JournalPage = z.infer<typeof journalPageSchema>

export const journalVerificationSchema = z.strictObject({
  /** Lines in the file; a change has two. */
  entries: z.int(),
  /** `tornEnd`: everything before a last line that is not whole is intact. */
  state: z.enum(['intact', 'tampered', 'tornEnd']),
  /** The first wrong entry, and what is wrong with it; null unless it was tampered with. `earlier`: found, and noted, when the journal was opened. */
  wrong: z.strictObject({ seq: z.int(), finding: journalFindingSchema, earlier: z.boolean() }).nullable(),
  /** How many torn last lines were found and kept aside so far. */
  tornEnds: z.int(),
  /** How far a signature vouches for it; without one, a journal that was rewritten from end to end would look intact. */
  signed: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('signed'), upTo: z.int(), at: z.iso.datetime(), since: z.iso.datetime() }),
    z.strictObject({
      state: z.literal('unsigned'),
      /** `noKeychain`: secrets are kept for this run only. `keychainFailed`: it did not answer. `nothingYet`: no entry. `invalid`: see `wrong`. */
      why: z.enum(['noKeychain', 'keychainFailed', 'nothingYet', 'invalid'])
    })
  ]),
  checkedAt: z.iso.datetime()
})
export type JournalVerification = z.infer<typeof journalVerificationSchema>
