import { z } from 'zod'
import { defaultName } from './connectionNames'
import { nothingRemembered, serverSchema, type ConnectionRecord, type Remembered } from './connectionRecord'

/** Of a key that has not been read since; corrected when it is. */
export const unreadFingerprint = '000000000000'

/** The file of Gatehouse 0.1, which knew one connection with one credential. */
const version1Schema = z.strictObject({
  current: z
    .strictObject({
      id: z.uuid(),
      demo: z.boolean(),
      server: serverSchema,
      userId: z.string().min(1),
      credential: z.enum(['apiKey', 'session']),
      email: z.string().nullable(),
      lastOrganizationId: z.uuid().nullable()
    })
    .nullable(),
  lastEmail: z.string().nullable(),
  lastServer: z.string().nullable(),
  toForget: z.array(z.uuid())
})

/** @throws what zod throws for a file that version 1 would not have taken */
export function fromVersion1(data: unknown): Remembered {
  const { current, lastEmail, lastServer, toForget } = version1Schema.parse(data)
  const rest = {
    ...nothingRemembered,
    lastEmail,
    lastServer,
    // Each id stood for whatever the vault had under it.
    toForget: toForget.flatMap((id) => [{ id, kind: 'session' as const }, { id, kind: 'apiKey' as const }])
  }
  if (current === null || current.demo) return rest
  const { id, server, userId, credential, email, lastOrganizationId } = current
  const record: ConnectionRecord = {
    id,
    name: defaultName({ server, email }, []),
    server,
    address: { by: 'discovery', typed: lastServer },
    apiKey: credential === 'apiKey' ? { userId, fingerprint: unreadFingerprint } : null,
    session: credential === 'session' ? { userId, email: email ?? '' } : null,
    uses: credential,
    lastPerson: { userId, email },
    lastOrganizationId
  }
  return { ...rest, connections: [record], currentId: id }
}
