import { describe, expect, it } from 'vitest'
import { sixDigits } from '#shared/rules/sixDigits'

describe('the digits of a code', () => {
  it.each([
    ['123 456', '123456'],
    ['123-4567', '123456'],
    ['１２３４５６', '123456'],
    ['٠١٢٣٤٩', '012349'],
    ['۱۲۳۴۵۶', '123456'],
    ['१२३', '123'],
    ['a1b2²', '122'],
    ['', '']
  ])('%s are %s', (typed, digits) => {
    expect(sixDigits(typed)).toBe(digits)
  })
})
