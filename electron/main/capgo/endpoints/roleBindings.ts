import { z } from 'zod'
import type { CapgoRequester } from '../requester'
import type { BindingWish } from './apiKeyChanges'

/** For sessions only, and on the Supabase host only (Capgo backend: `private/role_bindings`). */
const path = '/functions/v1/private/role_bindings'

/**
 * Takes a role away, whoever's it is. Sent once and never again.
 * @throws AppError `notFound` (it is gone), `forbidden` (no right to, or a role above one's own), `conflict` (the last super admin)
 */
export async function removeRoleBinding(requester: CapgoRequester, bindingId: string): Promise<void> {
  await requester.send({ host: 'supabase', method: 'DELETE', path: `${path}/${bindingId}`, answer: z.object({ success: z.literal(true) }), once: true })
}

/**
 * Gives a key a role, whoever's key it is. Sent once and never again.
 * @throws AppError `forbidden` (no right to, or a role above one's own), `notFound` (the role, app or channel is gone),
 * `invalidInput` (the key is gone, or its owner is in the organization no more); 500 for a second role in one place
 */
export async function giveKeyRole(requester: CapgoRequester, rbacId: string, wish: BindingWish): Promise<void> {
  await requester.send({ host: 'supabase', method: 'POST', path, body: { principal_type: 'apikey', principal_id: rbacId, ...wish }, answer: z.object({ id: z.string().min(1) }), once: true })
}
