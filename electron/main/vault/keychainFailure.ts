import { join } from 'node:path'
import type { VaultState } from '#shared/domain/vaultState'
import { AppError } from '#shared/errors/appError'
import { fileExists } from '../storage/fileExists'

export type FailedState = Exclude<VaultState, 'ready'>

export interface KeychainSurroundings {
  platform: NodeJS.Platform
  /** Linux: whether there is a session bus to talk to at all. */
  sessionBusPresent: boolean
}

/** The keychain did not answer in time, most likely because it waits for somebody to unlock it. */
export class KeychainTimeout extends Error {
  override name = 'KeychainTimeout'
}

/** Why the native module could not be loaded. */
export function stateOfLoadFailure(error: unknown): FailedState {
  // The library's own absence, as the dynamic loaders of Linux and macOS say it; everything else (not installed, not
  // built, built for another system) comes down to a module that is not there for this one.
  return /(?:libsecret|libglib|libgio)\S*: cannot open shared object file|Library not loaded/u.test(messageOf(error)) ? 'libraryMissing' : 'notCompiled'
}

/**
 * Why the keychain did not do what it was asked, from libsecret's, GLib's and D-Bus's sentences: keytar passes on no
 * codes. GLib translates its own sentences, so that the lack of a bus is told by the surroundings as well.
 */
export function stateOfFailure(error: unknown, { platform, sessionBusPresent }: KeychainSurroundings): FailedState {
  if (error instanceof KeychainTimeout) return 'locked'
  const message = messageOf(error)
  if (/\blocked\b|prompt was dismissed|interaction is not allowed/iu.test(message)) return 'locked'
  if (platform !== 'linux') return 'refused'
  if (/org\.freedesktop\.secrets\b|ServiceUnknown|NameHasNoOwner|not activatable|was not provided by any/iu.test(message)) return 'noSecretService'
  if (/autolaunch D-Bus|dbus-launch|dbus-daemon|^Could not connect\b|connection is closed/iu.test(message)) return 'noSessionBus'
  return sessionBusPresent ? 'refused' : 'noSessionBus'
}

/** The bus as GLib finds it: the address in the environment, else the socket of the user's session. */
export async function findSessionBus(environment: NodeJS.ProcessEnv): Promise<boolean> {
  if (environment['DBUS_SESSION_BUS_ADDRESS']) return true
  const folder = environment['XDG_RUNTIME_DIR']
  if (!folder) return false
  return fileExists(join(folder, 'bus')).catch(() => false)
}

const sentences: Record<FailedState, string> = {
  noSessionBus: 'There is no session bus (D-Bus), through which the keychain is reached.',
  noSecretService: 'No program on this system keeps secrets (no secret service on D-Bus).',
  locked: 'The keychain is locked.',
  libraryMissing: 'The system library libsecret is missing.',
  notCompiled: 'The keychain module was not built for this system.',
  refused: 'The keychain refused.'
}

export function toVaultError(state: FailedState, cause?: unknown): AppError {
  return new AppError(
    {
      code: state === 'locked' ? 'vaultLocked' : 'vaultUnavailable',
      message: sentences[state],
      retryable: state === 'locked' || state === 'refused',
      details: { foundState: state }
    },
    { cause }
  )
}

/** What is stored is not what Gatehouse stores; its content is not repeated anywhere. */
export function damagedItem(what: string): AppError {
  return new AppError({
    code: 'vaultUnavailable',
    message: `The ${what} in the keychain is damaged and cannot be used.`,
    retryable: false,
    details: { foundState: 'damaged' }
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
