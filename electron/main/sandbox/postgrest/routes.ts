import { Hono, type Context } from 'hono'
import type { Sessions } from '../auth/sessions'
import type { MemberLists } from '../rules/members'
import type { Store } from '../store/store'
import { answerRows } from './answer'
import { restCaller } from './caller'
import { PostgrestError } from './postgrestError'
import { answerRpc } from './rpc/registry'
import { tables } from './tables'
import { answerDelete, answerPatch, refuseInsert, type Write } from './writes'

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

export interface RestDependencies {
  store: Store
  sessions: Sessions
  lists: MemberLists
  maxRows: () => number
}

/** `/rest/v1`: tables behind row policies and RPCs, answered as PostgREST does. */
export function restRoutes({ store, sessions, lists, maxRows }: RestDependencies): Hono {
  const app = new Hono()

  app.use(async (c, next) => {
    const key = c.req.header('apikey') ?? c.req.query('apikey')
    if (key !== store.anonKey) return c.json({ message: key ? 'Invalid authentication credentials' : 'No API key found in request' }, 401, JSON_TYPE)
    return next()
  })

  app.onError((error, c) => {
    if (!(error instanceof PostgrestError)) throw error
    if (error.status === 416) c.header('content-range', `*/${/only (\d+) rows/.exec(error.details ?? '')?.[1] ?? '*'}`)
    return c.json(error.body(), error.status, JSON_TYPE)
  })

  app.on(['GET', 'HEAD', 'POST'], '/rpc/:name', (c) => {
    const caller = restCaller(c, store, sessions)
    return answerRpc(c, c.req.param('name') ?? '', { store, lists, caller }, maxRows())
  })

  const asked = (c: Context): Write => {
    const name = c.req.param('table') ?? ''
    const table = tables.get(name)
    if (!table) throw new PostgrestError(404, 'PGRST205', `Could not find the table 'public.${name}' in the schema cache`)
    return { name, table, caller: restCaller(c, store, sessions), options: { maxRows: maxRows(), partialStatus: 200 } }
  }

  app.get('/:table', (c) => {
    const { name, table, caller, options } = asked(c)
    const actor = caller.quietActor()
    return answerRows(c, table.visible(store, actor), { table: name, columns: table.columns, relations: table.relations?.(store, actor) }, options)
  })
  app.delete('/:table', (c) => answerDelete(c, store, asked(c)))
  app.patch('/:table', (c) => answerPatch(c, asked(c)))
  app.post('/:table', (c) => refuseInsert(asked(c)))

  return app
}
