import { describe, expect, it } from 'vitest'
import type { PostureDay } from '#shared/domain/postureHistory'
import { withGaps } from '../../../renderer/features/posture/drawHistory'

const day = (date: string): PostureDay => ({
  day: date,
  readAt: `${date}T12:00:00.000Z`,
  score: { low: 40, high: 45 },
  enforcesTwoFactor: false,
  enforcesPasswords: false,
  enforcesSecureKeys: false,
  requiresKeyExpiration: false,
  members: null,
  passwords: null,
  keys: null
})
const joined = (...dates: string[]): string[] => withGaps(dates.map(day)).map((one) => one?.day.slice(5) ?? '|')

describe('the line of the days', () => {
  it('joins what is at most a week apart, over the change of the clocks too', () => {
    expect(joined('2027-03-12', '2027-03-13', '2027-03-20', '2027-03-27', '2027-03-29')).toEqual(['03-12', '03-13', '03-20', '03-27', '03-29'])
  })

  it('is broken where more is missing', () => {
    expect(joined('2027-03-12', '2027-03-20', '2027-04-10', '2027-04-11')).toEqual(['03-12', '|', '03-20', '|', '04-10', '04-11'])
  })

  it('of one day, or of none, has no gap', () => {
    expect([joined('2027-03-12'), joined()]).toEqual([['03-12'], []])
  })
})
