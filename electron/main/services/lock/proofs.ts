import type { ProofOfPresence } from '#shared/domain/connection'
import { AppError } from '#shared/errors/appError'
import type { Logger } from '../../log/logger'
import type { SecretVault } from '../../vault/secretVault'
import type { HeldConnection } from '../connection/connectionService'
import type { PasswordAttempts } from './passwordAttempts'
import type { PasswordChecks } from './passwordCheck'

/** The system's own question (Touch ID). */
export interface SystemPrompt {
  available(): boolean
  /** @throws AppError `cancelled` when the person did not answer it */
  ask(): Promise<void>
}

export interface ProofsDeps {
  vault: Pick<SecretVault, 'readApiKey' | 'readSession'>
  checks: PasswordChecks
  attempts: PasswordAttempts
  system: SystemPrompt
  log: Logger
}

export interface Proofs {
  /** How somebody shows at this moment that it is still them. Never fails: not being able to ask must not keep anything open. */
  of(held: HeldConnection): Promise<ProofOfPresence>
  /** The same where the system has no question of its own, as with the lid closed over Touch ID. */
  lasting(held: HeldConnection): Promise<ProofOfPresence>
  /**
   * Takes the proof.
   * @throws AppError `wrongPassword`, `rateLimited` (see PasswordAttempts), `cancelled`, `presenceNeeded` with `signIn` where
   * only signing in is left, `vaultLocked`, `vaultUnavailable`
   */
  take(held: HeldConnection, proof: ProofOfPresence, password: string | null): Promise<void>
  systemAsks(): boolean
}

export function createProofs({ vault, checks, attempts, system, log }: ProofsDeps): Proofs {
  const hasCheck = (secretId: string): Promise<boolean> =>
    checks.exists(secretId).catch((thrown: unknown) => {
      // Reading the credential will meet the same keychain, and wait for whoever opens it.
      log.warn('lock.checkUnreadable', { cause: thrown })
      return false
    })

  const readAgain = async ({ secretId, connection }: HeldConnection): Promise<void> => {
    if (connection.demo) return
    const { found } = connection.credential.kind === 'apiKey' ? await vault.readApiKey(secretId) : await vault.readSession(secretId)
    if (found === null) throw presenceNeeded('signIn')
  }

  const lasting = async ({ secretId, connection }: HeldConnection): Promise<ProofOfPresence> => {
    if (connection.demo) return 'keychain'
    if (attempts.areOver(secretId)) return 'signIn'
    return (await hasCheck(secretId)) ? 'password' : 'keychain'
  }

  return {
    of: (held) => (!held.connection.demo && system.available() ? Promise.resolve('system') : lasting(held)),
    lasting,
    async take(held, proof, password) {
      if (proof === 'system') return system.ask()
      if (proof === 'keychain') return readAgain(held)
      if (proof === 'signIn') throw presenceNeeded('signIn')
      if (password === null) throw new AppError({ code: 'invalidInput', message: 'The password is missing.', retryable: false, fieldErrors: { password: 'missing' } })
      await attempts.attempt(held.secretId, () => checks.matches(held.secretId, password))
    },
    systemAsks: system.available
  }
}

/** @param proof what the window has to ask for */
export function presenceNeeded(proof: ProofOfPresence): AppError {
  return new AppError({ code: 'presenceNeeded', message: 'Whether it is still the same person has to be shown first.', retryable: true, details: { foundState: proof } })
}
