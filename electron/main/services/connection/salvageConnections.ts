import { z } from 'zod'
import { shownServer } from './connectionNames'
import { connectionRecordSchema, distinctSecrets, kinds, nothingRemembered, rememberedSchema, sameSecret, secretRefSchema, secretsOf, serverSchema, type ConnectionRecord, type Remembered, type SecretRef } from './connectionRecord'
import { unreadFingerprint } from './recordMigration'
import { secretIdOf } from './secretId'

/** What a secret's place follows from; see secretIdOf. */
const boundSchema = z.object({ id: z.uuid(), server: z.object({ api: z.string(), supabase: z.string() }) })
const personSchema = z.object({ userId: z.string().min(1) })
const fields = connectionRecordSchema.shape

/**
 * What can be used of a file whose data do not fit: each connection by itself, without what nobody wrote. Id, addresses and
 * people are taken as they are or not at all, for secrets are bound to them; a name or an e-mail address that is wrong is
 * replaced. Secrets of a connection that cannot be used are to be forgotten, so that none stays in the keychain without a name.
 */
export function salvageConnections(data: unknown): Remembered | null {
  const file = z.looseObject({ connections: z.array(z.unknown()) }).safeParse(data)
  if (!file.success) return null
  const mended = file.data.connections.map(mend)
  const connections = mended.flatMap((record) => record ?? []).filter((record, index, all) => all.findIndex(({ id }) => id === record.id) === index)
  const inUse = connections.flatMap(secretsOf)
  const field = <K extends keyof Remembered>(name: K): Remembered[K] => (rememberedSchema.shape[name] as unknown as z.ZodType<Remembered[K]>).catch(nothingRemembered[name]).parse(file.data[name])
  const noted = z.array(z.unknown()).catch([]).parse(file.data['toForget']).flatMap((ref) => secretRefSchema.safeParse(ref).data ?? [])
  const toForget = distinctSecrets([...noted, ...file.data.connections.flatMap(secretsNamedIn)]).filter((ref) => !inUse.some((used) => sameSecret(used, ref)))
  return { connections, currentId: field('currentId'), lastEmail: field('lastEmail'), lastServer: field('lastServer'), toForget }
}

function mend(data: unknown): ConnectionRecord | null {
  const found = z.looseObject({ id: z.uuid(), server: serverSchema }).safeParse(data)
  if (!found.success) return null
  const { id, server, ...rest } = found.data
  const one = <K extends keyof typeof fields>(name: K, other: ConnectionRecord[K]): ConnectionRecord[K] => (fields[name] as unknown as z.ZodType<ConnectionRecord[K]>).catch(other).parse(rest[name])
  const keyOf = personSchema.safeParse(rest['apiKey']).data
  const sessionOf = personSchema.safeParse(rest['session']).data
  const apiKey = one('apiKey', keyOf ? { userId: keyOf.userId, fingerprint: unreadFingerprint } : null)
  const session = one('session', sessionOf ? { userId: sessionOf.userId, email: '' } : null)
  const has = { apiKey, session }
  const used = one('uses', null)
  return {
    id,
    name: one('name', shownServer(server).slice(0, 80)),
    server,
    address: one('address', { by: 'hand' }),
    apiKey,
    session,
    uses: used !== null && has[used] !== null ? used : (kinds.find((kind) => has[kind] !== null) ?? null),
    lastPerson: one('lastPerson', null),
    lastOrganizationId: one('lastOrganizationId', null)
  }
}

function secretsNamedIn(data: unknown): SecretRef[] {
  const bound = boundSchema.safeParse(data).data
  if (!bound) return []
  return kinds.flatMap((kind) => {
    const person = personSchema.safeParse((data as Record<string, unknown>)[kind]).data
    return person ? [{ id: secretIdOf({ ...bound, userId: person.userId }), kind }] : []
  })
}
