import { z } from 'zod'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { CapgoRequester } from '../requester'
import { instant, ownKeyRow, type OwnKeyRow } from './apiKeys'

/** A role to be given to a key, as the server takes it. */
export interface BindingWish {
  role_name: string
  scope_type: 'org' | 'app' | 'channel'
  org_id: string
  /** The app's row; for the scopes `app` and `channel`. */
  app_id?: string
  /** The channel's own id (`rbac_id`). */
  channel_id?: string
  reason?: string
}

export interface KeyCreation {
  name: string
  bindings: readonly BindingWish[]
  hashed: boolean
  /** ISO 8601 in UTC; null: never. */
  expires_at: string | null
  global_permissions: readonly string[]
}

export interface KeyEdit {
  name?: string
  expires_at?: string | null
  /** In place of all former ones. */
  bindings?: readonly BindingWish[]
  global_permissions?: readonly string[]
}

/** Which key it is; a number as text is believed. null: the answer does not say so in a way that can be read. */
const answeredId = z
  .union([z.int().min(1), z.string().regex(/^[1-9]\d{0,14}$/u).transform(Number)])
  .nullable()
  .catch(null)

/**
 * As little as can be: what else is wrong with the answer must not cost the secret that it carries, for nobody gets it a
 * second time. Without `is_hashed_key`, which this answer does not have (Capgo backend); a hash stands in it where the key has one.
 */
const secretAnswer = z.object({
  id: answeredId,
  key: z.string().min(8).max(1000),
  rbac_id: z.string().max(100).nullish().catch(undefined),
  name: z.string().max(1000).nullish().catch(undefined),
  key_hash: z.string().max(1000).nullish().catch(undefined),
  expires_at: instant.nullish().catch(undefined),
  global_permissions: z.array(z.string().max(100)).nullish().catch(undefined)
})
/** `key` is the secret: it goes into the escrow and nowhere else. */
export type SecretAnswer = z.output<typeof secretAnswer>

/**
 * One's own key (`GET /apikey/:id`). A session below its person's level finds none: the caller has to know.
 * @returns null when the server knows no such key of the person's
 * @throws AppError `forbidden` (`cannot_get_apikey`), `notFound` where the look-up itself failed
 */
export async function readOwnKey(requester: CapgoRequester, keyId: number, signal?: AbortSignal): Promise<OwnKeyRow | null> {
  try {
    return (await requester.send({ host: 'api', method: 'GET', path: `/apikey/${String(keyId)}`, answer: ownKeyRow.refine(({ id }) => id === keyId), signal })).body
  } catch (thrown) {
    const error = asAppError(thrown)
    if (error.data.details?.backendCode === 'failed_to_get_apikey' && saysNoRow(error)) return null
    throw error
  }
}

/**
 * Creates a key (`POST /apikey`, for sessions only) and hands over its secret, once. Sent once and never again.
 * @throws AppError `credentialCannot` (`cannot_create_apikey`), `invalidInput` (`name_is_required`, `bindings_required`,
 * `invalid_bindings`, `invalid_expiration_date`, `binding_creation_failed`), `policyViolation` (`expiration_required`,
 * `expiration_exceeds_max`, `invalid_global_permissions`), `forbidden` (`forbidden_binding`, `binding_failed`), each with its field
 */
export async function createKey(requester: CapgoRequester, wish: KeyCreation): Promise<SecretAnswer> {
  return (await requester.send({ host: 'api', method: 'POST', path: '/apikey', body: wish, answer: secretAnswer, answersSecret: true, once: true })).body
}

/**
 * Gives an own key a new secret (`PUT /apikey`); the old one ends at once. Kind, expiry and roles stay. Sent once and never again.
 * An answer that names another key is handed over all the same: its secret is in it.
 * @throws AppError `notFound` (`api_key_not_found_or_access_denied`), `forbidden` (`cannot_update_apikey`: the key in use, or one that it does not manage)
 */
export async function regenerateKey(requester: CapgoRequester, keyId: number): Promise<SecretAnswer> {
  return (await requester.send({ host: 'api', method: 'PUT', path: '/apikey', body: { id: keyId, regenerate: true }, answer: secretAnswer, answersSecret: true, once: true })).body
}

/**
 * Edits an own key (`PUT /apikey`). The maximum expiry counts from now whenever expiry or roles change (Capgo backend).
 * @throws AppError as `createKey` and `regenerateKey`; 500 `binding_update_failed` for a second role in one place, after which everything is as it was
 */
export async function editKey(requester: CapgoRequester, keyId: number, edit: KeyEdit): Promise<void> {
  await requester.send({ host: 'api', method: 'PUT', path: '/apikey', body: { id: keyId, ...edit }, answer: z.object({ id: z.literal(keyId) }), answersSecret: true, once: true })
}

/**
 * Deletes an own key (`DELETE /apikey/:id`), and its roles with it.
 * @returns false when there was none
 * @throws AppError `forbidden` (`cannot_delete_apikey`: the key in use, or one that it does not manage)
 */
export async function deleteKey(requester: CapgoRequester, keyId: number): Promise<boolean> {
  try {
    await requester.send({ host: 'api', method: 'DELETE', path: `/apikey/${String(keyId)}`, answer: z.object({ status: z.literal('ok') }), once: true })
    return true
  } catch (thrown) {
    const error = asAppError(thrown)
    if (error.data.details?.backendCode === 'api_key_not_found' && saysNoRow(error)) return false
    throw error
  }
}

/** The server says "not found" of a look-up that failed, too; only PostgREST's own word for "no row" is believed. */
function saysNoRow(error: AppError): boolean {
  return error.code === 'notFound' && error.data.details?.foundState === 'PGRST116'
}
