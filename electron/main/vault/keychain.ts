import { z } from 'zod'
import { AppError } from '#shared/errors/appError'

/** What the vault uses of keytar. `findCredentials` is left out: it crashes the process when the keyring is locked. */
export interface Keychain {
  /** `null` for "nothing there" and for "locked" alike. */
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  /** `false` for "nothing there" and for "locked" alike. */
  deletePassword(service: string, account: string): Promise<boolean>
}

export const keychainService = 'Gatehouse'
export const probeAccount = 'probe'

/** The first three by connection; the journal's key by the id of the journal, a new key's secret by an id of its own, the key of the snapshots by the id of their folder, the key that signs reviews by the id of its place. */
export type Purpose = 'api-key' | 'session' | 'password-check' | 'journal-key' | 'key-secret' | 'snapshot-key' | 'signing-key'

const idOf: Record<Purpose, string> = { 'api-key': 'connection', session: 'connection', 'password-check': 'connection', 'journal-key': 'journal', 'key-secret': 'secret', 'snapshot-key': 'folder', 'signing-key': 'place' }

/** Fixed names, so that nothing has to be searched. @throws AppError `invalidInput` unless the id is a UUID */
export function accountOf(purpose: Purpose, id: string): string {
  if (!z.uuid().safeParse(id).success) {
    throw new AppError({ code: 'invalidInput', message: `The id of the ${idOf[purpose]} is not a UUID.`, retryable: false })
  }
  return `${purpose}/${id.toLowerCase()}`
}
