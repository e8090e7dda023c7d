import { z } from 'zod'
import { AppError } from '#shared/errors/appError'
import type { SettingsChange } from '#shared/domain/policyChange'
import { securityPoliciesSchema } from '#shared/domain/organization'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import type { CapgoRequester } from '../requester'
import { passwordPolicyConfig, passwordPolicyOf } from './organizations'
import { callForRows } from './postgrest'

/** The changed row of the organization; only what is there is believed. */
const updatedOrganization = z.object({
  data: z.object({
    id: z.guid(),
    enforcing_2fa: z.boolean().optional(),
    password_policy_config: passwordPolicyConfig.nullish().catch(undefined),
    enforce_hashed_api_keys: z.boolean().optional(),
    require_apikey_expiration: z.boolean().optional(),
    max_apikey_expiration_days: securityPoliciesSchema.shape.maxKeyExpirationDays.optional().catch(undefined),
    enforce_encrypted_bundles: z.boolean().optional(),
    required_encryption_key: securityPoliciesSchema.shape.requiredEncryptionKey.optional().catch(undefined)
  })
})

/**
 * Changes security settings, all of them in one request (`PUT /organization`, which knows no compare-and-set).
 * @returns the settings as the server says they now stand, as far as its answer names them
 * @throws AppError `policyViolation` (`requires_2fa_to_enforce_2fa`), `forbidden` (`cannot_update_org`, `cannot_access_organization`),
 * `invalidInput` (`invalid_max_expiration_days`, `invalid_required_encryption_key`, `invalid_body`)
 */
export async function putSettings(requester: CapgoRequester, organizationId: string, change: SettingsChange): Promise<Partial<SecuritySettings>> {
  const answer = await requester.send({ host: 'api', method: 'PUT', path: '/organization', body: { orgId: organizationId, ...bodyOf(change) }, answer: updatedOrganization })
  const { data } = answer.body
  return withoutUndefined({
    enforcesTwoFactor: data.enforcing_2fa,
    passwordPolicy: data.password_policy_config === undefined ? undefined : passwordPolicyOf(data.password_policy_config),
    enforcesSecureKeys: data.enforce_hashed_api_keys,
    requiresKeyExpiration: data.require_apikey_expiration,
    maxKeyExpirationDays: data.max_apikey_expiration_days,
    enforcesEncryptedBundles: data.enforce_encrypted_bundles,
    requiredEncryptionKey: data.required_encryption_key
  })
}

function bodyOf(change: SettingsChange): Record<string, unknown> {
  const { passwordPolicy: password } = change
  return withoutUndefined({
    enforcing_2fa: change.enforcesTwoFactor,
    password_policy_config:
      password == null
        ? password
        : { enabled: password.enabled, min_length: password.minLength, require_uppercase: password.requireUppercase, require_number: password.requireNumber, require_special: password.requireSpecial },
    enforce_hashed_api_keys: change.enforcesSecureKeys,
    require_apikey_expiration: change.requiresKeyExpiration,
    max_apikey_expiration_days: change.maxKeyExpirationDays,
    enforce_encrypted_bundles: change.enforcesEncryptedBundles,
    required_encryption_key: change.requiredEncryptionKey
  })
}

function withoutUndefined<T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

const bundleCounts = z.object({ non_encrypted_count: z.int(), wrong_key_count: z.int(), total_non_compliant: z.int() })

/**
 * How many bundles are not encrypted as asked (RPC `count_non_compliant_bundles`, for super admins only). Enforcing does not
 * remove them: it refuses further ones.
 */
export async function countBundlesNotAsAsked(requester: CapgoRequester, organizationId: string, requiredKey: string | null, signal?: AbortSignal): Promise<number> {
  const { rows } = await callForRows(requester, {
    rpc: 'count_non_compliant_bundles',
    body: { org_id: organizationId, ...(requiredKey === null ? {} : { required_key: requiredKey }) },
    row: bundleCounts,
    order: 'total_non_compliant.asc',
    offset: 0,
    limit: 1,
    count: false,
    signal
  })
  const [counts] = rows
  if (counts === undefined) throw new AppError({ code: 'invalidResponse', message: 'The server counted no bundles, not even none.', retryable: false })
  return counts.total_non_compliant
}
