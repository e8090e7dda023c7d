import { z } from 'zod'
import { appErrorSchema } from '../errors/appError'
import { keyBindingSchema } from './keyInventory'
import { organizationIdSchema } from './organization'

/** One role that was, or is to be, taken from a key. */
export const revokedRoleSchema = z.strictObject({
  binding: keyBindingSchema,
  /** `taken`: read back as gone. `stays`: refused. `unknown`: nobody can say. `givenBack`: by an undo. */
  state: z.enum(['taken', 'stays', 'unknown', 'givenBack']),
  /** Why it stays, was not given back, or is not known; null: as was asked. */
  why: appErrorSchema.nullable()
})

/** Somebody else's key that was disarmed by taking its roles away, so that it can be undone. */
export const keyRevocationSchema = z.strictObject({
  id: z.uuid(),
  organizationId: organizationIdSchema,
  keyId: z.int(),
  rbacId: z.string().max(100),
  keyName: z.string().max(1000),
  ownerEmail: z.string().max(1000).nullable(),
  at: z.iso.datetime(),
  roles: z.array(revokedRoleSchema).max(500)
})
export type KeyRevocation = z.infer<typeof keyRevocationSchema>
