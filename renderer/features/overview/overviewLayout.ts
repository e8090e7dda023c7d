import type { SortableColumn } from './overviewOrder'

export type OverviewColumn = SortableColumn | 'action'

/** How the columns stand: side by side, folded into two lines, or in pairs. */
export interface OverviewLayout {
  /** There is room for a second line in the cells beside the name. */
  roomy: boolean
  tracks: string
  rowHeight: number
  headHeight: number
  areas: Record<OverviewColumn, string>
}

/** From the left; the role stands under the name. */
const wide: OverviewLayout = {
  roomy: true,
  tracks: 'minmax(0, 1fr) 156px 106px 118px 102px 98px 114px 94px',
  rowHeight: 56,
  headHeight: 56,
  areas: {
    name: '1 / 1', role: '2 / 1', state: '1 / 2 / 3 / 3', twoFactor: '1 / 3 / 3 / 4', password: '1 / 4 / 3 / 5',
    keys: '1 / 5 / 3 / 6', expiry: '1 / 6 / 3 / 7', without: '1 / 7 / 3 / 8', action: '1 / 8 / 3 / 9'
  }
}

const folded: OverviewLayout = {
  roomy: false,
  tracks: 'minmax(0, 1fr) 116px 106px 114px 96px',
  rowHeight: 60,
  headHeight: 60,
  areas: {
    name: '1 / 1', role: '2 / 1', state: '1 / 2', password: '2 / 2', twoFactor: '1 / 3', keys: '2 / 3', without: '1 / 4', expiry: '2 / 4', action: '1 / 5 / 3 / 6'
  }
}

const paired: OverviewLayout = {
  roomy: false,
  tracks: 'minmax(0, 1fr) minmax(0, 1fr)',
  rowHeight: 138,
  headHeight: 138,
  areas: {
    name: '1 / 1 / 2 / 3', role: '2 / 1', state: '2 / 2', twoFactor: '3 / 1', without: '3 / 2', password: '4 / 1', keys: '4 / 2', expiry: '5 / 1', action: '5 / 2'
  }
}

/** @param width pixels of the table; null before it is measured */
export function layoutFor(width: number | null): OverviewLayout {
  if (width === null || width >= 900) return wide
  return width >= 520 ? folded : paired
}
