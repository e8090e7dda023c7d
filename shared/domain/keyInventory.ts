import { z } from 'zod'
import { organizationIdSchema } from './organization'
import { completenessSchema, known } from './organizationSecurity'

/** A role of a key, and what it is for. */
export const keyBindingSchema = z.strictObject({
  organizationId: organizationIdSchema,
  scope: z.string().max(40),
  /** The app's row, for the scopes `app` and `channel`. */
  appId: z.string().max(100).nullable(),
  role: z.string().max(100)
})
export type KeyBinding = z.infer<typeof keyBindingSchema>

export const keyFactSchema = z.strictObject({
  id: z.int(),
  /** Names the key in role bindings (Capgo backend: `rbac_id`); null for a key that has none. */
  rbacId: z.string().max(100).nullable(),
  name: z.string().max(1000),
  ownerId: z.string().max(100),
  /** null where the server does not tell it. */
  ownerEmail: z.string().max(1000).nullable(),
  createdAt: z.iso.datetime().nullable(),
  /** Of own keys: the last change of name, expiry, roles or secret. null: the server does not tell it. */
  updatedAt: z.iso.datetime().nullable(),
  /** ISO 8601 in UTC; null: it never expires. */
  expiresAt: z.iso.datetime().nullable(),
  /** The server tells the kind of a person's own keys only. */
  kind: z.enum(['secure', 'plain', 'unknown']),
  /** It belongs to the person behind the credential. */
  own: z.boolean(),
  /** Whether it is the key that Gatehouse is signed in with: no answer of the server says so of one among several. */
  inUse: z.enum(['yes', 'no', 'unknown']),
  /** Whether it has the global permission `org.create`; the server tells it of own keys. */
  mayCreateOrganizations: z.enum(['yes', 'no', 'unknown']),
  /** Its roles, in this organization for other people's keys and wherever the server shows them for own ones. */
  bindings: known(z.array(keyBindingSchema))
})
export type KeyFact = z.infer<typeof keyFactSchema>

/** An app of the organization, as roles name it. */
export const keyAppSchema = z.strictObject({
  /** The app's row: what role bindings refer to. */
  id: z.string().max(100),
  /** The id that people know (`com.example.app`). */
  appId: z.string().max(300),
  name: z.string().max(1000)
})
export type KeyApp = z.infer<typeof keyAppSchema>

/** The API keys that reach one organization, as far as the credential may see them. */
export const keyInventorySchema = z.strictObject({
  organizationId: organizationIdSchema,
  /** Names this reading, so that a decision can say what it was made on. */
  readingId: z.uuid(),
  /** When the last answer arrived, by this computer's clock, ISO 8601 in UTC. */
  readAt: z.iso.datetime(),
  /** Keys bound to the organization, and own keys that are not: a legacy key has no binding. */
  keys: z.array(keyFactSchema),
  /** The list of the organization's keys (RPC `get_org_apikeys`), which the server gives to sessions only. */
  organizationKeys: completenessSchema,
  /** The person's own keys (`GET /apikey`). */
  ownKeys: completenessSchema,
  /** The organization's apps, for the names of roles on them and for choosing. */
  apps: known(z.array(keyAppSchema)),
  /** How far this computer's clock is behind (+) or ahead of (−) the server's, in milliseconds; null when not told. */
  clockSkewMs: z.number().nullable()
})
export type KeyInventory = z.infer<typeof keyInventorySchema>
