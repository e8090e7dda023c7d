import { randomUUID } from 'node:crypto'
import { hashPassword, sha256 } from '../store/hashing'
import { Store } from '../store/store'
import { without } from '../store/without'
import { encodeBase32 } from '../totp'
import { mirroredUuid } from './seededUuid'
import type { World, WorldApiKey } from './world'

/** Fills a fresh store from a world. Passwords are hashed in parallel, each once per distinct text. */
export async function loadWorld(world: World, clock: () => number): Promise<Store> {
  const store = new Store(clock)
  store.anonKey = world.anon_key
  await loadUsers(store, world)
  for (const { billing, ...org } of world.orgs) {
    store.orgs.insert(org)
    store.billing.insert({ org_id: org.id, ...without(billing, 'app_count') })
  }
  for (const role of world.roles) store.roles.insert({ ...without(role, 'permissions_with_inherited', 'inherits'), permissions: role.permissions_with_inherited })
  // Labels are only copied away where there are any: the sample world has none, but may have 100,000 bindings.
  for (const binding of world.role_bindings) store.roleBindings.insert('principal_label' in binding ? without(binding, 'principal_label', 'role_name') : binding)
  for (const row of world.org_users) store.orgUsers.insert(row)
  for (const row of world.pending_invitations) {
    const created_at = row.created_at ?? world.seeded_at
    store.pendingInvitations.insert({ ...row, future_uuid: row.future_uuid ?? randomUUID(), created_at, updated_at: created_at })
  }
  for (const row of world.apps) store.apps.insert(row)
  for (const row of world.channels) store.channels.insert(row)
  for (const key of world.api_keys) store.apiKeys.insert(keptKey(key))
  for (const row of world.audit_logs) store.auditLogs.insert(row)
  store.nextIds.api_keys = world.next_ids.api_keys ?? nextAfter(world.api_keys)
  store.nextIds.org_users = world.next_ids.org_users ?? nextAfter(world.org_users)
  store.nextIds.pending_invitations = world.next_ids.pending_invitations ?? nextAfter(world.pending_invitations)
  store.nextIds.audit_logs = world.next_ids.audit_logs ?? nextAfter(world.audit_logs)
  return store
}

async function loadUsers(store: Store, world: World): Promise<void> {
  const hashes = new Map<string, Promise<string>>()
  for (const { password } of world.users) if (password && !hashes.has(password)) hashes.set(password, hashPassword(password))
  for (const user of world.users) {
    // Awaited only where there is something to wait for: most of 100,000 people have no password.
    const password_hash = user.password ? ((await hashes.get(user.password)) ?? null) : null
    const { id, email, first_name, last_name, image_url, country, user_metadata, app_metadata, email_confirmed_at, created_at, updated_at } = user
    store.users.insert({ id, email: email.toLowerCase(), password_hash, first_name, last_name, image_url, country, user_metadata, app_metadata, email_confirmed_at, created_at, updated_at })
    if (!user.two_factor_verified) continue
    store.factors.insert({
      id: mirroredUuid(user.id),
      user_id: user.id,
      friendly_name: 'Authenticator',
      factor_type: 'totp',
      status: 'verified',
      secret: user.totp_secret ?? encodeBase32(Buffer.from(user.id.replaceAll('-', ''), 'hex')),
      created_at: user.created_at,
      updated_at: user.created_at
    })
  }
}

function keptKey({ hashed, key, ...row }: WorldApiKey) {
  return { ...without(row, 'owner_email'), key: hashed ? null : key, key_hash: hashed ? (row.key_hash ?? sha256(key ?? '')) : null }
}

function nextAfter(rows: readonly { id: number }[]): number {
  return rows.reduce((highest, { id }) => Math.max(highest, id), 0) + 1
}
