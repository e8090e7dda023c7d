import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ActiveConnection } from '../../../electron/main/services/connection/connectionService'
import { createServerClock } from '../../../electron/main/services/serverClock'
import { personOf } from '../../support/reviewsSetUp'

const minute = 60_000

/** A computer and a server, each with a clock that the test sets. */
function surroundings() {
  const time = { computer: 1_000_000_000, up: 0, server: 1_000_000_000 + 3 * minute, tells: true }
  const clock = createServerClock({ now: () => time.computer, uptime: () => time.up })
  const active = (server = 'capgo.app'): ActiveConnection => ({
    connection: personOf({ server }),
    requester: { send: (request) => Promise.resolve({ body: request.answer.parse(null) as never, headers: {}, status: 200, clockSkewMs: time.tells ? time.server - time.computer : null }) },
    signal: new AbortController().signal
  })
  const ask = (on: ActiveConnection) => clock.following(on).requester.send({ host: 'api', method: 'GET', path: '/', answer: z.null() })
  return { time, clock, active, ask }
}

describe('the clock of a server', () => {
  it('is this computer’s until the server has answered, then the server’s', async () => {
    const { time, clock, active, ask } = surroundings()
    expect(clock.of('capgo.app')).toEqual({ now: time.computer, by: 'computer' })
    expect(clock.of(null)).toEqual({ now: time.computer, by: 'computer' })
    await ask(active())
    expect(clock.of('capgo.app')).toEqual({ now: time.server, by: 'server' })
    expect(clock.of('capgo.example')).toEqual({ now: time.computer, by: 'computer' })
    expect(clock.of(null)).toMatchObject({ by: 'computer' })
  })

  it('is not turned back with the computer’s, and goes on while the computer sleeps', async () => {
    const { time, clock, active, ask } = surroundings()
    await ask(active())
    time.computer -= 365 * 24 * 60 * minute
    time.up += 5 * minute
    expect(clock.of('capgo.app')).toEqual({ now: time.server + 5 * minute, by: 'server' })
    time.computer += 366 * 24 * 60 * minute
    expect(clock.of('capgo.app').now).toBe(time.server + 24 * 60 * minute)
    time.server += 5 * minute
    await ask(active())
    expect(clock.of('capgo.app').now).toBe(time.server)
  })

  it('is learnt of no answer that does not tell it', async () => {
    const { time, clock, active, ask } = surroundings()
    time.tells = false
    await ask(active())
    expect(clock.of('capgo.app').by).toBe('computer')
  })

  it('is followed in one and the same connection', () => {
    const { clock, active } = surroundings()
    const one = active()
    expect(clock.following(one)).toBe(clock.following(one))
    expect(clock.following(one).connection).toBe(one.connection)
    expect(clock.following(one).signal).toBe(one.signal)
  })
})
