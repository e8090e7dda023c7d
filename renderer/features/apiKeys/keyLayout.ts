import type { KeyColumn } from '#shared/rules/keyListing'

type Column = KeyColumn | 'select' | 'actions'

/** Pixels that each of these columns needs for the longest that stands in it, its heading included. */
export type KeyColumnNeeds = Record<Exclude<KeyColumn, 'name'>, number>

/** How the columns of a list of keys stand: side by side, folded into two lines, or in groups of three. */
export interface KeyLayout {
  /** Those that stand; the page of a key has them all. */
  columns: readonly Column[]
  tracks: string
  rowHeight: number
  headHeight: number
  areas: Partial<Record<Column, string>>
  /** Headings and months are cut short. */
  short: boolean
}

const [padding, select, actions] = [24, 32, 116]
/** As much of a name, and of the names of apps, as has to be seen: tooltips have all of them. */
const [leastName, leastApps] = [150, 96]
const ofOwner: readonly Column[] = ['owner', 'twoFactor']
const everyColumn: readonly Column[] = ['select', 'name', 'kind', 'role', 'apps', 'created', 'updated', 'expires', 'owner', 'twoFactor', 'compliance', 'actions']
const px = (width: number): string => `${String(Math.ceil(width))}px`

/**
 * One line with everything, one without the dates of creation and change, two lines, or groups: the first that fits.
 * @param width pixels of the table; null before it is measured @param withOwner whether owners stand in it
 */
export function keyLayout(width: number | null, withOwner: boolean, needs: KeyColumnNeeds): KeyLayout {
  const all = everyColumn.filter((id) => withOwner || !ofOwner.includes(id))
  const withoutDates = all.filter((id) => id !== 'created' && id !== 'updated')
  for (const columns of [all, withoutDates]) {
    if (width === null || width >= leastOf(columns, needs)) return inOneLine(columns, needs, columns !== all)
  }
  const folded = inTwoLines(withOwner, needs)
  return width !== null && width >= folded.least ? folded.layout : inGroups(withOwner, needs)
}

function widthOf(id: Column, needs: KeyColumnNeeds): number {
  if (id === 'name') return leastName
  return id === 'select' ? select : id === 'actions' ? actions : id === 'apps' ? Math.max(leastApps, needs.apps) : needs[id]
}

const leastOf = (columns: readonly Column[], needs: KeyColumnNeeds): number => padding + columns.reduce((sum, id) => sum + widthOf(id, needs), 0)

function inOneLine(columns: readonly Column[], needs: KeyColumnNeeds, short: boolean): KeyLayout {
  const track = (id: Column): string => (id === 'name' ? `minmax(${px(leastName)}, 2fr)` : id === 'apps' ? `minmax(${px(widthOf(id, needs))}, 1fr)` : px(widthOf(id, needs)))
  return { columns, tracks: columns.map(track).join(' '), rowHeight: 40, headHeight: 40, areas: {}, short }
}

/** What belongs together stands together: owner under name, apps under role, 2FA under kind, dates under the end, what can be done under how it stands. */
function inTwoLines(withOwner: boolean, needs: KeyColumnNeeds): { layout: KeyLayout; least: number } {
  const kinds = Math.max(needs.kind, withOwner ? needs.twoFactor : needs.updated)
  const ends = Math.max(needs.expires, needs.created)
  const standings = Math.max(needs.compliance, actions)
  const areas = {
    ...{ select: '1 / 1 / 3 / 2', role: '1 / 4', apps: '2 / 4', expires: '1 / 5', created: '2 / 5', compliance: '1 / 6', actions: '2 / 6', kind: '1 / 3' },
    ...(withOwner ? { name: '1 / 2', owner: '2 / 2', twoFactor: '2 / 3' } : { name: '1 / 2 / 3 / 3', updated: '2 / 3' })
  }
  return {
    layout: {
      columns: everyColumn.filter((id) => id in areas),
      tracks: [px(select), 'minmax(0, 1.6fr)', px(kinds), 'minmax(0, 1fr)', px(ends), px(standings)].join(' '),
      rowHeight: 62,
      headHeight: 62,
      areas,
      short: true
    },
    least: padding + select + leastName + kinds + leastApps + ends + standings
  }
}

function inGroups(withOwner: boolean, needs: KeyColumnNeeds): KeyLayout {
  const tags = Math.min(150, Math.max(needs.kind, needs.compliance, withOwner ? needs.twoFactor : needs.updated))
  const third = withOwner ? { owner: '3 / 2', apps: '3 / 3', twoFactor: '3 / 4' } : { created: '3 / 2', apps: '3 / 3', updated: '3 / 4' }
  const areas = { select: '1 / 1', name: '1 / 2', actions: '1 / 3', compliance: '1 / 4', expires: '2 / 2', role: '2 / 3', kind: '2 / 4', ...third }
  return { columns: everyColumn.filter((id) => id in areas), tracks: `${px(select)} minmax(0, 1.35fr) minmax(0, 1fr) ${px(tags)}`, rowHeight: 92, headHeight: 92, areas, short: true }
}
