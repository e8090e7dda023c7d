import { z } from 'zod'
import { AppError } from '#shared/errors/appError'
import type { CapgoRequester } from '../requester'
import { readAllRows, type AllRows } from '../readAllRows'
import { callForRows, totalOf } from './postgrest'

const memberRow = z.object({ uid: z.string().min(1).max(100), email: z.string().max(1000).nullable(), role: z.string().max(100).nullable(), is_tmp: z.boolean() })
export type MemberRow = z.output<typeof memberRow>

/** Members and pending invitations (RPC `get_org_members`), whole or said to be incomplete. */
export function listMembers(requester: CapgoRequester, organizationId: string, signal?: AbortSignal): Promise<AllRows<MemberRow>> {
  return readAllRows(
    {
      page: (range) =>
        callForRows(requester, { rpc: 'get_org_members', body: { guild_id: organizationId }, row: memberRow, order: 'uid.asc,is_tmp.asc', ...range, signal }),
      // Somebody can be a member and hold a further invitation at once.
      key: (row) => `${row.uid}/${row.is_tmp ? 'invited' : 'member'}`
    },
    // 1,000 members and a handful of invitations are more rows than the server gives at once.
    { eagerSecondPage: true }
  )
}

const twoFactorRow = z.object({ user_id: z.string().min(1), '2fa_enabled': z.boolean() })
export type TwoFactorRow = z.output<typeof twoFactorRow>

/** Who has a verified second factor (RPC `check_org_members_2fa_enabled`); covers direct members only. */
export function listTwoFactorStatuses(requester: CapgoRequester, organizationId: string, signal?: AbortSignal): Promise<AllRows<TwoFactorRow>> {
  return readAllRows({
    page: (range) =>
      callForRows(requester, { rpc: 'check_org_members_2fa_enabled', body: { org_id: organizationId }, row: twoFactorRow, order: 'user_id.asc', ...range, signal }),
    key: (row) => row.user_id
  })
}

const passwordRow = z.object({ user_id: z.string().min(1), password_policy_compliant: z.boolean() })
export type PasswordRow = z.output<typeof passwordRow>

/**
 * Who has proved a password for the policy in force (RPC `check_org_members_password_policy`). Without a policy in force
 * the function calls everybody compliant.
 */
export function listPasswordStatuses(requester: CapgoRequester, organizationId: string, signal?: AbortSignal): Promise<AllRows<PasswordRow>> {
  return readAllRows({
    page: (range) =>
      callForRows(requester, { rpc: 'check_org_members_password_policy', body: { org_id: organizationId }, row: passwordRow, order: 'user_id.asc', ...range, signal }),
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
