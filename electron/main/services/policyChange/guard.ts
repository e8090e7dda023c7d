import { AppError } from '#shared/errors/appError'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { SecuritySettings } from '#shared/domain/securitySettings'
import { judgePolicyChange } from '#shared/rules/policyLockoutGuard'
import { overrideMatches } from '#shared/rules/twoFactorLockoutGuard'
import type { ActiveConnection } from '../connection/connectionService'
import { readKeyInventory } from '../keyInventory'
import type { ApplyInput, PolicyChangeDeps } from './policyChangeDeps'

/**
 * The window has judged too, but on older data, and a page is not to be trusted with locking people out.
 * @throws AppError `lockoutBlocked`
 */
export async function guard(deps: PolicyChangeDeps, active: ActiveConnection, security: OrganizationSecurity, input: ApplyInput, before: SecuritySettings): Promise<void> {
  const keys = touchesKeys(input, before) ? await readKeyInventory(active, input.organizationId, deps.now).catch(() => null) : null
  // The server's clock decides, where it has told it.
  const nowMs = deps.now() + (security.clockSkewMs ?? 0)
  const { blockers, warnings, impact } = judgePolicyChange({ security, keys, before, change: input.change, nowMs })
  if (blockers.length > 0) throw blocked('Something stands against the change.', blockers.join(' '))
  if (impact.twoFactor !== null && deps.readings.covers(input.judgedOn.security, security) !== true) throw blocked('Members would lose access who were not shown so.', 'othersAffected')
  const stopsKeys = impact.secureKeys !== null || impact.keyExpiry !== null
  // Keys that cannot be read are a warning of their own, which has to be among those that were outweighed.
  if (stopsKeys && keys !== null && (input.judgedOn.keys === null || deps.readings.coversKeys(input.judgedOn.keys, input.organizationId, impact) !== true)) {
    throw blocked('Keys would stop that were not shown so.', 'otherKeysAffected')
  }
  const { override } = input
  // A name that was typed for other warnings says nothing about these.
  const isOutweighed = override !== null && overrideMatches(override.name, security.organizationName) && warnings.every((warning) => override.outweighs.includes(warning))
  if (warnings.length > 0 && !isOutweighed) throw blocked('The change needs the typed override.', `overrideNeeded ${warnings.join(' ')}`)
}

function touchesKeys({ change }: ApplyInput, before: SecuritySettings): boolean {
  return (change.enforcesSecureKeys === true && !before.enforcesSecureKeys) || (change.requiresKeyExpiration === true && !before.requiresKeyExpiration)
}

function blocked(message: string, foundState: string): AppError {
  return new AppError({ code: 'lockoutBlocked', message, retryable: false, details: { foundState: foundState.slice(0, 200) } })
}
