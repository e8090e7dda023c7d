import type { Context } from 'hono'
import { removeKey } from '../rules/apiKeys'
import type { Store } from '../store/store'
import { answerRows, queryOf, type ReadOptions } from './answer'
import type { RestCaller } from './caller'
import { filtersOf } from './filters'
import { PostgrestError } from './postgrestError'
import type { TableDefinition } from './tables'

/** A write in the way the console still does them, on the one table where it does: everything else goes through functions. */
export interface Write {
  name: string
  table: TableDefinition
  caller: RestCaller
  options: ReadOptions
}

const wantsRows = (c: Context) => (c.req.header('prefer') ?? '').includes('return=representation')

function answerNone(c: Context, { name, table, options }: Write): Response {
  return wantsRows(c) ? answerRows(c, [], { table: name, columns: table.columns }, options) : c.body(null, 204)
}

/** `DELETE`: own API keys go; of any other row none is found. */
export function answerDelete(c: Context, store: Store, write: Write): Response {
  if (write.name !== 'apikeys') return answerNone(c, write)
  const tests = filtersOf(queryOf(c), write.table.columns, write.name)
  const doomed = write.table.visible(store, write.caller.quietActor()).filter((row) => tests.every((test) => test(row)))
  for (const { id } of doomed) {
    const key = store.apiKeys.get(Number(id))
    if (key) removeKey(store, key)
  }
  return wantsRows(c) ? answerRows(c, doomed, { table: write.name, columns: write.table.columns }, write.options) : c.body(null, 204)
}

/** `PATCH`: the row policies let nobody change a row directly, which looks as if there were none. */
export function answerPatch(c: Context, write: Write): Response {
  filtersOf(queryOf(c), write.table.columns, write.name)
  return answerNone(c, write)
}

/** `POST`: refused by the row policies. */
export function refuseInsert({ name, caller }: Write): never {
  throw new PostgrestError(caller.role === 'anon' ? 401 : 403, '42501', `new row violates row-level security policy for table "${name}"`)
}
