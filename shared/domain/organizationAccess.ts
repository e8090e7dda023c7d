import { z } from 'zod'
import { credentialKindSchema } from './connection'
import { organizationIdSchema, organizationSummarySchema } from './organization'
import { known } from './organizationSecurity'

/** The permissions that decide about Gatehouse's actions, by the backend's own names (`rbac_check_permission`). */
export const organizationPermissions = ['org.read_members', 'org.update_settings', 'org.manage_apikeys', 'org.update_user_roles', 'org.invite_user', 'org.read_audit'] as const
export const organizationPermissionSchema = z.enum(organizationPermissions)
export type OrganizationPermission = z.infer<typeof organizationPermissionSchema>

/** What the credential in use may do in one organization, asked of the server; each fact can be unknown by itself. */
export const organizationAccessSchema = z.strictObject({
  organizationId: organizationIdSchema,
  /**
   * As the list of organizations has it. For an API key the role and what stands against access are its *owner's*
   * (Capgo backend: `get_orgs_v7`); the key itself passes 2FA enforcement and the password policy by.
   */
  organization: known(organizationSummarySchema),
  credential: credentialKindSchema,
  /** How the session was signed in to: `aal2` with the code; null for an API key. */
  level: z.enum(['aal1', 'aal2']).nullable(),
  /** Whether the person behind the credential has a verified second factor. */
  ownTwoFactor: known(z.boolean()),
  permissions: z.record(organizationPermissionSchema, known(z.boolean())),
  /**
   * Whether the endpoints that demand an expiry take this key (Capgo backend: 401 `org_requires_expiring_key` where the
   * organization requires one and the key has none); null for a session.
   */
  keyExpiryAccepted: known(z.boolean()).nullable(),
  /** The e-mail address of the person behind the credential; null where the server does not tell it. */
  ownerEmail: z.string().nullable(),
  /** When the last answer arrived, by this computer's clock, ISO 8601 in UTC. */
  readAt: z.iso.datetime()
})
export type OrganizationAccess = z.infer<typeof organizationAccessSchema>
