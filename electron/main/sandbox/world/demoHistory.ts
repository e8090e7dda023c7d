import type { AuditLogRow, OrgUserRow } from '../store/rows'
import { toTimestamp } from '../store/timestamps'
import { without } from '../store/without'
import { DAY_MS } from './demoPeople'
import type { WorldApiKey, WorldOrg, WorldUser } from './world'

interface Told {
  org: WorldOrg
  main: WorldUser
  orgUsers: readonly OrgUserRow[]
  keys: readonly WorldApiKey[]
  nowMs: number
}

type Event = Pick<AuditLogRow, 'table_name' | 'record_id' | 'operation' | 'old_record' | 'new_record' | 'changed_fields'> & { at: string; key?: WorldApiKey }

/** A month of the main organization's history: people who joined, settings tried, uploads by keys, channels moved on. */
export function demoHistory(told: Told): AuditLogRow[] {
  const { org, main } = told
  return [...joined(told), ...settings(told), ...uploads(told), ...channels(told)].map(({ at, key, ...event }, position) => ({
    ...event, id: position + 1, created_at: at, org_id: org.id, user_id: key?.user_id ?? main.id,
    actor_type: key ? 'apikey' as const : 'user' as const, actor_user_id: key?.user_id ?? main.id, actor_user_email: main.email,
    actor_apikey_id: key?.id ?? null, actor_apikey_name: key?.name ?? null
  }))
}

const ago = (nowMs: number, days: number, minutes: number): string => toTimestamp(nowMs - days * DAY_MS - minutes * 60_000)

function joined({ org, orgUsers, nowMs }: Told): Event[] {
  return orgUsers.filter(({ org_id, is_invite }) => org_id === org.id && !is_invite).slice(1, 13).map((member, position) => ({
    at: ago(nowMs, 28 - position, position * 7), table_name: 'org_users', record_id: String(member.id), operation: 'INSERT', old_record: null, new_record: { ...member }, changed_fields: null
  }))
}

function settings({ org, nowMs }: Told): Event[] {
  const row = without(org, 'billing')
  return (['require_apikey_expiration', 'enforce_encrypted_bundles'] as const).flatMap((field, position) => [true, false].map((value, back): Event => ({
    at: ago(nowMs, 9 - position * 3 - back, 31), table_name: 'orgs', record_id: org.id, operation: 'UPDATE',
    old_record: { ...row, [field]: !value }, new_record: { ...row, [field]: value }, changed_fields: [field]
  })))
}

/** Twice a day, by the key that does it. */
function uploads({ org, keys, nowMs }: Told): Event[] {
  const key = keys.find(({ name }) => name === 'Nightly upload')
  if (!key) return []
  return Array.from({ length: 56 }, (_, position) => ({
    key, at: ago(nowMs, 28 - Math.floor(position / 2), 200 + ((position + 1) % 2) * 700), table_name: 'app_versions', record_id: String(1000 + position), operation: 'INSERT' as const,
    old_record: null, new_record: { id: 1000 + position, app_id: 'com.meridian.warehouse', name: `3.${String(Math.floor(position / 2))}.${String(position % 2)}`, owner_org: org.id, deleted: false }, changed_fields: null
  }))
}

function channels({ org, nowMs }: Told): Event[] {
  return Array.from({ length: 8 }, (_, position) => {
    const row = (version: number) => ({ id: 1, name: 'production', app_id: 'com.meridian.driver', owner_org: org.id, public: true, version })
    return {
      at: ago(nowMs, 26 - position * 3, 95), table_name: 'channels', record_id: '1', operation: 'UPDATE' as const,
      old_record: row(410 + position), new_record: row(411 + position), changed_fields: ['version']
    }
  })
}
