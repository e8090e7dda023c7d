import { z } from 'zod'
import { organizationIdSchema } from './organization'

/** A person's own name for a snapshot ("before the audit"). */
export const snapshotNameSchema = z.string().trim().min(1).max(120)

/** What stands beside a connection while a snapshot is open instead of the server. */
export const openSnapshotSchema = z.strictObject({ id: z.uuid(), name: snapshotNameSchema, takenAt: z.iso.datetime(), organizationId: organizationIdSchema })
export type OpenSnapshot = z.infer<typeof openSnapshotSchema>
