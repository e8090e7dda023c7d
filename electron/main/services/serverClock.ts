import type { ActiveConnection } from './connection/connectionService'
import { placeOf } from './ownPlace'

/** What time it is, and by whose clock. */
export interface ClockReading {
  /** Milliseconds since 1970. */
  now: number
  by: 'server' | 'computer'
}

export interface ServerClockDeps {
  now(): number
  /** Milliseconds that only go forward, whatever the computer's clock is set to. */
  uptime(): number
}

export type ServerClock = ReturnType<typeof createServerClock>

/**
 * The servers' clocks, as their answers tell them (the `Date` header, to the second), for as long as the program runs. Between two
 * answers they go on by what has certainly passed: a computer's clock that is set back turns none of them back.
 */
export function createServerClock({ now, uptime }: ServerClockDeps) {
  const heard = new Map<string, { at: number; computer: number; up: number }>()
  const followed = new WeakMap<ActiveConnection, ActiveConnection>()
  return {
    /** The same connection; what its server answers tells the time. */
    following(active: ActiveConnection): ActiveConnection {
      const before = followed.get(active)
      if (before) return before
      const following: ActiveConnection = {
        get connection() {
          return active.connection
        },
        get signal() {
          return active.signal
        },
        requester: {
          async send(request) {
            const { server } = placeOf(active)
            const answer = await active.requester.send(request)
            const computer = now()
            if (answer.clockSkewMs !== null) heard.set(server, { at: computer + answer.clockSkewMs, computer, up: uptime() })
            return answer
          }
        }
      }
      followed.set(active, following)
      return following
    },

    /** By the clock of that server where it has told it in this run of the program, else by this computer's. */
    of(server: string | null): ClockReading {
      const last = server === null ? undefined : heard.get(server)
      if (last === undefined) return { now: now(), by: 'computer' }
      // A computer that slept counts no uptime, but its clock went on.
      return { now: last.at + Math.max(uptime() - last.up, now() - last.computer), by: 'server' }
    }
  }
}
