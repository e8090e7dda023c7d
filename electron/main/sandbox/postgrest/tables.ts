import type { Actor } from '../rules/actor'
import { hasPermission } from '../rules/permissions'
import { isBelowOwnLevel } from '../rules/twoFactor'
import type { Store } from '../store/store'
import type { AnyRow, Columns } from './columns'
import type { Relation } from './selection'

/** A table under `/rest/v1`: its columns, what it is related to, and the rows that a caller may see. */
export interface TableDefinition {
  columns: Columns
  relations?: (store: Store, actor: Actor) => Readonly<Record<string, Relation>>
  visible: (store: Store, actor: Actor) => readonly AnyRow[]
}

const ORG_COLUMNS = {
  id: 'uuid', created_by: 'uuid', created_at: 'timestamptz', updated_at: 'timestamptz', logo: 'text', name: 'text', management_email: 'text',
  customer_id: 'text', stats_updated_at: 'timestamptz', last_stats_updated_at: 'timestamptz', enforcing_2fa: 'bool', email_preferences: 'json',
  password_policy_config: 'json', enforce_hashed_api_keys: 'bool', require_apikey_expiration: 'bool', max_apikey_expiration_days: 'int',
  enforce_encrypted_bundles: 'bool', required_encryption_key: 'text', has_usage_credits: 'bool', website: 'text', stats_refresh_requested_at: 'timestamptz',
  onboarding: 'json'
} as const

/** Rows are plain objects; this only tells the type checker so. */
const plain = (rows: readonly object[]) => rows as readonly AnyRow[]

export const tables = new Map<string, TableDefinition>(
  Object.entries({
    orgs: {
      columns: ORG_COLUMNS,
      visible: (store: Store, actor: Actor) =>
        isBelowOwnLevel(store, actor) ? [] : plain(store.orgs.all().filter((org) => hasPermission(store, actor, 'org.read', { org: org.id })))
    }
  })
)
