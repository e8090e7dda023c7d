export interface VirtualColumn {
  id: string
  label: string
  /** A track of CSS grid, for example `minmax(0, 1fr)` or `160px`. Unused where the list has tracks of its own. */
  width: string
  sortable?: boolean
  /** Where its cells stand in rows of several lines, as `grid-area`; without one they follow each other. */
  area?: string
  /** Numbers stand at the right. */
  align?: 'end'
  /** What the label is short for, as a tooltip. */
  hint?: string
  /** The label is for assistive technology only. */
  unlabelled?: boolean
  /** Something to press stands in its heading, from the slot `head`. */
  control?: boolean
}

export interface VirtualSort {
  by: string
  direction: 'ascending' | 'descending'
}
