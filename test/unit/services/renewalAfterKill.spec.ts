import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { SignedInSession } from '../../../electron/main/capgo/endpoints/signIn'
import { createSessionKeeper, type KeptSession } from '../../../electron/main/services/connection/sessionKeeper'
import { createRandom } from '../../support/random'

const hour = 3_600_000

/**
 * Refresh tokens as Supabase's sign-in server rotates them (github.com/supabase/auth, internal/tokens/service.go): a used one
 * is taken for ten seconds, and at any time while it is the parent of the active one, which then comes back; otherwise the
 * whole family is revoked.
 */
function rotatingServer(clock: { now: number }) {
  const tokens = [{ token: 'refresh-0', parent: '', revokedAt: null as number | null }]
  let alive = true
  const answer = (refreshToken: string): SignedInSession => ({ accessToken: `access of ${refreshToken} at ${String(clock.now)}`, refreshToken, expiresInSeconds: 3600, userId: 'u', email: 'e', level: 'aal2', verifiedTotpFactorIds: [] })
  return {
    refresh(given: string): SignedInSession {
      const row = tokens.find(({ token }) => token === given)
      const active = tokens.find(({ revokedAt }) => revokedAt === null)
      if (!alive || !row) throw new AppError({ code: 'sessionEnded', message: 'not found', retryable: false })
      if (row.revokedAt !== null && active?.parent === given) return answer(active.token)
      if (row.revokedAt !== null && clock.now - row.revokedAt > 10_000) {
        alive = false
        throw new AppError({ code: 'sessionEnded', message: 'already used', retryable: false })
      }
      row.revokedAt = clock.now
      const next = { token: `refresh-${String(tokens.length)}`, parent: given, revokedAt: null }
      tokens.push(next)
      return answer(next.token)
    }
  }
}

/** The run ends here: nothing after it happens. */
const never = (): Promise<never> => new Promise(() => undefined)

describe('a session whose program is killed while it is renewed', () => {
  it('is never lost on a server that keeps to the rule of Supabase’s, wherever the kill falls and however late the next start', async () => {
    const random = createRandom(11)
    const killedAt = new Map<string, number>()
    for (let round = 0; round < 500; round++) {
      const clock = { now: 0 }
      const server = rotatingServer(clock)
      let kept: KeptSession = { accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: hour }
      const ended: AppError[] = []
      for (let run = 0; run < 8; run++) {
        const kill = random.pick(['before the request', 'before the server did it', 'before the answer', 'before keeping', 'after keeping', 'not at all'])
        let over: () => void = () => undefined
        const killed = new Promise<void>((resolve) => (over = resolve))
        const die = (step: string): Promise<never> => {
          killedAt.set(step, (killedAt.get(step) ?? 0) + 1)
          over()
          return never()
        }
        const lost = random.between(0, 3) === 0
        let asked = 0
        const keeper = createSessionKeeper({
          session: kept,
          async refresh(token) {
            if (kill === 'before the request') return die(kill)
            await Promise.resolve()
            if (kill === 'before the server did it') return die(kill)
            const answer = server.refresh(token)
            if (kill === 'before the answer') return die(kill)
            if (lost && asked++ === 0) throw new AppError({ code: 'connectionLost', message: 'lost', retryable: true })
            return answer
          },
          async save(session) {
            if (kill === 'before keeping') return die(kill)
            await Promise.resolve()
            kept = session
            return kill === 'after keeping' ? die(kill) : true
          },
          now: () => clock.now,
          onEnded: (error) => ended.push(error)
        })
        clock.now += hour
        await Promise.race([killed, Promise.all(Array.from({ length: 5 }, () => keeper.current()))])
        // Seconds, minutes or days until the next start.
        clock.now += random.pick([1_000, 30_000, 20 * 60_000, 72 * hour])
      }
      expect(ended, `round ${String(round)}`).toEqual([])
    }
    expect(killedAt.size).toBe(5)
  })
})
