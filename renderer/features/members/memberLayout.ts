import type { MemberColumn } from '#shared/rules/memberFilter'

type Column = MemberColumn | 'select'

/** Pixels that each column needs for the longest that can stand in it, its heading included; the e-mails take what is left. */
export type ColumnNeeds = Record<MemberColumn, number>

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
const checkbox = 36
/** As much of a role as has to be seen: its tooltip has all of it. */
const leastRole = 112
const px = (width: number): string => `${String(width)}px`

function wide(needs: ColumnNeeds, withPassword: boolean): MemberLayout {
  const others = [needs.role, needs.twoFactor, ...(withPassword ? [needs.password] : []), needs.keys, needs.asked].map(Math.ceil)
  return {
    tracks: [px(checkbox), 'minmax(0, 1fr)', ...others.map(px)].join(' '),
    rowHeight: 44,
    headHeight: 40,
    areas: {},
    besideEmail: padding + checkbox + others.reduce((sum, width) => sum + width, 0)
  }
}

/** The e-mail stands over role, keys and date, so that it has the width of all three. */
function folded(needs: ColumnNeeds, withPassword: boolean): MemberLayout & { least: number } {
  const [keys, asked] = [Math.ceil(needs.keys), Math.ceil(needs.asked)]
  const statuses = Math.ceil(Math.max(needs.twoFactor, withPassword ? needs.password : 0))
  return {
    tracks: `${px(checkbox)} minmax(0, 1fr) ${px(keys)} ${px(asked)} ${px(statuses)}`,
    rowHeight: 64,
    headHeight: 64,
    areas: { select: '1 / 1 / 3 / 2', email: '1 / 2 / 2 / 5', role: '2 / 2', keys: '2 / 3', asked: '2 / 4', twoFactor: '1 / 5', password: '2 / 5' },
    besideEmail: padding + checkbox + statuses,
    least: padding + checkbox + Math.min(Math.ceil(needs.role), leastRole) + keys + asked + statuses
  }
}

const paired: MemberLayout = {
  tracks: `${px(checkbox)} minmax(0, 1fr) minmax(0, 1fr)`,
  rowHeight: 124,
  headHeight: 124,
  areas: { select: '1 / 1 / 2 / 2', email: '1 / 2 / 2 / 4', role: '2 / 2', twoFactor: '2 / 3', keys: '3 / 2', password: '3 / 3', asked: '4 / 2' },
  besideEmail: padding + checkbox
}

/**
 * One line where an ordinary address stands whole beside everything else, two where the rest fits, else pairs.
 * @param width pixels of the table; null before it is measured
 */
export function memberLayout(width: number | null, withPassword: boolean, needs: ColumnNeeds): MemberLayout {
  const inOneLine = wide(needs, withPassword)
  if (width === null || width - inOneLine.besideEmail >= needs.email) return inOneLine
  const { least, ...inTwoLines } = folded(needs, withPassword)
  return width >= least ? inTwoLines : paired
}
