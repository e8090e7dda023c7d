import { describe, expect, it } from 'vitest'
import { aMonthAfter, isCaptureDue } from '#shared/rules/monthlyCapture'

const at = (year: number, month: number, day: number, hour = 10): number => new Date(year, month - 1, day, hour).getTime()

describe('a month later', () => {
  it.each([
    [at(2027, 3, 15), at(2027, 4, 15)],
    [at(2027, 1, 31), at(2027, 2, 28)],
    [at(2028, 1, 31), at(2028, 2, 29)],
    [at(2027, 12, 31), at(2028, 1, 31)],
    [at(2027, 10, 31), at(2027, 11, 30)]
  ])('is the same day, or the last of its month', (from, to) => {
    expect(new Date(aMonthAfter(from)).toString()).toBe(new Date(to).toString())
  })

  it('is when the next one is due, and not an hour before', () => {
    const last = new Date(at(2027, 3, 15)).toISOString()
    expect(isCaptureDue(last, at(2027, 4, 15, 9))).toBe(false)
    expect(isCaptureDue(last, at(2027, 4, 15, 10))).toBe(true)
    expect(isCaptureDue(null, at(2027, 4, 15))).toBe(true)
  })

  it('is not waited for where the last one lies ahead of the clock', () => {
    expect(isCaptureDue(new Date(at(2040, 1, 1)).toISOString(), at(2027, 4, 15))).toBe(true)
  })
})
