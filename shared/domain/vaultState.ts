import { z } from 'zod'

/**
 * Whether secrets can be kept in the system's keychain. Every other state means: secrets live in memory for this run
 * only, and the window says so with the sentence of that state. There is no file to fall back to.
 */
export const vaultStateSchema = z.enum([
  'ready',
  /** No session bus: typical of a bare terminal or a container. */
  'noSessionBus',
  /** A bus, but nobody on it keeps secrets. */
  'noSecretService',
  /** The keychain is locked and was not unlocked. */
  'locked',
  /** The system library (libsecret) is missing. */
  'libraryMissing',
  /** The native module was not compiled for this system. */
  'notCompiled',
  /** The keychain refused the probe for another reason. */
  'refused'
])
export type VaultState = z.infer<typeof vaultStateSchema>
