import type { KeyChange, KeyState } from '../domain/apiKey'
import type { KeyFact } from '../domain/keyInventory'
import { sameMoment } from './apiKeyPolicy'
import { keyRolesIn, sameKeyRoles } from './keyRoles'

/** What of a key differs, in the order of its form; a role on an app that is not there is null. */
export type KeyDifference =
  | { field: 'name'; before: string; after: string }
  | { field: 'expiresAt'; before: string | null; after: string | null }
  | { field: 'organizationRole'; before: string | null; after: string | null }
  | { field: 'app'; appId: string; before: string | null; after: string | null }
  | { field: 'mayCreateOrganizations'; before: boolean; after: boolean }

/** What of a key can be edited, as it was read; null where its roles are not known. */
export function editableStateOf({ name, expiresAt, bindings, mayCreateOrganizations }: KeyFact, organizationId: string): KeyState | null {
  if (!bindings.known) return null
  return { name, expiresAt, roles: keyRolesIn(bindings.value, organizationId), mayCreateOrganizations: mayCreateOrganizations === 'yes' }
}

export function keyDifferences(before: KeyState, after: KeyState): KeyDifference[] {
  const [was, is] = [new Map(before.roles.apps.map(({ appId, role }) => [appId, role])), new Map(after.roles.apps.map(({ appId, role }) => [appId, role]))]
  const apps = [...new Set([...was.keys(), ...is.keys()])].filter((appId) => was.get(appId) !== is.get(appId))
  const roles = { before: before.roles.organizationRole, after: after.roles.organizationRole }
  return [
    ...(before.name === after.name ? [] : [{ field: 'name' as const, before: before.name, after: after.name }]),
    ...(sameMoment(before.expiresAt, after.expiresAt) ? [] : [{ field: 'expiresAt' as const, before: before.expiresAt, after: after.expiresAt }]),
    ...(roles.before === roles.after ? [] : [{ field: 'organizationRole' as const, ...roles }]),
    ...apps.map((appId) => ({ field: 'app' as const, appId, before: was.get(appId) ?? null, after: is.get(appId) ?? null })),
    ...(before.mayCreateOrganizations === after.mayCreateOrganizations ? [] : [{ field: 'mayCreateOrganizations' as const, before: before.mayCreateOrganizations, after: after.mayCreateOrganizations }])
  ]
}

/** The edit that leads from one to the other; what is the same is left out. */
export function changeBetween(before: KeyState, after: KeyState): KeyChange {
  const name = after.name.trim()
  return {
    ...(before.name === name ? {} : { name }),
    ...(sameMoment(before.expiresAt, after.expiresAt) ? {} : { expiresAt: after.expiresAt }),
    ...(sameKeyRoles(before.roles, after.roles) ? {} : { roles: after.roles }),
    ...(before.mayCreateOrganizations === after.mayCreateOrganizations ? {} : { mayCreateOrganizations: after.mayCreateOrganizations })
  }
}

/** The same changes on a key as it is now: what somebody else changed beside them stays. App by app. */
export function rebased(change: { before: KeyState; after: KeyState }, now: KeyState): KeyState {
  const result: KeyState = { ...now, roles: { ...now.roles } }
  for (const one of keyDifferences(change.before, change.after)) {
    switch (one.field) {
      case 'name':
        result.name = one.after
        break
      case 'expiresAt':
        result.expiresAt = one.after
        break
      case 'organizationRole':
        result.roles.organizationRole = one.after
        break
      case 'mayCreateOrganizations':
        result.mayCreateOrganizations = one.after
        break
      case 'app':
        result.roles.apps = [...result.roles.apps.filter(({ appId }) => appId !== one.appId), ...(one.after === null ? [] : [{ appId: one.appId, role: one.after }])]
    }
  }
  return result
}

export function sameKeyState(one: KeyState, other: KeyState): boolean {
  return keyDifferences(one, other).length === 0
}
