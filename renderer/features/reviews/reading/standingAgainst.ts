import type { Connection } from '#shared/domain/connection'
import type { FileObstacle, OpenedReview } from '#shared/domain/reviewFile'

/** An obstacle of the file, or of this window. */
export type Standing = FileObstacle | 'snapshotOpen' | 'signedOut'

/** What stands against applying a file from here, now. */
export function standingAgainst({ obstacles }: Pick<OpenedReview, 'obstacles'>, connection: Pick<Connection, 'snapshot'> | null): Standing[] {
  if (connection === null) return ['signedOut', ...obstacles]
  return connection.snapshot === undefined ? [...obstacles] : ['snapshotOpen', ...obstacles]
}
