import { armor, Decrypter, Encrypter } from 'age-encryption'

/**
 * Text encrypted with a passphrase, as the program `age` reads it (https://age-encryption.org/v1, scrypt, ASCII armor).
 * Takes about a second of this process on purpose: so does every guess at the passphrase.
 */
export async function encryptForAge(text: string, passphrase: string): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  return armor.encode(await encrypter.encrypt(text))
}

/** @throws whatever the library throws, when it is not such a file or not of this passphrase */
export function decryptFromAge(armored: string, passphrase: string): Promise<string> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  return decrypter.decrypt(armor.decode(armored), 'text')
}
