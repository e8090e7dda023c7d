import { describe, expect, it } from 'vitest'
import type { LockReason } from '#shared/domain/connection'
import { createIdleWatch, idlePollMs } from '../../../../electron/main/services/lock/idleWatch'
import { quietLog } from '../../../support/quietLog'

function setUp(minutes: number | null = 5) {
  const state = { now: 1_800_000_000_000, idleSeconds: 0, screenLocked: false, minutes, openSince: 0 as number | null }
  const locked: LockReason[] = []
  const log = quietLog()
  const watch = createIdleWatch({
    source: { idleSeconds: () => state.idleSeconds, screenLocked: () => state.screenLocked },
    idleMinutes: () => state.minutes,
    openSince: () => state.openSince,
    now: () => state.now,
    lock: (because) => locked.push(because),
    log
  })
  /** Time goes by with nobody there, and is looked at as often as in the program. */
  const pass = (seconds: number): void => {
    for (let passed = 0; passed < seconds; passed += idlePollMs / 1000) {
      state.now += idlePollMs
      state.idleSeconds += idlePollMs / 1000
      watch.look()
      if (locked.length > 0) return
    }
  }
  return { state, locked, log, watch, pass }
}

it('locks after the chosen time without input, not before', () => {
  const { locked, pass } = setUp()
  pass(295)
  expect(locked).toEqual([])
  pass(5)
  expect(locked).toEqual(['idle'])
})

it('any input on the computer begins the time anew', () => {
  const { state, locked, pass } = setUp()
  pass(295)
  state.idleSeconds = 0
  pass(295)
  expect(locked).toEqual([])
})

it('takes a new choice at once', () => {
  const { state, locked, pass } = setUp(60)
  pass(200)
  state.minutes = 1
  pass(5)
  expect(locked).toEqual(['idle'])
})

it('never by itself when so chosen', () => {
  const { locked, pass } = setUp(null)
  pass(100_000)
  expect(locked).toEqual([])
})

it('does nothing while there is nothing to lock', () => {
  const { state, locked, pass } = setUp()
  state.openSince = null
  state.screenLocked = true
  pass(1_000)
  expect(locked).toEqual([])
})

it('gives whoever has just unlocked the whole time, whatever the system counts', () => {
  const { state, locked, pass } = setUp()
  state.idleSeconds = 10_000
  state.openSince = state.now
  pass(295)
  expect(locked).toEqual([])
  pass(5)
  expect(locked).toEqual(['idle'])
})

describe('what no event has told', () => {
  it('a locked screen', () => {
    const { state, locked, watch } = setUp(null)
    state.screenLocked = true
    watch.look()
    expect(locked).toEqual(['screenLock'])
  })

  it('a computer that has slept: the clock jumps', () => {
    const { state, locked, watch } = setUp()
    state.now += 5 * 60_000
    watch.look()
    expect(locked).toEqual(['suspend'])
  })
})

it('goes on when the system does not answer, and says so once', () => {
  const { state, locked, log, watch } = setUp()
  Object.defineProperty(state, 'idleSeconds', {
    get: () => {
      throw new Error('no screen saver')
    }
  })
  for (let looks = 0; looks < 3; looks += 1) watch.look()
  expect(locked).toEqual([])
  expect(log.lines.map(({ event }) => event)).toEqual(['lock.idleUnknown'])
})
