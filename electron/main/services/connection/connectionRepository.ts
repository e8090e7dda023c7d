import { z } from 'zod'
import { originOf } from '../../capgo/endpoints/discovery'
import { createJsonFile, type SetAside } from '../../storage/jsonFile'

/** An address to which a credential may go: as discovery gives it, so that the file cannot say what a person could not type. */
const originSchema = z.string().max(300).refine((address) => {
  try {
    return originOf(address) === address
  } catch {
    return false
  }
}, 'not an https origin')

/** A connection without its secrets, which are in the vault under its id. */
export const rememberedConnectionSchema = z.strictObject({
  id: z.uuid(),
  demo: z.boolean(),
  server: z.strictObject({ api: originSchema, supabase: originSchema, anonKey: z.string().min(1) }),
  userId: z.string().min(1),
  credential: z.enum(['apiKey', 'session']),
  email: z.string().nullable(),
  lastOrganizationId: z.uuid().nullable()
})
export type RememberedConnection = z.infer<typeof rememberedConnectionSchema>

/** What is kept about signing in, secrets excluded. */
export const rememberedSchema = z.strictObject({
  current: rememberedConnectionSchema.nullable(),
  /** Offered again in the sign-in form. */
  lastEmail: z.string().nullable(),
  lastServer: z.string().nullable(),
  /** Secrets (by `secretIdOf`) that could not be removed yet, because the keychain was out of reach. */
  toForget: z.array(z.uuid())
})
export type Remembered = z.infer<typeof rememberedSchema>

export const nothingRemembered: Remembered = { current: null, lastEmail: null, lastServer: null, toForget: [] }

export interface ConnectionRepository {
  read(): Promise<Remembered>
  write(remembered: Remembered): Promise<void>
}

/** @param onSetAside told when the file could not be used and stands aside; the person then signs in again */
export function createConnectionRepository(path: string, onSetAside: (aside: SetAside) => void): ConnectionRepository {
  const file = createJsonFile<Remembered>({ path, version: 1, schema: rememberedSchema, migrations: {}, empty: () => nothingRemembered, onSetAside })
  return {
    read: async () => (await file.read()).value,
    write: (remembered) => file.write(remembered)
  }
}
