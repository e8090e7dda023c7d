import { z } from 'zod'
import type { SecretStorage } from '#shared/domain/connection'
import { publicKeySchema, type Signer, type SigningIdentity } from '#shared/domain/reviewFile'
import type { Logger } from '../../log/logger'
import { documentBytes } from '../../reviews/signedBytes'
import { fingerprintOf, holds, newSeed, signerOf, type Signer as SigningKey } from '../../reviews/signing'
import { createJsonFile } from '../../storage/jsonFile'
import { createSerialQueue } from '../../storage/serialQueue'

/** Where the private part of this computer's key is kept: the vault, by its own purpose. */
export interface SigningKeys {
  storage(): Promise<SecretStorage>
  /** @throws AppError `vaultLocked`, `vaultUnavailable` */
  read(): Promise<{ found: { seed: string } | null }>
  /** @throws AppError `vaultLocked`, `vaultUnavailable` */
  save(key: { seed: string; createdAt: string }): Promise<void>
}

export interface SignersDeps {
  /** `signers.json`: whose fingerprints were compared on this computer. Nothing in it is secret. */
  path: string
  keys: SigningKeys
  now(): number
  log: Logger
}

const knownSchema = z.strictObject({ publicKey: publicKeySchema, name: z.string().min(1).max(200), comparedAt: z.iso.datetime() })
const storedSchema = z.strictObject({ known: z.array(knownSchema) })

/** Signers that are whole: damage in one loses no other. */
const salvage = (data: unknown): z.infer<typeof storedSchema> | null => {
  const outline = z.object({ known: z.array(z.unknown()) }).safeParse(data)
  return outline.success ? { known: outline.data.known.flatMap((one) => knownSchema.safeParse(one).data ?? []) } : null
}

export type Signers = ReturnType<typeof createSigners>

/** This computer's own key, and those that somebody has compared. */
export function createSigners({ path, keys, now, log }: SignersDeps) {
  const file = createJsonFile({ path, version: 1, schema: storedSchema, migrations: {}, empty: () => ({ known: [] }), salvage, onSetAside: ({ reason }) => log.warn('signers.setAside', { reason }) })
  const inTurn = createSerialQueue()
  const known = async () => (await file.read()).value.known

  /** null: none was made yet, or the keychain does not say. */
  const ownIfThere = async (): Promise<string | null> => {
    try {
      const { found } = await keys.read()
      return found && signerOf(found.seed).publicKey
    } catch (error) {
      log.warn('signers.ownNotRead', { error })
      return null
    }
  }

  /** Made when it is first asked for. @throws AppError `vaultLocked`, `vaultUnavailable` */
  const own = (): Promise<SigningKey> =>
    inTurn(async () => {
      const { found } = await keys.read()
      if (found !== null) return signerOf(found.seed)
      const seed = newSeed()
      await keys.save({ seed, createdAt: new Date(now()).toISOString() })
      // Only what the keychain gives back signs: another key than tomorrow's would serve nobody.
      const kept = await keys.read()
      log.info('signers.keyMade', { kept: kept.found !== null })
      return signerOf((kept.found ?? { seed }).seed)
    })

  const judge = (ownKey: string | null, names: { publicKey: string; name: string }[]) => (publicKey: string): Signer => {
    const compared = names.find((one) => one.publicKey === publicKey)
    return { publicKey, fingerprint: fingerprintOf(publicKey), standing: publicKey === ownKey ? 'own' : compared ? 'known' : 'unknown', name: publicKey === ownKey ? null : (compared?.name ?? null) }
  }

  const list = async (): Promise<Signer[]> => {
    const [ownKey, names] = [await ownIfThere(), await known()]
    const judged = judge(ownKey, names)
    return [...new Set([...(ownKey === null ? [] : [ownKey]), ...names.map(({ publicKey }) => publicKey)])].map(judged)
  }

  return {
    own,
    list,

    async identity(): Promise<SigningIdentity> {
      const { publicKey } = await own()
      return { ...judge(publicKey, [])(publicKey), storage: await keys.storage() }
    },

    /**
     * Signs the bytes of `<domain>/body`, a line feed, and the canonical form of the body. @param domain format and version, which
     * no other signed thing has (`gatehouse-applied-review/1`) @throws AppError `vaultLocked`, `vaultUnavailable`
     */
    async sign(domain: string, body: unknown): Promise<{ publicKey: string; signature: string }> {
      const { publicKey, sign } = await own()
      return { publicKey, signature: sign(documentBytes(domain, body)) }
    },

    /** Whether a signature of `sign` holds; whose key it is by is another question. */
    verify: (domain: string, body: unknown, { publicKey, signature }: { publicKey: string; signature: string }): boolean => holds(publicKey, documentBytes(domain, body), signature),

    /** What is known of keys now. @throws AppError `storageFailed` */
    standings: async (): Promise<(publicKey: string) => Signer> => judge(await ownIfThere(), await known()),

    /** Somebody has compared the fingerprint. @throws AppError `storageFailed` */
    async trust({ publicKey, name }: { publicKey: string; name: string }): Promise<Signer[]> {
      await file.update(({ known: before }) => ({ known: [...before.filter((one) => one.publicKey !== publicKey), { publicKey, name, comparedAt: new Date(now()).toISOString() }] }))
      return list()
    },

    /** @throws AppError `storageFailed` */
    async distrust({ publicKey }: { publicKey: string }): Promise<Signer[]> {
      await file.update(({ known: before }) => ({ known: before.filter((one) => one.publicKey !== publicKey) }))
      return list()
    }
  }
}
