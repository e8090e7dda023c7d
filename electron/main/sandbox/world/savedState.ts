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

/**
 * Checks the outline of what a file held.
 * @throws Error when it is not a state of this version
 */
export function asState(value: unknown): SandboxState {
  const state = value as Partial<SandboxState> | null
  if (typeof state !== 'object' || state === null || state.version !== 1) throw new Error('this is not the state of an embedded server of this version')
  if (typeof state.tables !== 'object' || KEPT.some((name) => !Array.isArray(state.tables?.[name]))) throw new Error('the state lacks a table')
  if (typeof state.jwtSecret !== 'string' || typeof state.anonKey !== 'string' || typeof state.nextIds !== 'object') throw new Error('the state lacks its keys')
  return state as SandboxState
}
