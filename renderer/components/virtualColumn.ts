export interface VirtualColumn {
  id: string
  label: string
  /** A track of CSS grid, for example `minmax(0, 1fr)` or `160px`. */
  width: string
  sortable?: boolean
}

export interface VirtualSort {
  by: string
  direction: 'ascending' | 'descending'
}
