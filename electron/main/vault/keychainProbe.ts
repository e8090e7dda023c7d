import { randomBytes } from 'node:crypto'
import { keychainService, probeAccount, type Keychain } from './keychain'
import { KeychainTimeout } from './keychainFailure'

/**
 * Writes, reads back and deletes an item of no meaning: the only way to learn that the keychain can be used, for reading
 * answers "nothing" also when it is locked. Throws what the keychain threw.
 */
export async function probeKeychain(keychain: Keychain): Promise<void> {
  const written = randomBytes(16).toString('hex')
  await keychain.setPassword(keychainService, probeAccount, written)
  const read = await keychain.getPassword(keychainService, probeAccount)
  const deleted = await keychain.deletePassword(keychainService, probeAccount)
  if (read !== written) throw new Error('The keychain did not give back what was written.')
  if (!deleted) throw new Error('The keychain did not delete what was written.')
}

/**
 * The keychain's calls cannot be cancelled: the call goes on, and only the waiting for it ends.
 * @throws KeychainTimeout
 */
export async function withTimeLimit<T>(call: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new KeychainTimeout(`The keychain did not answer within ${milliseconds} ms.`)), milliseconds)
  })
  try {
    return await Promise.race([call, limit])
  } finally {
    clearTimeout(timer)
  }
}
