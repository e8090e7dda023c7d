import { describe, expect, it } from 'vitest'
import { keyLayout, type KeyColumnNeeds } from '../../../renderer/features/apiKeys/keyLayout'

/** What the program's own font needs, about. */
const needs: KeyColumnNeeds = { kind: 104, role: 92, apps: 80, created: 100, updated: 100, expires: 190, owner: 220, twoFactor: 120, compliance: 112 }
const columnsOf = (width: number | null, withOwner: boolean) => keyLayout(width, withOwner, needs).columns

describe('the columns of a list of keys', () => {
  it('all stand in one line where they have room, and owners only in the list that has several', () => {
    expect(columnsOf(null, true)).toHaveLength(12)
    expect(columnsOf(1400, false)).toEqual(['select', 'name', 'kind', 'role', 'apps', 'created', 'updated', 'expires', 'compliance', 'actions'])
  })

  it('leave the dates of creation and change out before they take a second line', () => {
    const own = keyLayout(952, false, needs)
    expect(own.rowHeight).toBe(40)
    expect(own.columns).not.toContain('created')
    expect(own.tracks.split(' ').filter((track) => track.endsWith('px'))).toHaveLength(6)
  })

  it.each([
    ['two lines', 952, true],
    ['groups', 574, true],
    ['groups of own keys', 574, false]
  ])('stand once each and never over each other: %s', (_name, width, withOwner) => {
    const { areas, columns } = keyLayout(width, withOwner, needs)
    const taken = columns.flatMap((id) => {
      const [row = 1, column = 1, endRow = row + 1, endColumn = column + 1] = (areas[id] ?? '').split(' / ').map(Number)
      return Array.from({ length: endRow - row }, (_, down) => Array.from({ length: endColumn - column }, (_unused, along) => `${String(row + down)} ${String(column + along)}`)).flat()
    })
    expect(columns).toEqual(expect.arrayContaining(['name', 'kind', 'role', 'apps', 'expires', 'compliance', 'actions']))
    expect(new Set(taken).size).toBe(taken.length)
  })

  it('never are wider than the table', () => {
    for (const width of [574, 700, 860, 952, 1100, 1308, 1700]) {
      for (const withOwner of [true, false]) {
        const least = keyLayout(width, withOwner, needs).tracks.match(/\d+(?=px)/gu)?.reduce((sum, one) => sum + Number(one), 24)
        expect(least).toBeLessThanOrEqual(width)
      }
    }
  })
})
