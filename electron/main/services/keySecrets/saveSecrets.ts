import { AppError } from '#shared/errors/appError'
import { decryptFromAge, encryptForAge } from '../../storage/ageFile'
import { readBytes } from '../../storage/readBytes'
import type { KeySecret } from '../../vault/secretVault'
import { fingerprintOf } from './secretRecord'

/** The words of the file, in the language of the window. */
export interface SecretFileText {
  title: string
  note: string
  key: string
  organization: string
  fingerprint: string
  secret: string
}

export interface SaveSecretsDeps {
  /** Asks where, and saves there; null when the person closed the dialog. */
  save(suggestedName: string, content: string): Promise<{ path: string } | null>
  text(): SecretFileText
  now(): number
}

const mostBytes = 50_000_000

/**
 * One file for all of them, encrypted before it touches the disk, read back from there and decrypted before it counts.
 * @throws AppError `storageFailed`: what stands there then is not to be relied on
 */
export async function saveSecrets({ save, text, now }: SaveSecretsDeps, secrets: readonly KeySecret[], passphrase: string): Promise<{ path: string } | null> {
  const plain = written(secrets, text())
  const saved = await save(`gatehouse-keys-${new Date(now()).toISOString().slice(0, 10)}.age`, await encryptForAge(plain, { passphrase }))
  if (!saved) return null
  const there = await readBytes(saved.path, mostBytes)
  const back = there instanceof Uint8Array ? await decryptFromAge(there.toString('utf8'), passphrase) : null
  if (back?.state !== 'opened' || back.content.toString('utf8') !== plain) throw new AppError({ code: 'storageFailed', message: 'The file could not be read back and decrypted.', retryable: true })
  return saved
}

/** For people to read: a secret on a line of its own, so that it is easily taken whole. */
function written(secrets: readonly KeySecret[], text: SecretFileText): string {
  const entries = secrets.map(({ about, secret }) => [`${text.key} ${oneLine(about.keyName)}`, `${text.organization} ${oneLine(about.organizationName)}`, `${text.fingerprint} ${fingerprintOf(secret)}`, text.secret, escaped(secret), ''].join('\n'))
  return [text.title, text.note, '', ...entries].join('\n')
}

/** A name must not be able to look like another entry. */
const oneLine = (name: string): string => name.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')

/** Nor a secret, whatever the server answered: what would break its line or steer a terminal is written as in JSON (\u000a), and so is a backslash beside it. */
function escaped(secret: string): string {
  if (!/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(secret)) return secret
  return secret.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]/gu, (sign) => [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''))
}
