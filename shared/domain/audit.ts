import { z } from 'zod'
import { organizationIdSchema } from './organization'

/** What the Capgo backend audits; API keys and role bindings are not among it. */
export const auditTables = ['orgs', 'org_users', 'apps', 'channels', 'app_versions'] as const
export const auditTableSchema = z.enum(auditTables)
export type AuditTable = (typeof auditTables)[number]

export const auditOperations = ['INSERT', 'UPDATE', 'DELETE'] as const
export const auditOperationSchema = z.enum(auditOperations)
export type AuditOperation = (typeof auditOperations)[number]

/** Rows on one page; the server gives 100 at most. */
export const auditPageSize = 50

/** A value as it can be shown; what is nested deeper than a setting's parts is its JSON. */
export const shownValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type ShownValue = z.infer<typeof shownValueSchema>

/** A field by the name that its owner gives it, parts behind a dot; null before or after: there was nothing. */
export const differenceSchema = z.strictObject({ field: z.string(), before: shownValueSchema, after: shownValueSchema })
export type Difference = z.infer<typeof differenceSchema>

export const auditActorSchema = z.strictObject({
  /** `system`: the server recorded nobody. */
  kind: z.enum(['user', 'apiKey', 'system']),
  userId: z.string().nullable(),
  email: z.string().nullable(),
  /** The name of the API key, where it was one. */
  keyName: z.string().nullable()
})
export type AuditActor = z.infer<typeof auditActorSchema>

export const auditRowSchema = z.discriminatedUnion('understood', [
  z.strictObject({
    understood: z.literal(true),
    id: z.string(),
    /** ISO 8601 in UTC; null where the server's date is none. */
    time: z.iso.datetime().nullable(),
    /** The server's own names: a newer one may audit more than Gatehouse knows. */
    table: z.string(),
    operation: auditOperationSchema,
    recordId: z.string(),
    actor: auditActorSchema,
    /** What the record is called: the app's or channel's name, the person's address. */
    subject: z.string().nullable(),
    /** The person that a membership is of. */
    subjectUserId: z.string().nullable(),
    /** Their role, now or last. */
    role: z.string().nullable(),
    /** A membership that is an invitation. */
    invitation: z.boolean(),
    differences: z.array(differenceSchema),
    /** Differences that are not told, because there are too many. */
    further: z.int()
  }),
  /** A row of another shape; everything else on the page stands. */
  z.strictObject({ understood: z.literal(false), id: z.string().nullable() })
])
export type AuditRow = z.infer<typeof auditRowSchema>
export type UnderstoodAuditRow = Extract<AuditRow, { understood: true }>

export const auditPageSchema = z.strictObject({
  organizationId: organizationIdSchema,
  rows: z.array(auditRowSchema),
  /** As the server counted. */
  total: z.int(),
  /** From 0. */
  page: z.int(),
  limit: z.int(),
  readAt: z.iso.datetime()
})
export type AuditPage = z.infer<typeof auditPageSchema>
