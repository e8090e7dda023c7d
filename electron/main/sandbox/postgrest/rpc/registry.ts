import type { Context } from 'hono'
import { answerRows, answerValue, queryOf } from '../answer'
import { PostgrestError } from '../postgrestError'
import { apiKeyRpcs } from './apiKeyRpcs'
import { commandLineRpcs } from './commandLineRpcs'
import { castArguments, fits, type RpcContext, type RpcDefinition } from './definition'
import { identityRpcs } from './identityRpcs'
import { organizationRpcs } from './organizationRpcs'

const registry = new Map<string, readonly RpcDefinition[]>(Object.entries({ ...organizationRpcs, ...identityRpcs, ...apiKeyRpcs, ...commandLineRpcs }))

function notFound(name: string, names: readonly string[]): PostgrestError {
  const sought = names.length ? `public.${name}(${[...names].sort().join(', ')})` : `public.${name} without parameters`
  const details = names.length
    ? `Searched for the function public.${name} with parameters ${[...names].sort().join(', ')} or with a single unnamed json/jsonb parameter, but no matches were found in the schema cache.`
    : `Searched for the function public.${name} without parameters or with a single unnamed json/jsonb parameter, but no matches were found in the schema cache.`
  return new PostgrestError(404, 'PGRST202', `Could not find the function ${sought} in the schema cache`, details)
}

async function givenArguments(c: Context, definitions: readonly RpcDefinition[]): Promise<Record<string, unknown>> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') {
    const known = new Set(definitions.flatMap(({ args }) => Object.keys(args)))
    return Object.fromEntries([...queryOf(c)].filter(([name]) => known.has(name)))
  }
  const text = await c.req.text()
  if (text.trim() === '') return {}
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  } catch {
    throw new PostgrestError(400, 'PGRST102', 'Empty or invalid json')
  }
}

/** `/rest/v1/rpc/:name`: picks the overload by argument names, checks EXECUTE, runs it, and pages what it returns. */
export async function answerRpc(c: Context, name: string, context: RpcContext, maxRows: number): Promise<Response> {
  const definitions = registry.get(name) ?? []
  const given = await givenArguments(c, definitions)
  const names = Object.keys(given)
  const definition = definitions.find((candidate) => fits(candidate, names))
  if (!definition) throw notFound(name, names)
  if (!definition.callableBy.includes(context.caller.role)) {
    throw new PostgrestError(context.caller.role === 'anon' ? 401 : 403, '42501', `permission denied for function ${name}`)
  }
  const args = castArguments(definition, given)
  if ('value' in definition) return answerValue(c, definition.value(context, args))
  const isRead = c.req.method !== 'POST'
  return answerRows(c, definition.rows(context, args), { table: name, columns: definition.columns }, {
    maxRows, partialStatus: 206, ...(isRead ? { args: new Set(Object.keys(definition.args)) } : {})
  })
}
