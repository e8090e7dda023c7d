import type { Context } from 'hono'
import { z } from 'zod'
import type { Actor, SignedIn } from '../rules/actor'
import { lacksRequiredExpiry } from '../rules/apiKeys'
import { recordAudit } from '../rules/audit'
import { hasPermission } from '../rules/permissions'
import { hasTwoFactor, isBelowOwnLevel } from '../rules/twoFactor'
import type { OrgRow } from '../store/rows'
import type { Store } from '../store/store'
import { toZulu } from '../store/timestamps'
import { bodyOrQuery, parsed } from './body'
import { cannotAccessOrganization, refused } from './capgoError'
import { requiresExpiringKey } from './organizationGet'

const passwordPolicy = z.object({
  enabled: z.boolean(),
  // bcrypt looks at 72 bytes, so the server refuses to ask for more (the documentation says 128).
  min_length: z.int().min(6).refine((length) => length <= 72, 'a value <= 72'),
  require_uppercase: z.boolean(),
  require_number: z.boolean(),
  require_special: z.boolean()
})

const body = z.object({
  orgId: z.string(),
  name: z.string().optional(),
  logo: z.string().optional(),
  website: z.string().nullable().optional(),
  management_email: z.email().optional(),
  enforcing_2fa: z.boolean().optional(),
  password_policy_config: passwordPolicy.nullable().optional(),
  enforce_hashed_api_keys: z.boolean().optional(),
  require_apikey_expiration: z.boolean().optional(),
  max_apikey_expiration_days: z.number().nullable().optional(),
  enforce_encrypted_bundles: z.boolean().optional(),
  required_encryption_key: z.string().nullable().optional()
})

/** `PUT /organization`: any number of settings in one request, none compared with what stood before. */
export async function putOrganization(c: Context, store: Store, actor: SignedIn): Promise<Response> {
  const { orgId, ...changes } = parsed(body, await bodyOrQuery(c))
  if (!hasPermission(store, actor, 'org.update_settings', { org: orgId })) throw cannotAccessOrganization(orgId)
  if (actor.kind === 'apiKey' && lacksRequiredExpiry(store, actor.key, orgId)) throw requiresExpiringKey()
  if (changes.enforcing_2fa === true && !hasTwoFactor(store, actor.userId)) {
    throw refused('requires_2fa_to_enforce_2fa', 'You must enable 2FA before enforcing it for your organization')
  }
  const days = changes.max_apikey_expiration_days
  if (typeof days === 'number' && (!Number.isInteger(days) || days < 1 || days > 365)) {
    throw refused('invalid_max_expiration_days', 'Maximum expiration days must be between 1 and 365')
  }
  const fingerprint = changes.required_encryption_key?.trim()
  if (fingerprint && fingerprint.length !== 20 && fingerprint.length !== 21) {
    throw refused('invalid_required_encryption_key', 'Encryption key fingerprint must be 20 or 21 characters')
  }
  const name = changes.name?.replace(/<[^>]*>/g, '').trim()
  if (name === '') throw refused('invalid_body', 'Invalid body', { error: 'sanitized_name_empty' })
  if (name !== undefined && isBelowOwnLevel(store, actor)) throw refused('cannot_get_org', 'Cannot get org', { error: 'Cannot coerce the result to a single JSON object' })
  const org = updateOrganization(store, actor, orgId, fieldsOf({ ...changes, name, required_encryption_key: fingerprint ?? changes.required_encryption_key }))
  return c.json({ status: 'Organization updated', id: org.id, data: { ...org, created_at: toZulu(org.created_at), updated_at: toZulu(org.updated_at) } })
}

type Changes = Partial<OrgRow>

/** The fields that the request names; an empty fingerprint means none. */
function fieldsOf(changes: Record<string, unknown>): Changes {
  const named = Object.entries(changes).filter(([, value]) => value !== undefined)
  return Object.fromEntries(named.map(([field, value]) => [field, field === 'required_encryption_key' && value === '' ? null : value]))
}

const cannotUpdate = (error: string, moreInfo: Record<string, unknown> = {}) => refused('cannot_update_org', 'Cannot update org', { error, ...moreInfo })

function updateOrganization(store: Store, actor: Actor, orgId: string, changes: Changes): OrgRow {
  const before = store.orgs.get(orgId)
  // The row policy hides the row from a session below the person's own level; the update then finds nothing to change.
  if (!before || isBelowOwnLevel(store, actor)) throw cannotUpdate('org_name_changed', { orgId })
  if (Object.keys(changes).length === 0) return before
  const enforcing = changes.enforcing_2fa ?? before.enforcing_2fa
  // The row policy asks for the second factor of the *session*, which a key does not have: with a key the enforcement
  // cannot be switched on, and while it is on nothing but switching it off goes through.
  if (enforcing && actor.kind === 'apiKey') throw cannotUpdate('new row violates row-level security policy for table "orgs"')
  const after = store.orgs.update(orgId, changes) ?? before
  recordAudit(store, actor, { table: 'orgs', recordId: orgId, orgId, before, after })
  return after
}
