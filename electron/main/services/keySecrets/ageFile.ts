import { randomBytes, scrypt } from 'node:crypto'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { armor, Decrypter, Encrypter, Stanza } from 'age-encryption'

/**
 * 256 MiB and about a second for each guess at the passphrase, as of the program `age`. The library's own scrypt would hold
 * up this process for seconds; Node's runs beside it and is several times as fast.
 */
const logWork = 18
/** What Node may use: a little more than it needs. */
const mostMemory = 2 ** (logWork + 11)

/** Text encrypted with a passphrase, as `age` reads it (https://age-encryption.org/v1: scrypt, ASCII armor). */
export async function encryptForAge(text: string, passphrase: string): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.addRecipient({
    async wrapFileKey(fileKey) {
      const salt = randomBytes(16)
      const body = sealed(await keyOf(passphrase, salt)).encrypt(fileKey)
      return [new Stanza(['scrypt', salt.toString('base64').replace(/=+$/u, ''), String(logWork)], body)]
    }
  })
  return armor.encode(await encrypter.encrypt(text))
}

/** Of what `encryptForAge` wrote. @throws whatever the library throws, when it is not such a file or not of this passphrase */
export async function decryptFromAge(armored: string, passphrase: string): Promise<string> {
  const decrypter = new Decrypter()
  decrypter.addIdentity({
    async unwrapFileKey([stanza, ...others]: Stanza[]) {
      const [kind, salt = '', work] = stanza?.args ?? []
      if (!stanza || others.length > 0 || kind !== 'scrypt' || work !== String(logWork)) return null
      return sealed(await keyOf(passphrase, Buffer.from(salt, 'base64'))).decrypt(stanza.body)
    }
  })
  return decrypter.decrypt(armor.decode(armored), 'text')
}

/** Each key seals one thing only, so that its number may always be zero. */
const sealed = (key: Uint8Array) => chacha20poly1305(key, new Uint8Array(12))

function keyOf(passphrase: string, salt: Uint8Array): Promise<Buffer> {
  const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt])
  return new Promise((resolve, reject) => {
    scrypt(passphrase, labelled, 32, { N: 2 ** logWork, r: 8, p: 1, maxmem: mostMemory }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}
