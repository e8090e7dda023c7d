import { randomBytes } from 'node:crypto'
import { AppError } from '#shared/errors/appError'
import type { SecretStorage } from '#shared/domain/connection'
import { sealKeyBytes } from './sealedFile'

/** Where the key of one folder's sealed files is kept: the vault, by its own purpose. */
export interface SealKeys {
  /** `memory`: it would be gone with this run, and so would every file that it sealed. */
  storage(): Promise<SecretStorage>
  /** Hexadecimal; null: none was made yet. @throws AppError `vaultLocked`, `vaultUnavailable` */
  read(): Promise<{ found: string | null }>
  /** @throws AppError `vaultLocked`, `vaultUnavailable` */
  save(key: string): Promise<void>
}

/** The key with which a folder's files are sealed: made when something is sealed for the first time. */
export function createSealKey(keys: SealKeys) {
  const read = async (): Promise<Buffer | null> => {
    try {
      const { found } = await keys.read()
      return found === null ? null : Buffer.from(found, 'hex')
    } catch (error) {
      // A damaged one is no key any more: nothing that it sealed can be read again.
      if (error instanceof AppError && error.data.details?.foundState === 'damaged') return null
      throw error
    }
  }
  return {
    inMemory: async (): Promise<boolean> => (await keys.storage()) === 'memory',
    read,
    async own(): Promise<Buffer> {
      const found = await read()
      if (found !== null) return found
      const key = randomBytes(sealKeyBytes)
      await keys.save(key.toString('hex'))
      return key
    }
  }
}
