import { z } from 'zod'
import type { CapgoRequester } from '../requester'
import { readAllRows, type AllRows } from '../readAllRows'
import { parseInstant } from '../instant'
import { callForRows, selectRows } from './postgrest'

/** A moment of the server, as ISO 8601 in UTC. Anything else is refused: a date that nobody can read must not pass for "never". */
export const instant = z.string().transform((text, context) => {
  const moment = parseInstant(text)
  if (moment !== null) return new Date(moment).toISOString()
  context.addIssue({ code: 'custom', message: 'not a moment' })
  return z.NEVER
})

const keyRow = z.object({
  id: z.int(),
  rbac_id: z.string().max(100).nullish(),
  name: z.string().max(1000).nullable(),
  user_id: z.string().max(100),
  created_at: instant.nullable(),
  expires_at: instant.nullable()
})
const organizationKeyRow = keyRow.extend({ owner_email: z.string().max(1000).nullish() })
export type OrganizationKeyRow = z.output<typeof organizationKeyRow>
export const ownKeyRow = keyRow.extend({ updated_at: instant.nullish(), is_hashed_key: z.boolean().nullish(), global_permissions: z.array(z.string().max(100)).nullish() })
export type OwnKeyRow = z.output<typeof ownKeyRow>

/** Every key that is bound to the organization, whoever owns it (RPC `get_org_apikeys`); for sessions only, and without the kind of a key. */
export function listOrganizationKeys(requester: CapgoRequester, organizationId: string, signal?: AbortSignal): Promise<AllRows<OrganizationKeyRow>> {
  return readAllRows({
    page: (range) => callForRows(requester, { rpc: 'get_org_apikeys', body: { p_org_id: organizationId }, row: organizationKeyRow, order: 'id.asc', ...range, signal }),
    key: (row) => String(row.id)
  })
}

/**
 * The keys of the person behind the credential, legacy ones too (`GET /apikey`), never their secret. A session below its
 * person's own level is answered emptily instead of being refused: the caller has to know.
 */
export async function listOwnKeys(requester: CapgoRequester, signal?: AbortSignal): Promise<OwnKeyRow[]> {
  return (await readOwnKeys(requester, signal)).rows
}

/** The same, with the server's clock minus this computer's, in milliseconds; null: not told. */
export async function readOwnKeys(requester: CapgoRequester, signal?: AbortSignal): Promise<{ rows: OwnKeyRow[]; clockSkewMs: number | null }> {
  const answer = await requester.send({ host: 'api', method: 'GET', path: '/apikey', answer: z.array(ownKeyRow), signal })
  return { rows: answer.body, clockSkewMs: answer.clockSkewMs }
}

const bindingRow = z.object({
  id: z.string().min(1).max(100),
  principal_id: z.string().max(100),
  scope_type: z.string().max(40),
  org_id: z.guid().nullable(),
  app_id: z.string().max(100).nullable(),
  // What keeping a role needs to know, since an edit replaces all of them.
  channel_id: z.string().max(100).nullish(),
  expires_at: instant.nullish(),
  reason: z.string().max(10_000).nullish(),
  roles: z.object({ name: z.string().max(100) }).nullable()
})
export type KeyBindingRow = z.output<typeof bindingRow>

/** Which roles of keys: those of one organization, those in all the others, or those of some keys wherever they reach. */
type WhichBindings = { organizationId: string } | { elsewhereThan: string } | { rbacIds: readonly string[] }

/** What the server shows of keys' roles: those in organizations whose roles the person administers. */
export function listKeyBindings(requester: CapgoRequester, which: WhichBindings, signal?: AbortSignal): Promise<AllRows<KeyBindingRow>> {
  const filter: Record<string, string> =
    'organizationId' in which ? { org_id: `eq.${which.organizationId}` } : 'elsewhereThan' in which ? { org_id: `neq.${which.elsewhereThan}` } : { principal_id: `in.(${which.rbacIds.join(',')})` }
  return readAllRows({
    page: (range) =>
      selectRows(requester, {
        table: 'role_bindings',
        select: 'id,principal_id,scope_type,org_id,app_id,channel_id,expires_at,reason,roles(name)',
        filters: { principal_type: 'eq.apikey', ...filter },
        row: bindingRow,
        order: 'id.asc',
        ...range,
        signal
      }),
    key: (row) => row.id
  })
}

const appRow = z.object({ id: z.string().min(1).max(100), app_id: z.string().max(300), name: z.string().max(1000).nullable() })
export type AppRow = z.output<typeof appRow>

/** The apps of an organization, as far as the credential may see them. */
export function listApps(requester: CapgoRequester, organizationId: string, signal?: AbortSignal): Promise<AllRows<AppRow>> {
  return readAllRows({
    page: (range) => selectRows(requester, { table: 'apps', select: 'id,app_id,name', filters: { owner_org: `eq.${organizationId}` }, row: appRow, order: 'id.asc', ...range, signal }),
    key: (row) => row.id
  })
}
