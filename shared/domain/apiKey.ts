import { z } from 'zod'
import { appErrorSchema } from '../errors/appError'
import { organizationIdSchema } from './organization'

/** The organization roles that people choose for a key; null in a wish: none, access to single apps only. */
export const keyOrganizationRoles = ['org_member', 'org_admin'] as const
export const keyOrganizationRoleSchema = z.enum(keyOrganizationRoles)
export type KeyOrganizationRole = z.infer<typeof keyOrganizationRoleSchema>

/** The roles on one app that people choose for a key, the weakest first. */
export const keyAppRoles = ['app_reader', 'app_uploader', 'app_developer', 'app_admin'] as const
export const keyAppRoleSchema = z.enum(keyAppRoles)
export type KeyAppRole = z.infer<typeof keyAppRoleSchema>

/** The server has no limit of its own; the console stops at 32 characters, and shows longer ones. */
export const keyNameSchema = z.string().trim().min(1).max(500)
export const keyIdSchema = z.int().min(1)
const appRowId = z.string().min(1).max(100)

/** What a new key is to be. */
export const keyWishSchema = z.strictObject({
  name: keyNameSchema,
  /** Hashed by the server: its text is shown once and kept by nobody. */
  secure: z.boolean(),
  /** ISO 8601 in UTC; null: never. */
  expiresAt: z.iso.datetime().nullable(),
  organizationRole: keyOrganizationRoleSchema.nullable(),
  /** By the app's row, each app once. */
  apps: z.array(z.strictObject({ appId: appRowId, role: keyAppRoleSchema })).max(500),
  /** `org.create`; the server grants it beside an organization role Admin only. */
  mayCreateOrganizations: z.boolean()
})
export type KeyWish = z.infer<typeof keyWishSchema>

/**
 * A key's roles in one organization, by the server's names: an existing key may hold roles that Gatehouse does not offer
 * (`org_super_admin`, `app_preview`), and keeps them unless they are changed. Roles on channels are kept by main.
 */
export const keyRolesSchema = z.strictObject({
  organizationRole: z.string().max(100).nullable(),
  apps: z.array(z.strictObject({ appId: appRowId, role: z.string().min(1).max(100) })).max(500)
})
export type KeyRoles = z.infer<typeof keyRolesSchema>

/** What of a key can be edited, as it was read. */
export const keyStateSchema = z.strictObject({
  name: z.string().max(1000),
  expiresAt: z.iso.datetime().nullable(),
  roles: keyRolesSchema,
  mayCreateOrganizations: z.boolean()
})
export type KeyState = z.infer<typeof keyStateSchema>

/** What is left out stays as it is. */
export const keyChangeSchema = z
  .strictObject({
    name: keyNameSchema,
    expiresAt: z.iso.datetime().nullable(),
    /** In the open organization; roles in other organizations stay. */
    roles: keyRolesSchema,
    mayCreateOrganizations: z.boolean()
  })
  .partial()
export type KeyChange = z.infer<typeof keyChangeSchema>

/** Which key, as the person saw it when they decided. */
export const chosenKeySchema = z.strictObject({
  organizationId: organizationIdSchema,
  keyId: keyIdSchema,
  /** The name that the confirmation showed; main stops when the key has another by now. */
  name: z.string().max(1000)
})
export type ChosenKey = z.infer<typeof chosenKeySchema>

/** What came of an edit or a deletion: `done` is read back. */
export const keyChangeOutcomeSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('done'), confirmed: z.enum(['readBack', 'byReading', 'unread']) }),
  z.strictObject({ outcome: z.literal('alreadySo') }),
  /** The key is not as the person saw it; nothing was sent. null: it is gone. */
  z.strictObject({ outcome: z.literal('drifted'), now: keyStateSchema.nullable() }),
  /** The server confirmed it, and reads otherwise. */
  z.strictObject({ outcome: z.literal('readBackDiffers'), now: keyStateSchema })
])
export type KeyChangeOutcome = z.infer<typeof keyChangeOutcomeSchema>

/** What came of creating or regenerating a key. A refusal of the server, and what never set out, are errors. */
export const newSecretOutcomeSchema = z.discriminatedUnion('outcome', [
  /** The secret is in the keychain under this id, until somebody says that they have it. */
  z.strictObject({ outcome: z.literal('held'), secretId: z.uuid(), keyId: keyIdSchema }),
  /** The answer was lost; see the attempt of this id in the list of secrets. */
  z.strictObject({ outcome: z.literal('lost'), attemptId: z.uuid(), why: appErrorSchema })
])
export type NewSecretOutcome = z.infer<typeof newSecretOutcomeSchema>
