import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { AppError } from '#shared/errors/appError'
import type { PasswordCheck, SecretVault } from '../../vault/secretVault'

type Work = Omit<PasswordCheck, 'salt' | 'hash'>

/**
 * scrypt (RFC 7914) with N = 2^15, r = 8, p = 3: 32 MiB and some hundreds of milliseconds for each guess, one of the
 * parameter sets that OWASP's Password Storage Cheat Sheet names as equal in strength. The check lies in the keychain
 * beside the session, which opens more than the password does here; it is made slow because people use a password twice.
 */
export const usualWork: Work = { cost: 2 ** 15, blockSize: 8, parallelization: 3 }
const hashBytes = 32

/** The part of the vault that is needed. */
export type PasswordCheckVault = Pick<SecretVault, 'savePasswordCheck' | 'readPasswordCheck' | 'forgetPasswordCheck'>

export interface PasswordChecks {
  /** What an attempt may keep while it waits for a code, in place of the password. */
  derive(password: string): Promise<PasswordCheck>
  /** Keeps a derived check; null: the person signed in without a password, so that what is known of one no longer holds. */
  keep(secretId: string, check: PasswordCheck | null): Promise<void>
  /** Derives and keeps in one: after a sign-in without a code, and after the password was changed. */
  remember(secretId: string, password: string): Promise<void>
  /** @throws AppError `vaultUnavailable` with `gone` when there is no check; or the vault's own */
  matches(secretId: string, password: string): Promise<boolean>
  /** Asked of the vault once: locking must not wait for a keychain that is being locked as well. */
  exists(secretId: string): Promise<boolean>
  /** Asked anew from now on: credentials may have been removed. */
  forgetKnown(): void
}

/** Recognises the password somebody signed in with, without keeping it: unlocking needs no network, captcha or failed sign-in. */
export function createPasswordCheck({ vault, work = usualWork }: { vault: PasswordCheckVault; work?: Work }): PasswordChecks {
  const derive = async (password: string): Promise<PasswordCheck> => {
    const salt = randomBytes(16)
    const hash = await hashed(password, salt, hashBytes, work)
    return { salt: salt.toString('hex'), hash: hash.toString('hex'), ...work }
  }
  const known = new Map<string, boolean>()
  const keep: PasswordChecks['keep'] = async (secretId, check) => {
    known.delete(secretId)
    await (check ? vault.savePasswordCheck(secretId, check) : vault.forgetPasswordCheck(secretId))
    known.set(secretId, check !== null)
  }
  return {
    derive,
    keep,
    remember: async (secretId, password) => keep(secretId, await derive(password)),
    async matches(secretId, password) {
      const { found } = await vault.readPasswordCheck(secretId)
      if (found === null) throw new AppError({ code: 'vaultUnavailable', message: 'The check of the password is no longer in the keychain.', retryable: false, details: { foundState: 'gone' } })
      const expected = Buffer.from(found.hash, 'hex')
      return timingSafeEqual(expected, await hashed(password, Buffer.from(found.salt, 'hex'), expected.length, found))
    },
    async exists(secretId) {
      const before = known.get(secretId)
      if (before !== undefined) return before
      const found = (await vault.readPasswordCheck(secretId)).found !== null
      known.set(secretId, found)
      return found
    },
    forgetKnown: () => known.clear()
  }
}

/** The same password typed on another keyboard may come as other code points: NFKC makes them one (RFC 8265 asks for as much). */
function hashed(password: string, salt: Buffer, bytes: number, { cost, blockSize, parallelization }: Work): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Node's own limit is 32 MiB, which 128 · N · r alone uses up.
    const maxmem = 256 * cost * blockSize
    scrypt(password.normalize('NFKC'), salt, bytes, { cost, blockSize, parallelization, maxmem }, (error, hash) => {
      if (error) reject(error)
      else resolve(hash)
    })
  })
}
