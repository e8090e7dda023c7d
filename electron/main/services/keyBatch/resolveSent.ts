import type { BatchItem } from '#shared/domain/keyBatch'
import type { KeyInventory } from '#shared/domain/keyInventory'
import type { KeySecrets } from '#shared/domain/heldSecret'
import { AppError, type AppErrorData } from '#shared/errors/appError'
import { sameMoment } from '#shared/rules/apiKeyPolicy'
import { mayLandForMs } from '../apiKeys/lostKeyRequest'
import type { ItemStanding, StoredBatch } from './storedBatch'

/**
 * What became of the keys that were on their way when the program ended: by the escrow for a new secret, by reading for the
 * rest. What could not be told by an earlier look is looked at once more. None of them is sent here.
 * @param given.askedAt when the list of keys was asked for, by the `uptime` of the run's own lines
 * @throws AppError `storageFailed`; `vaultUnavailable` where only the keychain can tell; of a list of keys that could not be read whole
 */
export async function resolveSent(batch: StoredBatch, { inventory, secrets, askedAt }: { inventory: KeyInventory; secrets: KeySecrets; askedAt: number }): Promise<void> {
  const isRotation = batch.head.action.kind === 'rotate'
  const isHeld = ({ secretId }: BatchItem): boolean => secrets.held.some(({ id }) => id === secretId)
  const open = [...batch.told().items.entries()].filter(([, item]) => item.state === 'sent' || (isOpen(item, isRotation) && (!isRotation || isHeld(item))))
  // Its secret may be in there: what is called lost now would stay so.
  if (isRotation && secrets.place === 'none' && open.some(([, item]) => !isHeld(item))) throw new AppError({ code: 'vaultUnavailable', message: 'The keychain, which may have the secret of a key that was sent, cannot be read.', retryable: true })
  for (const [index, item] of open) {
    if (isRotation) await batch.stand(index, rotated(item.secretId, secrets))
    else await batch.stand(index, changed(batch, item.keyId, inventory, askedAt - (batch.saidAt(index) ?? askedAt)))
  }
}

/**
 * What can be told by now of keys of which a run at rest says that nobody knows. What still cannot be told stays as it is.
 * @param known the escrow, for new secrets; or the list of keys, whole, and when it was asked for
 * @throws AppError `storageFailed`
 */
export async function settleLate(batch: StoredBatch, known: { secrets: KeySecrets } | { inventory: KeyInventory; askedAt: number }): Promise<boolean> {
  const isRotation = batch.head.action.kind === 'rotate'
  if (isRotation !== 'secrets' in known) return false
  let isChanged = false
  for (const [index, item] of batch.told().items.entries()) {
    if (!isOpen(item, isRotation)) continue
    const standing = 'secrets' in known ? rotated(item.secretId, known.secrets) : changed(batch, item.keyId, known.inventory, known.askedAt - (batch.saidAt(index) ?? known.askedAt))
    if (standing.state === 'lost') continue
    await batch.stand(index, standing)
    isChanged = true
  }
  return isChanged
}

/** Whether something may be told of it by now. */
export function isOpen({ state, why }: BatchItem, isRotation: boolean): boolean {
  return state === 'sent' || (state === 'lost' && (isRotation || notYetTold.has(why?.details?.foundState ?? '')))
}

/** What a key reads as that may still be changed by what was sent. */
const soFar = 'unchangedSoFar'
const notYetTold: ReadonlySet<string> = new Set([soFar, 'unreadable'])

function rotated(id: string | null, { held, lost }: KeySecrets): ItemStanding {
  if (held.some((one) => one.id === id)) return { state: 'done', why: null, secretId: id }
  const attempt = lost.find((one) => one.id === id)
  // Proved by reading, long enough after: it may be tried again.
  if (attempt?.finding === 'notRotated') return { state: 'failed', why: ended('notApplied', 'The program ended while the key was regenerated; the key was not changed.', 'notRotated'), secretId: id }
  // Neither: somebody has taken it off the list since.
  return { state: 'lost', why: ended('outcomeUnknown', 'The program ended before the answer came.', attempt?.finding ?? 'noAttempt'), secretId: id }
}

function changed({ head: { action } }: StoredBatch, keyId: number, { keys, ownKeys }: KeyInventory, sinceMs: number): ItemStanding {
  const key = keys.find(({ id }) => id === keyId)
  if (key === undefined && ownKeys.state !== 'complete') throw new AppError(ownKeys.state === 'failed' ? ownKeys.why : { code: 'conflict', message: 'The list of keys is not complete.', retryable: true })
  const isAsAsked = action.kind === 'delete' ? key === undefined : action.kind === 'expire' && key !== undefined && sameMoment(key.expiresAt, action.expiresAt)
  if (isAsAsked) return { state: 'done', why: null, secretId: null }
  if (key !== undefined && sinceMs >= mayLandForMs) return { state: 'failed', why: ended('notApplied', 'The program ended while the key was changed; the key reads as before.', 'unchanged'), secretId: null }
  return { state: 'lost', why: ended('outcomeUnknown', 'The program ended before the answer came, and the key does not read as asked so far.', key === undefined ? 'gone' : soFar), secretId: null }
}

function ended(code: 'notApplied' | 'outcomeUnknown', message: string, foundState: string): AppErrorData {
  return { code, message, retryable: code === 'notApplied', details: { foundState } }
}
