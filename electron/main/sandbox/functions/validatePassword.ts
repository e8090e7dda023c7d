import type { Context } from 'hono'
import { z } from 'zod'
import { bindingsOf } from '../rules/permissions'
import { isBlockedByEnforcement } from '../rules/twoFactor'
import { policyHash } from '../rules/passwordPolicy'
import type { RateLimits } from '../rules/rateLimits'
import { isPasswordRight } from '../store/hashing'
import type { PasswordPolicyConfig } from '../store/rows'
import type { Store } from '../store/store'
import { jsonBody } from './body'
import { addressOf } from './caller'
import { CapgoError, refused, tooManyRequests, unauthorized } from './capgoError'
import { isAllowedOrigin } from './cors'

const body = z.object({ email: z.email(), password: z.string().min(1), org_id: z.uuid() })

/** Capgo backend: these only; neither a blank nor a letter with an accent is special, nor is a tilde. */
const SPECIAL = /[!@#$%^&*()_+\-=[\]{};':"\\|,.<>/?]/

const REQUIREMENTS: readonly { asks: (policy: PasswordPolicyConfig) => boolean; fulfils: (password: string, policy: PasswordPolicyConfig) => boolean; message: (policy: PasswordPolicyConfig) => string }[] = [
  { asks: () => true, fulfils: (password, policy) => password.length >= policy.min_length, message: (policy) => `Password must be at least ${policy.min_length} characters` },
  { asks: (policy) => policy.require_uppercase, fulfils: (password) => /[A-Z]/.test(password), message: () => 'Password must contain at least one uppercase letter' },
  { asks: (policy) => policy.require_number, fulfils: (password) => /\d/.test(password), message: () => 'Password must contain at least one number' },
  { asks: (policy) => policy.require_special, fulfils: (password) => SPECIAL.test(password), message: () => 'Password must contain at least one special character' }
]

/**
 * `POST /private/validate_password_compliance`: the credentials in the body are the authentication. The proof is stored
 * for exactly the present policy; changing the password elsewhere does not renew it.
 */
export async function validatePassword(c: Context, store: Store, limits: RateLimits): Promise<Response> {
  if (!isAllowedOrigin(c.req.header('origin'))) throw new CapgoError(403, 'forbidden_origin', 'Origin is not allowed for this endpoint')
  const given = body.safeParse(await jsonBody(c))
  if (!given.success) throw refused('invalid_body', 'Invalid request body', { errors: given.error.issues.map(({ message }) => message).join('; ') })
  const { email, password, org_id } = given.data
  refuseBlocked(c, store, limits, email)
  const user = store.userByEmail(email)
  if (!(await isPasswordRight(password, user?.password_hash ?? null)) || !user) {
    limits.failed(addressOf(c))
    limits.failedAccount(email)
    throw unauthorized('invalid_credentials', 'Invalid email or password')
  }
  const org = store.orgs.get(org_id)
  if (!org) throw new CapgoError(404, 'org_not_found', 'Organization not found', { error: 'Cannot coerce the result to a single JSON object' })
  const isMember = org.created_by === user.id || bindingsOf(store, 'user', user.id).some((binding) => binding.org_id === org_id)
  // Capgo backend: the permission is asked with 2FA enforcement, and without the password policy.
  if (!isMember || isBlockedByEnforcement(store, org, user.id)) throw new CapgoError(403, 'not_member', 'You are not a member of this organization')
  const policy = org.password_policy_config
  if (!policy?.enabled) throw refused('no_policy', 'Organization does not have a password policy enabled')
  const errors = REQUIREMENTS.filter(({ asks, fulfils }) => asks(policy) && !fulfils(password, policy)).map(({ message }) => message(policy))
  if (errors.length) {
    const { min_length, require_uppercase, require_number, require_special } = policy
    throw refused('password_does_not_meet_policy', 'Your current password does not meet the organization requirements', { errors, policy: { min_length, require_uppercase, require_number, require_special } })
  }
  store.passwordCompliance.delete(`${user.id}:${org_id}`)
  store.passwordCompliance.insert({ user_id: user.id, org_id, policy_hash: policyHash(policy), validated_at: store.now() })
  return c.json({ status: 'ok', message: 'Password verified and meets organization requirements' })
}

function refuseBlocked(c: Context, store: Store, limits: RateLimits, email: string): void {
  const address = limits.blockedAddress(addressOf(c))
  if (address !== undefined) throw tooManyRequests('too_many_failed_auth_attempts', address, store.nowMs())
  const account = limits.blockedAccount(email)
  if (account !== undefined) throw tooManyRequests('too_many_failed_account_auth_attempts', account, store.nowMs())
}
