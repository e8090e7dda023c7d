import type { Difference, UnderstoodAuditRow } from '../domain/audit'
import type { JournalIntent, JournalKind } from '../domain/journal'
import { valueDifferences } from './differences'

/** Settings by Gatehouse's name: the labels of the Security page. */
export const activityFields = [
  'enforcesTwoFactor',
  'passwordPolicy',
  'passwordPolicy.enabled',
  'passwordPolicy.minLength',
  'passwordPolicy.requireUppercase',
  'passwordPolicy.requireNumber',
  'passwordPolicy.requireSpecial',
  'enforcesSecureKeys',
  'requiresKeyExpiration',
  'maxKeyExpirationDays',
  'enforcesEncryptedBundles',
  'requiredEncryptionKey',
  'name',
  'managementEmail',
  'website',
  'logo',
  'role',
  'invitation',
  'person',
  'app',
  'channel',
  'version',
  'public',
  'secure',
  'expiresAt',
  'roles',
  'mayCreateOrganizations'
] as const
export type ActivityField = (typeof activityFields)[number]

/** The same settings by the names that the server gives their columns. */
const columns: Readonly<Record<string, ActivityField>> = {
  enforcing_2fa: 'enforcesTwoFactor',
  password_policy_config: 'passwordPolicy',
  'password_policy_config.enabled': 'passwordPolicy.enabled',
  'password_policy_config.min_length': 'passwordPolicy.minLength',
  'password_policy_config.require_uppercase': 'passwordPolicy.requireUppercase',
  'password_policy_config.require_number': 'passwordPolicy.requireNumber',
  'password_policy_config.require_special': 'passwordPolicy.requireSpecial',
  enforce_hashed_api_keys: 'enforcesSecureKeys',
  require_apikey_expiration: 'requiresKeyExpiration',
  max_apikey_expiration_days: 'maxKeyExpirationDays',
  enforce_encrypted_bundles: 'enforcesEncryptedBundles',
  required_encryption_key: 'requiredEncryptionKey',
  management_email: 'managementEmail',
  rbac_role_name: 'role',
  is_invite: 'invitation',
  user_id: 'person',
  app_id: 'app',
  channel_id: 'channel',
  expires_at: 'expiresAt'
}
const known = new Set<string>(activityFields)

/** The field in Gatehouse's own name; null for one that it has no words for. */
export function activityField(name: string): ActivityField | null {
  if (Object.hasOwn(columns, name)) return columns[name] ?? null
  return known.has(name) ? (name as ActivityField) : null
}

/** What happened, for somebody who puts it into words. `field` is the name as it was recorded. */
export type Happening =
  | { what: 'turnedOn' | 'turnedOff' | 'changed'; field: string }
  | { what: 'changedSeveral'; count: number }
  | { what: 'unchanged' }
  | { what: 'created' | 'deleted' | 'edited'; table: string }
  | { what: 'invited' | 'added' | 'removed' | 'joined' | 'roleChanged' | 'invitationWithdrawn' }
  | { what: Exclude<JournalKind, 'settingsChange'> }

/** One row of the server's audit log. */
export function happeningOf({ table, operation, invitation, differences, further }: UnderstoodAuditRow): Happening {
  if (table === 'org_users') {
    if (operation === 'INSERT') return { what: invitation ? 'invited' : 'added' }
    if (operation === 'DELETE') return { what: invitation ? 'invitationWithdrawn' : 'removed' }
    if (differences.some(({ field, after }) => field === 'is_invite' && after === false)) return { what: 'joined' }
    if (differences.some(({ field }) => field === 'rbac_role_name')) return { what: 'roleChanged' }
  }
  if (operation === 'INSERT') return { what: 'created', table }
  if (operation === 'DELETE') return { what: 'deleted', table }
  if (differences.length === 0) return { what: 'unchanged' }
  return table === 'orgs' ? settingsChanged(differences, further) : { what: 'edited', table }
}

/** One change of this computer's journal. */
export function happeningOfIntent({ kind, changes }: JournalIntent): Happening {
  return kind === 'settingsChange' ? settingsChanged(intentDifferences({ changes }), 0) : { what: kind }
}

/** A change's fields as differences, the parts of a setting each by itself. */
export const intentDifferences = ({ changes }: Pick<JournalIntent, 'changes'>): Difference[] => changes.flatMap(({ field, before, after }) => valueDifferences(field, before, after))

function settingsChanged(differences: readonly Difference[], further: number): Happening {
  // The parts of a setting are one setting.
  const settings = new Set(differences.map(({ field }) => field.split('.')[0] ?? field))
  const [field = ''] = settings
  if (settings.size + further === 0) return { what: 'unchanged' }
  if (settings.size + further > 1) return { what: 'changedSeveral', count: settings.size + further }
  const enabled = differences.find((one) => one.field === field || one.field === `${field}.enabled`)
  if (enabled?.after === true) return { what: 'turnedOn', field }
  if (enabled?.after === false) return { what: 'turnedOff', field }
  return { what: 'changed', field }
}

/** Roles as the journal has them, `app_uploader ×3` for several of one; null: it is no list of roles, or was cut. */
export function rolesIn(value: string): { role: string; count: number }[] | null {
  const parsed = parsedOrNull(value)
  if (!Array.isArray(parsed)) return null
  const roles = parsed.map((one) => (typeof one === 'string' ? /^(?<role>\w+)(?: ×(?<count>\d{1,4}))?$/u.exec(one)?.groups : undefined))
  return roles.every((one) => one !== undefined) ? roles.map(({ role = '', count }) => ({ role, count: Number(count ?? 1) })) : null
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
