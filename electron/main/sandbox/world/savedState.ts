import type { DemoWishes } from './demoWorld'
import { Store, type Sequence } from '../store/store'

/** What is kept of a running server: JSON as it stands. Changes of its form raise the version. */
export interface SandboxState {
  version: 1
  /** how the samples were asked for; null where the server was seeded from a world */
  samples: DemoWishes | null
  anonKey: string
  /** without it everybody would be signed out by a restart */
  jwtSecret: string
  nextIds: Record<Sequence, number>
  tables: Readonly<Record<string, readonly object[]>>
}

// One-time codes and open challenges are not kept: they are readable, and run out within minutes anyway.
const KEPT = [
  'users', 'signIns', 'orgs', 'billing', 'roles', 'roleBindings', 'orgUsers', 'pendingInvitations', 'groups', 'groupMembers', 'apps', 'channels', 'apiKeys',
  'passwordCompliance', 'auditLogs', 'factors', 'sessions', 'refreshTokens', 'emailOtpVerified'
] as const

/** The parts of a table that loading and saving need, whatever its rows. */
interface AnyTable {
  all: () => readonly object[]
  insert: (row: never) => unknown
}

export function exportState(store: Store, samples: DemoWishes | null): SandboxState {
  const tables = Object.fromEntries(KEPT.map((name) => [name, (store[name] as AnyTable).all()]))
  return { version: 1, samples, anonKey: store.anonKey, jwtSecret: store.jwtSecret, nextIds: { ...store.nextIds }, tables }
}

/** @param clock milliseconds since 1970 */
export function importState(state: SandboxState, clock: () => number): Store {
  const store = new Store(clock)
  store.anonKey = state.anonKey
  store.jwtSecret = state.jwtSecret
  Object.assign(store.nextIds, state.nextIds)
  for (const name of KEPT) for (const row of state.tables[name] ?? []) (store[name] as AnyTable).insert(row as never)
  return store
}

/** What no row may lack: keys of the table, and what the rules read without asking. */
const NEEDED: Readonly<Record<(typeof KEPT)[number], Readonly<Record<string, 'string' | 'number' | 'boolean' | 'array'>>>> = {
  users: { id: 'string', email: 'string', created_at: 'string' },
  signIns: { user_id: 'string', last_sign_in_at: 'string' },
  orgs: { id: 'string', name: 'string', created_by: 'string', enforcing_2fa: 'boolean' },
  billing: { org_id: 'string' },
  roles: { id: 'string', name: 'string', permissions: 'array' },
  roleBindings: { id: 'string', principal_type: 'string', principal_id: 'string', role_id: 'string', org_id: 'string' },
  orgUsers: { id: 'number', org_id: 'string', user_id: 'string' },
  pendingInvitations: { id: 'number', email: 'string', org_id: 'string', role: 'string' },
  groups: { id: 'string', org_id: 'string' },
  groupMembers: { group_id: 'string', user_id: 'string' },
  apps: { id: 'string', app_id: 'string', owner_org: 'string' },
  channels: { id: 'number', rbac_id: 'string', app_id: 'string' },
  apiKeys: { id: 'number', user_id: 'string', name: 'string', rbac_id: 'string' },
  passwordCompliance: { user_id: 'string', org_id: 'string', policy_hash: 'string' },
  auditLogs: { id: 'number', created_at: 'string', org_id: 'string' },
  factors: { id: 'string', user_id: 'string', status: 'string', secret: 'string' },
  sessions: { id: 'string', user_id: 'string', aal: 'string', amr: 'array' },
  refreshTokens: { token_hash: 'string', session_id: 'string' },
  emailOtpVerified: { user_id: 'string' }
}
/** Far more than anybody makes by hand in the demonstration, and still loaded in seconds. */
const MOST_ROWS = 1_000_000

const LIMITS: Readonly<Record<keyof DemoWishes, readonly [least: number, most: number]>> = { members: [1, 100_000], orgs: [1, 1000], keys: [1, 10_000], nowMs: [0, 4_102_444_800_000] }

/**
 * Checks what a file held, as far as a server needs it to start and to let the main person in.
 * @throws Error when it is not a state of this version
 */
export function asState(value: unknown): SandboxState {
  if (!isObject(value) || value.version !== 1) throw new Error('this is not the state of an embedded server of this version')
  const { tables, samples, nextIds } = value
  if (!isObject(tables) || KEPT.some((name) => !Array.isArray(tables[name]))) throw new Error('the state lacks a table')
  for (const name of KEPT) requireRows(name, tables[name] as unknown[])
  if ((tables['users'] as unknown[]).length === 0) throw new Error('the state knows nobody')
  if (typeof value.jwtSecret !== 'string' || typeof value.anonKey !== 'string' || !isObject(nextIds)) throw new Error('the state lacks its keys')
  if (Object.values(nextIds).some((id) => !Number.isSafeInteger(id))) throw new Error('the state has an id that is no number')
  if (samples !== null && !(isObject(samples) && withinLimits(samples))) throw new Error('the state asks for samples beyond every measure')
  return value as unknown as SandboxState
}

function requireRows(name: (typeof KEPT)[number], rows: readonly unknown[]): void {
  if (rows.length > MOST_ROWS) throw new Error(`the state has too many ${name}`)
  const needed = Object.entries(NEEDED[name])
  for (const row of rows) {
    if (!isObject(row) || needed.some(([column, type]) => (type === 'array' ? !Array.isArray(row[column]) : typeof row[column] !== type))) throw new Error(`the state has a broken row among ${name}`)
  }
}

function withinLimits(samples: Record<string, unknown>): boolean {
  return Object.entries(LIMITS).every(([name, [least, most]]) => Number.isSafeInteger(samples[name]) && Number(samples[name]) >= least && Number(samples[name]) <= most)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
