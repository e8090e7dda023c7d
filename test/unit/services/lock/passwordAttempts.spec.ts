import { describe, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { createLockRecords, type LockRecords } from '../../../../electron/main/services/lock/lockRecord'
import { createPasswordAttempts, delayAfter, mostAttempts } from '../../../../electron/main/services/lock/passwordAttempts'
import { quietLog } from '../../../support/quietLog'

const id = '0b6f7a52-9d51-4c3e-8a64-6f0f4f3c2d11'
const other = '7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f'
const wrong = () => Promise.resolve(false)
const right = () => Promise.resolve(true)

function setUp() {
  const clock = { now: 1_800_000_000_000 }
  const records: LockRecords = createLockRecords({ path: null, log: quietLog() })
  const attempts = createPasswordAttempts({ records, now: () => clock.now })
  const told = async (matches: () => Promise<boolean>, secretId = id) => attempts.attempt(secretId, matches).then(() => 'right', (thrown: unknown) => asAppError(thrown).data)
  /** Waits as long as is asked. */
  const wrongAfterWaiting = async (times: number): Promise<void> => {
    for (let count = 0; count < times; count += 1) {
      clock.now += delayAfter(records.current().wrong[0]?.count ?? 0)
      expect(await told(wrong)).toMatchObject({ code: 'wrongPassword' })
    }
  }
  return { clock, records, attempts, told, wrongAfterWaiting }
}

it('a pause after the third wrong one, which grows and has an end', () => {
  expect([0, 1, 2, 3, 4, 5, 8, 9, 40].map(delayAfter)).toEqual([0, 0, 0, 5_000, 10_000, 20_000, 160_000, 300_000, 300_000])
})

it('says until when to wait, and does not look at what comes too early', async () => {
  const { clock, told, records } = setUp()
  expect(await told(wrong)).toMatchObject({ code: 'wrongPassword', details: {} })
  await told(wrong)
  const until = new Date(clock.now + 5_000).toISOString()
  expect(await told(wrong)).toMatchObject({ code: 'wrongPassword', details: { until } })
  let looked = false
  const early = () => {
    looked = true
    return Promise.resolve(true)
  }
  clock.now += 4_999
  expect(await told(early)).toMatchObject({ code: 'rateLimited', details: { until } })
  expect([looked, records.current().wrong[0]?.count]).toEqual([false, 3])
  clock.now += 1
  expect(await told(early)).toBe('right')
})

it('many at once are tried one by one, so that the pause holds', async () => {
  const { told } = setUp()
  const answers = await Promise.all(Array.from({ length: 50 }, () => told(wrong)))
  const codes = answers.map((answer) => (typeof answer === 'string' ? answer : answer.code))
  expect(codes.filter((code) => code === 'wrongPassword')).toHaveLength(3)
  expect(codes.filter((code) => code === 'rateLimited')).toHaveLength(47)
})

it('after ten in a row none is left, not even the right one', async () => {
  const { clock, attempts, told, wrongAfterWaiting } = setUp()
  await wrongAfterWaiting(mostAttempts - 1)
  expect(attempts.areOver(id)).toBe(false)
  clock.now += delayAfter(mostAttempts - 1)
  expect(await told(wrong)).toMatchObject({ code: 'wrongPassword', retryable: false, details: { foundState: 'noAttemptLeft' } })
  expect(attempts.areOver(id)).toBe(true)
  clock.now += 24 * 3_600_000
  expect(await told(right)).toMatchObject({ details: { foundState: 'noAttemptLeft' } })
})

it('the right one, and signing in, begin the count anew', async () => {
  const { clock, attempts, told, wrongAfterWaiting } = setUp()
  await wrongAfterWaiting(5)
  clock.now += delayAfter(5)
  expect(await told(right)).toBe('right')
  await wrongAfterWaiting(mostAttempts)
  expect(attempts.areOver(id)).toBe(true)
  await attempts.clear(other)
  expect(attempts.areOver(id)).toBe(true)
  await attempts.clear(id)
  expect(attempts.areOver(id)).toBe(false)
  expect(await told(right)).toBe('right')
})

it('counts for each connection by itself', async () => {
  const { attempts, told, wrongAfterWaiting } = setUp()
  await wrongAfterWaiting(mostAttempts)
  expect(attempts.areOver(other)).toBe(false)
  expect(await told(right, other)).toBe('right')
})

describe('what a try leaves when it is broken off', () => {
  it('is counted before the password is looked at', async () => {
    const { attempts, records } = setUp()
    let count: number | undefined
    await attempts.attempt(id, () => {
      count = records.current().wrong[0]?.count
      return Promise.resolve(true)
    })
    expect([count, records.current().wrong]).toEqual([1, []])
  })

  it('is not counted when the keychain could not be read', async () => {
    const { records, told, wrongAfterWaiting } = setUp()
    const unreadable = () => Promise.reject(new Error('locked'))
    await told(unreadable)
    expect(records.current().wrong).toEqual([])
    await wrongAfterWaiting(2)
    await told(unreadable)
    expect(records.current().wrong[0]?.count).toBe(2)
  })
})

it('a clock that was set back does not keep anybody out for longer than the pause', async () => {
  const { clock, told, wrongAfterWaiting } = setUp()
  await wrongAfterWaiting(3)
  clock.now -= 30 * 24 * 3_600_000
  const early = await told(right)
  expect(early).toMatchObject({ code: 'rateLimited', details: { until: new Date(clock.now + 5_000).toISOString() } })
})
