import { z } from 'zod'
import { auditRowSchema } from './audit'
import { keyInventorySchema } from './keyInventory'
import { monthlyPackSchema } from './monthlyPack'
import { snapshotNameSchema } from './openSnapshot'
import { organizationIdSchema, organizationSummarySchema } from './organization'
import { known, organizationSecuritySchema } from './organizationSecurity'


/** Rows of the audit log that a snapshot takes along at most, the newest; the server keeps 30 days. */
export const mostAuditRows = 2000

/** Parts that read otherwise at the end of the pass than at its beginning. */
export const snapshotPartSchema = z.enum(['settings', 'members', 'keys'])
export type SnapshotPart = z.infer<typeof snapshotPartSchema>

/** The state of one organization at a stated moment, with everything that was unknown then as unknown. Never a secret. */
export const snapshotSchema = z.strictObject({
  version: z.literal(1),
  id: z.uuid(),
  name: snapshotNameSchema,
  /** By the person, or by the monthly capture. */
  cause: z.enum(['person', 'monthly']),
  /** When its pass began and ended, by this computer's clock, ISO 8601 in UTC. */
  begunAt: z.iso.datetime(),
  takenAt: z.iso.datetime(),
  /** The server's address as the person knows it, and by whom it was asked. */
  server: z.string().max(700),
  demo: z.boolean(),
  takenBy: z.strictObject({ userId: z.string().max(100), email: z.string().max(1000).nullable(), credential: z.enum(['apiKey', 'session']) }),
  organization: organizationSummarySchema,
  security: organizationSecuritySchema,
  keys: known(keyInventorySchema),
  /** `total`: as the server counted; more than there are rows where the extract was cut. */
  audit: known(z.strictObject({ rows: z.array(auditRowSchema).max(mostAuditRows), total: z.int() })),
  /** What changed while it was taken, also at a second try; empty: one consistent moment. */
  changedMeanwhile: z.array(snapshotPartSchema).max(3)
})
export type Snapshot = z.infer<typeof snapshotSchema>

/** A snapshot as the list shows it. */
export const snapshotOutlineSchema = z.strictObject({
  id: z.uuid(),
  name: snapshotNameSchema,
  cause: snapshotSchema.shape.cause,
  takenAt: z.iso.datetime(),
  server: snapshotSchema.shape.server,
  demo: z.boolean(),
  /** The id of who took it at that server; null: an outline of before this was noted in it. */
  takenBy: snapshotSchema.shape.takenBy.shape.userId.nullable().default(null),
  organization: z.strictObject({ id: organizationIdSchema, name: z.string() }),
  /** null: not known then. */
  members: z.int().nullable(),
  keys: z.int().nullable(),
  changedMeanwhile: snapshotSchema.shape.changedMeanwhile,
  /** SHA-256 of its canonical form, hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/u),
  /** Of its file, encrypted. */
  bytes: z.int()
})
export type SnapshotOutline = z.infer<typeof snapshotOutlineSchema>

/** How many more there are that are not told while a lock stands on something that is kept: those of others than who is signed in. */
export const behindLockSchema = z.int().min(0)

/** Everything that is kept on this computer. */
export const snapshotListSchema = z.strictObject({
  snapshots: z.array(snapshotOutlineSchema),
  /** Names of files that are there and cannot be read: damaged, or their key is not in the keychain. */
  unreadable: z.array(z.string().max(300)),
  /** The keychain has the key; `memory`: snapshots are gone when Gatehouse quits. */
  storage: z.enum(['keychain', 'memory']),
  /** Organizations of which one is taken each month while the program runs. */
  monthly: z.array(z.strictObject({ organizationId: organizationIdSchema, name: z.string(), lastAt: z.iso.datetime().nullable(), pack: monthlyPackSchema.nullable() })),
  behindLock: behindLockSchema
})
export type SnapshotList = z.infer<typeof snapshotListSchema>
