import { z } from 'zod'
import { AppError } from '#shared/errors/appError'
import type { CapgoRequester } from '../requester'
import { readAllRows, type AllRows } from '../readAllRows'
import { fieldOr, salvageRows } from '../salvageRows'
import { callForRows, totalOf } from './postgrest'

const userId = z.string().min(1).max(100)
const email = z.string().max(1000).nullable()
const role = z.string().max(100).nullable()

const memberRow = z.object({ uid: userId, email, role, is_tmp: z.boolean() }).transform((row) => ({ ...row, unreadable: false }))
/** `unreadable`: not all that the server sent of them; what could not be read is null, or nobody's id. */
export type MemberRow = z.output<typeof memberRow>

/** Members and pending invitations (RPC `get_org_members`), whole or said to be incomplete. */
export function listMembers(requester: CapgoRequester, organizationId: string, signal?: AbortSignal): Promise<AllRows<MemberRow>> {
  return readAllRows(
    {
      page: async (range) => {
        const page = await callForRows(requester, { rpc: 'get_org_members', body: { guild_id: organizationId }, row: z.unknown(), order: 'uid.asc,is_tmp.asc', ...range, signal })
        return { ...page, rows: salvageRows(page.rows, range.offset, { whole: memberRow, salvage: memberOf, nameless: (position) => ({ uid: namelessId(position), email: null, role: null, is_tmp: false, unreadable: true }) }) }
      },
      // Somebody can be a member and hold a further invitation at once.
      key: (row) => `${row.uid}/${row.is_tmp ? 'invited' : 'member'}`
    },
    // 1,000 members and a handful of invitations are more rows than the server gives at once.
    { eagerSecondPage: true }
  )
}

function memberOf(fields: Readonly<Record<string, unknown>>): MemberRow | null {
  const uid = fieldOr(userId, fields['uid'])
  if (uid === null) return null
  // Taken for a member where it cannot be read: then the status look-up decides, or the status is unknown.
  return { uid, email: fieldOr(email, fields['email']), role: fieldOr(role, fields['role']), is_tmp: fieldOr(z.boolean(), fields['is_tmp']) ?? false, unreadable: true }
}

/** Stands for an id that cannot be read: no user has one like it. */
const namelessId = (position: number): string => `unreadable/${String(position)}`
export const isNameless = (id: string): boolean => id.startsWith('unreadable/')

/** The status of one member; null: it could not be read. */
export interface StatusRow {
  user_id: string
  status: boolean | null
}

/** Who has a verified second factor (RPC `check_org_members_2fa_enabled`); covers direct members only. */
export function listTwoFactorStatuses(requester: CapgoRequester, organizationId: string, signal?: AbortSignal): Promise<AllRows<StatusRow>> {
  return listStatuses(requester, 'check_org_members_2fa_enabled', '2fa_enabled', organizationId, signal)
}

/**
 * Who has proved a password for the policy in force (RPC `check_org_members_password_policy`). Without a policy in force
 * the function calls everybody compliant.
 */
export function listPasswordStatuses(requester: CapgoRequester, organizationId: string, signal?: AbortSignal): Promise<AllRows<StatusRow>> {
  return listStatuses(requester, 'check_org_members_password_policy', 'password_policy_compliant', organizationId, signal)
}

function listStatuses(requester: CapgoRequester, rpc: string, field: string, organizationId: string, signal: AbortSignal | undefined): Promise<AllRows<StatusRow>> {
  const whole = z.object({ user_id: userId, [field]: z.boolean() }).transform((row): StatusRow => ({ user_id: String(row['user_id']), status: row[field] === true }))
  return readAllRows({
    page: async (range) => {
      const page = await callForRows(requester, { rpc, body: { org_id: organizationId }, row: z.unknown(), order: 'user_id.asc', ...range, signal })
      const salvage = (fields: Readonly<Record<string, unknown>>): StatusRow | null => {
        const user_id = fieldOr(userId, fields['user_id'])
        return user_id === null ? null : { user_id, status: null }
      }
      return { ...page, rows: salvageRows(page.rows, range.offset, { whole, salvage, nameless: (position) => ({ user_id: namelessId(position), status: null }) }) }
    },
    key: (row) => row.user_id
  })
}

/**
 * How many direct members there are, or how many of them without a second factor, counted by the server: one row travels
 * with nothing in it but its status. PostgREST filters what a function returns by its columns and takes their names
 * unquoted, also one that begins with a digit (its grammar of names: letters, digits, `_`, `$`).
 * @throws AppError `invalidResponse` where the server gives no total, or counted something else
 */
export async function countTwoFactorStatuses(requester: CapgoRequester, organizationId: string, which: 'all' | 'notEnabled', signal?: AbortSignal): Promise<number> {
  const query = new URLSearchParams({ select: '2fa_enabled', limit: '1', ...(which === 'all' ? {} : { '2fa_enabled': 'eq.false' }) })
  const answer = await requester.send({
    host: 'supabase',
    method: 'POST',
    path: `/rest/v1/rpc/check_org_members_2fa_enabled?${query.toString()}`,
    headers: { Prefer: 'count=exact' },
    body: { org_id: organizationId },
    answer: z.array(z.object({ '2fa_enabled': z.boolean() })),
    repeatable: true,
    signal
  })
  const total = totalOf(answer.headers['content-range'])
  const [row] = answer.body
  if (total === null) throw miscounted('The server did not say how many members there are.')
  if ((total === 0) !== (row === undefined)) throw miscounted(`The server counted ${String(total)} and sent ${String(answer.body.length)}.`)
  // A gateway that drops the filter would have everybody counted.
  if (which === 'notEnabled' && row?.['2fa_enabled'] === true) throw miscounted('The server counted members with 2FA among those without.')
  return total
}

function miscounted(message: string): AppError {
  return new AppError({ code: 'invalidResponse', message, retryable: false })
}
