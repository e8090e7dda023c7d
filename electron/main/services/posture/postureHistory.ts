import { asAppError, type AppErrorData } from '#shared/errors/appError'
import type { Connection } from '#shared/domain/connection'
import type { KeyInventory } from '#shared/domain/keyInventory'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { PostureDay, PostureHistory } from '#shared/domain/postureHistory'
import { localDay, postureDay, samePosture, withPostureDay } from '#shared/rules/postureDays'
import type { Logger } from '../../log/logger'
import { createSerialQueue } from '../../storage/serialQueue'
import type { ActiveConnection } from '../connection/connectionService'
import { createPostureFiles, type PosturePlace } from './postureFiles'

/** Two readings further apart, in milliseconds, do not tell of one moment. */
const togetherMs = 10 * 60_000
const dayMs = 86_400_000

export interface PostureHistoryDeps {
  /** Where a file of this name is. */
  pathOf(name: string): string
  /** @throws AppError `unauthorized`, `locked` */
  active(): Promise<ActiveConnection>
  now(): number
  log: Logger
}

export interface PostureHistoryService {
  /** To be called with everything that was read for the window; a day is kept once both are there and whole. */
  securityRead(connection: Connection, security: OrganizationSecurity): void
  keysRead(connection: Connection, keys: KeyInventory): void
  /** Once what was read before is kept. @throws AppError `storageFailed` where the file cannot be read */
  read(input: { organizationId: string }): Promise<PostureHistory>
}

interface Latest {
  /** The place, and with what it was read: two credentials do not see the same. */
  key: string
  place: PosturePlace
  security: OrganizationSecurity | null
  keys: KeyInventory | null
}

/** How organizations stood day by day, kept on this computer from what is read anyway; nothing is asked for it. */
export function createPostureHistory({ pathOf, active, now, log }: PostureHistoryDeps): PostureHistoryService {
  const inTurn = createSerialQueue()
  const setAside = new Set<string>()
  const notKept = new Map<string, AppErrorData>()
  const nameOf = ({ server, organizationId }: PosturePlace): string => JSON.stringify([server, organizationId])
  const files = createPostureFiles(pathOf, (place, { reason }) => {
    setAside.add(nameOf(place))
    log.warn('posture.setAside', { reason })
  })
  let latest: Latest | null = null

  function take(connection: Connection, organizationId: string, part: { security: OrganizationSecurity } | { keys: KeyInventory }): void {
    const place = placeOf(connection, organizationId)
    const key = JSON.stringify([place, connection.userId, connection.credential])
    const both: Latest = { ...(latest?.key === key ? latest : { key, place, security: null, keys: null }), ...part }
    latest = both
    const day = dayOf(both)
    if (day !== null) void inTurn(() => keep(place, day))
  }

  async function keep(place: PosturePlace, day: PostureDay): Promise<void> {
    const name = nameOf(place)
    try {
      const file = files.of(place)
      const { days } = (await file.read()).value
      const next = withPostureDay(days, day)
      // Reading every few minutes writes nothing as long as nothing changes.
      if (next.includes(day) && !days.some((one) => one.day === day.day && samePosture(one, day))) await file.update((stored) => ({ ...stored, days: next }))
      notKept.delete(name)
    } catch (error) {
      notKept.set(name, asAppError(error).data)
      log.warn('posture.notKept', { error })
    }
  }

  return {
    securityRead: (connection, security) => take(connection, security.organizationId, { security }),
    keysRead: (connection, keys) => take(connection, keys.organizationId, { keys }),
    async read({ organizationId }) {
      const place = placeOf((await active()).connection, organizationId)
      return inTurn(async () => {
        const { days } = (await files.of(place).read()).value
        // A day to come was written by a clock that was wrong; it stays in the file and is not shown.
        const last = localDay(now() + dayMs)
        return {
          organizationId,
          readAt: new Date(now()).toISOString(),
          days: days.filter(({ day }) => day <= last),
          setAside: setAside.has(nameOf(place)),
          notKept: notKept.get(nameOf(place)) ?? null
        }
      })
    }
  }
}

/** The demonstration listens elsewhere at every start, and is one place all the same. */
function placeOf({ demo, server }: Connection, organizationId: string): PosturePlace {
  return { server: demo ? 'demo' : server, organizationId }
}

function dayOf({ security, keys }: Latest): PostureDay | null {
  if (security === null || keys === null) return null
  return Math.abs(Date.parse(security.readAt) - Date.parse(keys.readAt)) <= togetherMs ? postureDay(security, keys) : null
}
