import { AppError } from '#shared/errors/appError'
import type { HeldConnection } from '../connection/connectionService'
import { presenceNeeded, type Proofs } from './proofs'

/** How long a proof holds, in milliseconds. */
export const presenceLastsMs = 10 * 60_000

export interface PresenceDeps {
  /** The open connection. @throws AppError `unauthorized`, `locked` */
  held(): HeldConnection
  proofs: Proofs
  now(): number
}

export interface Presence {
  /** Somebody has just signed in or unlocked. */
  seen(connectionId: string): { until: string }
  /** Nobody is vouched for any more. */
  forget(): void
  /** @throws AppError as Proofs.take, and `unauthorized` or `locked` */
  prove(password: string | null): Promise<{ until: string }>
  /**
   * Before a dangerous change or a reveal.
   * @throws AppError `presenceNeeded` with the proof in `foundState`, unless it is the keychain's: that is given by reading
   */
  insist(): Promise<void>
}

/** Whether it is still the person who signed in. What was shown for one connection says nothing of another. */
export function createPresence({ held, proofs, now }: PresenceDeps): Presence {
  let shown: { connectionId: string; until: number } | null = null

  const seen = (connectionId: string): { until: string } => {
    shown = { connectionId, until: now() + presenceLastsMs }
    return { until: new Date(shown.until).toISOString() }
  }
  const isFresh = (connectionId: string): boolean => shown?.connectionId === connectionId && now() < shown.until && shown.until - now() <= presenceLastsMs

  /** What was asked for one connection must not count for the one that is open by the time it is answered. */
  const seenIfStillOpen = (asked: HeldConnection): { until: string } => {
    if (held().secretId !== asked.secretId) throw new AppError({ code: 'cancelled', message: 'Another connection was opened meanwhile.', retryable: false })
    return seen(asked.connection.id)
  }

  return {
    seen,
    forget: () => {
      shown = null
    },
    async prove(password) {
      const asked = held()
      await proofs.take(asked, await proofs.of(asked), password)
      return seenIfStillOpen(asked)
    },
    async insist() {
      const asked = held()
      if (isFresh(asked.connection.id)) return
      const proof = await proofs.of(asked)
      if (proof !== 'keychain') throw presenceNeeded(proof)
      await proofs.take(asked, proof, null)
      seenIfStillOpen(asked)
    }
  }
}
