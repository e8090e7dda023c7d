import { randomBytes, scrypt } from 'node:crypto'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { armor, Decrypter, Encrypter, identityToRecipient, Stanza } from 'age-encryption'

/**
 * 256 MiB and about a second for each guess at the passphrase, as of the program `age`. The library's own scrypt would hold
 * up this process for seconds; Node's runs beside it and is several times as fast.
 */
const logWork = 18
/** What Node may use: a little more than it needs. */
const mostMemory = 2 ** (logWork + 11)
/** Bytes of a header, with room for some ten recipients: each of them costs whoever opens the file a key agreement. */
const mostHeaderBytes = 4096

/** Who can open a file: whoever has the passphrase, or the key behind `age1…`. */
export type AgeLock = { passphrase: string } | { recipient: string }

/** `wrongSecret`: it is not for that passphrase or key, or what says so is damaged. `damaged`: no such file, or changed since it was encrypted. */
export type AgeOpening = { state: 'opened'; content: Buffer } | { state: 'wrongSecret' } | { state: 'damaged' }

const firstLine = '-----BEGIN AGE ENCRYPTED FILE-----'
/** How a key begins, as `age-keygen` writes it. */
const identityStart = 'AGE-SECRET-KEY-1'

export const isAgeFile = (text: string): boolean => text.startsWith(firstLine)

/**
 * Text encrypted as `age` reads it (https://age-encryption.org/v1: scrypt or X25519, ASCII armor).
 * @throws whatever the library throws, when the recipient is none
 */
export async function encryptForAge(text: string, lock: AgeLock): Promise<string> {
  const encrypter = new Encrypter()
  if ('recipient' in lock) encrypter.addRecipient(lock.recipient)
  else {
    encrypter.addRecipient({
      async wrapFileKey(fileKey) {
        const salt = randomBytes(16)
        const body = sealed(await keyOf(lock.passphrase, salt, logWork)).encrypt(fileKey)
        return [new Stanza(['scrypt', salt.toString('base64').replace(/=+$/u, ''), String(logWork)], body)]
      }
    })
  }
  return armor.encode(await encrypter.encrypt(text))
}

/**
 * What an armored file holds. Nothing of it can make this program work longer than for one of its own: its header is short,
 * and the work of a passphrase at most that of `encryptForAge`.
 * @param secret a passphrase, or a key (`AGE-SECRET-KEY-1…`)
 */
export async function decryptFromAge(armored: string, secret: string): Promise<AgeOpening> {
  const file = unarmored(armored)
  const header = file === null ? null : headerOf(file)
  if (file === null || header === null) return { state: 'damaged' }
  const fileKey = await unwrap(header, secret).catch(() => null)
  if (fileKey === null) return { state: 'wrongSecret' }
  const decrypter = new Decrypter()
  decrypter.addIdentity({ unwrapFileKey: () => fileKey })
  return decrypter.decrypt(file).then(
    (content) => ({ state: 'opened', content: Buffer.from(content) }),
    () => ({ state: 'damaged' })
  )
}

/** For whom to encrypt so that the same secret opens it. @throws whatever the library throws, when a key is none */
export async function lockOf(secret: string): Promise<AgeLock> {
  return isIdentity(secret) ? { recipient: await identityToRecipient(secret.trim()) } : { passphrase: secret }
}

const isIdentity = (secret: string): boolean => secret.trim().startsWith(identityStart)

function unarmored(armored: string): Uint8Array | null {
  try {
    return armor.decode(armored)
  } catch {
    return null
  }
}

/** The lines before the content, the last of which is their own authentication. */
function headerOf(file: Uint8Array): Uint8Array | null {
  const start = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, mostHeaderBytes))
  const last = start.indexOf('\n--- ')
  const end = last < 0 ? -1 : start.indexOf('\n', last + 1)
  return start.toString('latin1').startsWith('age-encryption.org/v1\n') && end > 0 ? start.subarray(0, end + 1) : null
}

async function unwrap(header: Uint8Array, secret: string): Promise<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(isIdentity(secret) ? secret.trim() : { unwrapFileKey: (stanzas: Stanza[]) => unwrapWithPassphrase(stanzas, secret) })
  return decrypter.decryptHeader(header)
}

async function unwrapWithPassphrase([stanza, ...others]: Stanza[], passphrase: string): Promise<Uint8Array | null> {
  const [kind, salt = '', work = ''] = stanza?.args ?? []
  if (!stanza || others.length > 0 || kind !== 'scrypt' || !/^[1-9]\d?$/u.test(work) || Number(work) > logWork) return null
  return sealed(await keyOf(passphrase, Buffer.from(salt, 'base64'), Number(work))).decrypt(stanza.body)
}

/** Each key seals one thing only, so that its number may always be zero. */
const sealed = (key: Uint8Array) => chacha20poly1305(key, new Uint8Array(12))

function keyOf(passphrase: string, salt: Uint8Array, work: number): Promise<Buffer> {
  const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt])
  return new Promise((resolve, reject) => {
    scrypt(passphrase, labelled, 32, { N: 2 ** work, r: 8, p: 1, maxmem: mostMemory }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}
