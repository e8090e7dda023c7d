import { AppError } from '#shared/errors/appError'
import type { AttemptFinding } from '#shared/domain/heldSecret'
import type { AttemptAbout, KeyEscrow } from '../../electron/main/services/keySecrets/keyEscrow'

export interface AttemptInMemory {
  id: string
  about: AttemptAbout
  state: 'open' | 'held' | 'withdrawn' | 'lost'
  secret: string | null
  keyId: number | null
  finding: AttemptFinding | null
  candidates: readonly number[]
}

export interface KeyEscrowInMemory extends KeyEscrow {
  readonly attempts: AttemptInMemory[]
  /** There is no keychain: nothing can be kept. */
  closed: boolean
  /** The keychain is gone by the time that there is something to keep. */
  losesPlace: boolean
  /** What `mayStillLand` says of everything, in milliseconds. */
  landsIn: number | null
}

/** An escrow that keeps what it is given for the test to look at. */
export function keyEscrowInMemory(): KeyEscrowInMemory {
  const attempts: AttemptInMemory[] = []
  return {
    attempts,
    closed: false,
    losesPlace: false,
    landsIn: null,
    reconcile: () => Promise.resolve(),
    edited: () => Promise.resolve(),
    hasUnknown: () => Promise.resolve(attempts.some(({ finding }) => finding === 'unknown')),
    mayStillLand() {
      return Promise.resolve(this.landsIn)
    },
    prepare(about) {
      if (this.closed) return Promise.reject(new AppError({ code: 'vaultUnavailable', message: 'There is no keychain.', retryable: false }))
      const id = `00000000-0000-4000-8000-${String(attempts.length).padStart(12, '0')}`
      const attempt: AttemptInMemory = { id, about, state: 'open', secret: null, keyId: null, finding: null, candidates: [] }
      attempts.push(attempt)
      return Promise.resolve({
        id,
        before: () => attempt.about.before,
        keep: (secret, keyId) => {
          Object.assign(attempt, { state: 'held', secret, keyId })
          return this.losesPlace ? Promise.reject(new AppError({ code: 'vaultLocked', message: 'The keychain is locked.', retryable: true })) : Promise.resolve()
        },
        withdraw: () => {
          attempt.state = 'withdrawn'
          return Promise.resolve()
        },
        lost: (finding, { keyId, candidates }) => {
          Object.assign(attempt, { state: 'lost', finding, keyId, candidates })
          return Promise.resolve(finding)
        }
      })
    }
  }
}
