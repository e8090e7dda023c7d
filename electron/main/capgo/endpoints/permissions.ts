import { z } from 'zod'
import type { CapgoRequester } from '../requester'
import { callForValue } from './postgrest'

/** Asked of the server, not guessed from the role's name (RPC `rbac_check_permission`). */
export function checkOrganizationPermission(requester: CapgoRequester, organizationId: string, permission: 'org.update_settings', signal?: AbortSignal): Promise<boolean> {
  return callForValue(requester, {
    rpc: 'rbac_check_permission',
    body: { p_permission_key: permission, p_org_id: organizationId },
    answer: z.boolean(),
    signal
  })
}

/** Whether the signed-in person has a verified second factor (RPC `has_2fa_enabled`); for an API key it always answers no. */
export function readOwnTwoFactor(requester: CapgoRequester, signal?: AbortSignal): Promise<boolean> {
  return callForValue(requester, { rpc: 'has_2fa_enabled', answer: z.boolean(), signal })
}

/** The person behind the credential (RPC `request_actor_user_id`); null when the server knows nobody by it. */
export function readActorUserId(requester: CapgoRequester, signal?: AbortSignal): Promise<string | null> {
  return callForValue(requester, { rpc: 'request_actor_user_id', answer: z.string().nullable(), signal })
}
