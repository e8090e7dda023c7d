import { Copy, Mail, RefreshCw, ShieldOff, Trash2, Wrench, type LucideIcon } from '@lucide/vue'
import type { KeyFact } from '#shared/domain/keyInventory'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'
import { judgeAction, type GatehouseAction, type Reason } from '#shared/rules/actionAccess'
import type { ListedKey } from '#shared/rules/keyListing'
import { isLegacy } from '#shared/rules/keyFindings'

export type KeyActionId = 'manage' | 'twin' | 'regenerate' | 'delete' | 'revoke' | 'write'

/** Why a key as it is does not allow something; a name of `apiKeys.whyNot`. */
export type WhyNotKey = 'inUse' | 'mayBeInUse' | 'legacy' | 'expired' | 'noAddress' | 'noRoles' | 'rolesUnknown' | 'snapshot'

export interface KeyAction {
  id: KeyActionId
  icon: LucideIcon
  danger: boolean
  /** What stands against it: the key, or what the credential in use may do. null: nothing that is known. */
  whyNot: { key: WhyNotKey } | { reason: Reason } | null
}

const icons: Record<KeyActionId, LucideIcon> = { manage: Wrench, twin: Copy, regenerate: RefreshCw, delete: Trash2, revoke: ShieldOff, write: Mail }

/** What can be done with a key, in the order of its buttons. What stands against it is said and not left out. @param isSnapshot nothing is changed from one */
export function actionsOf(listed: ListedKey, access: OrganizationAccess | null, isSnapshot = false): KeyAction[] {
  const actions = actionsOnline(listed, access)
  return isSnapshot ? actions.map((action) => (action.id === 'write' ? action : { ...action, whyNot: { key: 'snapshot' } })) : actions
}

function actionsOnline({ key, state }: ListedKey, access: OrganizationAccess | null): KeyAction[] {
  const action = (id: KeyActionId, whyNot: KeyAction['whyNot'] = null): KeyAction => ({ id, icon: icons[id], danger: id === 'delete' || id === 'revoke', whyNot })
  if (!key.own) {
    return [action('manage'), action('revoke', roles(key) ?? offered('changeKeyRoles', access)), action('write', key.ownerEmail === null ? { key: 'noAddress' } : null)]
  }
  const used = usedBy(key)
  const twin = isLegacy(key) ? ({ key: 'legacy' } as const) : state === 'expired' ? ({ key: 'expired' } as const) : null
  return [
    action('manage'),
    action('twin', twin ?? used ?? offered('createKey', access)),
    action('regenerate', used ?? offered('regenerateKey', access)),
    action('delete', used ?? offered('deleteKey', access))
  ]
}

/** No key changes itself; where the server does not tell which of several is in use, none of them is changed by it. */
export function usedBy({ inUse }: Pick<KeyFact, 'inUse'>): { key: 'inUse' | 'mayBeInUse' } | null {
  if (inUse === 'no') return null
  return { key: inUse === 'yes' ? 'inUse' : 'mayBeInUse' }
}

function roles({ bindings }: KeyFact): KeyAction['whyNot'] {
  if (!bindings.known) return { key: 'rolesUnknown' }
  return bindings.value.length === 0 ? { key: 'noRoles' } : null
}

/** What is not known stands against nothing: the server judges, and its refusal is shown. */
function offered(action: GatehouseAction, access: OrganizationAccess | null): KeyAction['whyNot'] {
  const offer = access === null ? null : judgeAction(action, access)
  return offer?.offered === false ? { reason: offer.because } : null
}
