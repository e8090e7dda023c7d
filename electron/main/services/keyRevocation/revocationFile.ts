import { z } from 'zod'
import type { KeyRevocation } from '#shared/domain/keyRevocation'
import { revokedRoleSchema } from '#shared/domain/keyRevocation'
import { organizationIdSchema } from '#shared/domain/organization'
import { createJsonFile, type JsonFile, type SetAside } from '../../storage/jsonFile'

/** A role as the server had it, so that it can be given back exactly. */
const rowSchema = z.strictObject({
  id: z.uuid(),
  principal_id: z.string().max(100),
  scope_type: z.string().max(40),
  org_id: organizationIdSchema,
  app_id: z.string().max(100).nullable(),
  channel_id: z.string().max(100).nullable(),
  expires_at: z.iso.datetime().nullable(),
  reason: z.string().max(10_000).nullable(),
  roles: z.strictObject({ name: z.string().max(100) })
})

const storedRoleSchema = z.strictObject({
  row: rowSchema,
  state: revokedRoleSchema.shape.state,
  why: revokedRoleSchema.shape.why,
  /** What was asked of the server last, and when: on the disk before it is; null: nothing yet. */
  asked: z.strictObject({ what: z.enum(['take', 'giveBack']), at: z.iso.datetime() }).nullable()
})
export type StoredRole = z.infer<typeof storedRoleSchema>

const storedRevocationSchema = z.strictObject({
  server: z.string().min(1).max(300),
  userId: z.string().min(1).max(100),
  id: z.uuid(),
  organizationId: organizationIdSchema,
  organizationName: z.string().max(1000),
  keyId: z.int(),
  rbacId: z.string().max(100),
  keyName: z.string().max(1000),
  ownerEmail: z.string().max(1000).nullable(),
  at: z.iso.datetime(),
  roles: z.array(storedRoleSchema).max(500)
})
export type StoredRevocation = z.infer<typeof storedRevocationSchema>

/** The newest first. */
export interface StoredRevocations {
  revocations: StoredRevocation[]
}

/** Those that are whole: damage in one loses no other. */
function salvage(data: unknown): StoredRevocations | null {
  const outline = z.object({ revocations: z.array(z.unknown()) }).safeParse(data)
  return outline.success ? { revocations: outline.data.revocations.flatMap((one) => storedRevocationSchema.safeParse(one).data ?? []) } : null
}

export function createRevocationFile(path: string, onSetAside: (aside: SetAside) => void): JsonFile<StoredRevocations> {
  const schema = z.strictObject({ revocations: z.array(storedRevocationSchema) })
  return createJsonFile<StoredRevocations>({ path, version: 1, schema, migrations: {}, empty: () => ({ revocations: [] }), salvage, onSetAside })
}

export function toldRevocation({ id, organizationId, keyId, rbacId, keyName, ownerEmail, at, roles }: StoredRevocation): KeyRevocation {
  return {
    id,
    organizationId,
    keyId,
    rbacId,
    keyName,
    ownerEmail,
    at,
    roles: roles.map(({ row, state, why }) => ({ binding: { organizationId: row.org_id, scope: row.scope_type, appId: row.app_id, role: row.roles.name }, state, why }))
  }
}
