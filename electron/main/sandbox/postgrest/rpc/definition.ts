import type { MemberLists } from '../../rules/members'
import type { Store } from '../../store/store'
import type { RestCaller } from '../caller'
import { cast, type AnyRow, type Columns, type ColumnType } from '../columns'

export interface RpcContext {
  store: Store
  lists: MemberLists
  caller: RestCaller
}

export type RpcArguments = Readonly<Record<string, unknown>>

interface Signature {
  args: Readonly<Record<string, { type: ColumnType; optional?: true }>>
  /** PostgreSQL roles with EXECUTE; the rest get 42501 */
  callableBy: readonly ('anon' | 'authenticated' | 'service_role')[]
}

/** A function under `/rest/v1/rpc`: it answers a set of rows or one value, and raises its refusals. */
export type RpcDefinition = Signature &
  ({ columns: Columns; rows: (context: RpcContext, args: RpcArguments) => readonly AnyRow[] } | { value: (context: RpcContext, args: RpcArguments) => unknown })

export const EVERYBODY = ['anon', 'authenticated', 'service_role'] as const
export const SIGNED_IN = ['authenticated', 'service_role'] as const
export const SERVICE_ONLY = ['service_role'] as const

/** Whether a call with these argument names fits the signature. */
export function fits(definition: RpcDefinition, names: readonly string[]): boolean {
  const known = Object.keys(definition.args)
  return names.every((name) => known.includes(name)) && known.every((name) => definition.args[name]?.optional || names.includes(name))
}

/** Casts the arguments of a call as PostgreSQL does. @throws PostgrestError 22P02 */
export function castArguments(definition: RpcDefinition, given: Readonly<Record<string, unknown>>): RpcArguments {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const type = definition.args[name]?.type ?? 'text'
      if (value === null || value === undefined || type === 'json') return [name, value ?? null]
      return [name, cast(typeof value === 'string' ? value : JSON.stringify(value), type)]
    })
  )
}
