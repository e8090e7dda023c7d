import { z } from 'zod'
import type { CapgoRequester } from '../requester'
import { readAllRows, type AllRows } from '../readAllRows'
import { callForRows } from './postgrest'

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
