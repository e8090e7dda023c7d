import { z } from 'zod'
import type { AccessBlock, OrganizationSummary } from '#shared/domain/organization'
import type { CapgoRequester } from '../requester'
import { readAllRows, type AllRows } from '../readAllRows'
import { callForRows } from './postgrest'

/** One row of `get_orgs_v7`; organizations whose access is denied come with most fields blanked. */
const organizationRow = z.object({
  gid: z.guid(),
  name: z.string().nullable(),
  role: z.string().nullable(),
  is_invite: z.boolean().nullish(),
  enforcing_2fa: z.boolean(),
  '2fa_has_access': z.boolean(),
  password_has_access: z.boolean()
})

export interface OrganizationsRead extends AllRows<OrganizationSummary> {
  clockSkewMs: number | null
}

/** The caller's organizations (RPC `get_orgs_v7`), those that deny access included. */
export async function listOrganizations(requester: CapgoRequester, signal?: AbortSignal): Promise<OrganizationsRead> {
  let clockSkewMs: number | null = null
  const all = await readAllRows({
    async page(range) {
      const page = await callForRows(requester, { rpc: 'get_orgs_v7', row: organizationRow, order: 'gid.asc', ...range, signal })
      clockSkewMs = page.clockSkewMs ?? clockSkewMs
      return page
    },
    key: (row) => row.gid
  })
  return { ...all, rows: all.rows.map(toSummary), clockSkewMs }
}

function toSummary(row: z.output<typeof organizationRow>): OrganizationSummary {
  const blockedBy: AccessBlock[] = []
  if (!row['2fa_has_access']) blockedBy.push('twoFactor')
  if (!row.password_has_access) blockedBy.push('passwordPolicy')
  return {
    id: row.gid,
    name: row.name ?? '',
    role: row.role ?? '',
    invited: row.is_invite ?? false,
    blockedBy,
    enforcesTwoFactor: row.enforcing_2fa
  }
}

const updatedOrganization = z.object({ data: z.object({ id: z.guid(), enforcing_2fa: z.boolean() }) })

/**
 * Switches 2FA enforcement (`PUT /organization`).
 * @returns the setting as the server says it now stands
 * @throws AppError `policyViolation` (`requires_2fa_to_enforce_2fa`), `forbidden` (`cannot_update_org`, `cannot_access_organization`)
 */
export async function putTwoFactorEnforcement(requester: CapgoRequester, organizationId: string, enforce: boolean): Promise<boolean> {
  const answer = await requester.send({
    host: 'api',
    method: 'PUT',
    path: '/organization',
    body: { orgId: organizationId, enforcing_2fa: enforce },
    answer: updatedOrganization
  })
  return answer.body.data.enforcing_2fa
}
