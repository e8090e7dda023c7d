import { z } from 'zod'
import { securityPoliciesSchema, storedMinLengthSchema, type AccessBlock, type OrganizationSummary, type SecurityPolicies } from '#shared/domain/organization'
import type { CapgoRequester } from '../requester'
import { readAllRows, type AllRows } from '../readAllRows'
import { callForRows, callForValue } from './postgrest'

export const passwordPolicyConfig = z.object({ enabled: z.boolean(), min_length: storedMinLengthSchema, require_uppercase: z.boolean(), require_number: z.boolean(), require_special: z.boolean() })

/** One row of `get_orgs_v7`; organizations whose access is denied come with most fields blanked. What the policies are is judged in `policiesOf`. */
const organizationRow = z.object({
  gid: z.guid(),
  name: z.string().nullable(),
  role: z.string().nullable(),
  is_invite: z.boolean().nullish(),
  enforcing_2fa: z.boolean(),
  '2fa_has_access': z.boolean(),
  password_has_access: z.boolean(),
  enforce_hashed_api_keys: z.unknown(),
  password_policy_config: passwordPolicyConfig.nullish().catch(undefined),
  require_apikey_expiration: z.unknown(),
  max_apikey_expiration_days: z.unknown(),
  enforce_encrypted_bundles: z.unknown(),
  required_encryption_key: z.unknown()
})

export interface OrganizationsRead extends AllRows<OrganizationSummary> {
  clockSkewMs: number | null
}

/** The caller's organizations (RPC `get_orgs_v7`), those that deny access included. */
export async function listOrganizations(requester: CapgoRequester, signal?: AbortSignal): Promise<OrganizationsRead> {
  let clockSkewMs: number | null = null
  const all = await readAllRows({
    async page(range) {
      const page = await callForRows(requester, { rpc: 'get_orgs_v7', row: organizationRow, order: 'gid.asc', ...range, signal })
      clockSkewMs = page.clockSkewMs ?? clockSkewMs
      return page
    },
    key: (row) => row.gid
  })
  return { ...all, rows: all.rows.map(toSummary), clockSkewMs }
}

function toSummary(row: z.output<typeof organizationRow>): OrganizationSummary {
  const blockedBy: AccessBlock[] = []
  if (!row['2fa_has_access']) blockedBy.push('twoFactor')
  if (!row.password_has_access) blockedBy.push('passwordPolicy')
  return {
    id: row.gid,
    name: row.name ?? '',
    role: row.role ?? '',
    invited: row.is_invite ?? false,
    blockedBy,
    enforcesTwoFactor: row.enforcing_2fa,
    policies: policiesOf(row)
  }
}

/** null where the server left one of them out, or sent something that none of them can be: half of them would look like the whole. */
function policiesOf(row: z.output<typeof organizationRow>): SecurityPolicies | null {
  const { password_policy_config: password } = row
  const policies = securityPoliciesSchema.safeParse({
    passwordPolicy: password === undefined ? undefined : passwordPolicyOf(password),
    enforcesSecureKeys: row.enforce_hashed_api_keys,
    requiresKeyExpiration: row.require_apikey_expiration,
    maxKeyExpirationDays: row.max_apikey_expiration_days ?? null,
    enforcesEncryptedBundles: row.enforce_encrypted_bundles,
    requiredEncryptionKey: row.required_encryption_key
  })
  return policies.success ? policies.data : null
}

export function passwordPolicyOf(config: z.output<typeof passwordPolicyConfig> | null): SecurityPolicies['passwordPolicy'] {
  if (config === null) return null
  return {
    enabled: config.enabled,
    minLength: config.min_length,
    requireUppercase: config.require_uppercase,
    requireNumber: config.require_number,
    requireSpecial: config.require_special
  }
}

/** One word in capitals; a page of a gateway is text as well. */
const acceptanceWord = z.string().regex(/^[A-Z][A-Z_]{1,60}$/u)

/**
 * Accepts the invitation of the signed-in person (RPC `accept_invitation_to_org`); for sessions only.
 * @returns the server's word: `OK`, or why nothing was done (`NO_INVITE`, `ROLE_NOT_FOUND`, `INVITER_NOT_FOUND`, and
 * `INVALID_ROLE` of older servers)
 * @throws AppError of whatever the server raises, among it that the inviter may no longer give the role (400 `P0001`)
 */
export function acceptInvitation(requester: CapgoRequester, organizationId: string): Promise<string> {
  return callForValue(requester, { rpc: 'accept_invitation_to_org', body: { org_id: organizationId }, answer: acceptanceWord })
}
