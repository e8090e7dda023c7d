import type { VaultState } from '#shared/domain/vaultState'

/** What the script in a session of its own is told to do: an operation of the vault, or something done to the keyring. */
export type Step =
  | { call: 'saveApiKey' | 'readApiKey' | 'saveSession' | 'readSession' | 'savePasswordCheck' | 'readPasswordCheck' | 'forgetApiKey' | 'forgetSession' | 'forgetConnection' | 'proveKeySecret' | 'saveKeySecret' | 'readKeySecret' | 'forgetKeySecret'; args: unknown[] }
  | { outside: 'lock' | 'stopService' }

export type StepResult = { value: unknown } | { error: string; foundState: string | null }

export interface VaultReport {
  storage: 'keychain' | 'memory'
  /** At start, and after every change. */
  states: VaultState[]
  results: StepResult[]
}
