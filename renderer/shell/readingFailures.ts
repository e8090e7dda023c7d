import type { AppErrorData } from '#shared/errors/appError'
import type { KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'
import type { Completeness, Known, OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { shownData, type RemoteData } from '../stores/remoteData'

/** Why readings of an organization failed, as a whole or in one of their parts. */
export function readingFailures(security: RemoteData<OrganizationSecurity>, keys: RemoteData<KeyInventory>, access: RemoteData<OrganizationAccess>): AppErrorData[] {
  const whole = [security, keys, access].flatMap((state) => (state.status === 'failed' ? [state.error.data] : []))
  const [ofSecurity, ofKeys, ofAccess] = [shownData(security)?.data, shownData(keys)?.data, shownData(access)?.data]
  return [
    ...whole,
    ...lists(ofSecurity?.membersCompleteness, ofSecurity?.twoFactorCompleteness, ofSecurity?.passwordCompleteness, ofKeys?.organizationKeys, ofKeys?.ownKeys),
    ...facts(ofSecurity?.enforcesTwoFactor, ofSecurity?.policies, ofSecurity?.mayUpdateSettings, ...(ofAccess === undefined ? [] : [ofAccess.organization, ofAccess.ownTwoFactor, ofAccess.keyExpiryAccepted, ...Object.values(ofAccess.permissions)]))
  ]
}

function lists(...given: (Completeness | null | undefined)[]): AppErrorData[] {
  return given.flatMap((one) => (one?.state === 'failed' ? [one.why] : []))
}

function facts(...given: (Known<unknown> | null | undefined)[]): AppErrorData[] {
  return given.flatMap((one) => (one?.known === false ? [one.why] : []))
}
