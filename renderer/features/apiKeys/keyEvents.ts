import type { BatchAction } from '#shared/domain/keyBatch'
import type { ListedKey } from '#shared/rules/keyListing'

export type BulkAction = BatchAction['kind']

/** What the lists of keys ask the page for; the page has the dialogs, some of which are other features'. */
export interface KeyListEvents {
  create: []
  manage: [row: ListedKey]
  regenerate: [row: ListedKey]
  delete: [row: ListedKey]
  /** A copy that overlaps with the old key. */
  twin: [row: ListedKey]
  /** Somebody else's key is to be disarmed. */
  revoke: [row: ListedKey]
  /** A message to the owners of others' keys. */
  write: [rows: readonly ListedKey[]]
  bulk: [action: BulkAction, rows: readonly ListedKey[]]
}

/** The dialog that a page has open, and for which keys. */
export type AskedOfKeys = { id: 'regenerate' | 'delete' | 'twin' | 'revoke'; row: ListedKey } | { id: 'write'; rows: readonly ListedKey[] } | { id: 'bulk'; action: BulkAction; rows: readonly ListedKey[] }
