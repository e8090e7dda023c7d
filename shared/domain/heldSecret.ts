import { z } from 'zod'
import { organizationIdSchema } from './organization'

/** By what a secret came to be. */
export const secretCauseSchema = z.enum(['create', 'regenerate', 'twin'])
export type SecretCause = z.infer<typeof secretCauseSchema>

const about = {
  id: z.uuid(),
  cause: secretCauseSchema,
  organizationId: organizationIdSchema,
  organizationName: z.string().max(1000),
  keyName: z.string().max(1000),
  /** The bulk run that it belongs to; null: none. */
  batchId: z.uuid().nullable(),
  /** When it was asked for, ISO 8601 in UTC. */
  askedAt: z.iso.datetime()
}

/** A key's secret that the keychain holds until somebody says that they have it; never the secret itself. */
export const heldSecretSchema = z.strictObject({
  ...about,
  keyId: z.int(),
  secure: z.boolean(),
  /** The first 12 hexadecimal digits of its SHA-256. */
  fingerprint: z.string().regex(/^[0-9a-f]{12}$/u),
  /** Characters. */
  length: z.int(),
  receivedAt: z.iso.datetime(),
  /** What has been done with it since: it may be let go after either, or by saying that it is not needed. */
  copied: z.boolean(),
  saved: z.boolean(),
  /** `run`: it is in memory only and gone when Gatehouse quits, because the keychain took it no more (it is tried again), or because it is the demonstration's. */
  kept: z.enum(['keychain', 'run']),
  /** false: the keychain cannot be read now, so it cannot be shown, and is not forgotten. */
  readable: z.boolean()
})
export type HeldSecret = z.infer<typeof heldSecretSchema>

/**
 * What became of a request whose answer never came. `rotated`, `created`: it was carried out, and its secret is gone.
 * `notRotated`, `notCreated`: it was not. `unknown`: nobody can say yet; every later reading looks again.
 */
export const attemptFindingSchema = z.enum(['rotated', 'notRotated', 'created', 'notCreated', 'unknown'])
export type AttemptFinding = z.infer<typeof attemptFindingSchema>

export const lostAttemptSchema = z.strictObject({
  ...about,
  /** Of a new key: the one that it is, once it was found. */
  keyId: z.int().nullable(),
  finding: attemptFindingSchema,
  /** Keys that could be the one that was to be created, where more than one could. */
  candidates: z.array(z.int()).max(100),
  /** When it was last looked for; null: not since the program was started again. */
  lookedAt: z.iso.datetime().nullable()
})
export type LostAttempt = z.infer<typeof lostAttemptSchema>

/** Everything that waits for somebody, of the open connection. */
export const keySecretsSchema = z.strictObject({
  held: z.array(heldSecretSchema),
  lost: z.array(lostAttemptSchema),
  /** Where a new secret would be kept. `none`: there is no keychain, and no key may be created or regenerated. `run`: the demonstration's, until Gatehouse quits. */
  place: z.enum(['keychain', 'run', 'none']),
  /** Records on this computer that cannot be read, and of which the keychain knows nothing either: whose they are nobody can say. `dismiss` takes one off. */
  damaged: z.array(z.uuid()),
  /** Whether the system keeps a shown secret out of pictures of the screen (Electron: macOS and Windows). */
  hiddenFromCapture: z.boolean()
})
export type KeySecrets = z.infer<typeof keySecretsSchema>

/**
 * What became of a copied secret. `cleared`: it is out of the clipboard. `replaced`: something else is in there, which was left
 * alone. `stuck`: the clipboard could not be read or cleared; it is tried again.
 */
export const secretInClipboardSchema = z.enum(['cleared', 'replaced', 'stuck'])
export type SecretInClipboard = z.infer<typeof secretInClipboardSchema>
