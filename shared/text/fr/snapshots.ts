/** Snapshots: the state of an organization at a moment, kept on this computer. */
export const snapshots = {
  /** The name of one that the monthly capture took. */
  monthlyName: '{month}, mensuel'
}
