import type { RoleBindingRow, ScopeType } from '../store/rows'
import type { Store } from '../store/store'

const SCOPES: readonly ScopeType[] = ['app', 'bundle', 'channel', 'org', 'platform']
const kept = new WeakMap<Store, { revision: number; rows: readonly RoleBindingRow[] }>()

/**
 * All bindings in the order in which the real server's index yields them where no order is asked for: by scope. Ties are
 * arbitrary there; here the stronger role comes first, then the newer key. Kept until a binding changes.
 */
export function bindingsInIndexOrder(store: Store): readonly RoleBindingRow[] {
  const { revision } = store.roleBindings
  const known = kept.get(store)
  if (known?.revision === revision) return known.rows
  const all = store.roleBindings.all()
  // One number per row: comparing numbers is what makes 100,000 rows sort within the time that an answer may take.
  const keys = all.map((row) => SCOPES.indexOf(row.scope_type) * 1e12 - (store.roles.get(row.role_id)?.priority_rank ?? 0) * 1e9 - keyNumber(store, row))
  const positions = Array.from(all, (_, position) => position).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0))
  const rows = positions.map((position) => all[position] as RoleBindingRow)
  kept.set(store, { revision, rows })
  return rows
}

function keyNumber(store: Store, row: RoleBindingRow): number {
  return row.principal_type === 'apikey' ? (store.apiKeys.where('rbac_id', row.principal_id)[0]?.id ?? 0) : 0
}
