import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchNetwork } from '../../../../electron/main/services/network/networkMonitor'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp(online = true) {
  const system = { online }
  const told: boolean[] = []
  const monitor = watchNetwork({ isOnline: () => system.online, onChange: (now) => told.push(now) })
  return { system, told, monitor }
}

it('tells of a change once, within seconds', () => {
  const { system, told } = setUp()
  system.online = false
  vi.advanceTimersByTime(10_000)
  system.online = true
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual([false, true])
})

it('says how it is now, not how it was, and tells of what it finds', () => {
  const { system, told, monitor } = setUp()
  system.online = false
  expect(monitor.isOnline()).toBe(false)
  expect(told).toEqual([false])
})

it('ends what is under way when the network goes, and not what begins after it is back', () => {
  const { system, monitor } = setUp()
  const before = monitor.untilLost()
  system.online = false
  vi.advanceTimersByTime(3000)
  expect([before.aborted, monitor.untilLost().aborted]).toEqual([true, true])
  system.online = true
  vi.advanceTimersByTime(3000)
  expect([before.aborted, monitor.untilLost().aborted]).toEqual([true, false])
})

it('begins without a network where there is none', () => {
  expect(setUp(false).monitor.untilLost().aborted).toBe(true)
})
