import type { KeyColumn } from '#shared/rules/keyListing'

type Column = KeyColumn | 'select' | 'actions'

/** How the columns of a list of keys stand: side by side, folded into two lines, or in groups of three. */
export interface KeyLayout {
  tracks: string
  rowHeight: number
  headHeight: number
  areas: Partial<Record<Column, string>>
  /** Months are cut short. */
  short: boolean
}

/** Pixels; a name has at least that of `name`, and everything that is left. */
const widths = { select: 32, name: 170, kind: 104, role: 112, apps: 128, created: 112, updated: 112, expires: 236, owner: 200, twoFactor: 122, compliance: 150, actions: 128 } as const
const padding = 24
const px = (width: number): string => `${String(width)}px`

/** @param width pixels of the table; null before it is measured @param withOwner whether owners stand in it */
export function keyLayout(width: number | null, withOwner: boolean): KeyLayout {
  const columns = (Object.keys(widths) as Column[]).filter((id) => withOwner || (id !== 'owner' && id !== 'twoFactor'))
  const inOneLine = padding + columns.reduce((sum, id) => sum + widths[id], 0)
  if (width === null || width >= inOneLine) {
    return { tracks: columns.map((id) => (id === 'name' ? 'minmax(0, 1fr)' : px(widths[id]))).join(' '), rowHeight: 40, headHeight: 40, areas: {}, short: false }
  }
  return width >= 820 ? folded(withOwner) : grouped(withOwner)
}

function folded(withOwner: boolean): KeyLayout {
  const tracks = [px(widths.select), px(widths.kind), 'minmax(0, 1fr)', '122px', '110px', '216px', '130px', '118px'].join(' ')
  const first = withOwner ? { name: '1 / 2 / 2 / 4', owner: '1 / 4 / 2 / 6' } : { name: '1 / 2 / 2 / 6' }
  const second = { kind: '2 / 2', role: '2 / 3', apps: '2 / 4', created: '2 / 5', updated: '2 / 6', ...(withOwner ? { twoFactor: '2 / 7' } : {}) }
  return { tracks, rowHeight: 62, headHeight: 62, areas: { select: '1 / 1 / 3 / 2', ...first, expires: '1 / 6', compliance: '1 / 7', ...second, actions: '1 / 8 / 3 / 9' }, short: true }
}

function grouped(withOwner: boolean): KeyLayout {
  const owner = withOwner ? { owner: '5 / 2 / 6 / 4', twoFactor: '5 / 4' } : {}
  const height = withOwner ? 150 : 122
  return {
    tracks: `${px(widths.select)} minmax(0, 1.5fr) minmax(0, 1fr) minmax(0, 1fr)`,
    rowHeight: height,
    headHeight: height,
    areas: { select: '1 / 1 / 2 / 2', name: '1 / 2 / 2 / 4', actions: '1 / 4', expires: '2 / 2', kind: '2 / 3', role: '2 / 4', compliance: '3 / 2', apps: '3 / 3 / 4 / 5', created: '4 / 2', updated: '4 / 3 / 5 / 5', ...owner },
    short: true
  }
}
