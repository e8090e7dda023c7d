import { z } from 'zod'
import { accessBlockSchema, organizationIdSchema, securityPoliciesSchema } from './organization'
import { actorSchema, known } from './organizationSecurity'

/** The permissions that decide about Gatehouse's actions, by the backend's own names (`rbac_check_permission`). */
export const organizationPermissions = ['org.read_members', 'org.update_settings', 'org.manage_apikeys', 'org.update_user_roles', 'org.invite_user', 'org.read_audit'] as const
export const organizationPermissionSchema = z.enum(organizationPermissions)
export type OrganizationPermission = z.infer<typeof organizationPermissionSchema>

/** What the credential in use may do in one organization, asked of the server; each fact can be unknown by itself. */
export const organizationAccessSchema = z.strictObject({
  organizationId: organizationIdSchema,
  organizationName: z.string(),
  role: z.string(),
  invited: z.boolean(),
  blockedBy: z.array(accessBlockSchema),
  enforcesTwoFactor: known(z.boolean()),
  policies: known(securityPoliciesSchema),
  actor: actorSchema,
  permissions: z.record(organizationPermissionSchema, known(z.boolean())),
  /** The e-mail address of the person behind the credential, where the server tells it. */
  ownerEmail: z.string().nullable(),
  /** When the last answer arrived, ISO 8601 in UTC. */
  readAt: z.iso.datetime()
})
export type OrganizationAccess = z.infer<typeof organizationAccessSchema>
