import type { Logger } from '../log/logger'
import type { Keychain } from './keychain'
import { findSessionBus, stateOfFailure, stateOfLoadFailure, type FailedState, type KeychainSurroundings } from './keychainFailure'
import { probeKeychain, withTimeLimit } from './keychainProbe'
import { createKeytarVault, loadKeytar } from './keytarVault'
import { createMemoryVault } from './memoryVault'
import type { SecretVault } from './secretVault'

export interface OpenVaultOptions {
  log: Logger
  load?: () => Promise<Keychain>
  platform?: NodeJS.Platform
  environment?: NodeJS.ProcessEnv
  /** How long the keychain may take, a person's unlocking it included, in milliseconds. */
  probeTimeLimitMs?: number
}

/**
 * The keychain if it can be used, otherwise memory for this run, with the reason as its state. Never throws, and never
 * a file.
 */
export async function openVault({
  log,
  load = loadKeytar,
  platform = process.platform,
  environment = process.env,
  probeTimeLimitMs = 20_000
}: OpenVaultOptions): Promise<SecretVault> {
  const surroundings: KeychainSurroundings = { platform, sessionBusPresent: platform !== 'linux' || (await findSessionBus(environment)) }

  function inMemory(state: FailedState, error: unknown): SecretVault {
    log.warn('vault.inMemory', { state, error })
    return createMemoryVault(state)
  }

  let keychain: Keychain
  try {
    keychain = await load()
  } catch (error) {
    return inMemory(stateOfLoadFailure(error), error)
  }
  try {
    await withTimeLimit(probeKeychain(keychain), probeTimeLimitMs)
  } catch (error) {
    return inMemory(stateOfFailure(error, surroundings), error)
  }
  log.info('vault.inKeychain')
  return createKeytarVault({ keychain, surroundings, log })
}
