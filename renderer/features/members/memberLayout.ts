import type { MemberColumn } from '#shared/rules/memberFilter'

type Column = MemberColumn | 'select'

/** How the columns stand: side by side, folded into two lines, or in pairs. */
export interface MemberLayout {
  tracks: string
  rowHeight: number
  headHeight: number
  areas: Partial<Record<Column, string>>
  /** Pixels of the row that the e-mail column has not. */
  besideEmail: number
}

const padding = 24
const wide = (withPassword: boolean): MemberLayout => ({
  tracks: `36px minmax(0, 1fr) 164px 126px${withPassword ? ' 142px' : ''} 72px 168px`,
  rowHeight: 44,
  headHeight: 40,
  areas: {},
  besideEmail: padding + 36 + 164 + 126 + (withPassword ? 142 : 0) + 72 + 168
})

const folded: MemberLayout = {
  tracks: '36px minmax(0, 1fr) 136px 156px',
  rowHeight: 64,
  headHeight: 64,
  areas: { select: '1 / 1 / 3 / 2', email: '1 / 2', role: '2 / 2', twoFactor: '1 / 3', password: '2 / 3', keys: '1 / 4', asked: '2 / 4' },
  besideEmail: padding + 36 + 136 + 156
}

const paired: MemberLayout = {
  tracks: '36px minmax(0, 1fr) minmax(0, 1fr)',
  rowHeight: 124,
  headHeight: 124,
  areas: { select: '1 / 1 / 2 / 2', email: '1 / 2 / 2 / 4', role: '2 / 2', twoFactor: '2 / 3', keys: '3 / 2', password: '3 / 3', asked: '4 / 2' },
  besideEmail: padding + 36
}

/** @param width pixels of the table; null before it is measured */
export function memberLayout(width: number | null, withPassword: boolean): MemberLayout {
  if (width === null || width >= (withPassword ? 1000 : 860)) return wide(withPassword)
  return width >= 480 ? folded : paired
}
