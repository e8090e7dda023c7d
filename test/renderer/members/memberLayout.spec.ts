import { describe, expect, it } from 'vitest'
import { memberLayout, type ColumnNeeds } from '../../../renderer/features/members/memberLayout'

/** What the program's own font needs, in English and with a password policy in force. */
const needs: ColumnNeeds = { email: 330, role: 110, twoFactor: 114, password: 134, keys: 68, asked: 148 }
/** The table in a window of 900 and of 1280 pixels. */
const [narrow, usual] = [572, 952]

describe('the columns of the members', () => {
  it.each([
    ['900, no policy', narrow, false],
    ['900, a policy', narrow, true],
    ['1280, no policy', usual, false],
    ['1280, a policy', usual, true]
  ])('leave an ordinary address whole: %s', (_name, width, withPassword) => {
    expect(width - memberLayout(width, withPassword, needs).besideEmail).toBeGreaterThanOrEqual(needs.email)
  })

  it('stand in one line where the address has room beside them, and are no wider than they need', () => {
    const { rowHeight, tracks } = memberLayout(usual, false, needs)
    expect(rowHeight).toBe(44)
    expect(tracks).toBe('36px minmax(0, 1fr) 110px 114px 68px 148px')
  })

  it('fold before an address is cut', () => {
    const beside = memberLayout(null, true, needs).besideEmail
    expect(memberLayout(beside + needs.email, true, needs).rowHeight).toBe(44)
    expect(memberLayout(beside + needs.email - 1, true, needs).rowHeight).toBe(64)
  })

  it('stand in pairs where two lines have no room for the role', () => {
    expect(memberLayout(440, true, needs)).toMatchObject({ rowHeight: 124, areas: { email: '1 / 2 / 2 / 4' } })
  })

  it('never let a role’s endless name push the others out', () => {
    expect(memberLayout(narrow, true, { ...needs, role: 192 }).rowHeight).toBe(64)
  })
})
