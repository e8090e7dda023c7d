import { AppError } from '#shared/errors/appError'
import type { KeyRoles } from '#shared/domain/apiKey'
import type { BindingWish } from '../../capgo/endpoints/apiKeyChanges'
import type { KeyBindingRow } from '../../capgo/endpoints/apiKeys'

/** Roles in one organization, as the server is asked for them. */
export function wishesOf({ organizationRole, apps }: KeyRoles, organizationId: string): BindingWish[] {
  return [
    ...(organizationRole === null ? [] : [{ role_name: organizationRole, scope_type: 'org', org_id: organizationId } as const]),
    ...apps.map(({ appId, role }) => ({ role_name: role, scope_type: 'app', org_id: organizationId, app_id: appId }) as const)
  ]
}

/** Roles that an edit in this organization leaves alone: in others, and on channels. */
export function keptRoles(roles: readonly KeyBindingRow[], organizationId: string): KeyBindingRow[] {
  return roles.filter(({ org_id, scope_type }) => org_id !== organizationId || (scope_type !== 'org' && scope_type !== 'app'))
}

/**
 * A role that the key has, to be given again exactly, since an edit replaces all of them.
 * @throws AppError `policyViolation` (`rolesCannotBeKept`) for one that cannot be asked for: it runs out, or has a scope that the server takes from nobody
 */
export function sameAgain({ org_id, scope_type, app_id, channel_id, expires_at, reason, roles }: KeyBindingRow): BindingWish {
  const isScope = (scope: string): scope is BindingWish['scope_type'] => scope === 'org' || scope === 'app' || scope === 'channel'
  const isWhole = (scope_type === 'org' || app_id !== null) && (scope_type !== 'channel' || channel_id != null)
  if (org_id === null || roles === null || expires_at !== null || !isScope(scope_type) || !isWhole) {
    throw new AppError({
      code: 'policyViolation',
      message: 'The key has a role that an edit could not keep, so nothing was sent.',
      retryable: false,
      details: { foundState: 'rolesCannotBeKept' }
    })
  }
  return {
    role_name: roles.name,
    scope_type,
    org_id,
    ...(app_id === null || scope_type === 'org' ? {} : { app_id }),
    ...(channel_id == null ? {} : { channel_id }),
    ...(reason == null ? {} : { reason })
  }
}

/** Whether a key has these roles and no others. */
export function hasExactly(roles: readonly KeyBindingRow[], wished: readonly BindingWish[]): boolean {
  const plain = (role: string, scope: string, ...ids: (string | null | undefined)[]): string => [role, scope, ...ids.map((id) => id ?? '')].join(' ')
  const [now, asked] = [roles.map((row) => plain(row.roles?.name ?? '', row.scope_type, row.org_id, row.app_id, row.channel_id)), wished.map((wish) => plain(wish.role_name, wish.scope_type, wish.org_id, wish.app_id, wish.channel_id))]
  return now.sort().join('\n') === asked.sort().join('\n')
}
