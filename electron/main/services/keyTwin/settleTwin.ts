import type { KeySecrets } from '#shared/domain/heldSecret'
import type { OwnKeyRow } from '../../capgo/endpoints/apiKeys'
import type { StoredTwin } from './twinFile'

type Reach = (twin: StoredTwin, stage: StoredTwin['stage']) => StoredTwin

/** What the escrow says by now of a copy that was asked for. */
export function settledBy({ held, lost }: KeySecrets, twin: StoredTwin, reach: Reach): StoredTwin {
  const secret = held.find(({ id }) => id === twin.secretId)
  // Of which key it is, an answer may not have said.
  if (secret) return secret.keyId < 1 ? twin : reach({ ...twin, newKeyId: secret.keyId }, 'created')
  const attempt = lost.find(({ id }) => id === twin.secretId)
  // It is there, and its secret is nobody's: the person regenerates it, and goes on.
  if (attempt?.finding === 'created' && attempt.keyId !== null) return reach({ ...twin, newKeyId: attempt.keyId }, 'created')
  return attempt?.finding === 'notCreated' ? reach(twin, 'abandoned') : twin
}

/** Whether the escrow will never say which key the copy is: its secret was let go, its attempt taken off the list, or its number was not told. */
export function isForgotten({ held, lost, damaged }: KeySecrets, { secretId }: StoredTwin): boolean {
  return !held.some(({ id, keyId }) => id === secretId && keyId > 0) && !lost.some(({ id }) => id === secretId) && !damaged.some((id) => id === secretId)
}

/** The server tells its time in whole seconds, and late. */
const marginMs = 60_000

export interface OwnKeysNow {
  rows: readonly OwnKeyRow[]
  clockSkewMs: number | null
  /** Keys that are copies of other rotations. */
  taken: ReadonlySet<number>
  /** Whether the copy may still be made. */
  mayStillLand: boolean
}

/**
 * What the person's keys say of a copy that the escrow has forgotten: the only one of its name that was made since is the
 * copy. Where there is none, or more than one, the rotation is given up, with all keys as they are.
 */
export function settledByKeys({ rows, clockSkewMs, taken, mayStillLand }: OwnKeysNow, twin: StoredTwin, reach: Reach): StoredTwin {
  const asked = Date.parse(twin.reached[0]?.at ?? '')
  const made = rows.filter(({ id, name, created_at }) => name === twin.newName && id !== twin.oldKeyId && !taken.has(id) && created_at !== null && clockSkewMs !== null && Date.parse(created_at) >= asked + clockSkewMs - marginMs)
  const [copy] = made
  if (copy && made.length === 1) return reach({ ...twin, newKeyId: copy.id }, 'created')
  return made.length === 0 && mayStillLand ? twin : reach(twin, 'abandoned')
}
