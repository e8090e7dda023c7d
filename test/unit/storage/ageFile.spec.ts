import { armor, Encrypter, generateIdentity, identityToRecipient, Stanza } from 'age-encryption'
import { describe, expect, it } from 'vitest'
import { decryptFromAge, encryptForAge, isAgeFile, lockOf } from '../../../electron/main/storage/ageFile'

const text = (opening: Awaited<ReturnType<typeof decryptFromAge>>): string => (opening.state === 'opened' ? opening.content.toString('utf8') : opening.state)

/** A file whose header says what it likes. */
async function withStanzas(stanzas: Stanza[]): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.addRecipient({ wrapFileKey: () => stanzas })
  return armor.encode(await encrypter.encrypt('x'))
}

describe('a file encrypted with age', () => {
  it('opens with its passphrase, and says of any other that it is wrong', async () => {
    const file = await encryptForAge('été', { passphrase: 'a long passphrase' })
    expect(isAgeFile(file)).toBe(true)
    expect(text(await decryptFromAge(file, 'a long passphrase'))).toBe('été')
    expect(text(await decryptFromAge(file, 'another passphrase'))).toBe('wrongSecret')
  })

  it('opens with the key of its recipient, typed as age-keygen writes it', async () => {
    const [identity, other] = [await generateIdentity(), await generateIdentity()]
    const file = await encryptForAge('x', { recipient: await identityToRecipient(identity) })
    expect(text(await decryptFromAge(file, ` ${identity}\n`))).toBe('x')
    expect(text(await decryptFromAge(file, other))).toBe('wrongSecret')
    expect(text(await decryptFromAge(file, 'AGE-SECRET-KEY-1NONE'))).toBe('wrongSecret')
    expect(await lockOf(identity)).toEqual({ recipient: await identityToRecipient(identity) })
    await expect(encryptForAge('x', { recipient: `age1${'q'.repeat(58)}` })).rejects.toThrow()
  })

  it('is damaged when a byte of its content is another, or it is cut', async () => {
    const identity = await generateIdentity()
    const bytes = armor.decode(await encryptForAge('a long text', { recipient: await identityToRecipient(identity) }))
    const changed = Uint8Array.from(bytes)
    changed[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    expect(text(await decryptFromAge(armor.encode(changed), identity))).toBe('damaged')
    expect(text(await decryptFromAge(armor.encode(bytes.subarray(0, -20)), identity))).toBe('damaged')
    for (const broken of ['', '-----BEGIN AGE ENCRYPTED FILE-----', '-----BEGIN AGE ENCRYPTED FILE-----\n!!!!\n-----END AGE ENCRYPTED FILE-----\n', armor.encode(Buffer.from('age-encryption.org/v1\n')), armor.encode(Buffer.from('age-encryption.org/v2\n--- x\n'))]) {
      expect(text(await decryptFromAge(broken, identity))).toBe('damaged')
    }
  })

  it('never works harder for a passphrase than it does for its own, nor reads a long header', async () => {
    const salt = Buffer.alloc(16).toString('base64').replace(/=+$/u, '')
    for (const work of ['30', '19', '018', '1e1', '-1']) expect(text(await decryptFromAge(await withStanzas([new Stanza(['scrypt', salt, work], new Uint8Array(32))]), 'x')), work).toBe('wrongSecret')
    const share = Buffer.alloc(32, 9).toString('base64').replace(/=+$/u, '')
    const many = await withStanzas(Array.from({ length: 50_000 }, () => new Stanza(['X25519', share], new Uint8Array(32))))
    expect(text(await decryptFromAge(many, await generateIdentity()))).toBe('damaged')
    const two = Array.from({ length: 2 }, () => new Stanza(['scrypt', salt, '10'], new Uint8Array(32)))
    expect(text(await decryptFromAge(await withStanzas(two), 'x'))).toBe('wrongSecret')
  })
})
