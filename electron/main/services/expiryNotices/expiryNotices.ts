import type { Connection } from '#shared/domain/connection'
import type { KeyInventory } from '#shared/domain/keyInventory'
import { expiryNoticeDays, noticeOf, type ExpiryNoticeDays } from '#shared/rules/keyExpiry'
import { keysInside } from '#shared/rules/keyOwners'
import type { Logger } from '../../log/logger'
import { createNoticesFile, type NoticesPlace } from './noticesFile'

/** How many keys of an organization run out within so many days. */
export interface ExpiryNotice {
  organizationId: string
  organizationName: string
  days: ExpiryNoticeDays
  count: number
}

export interface ExpiryNoticesDeps {
  path: string
  /** The open connection; null while there is none, and while it is locked. */
  open(): Pick<Connection, 'server' | 'demo' | 'userId'> | null
  /** Whether the person wants to hear of it. */
  wanted(): Promise<boolean>
  /** @returns whether the system showed it */
  show(notice: ExpiryNotice): boolean
  now(): number
  log: Logger
}

export interface ExpiryNotices {
  /** To be called with everything about keys that was read for the window. Never fails. */
  keysRead(connection: Pick<Connection, 'server' | 'demo' | 'userId'>, organizationName: string, keys: KeyInventory): Promise<void>
  /** To be called with the organizations that the person is in. Of others nothing is told from then on. Never fails. @param all whether the credential sees every one of them */
  organizationsRead(connection: Pick<Connection, 'server' | 'demo' | 'userId'>, organizationIds: readonly string[], all: boolean): Promise<void>
  /** Looks at the clock: to be called now and then. Never fails. */
  look(): Promise<void>
}

/** How often the clock is looked at, in milliseconds; days are what matters. */
export const lookEveryMs = 30 * 60_000

/** Tells 30, 7 and 1 days before keys run out, each once, of the organizations of the open connection's server. */
export function createExpiryNotices({ path, open, wanted, show, now, log }: ExpiryNoticesDeps): ExpiryNotices {
  const file = createNoticesFile(path, ({ reason }) => log.warn('expiryNotices.setAside', { reason }))
  // The demonstration listens elsewhere at every start, and is one place all the same.
  const serverOf = ({ server, demo }: Pick<Connection, 'server' | 'demo' | 'userId'>): string => (demo ? 'demo' : server)
  /** What one person read is told to nobody else; what was noted before persons were is nobody's. */
  const isOf = (place: NoticesPlace, connection: Pick<Connection, 'server' | 'demo' | 'userId'>): boolean => place.server === serverOf(connection) && place.userId === connection.userId

  /** Who is in what, as it was read in this run: nobody is told of an organization that they may have left. */
  const memberOf = new Map<string, ReadonlySet<string>>()
  const personOf = (connection: Pick<Connection, 'server' | 'demo' | 'userId'>): string => `${serverOf(connection)} ${connection.userId}`
  const isIn = (connection: Pick<Connection, 'server' | 'demo' | 'userId'>, organizationId: string): boolean => memberOf.get(personOf(connection))?.has(organizationId) ?? false

  /** What is due is marked before it is shown: a notification too few is better than the same one at every start. */
  async function look(): Promise<void> {
    const connection = open()
    if (connection === null || !(await wanted())) return
    const due: ExpiryNotice[] = []
    await file.update(({ places }) => {
      due.length = 0
      return { places: places.map((place) => (isOf(place, connection) && isIn(connection, place.organizationId) ? told(place, now(), due) : place)) }
    })
    for (const notice of due) if (!show(notice)) log.warn('expiryNotices.notShown', { days: notice.days })
  }

  const quietly = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      log.error('expiryNotices.failed', { error })
    }
  }

  return {
    look: () => quietly(look),
    organizationsRead: (connection, organizationIds, all) =>
      quietly(async () => {
        const within = new Set(organizationIds)
        memberOf.set(personOf(connection), within)
        if (all) await file.update(({ places }) => ({ places: places.filter((place) => !isOf(place, connection) || within.has(place.organizationId)) }))
        await look()
      }),
    keysRead: (connection, organizationName, inventory) =>
      quietly(async () => {
        const place = { server: serverOf(connection), userId: connection.userId, organizationId: inventory.organizationId }
        const inside = keysInside(inventory)
        const read = inside.flatMap(({ id, expiresAt }) => (expiresAt === null ? [] : [{ id, expiresAt }]))
        const seen = new Set(inside.map(({ id }) => id))
        // What part of a list leaves out, as one without others' keys does, stays as it was read before.
        const isWhole = inventory.organizationKeys.state === 'complete' && inventory.ownKeys.state === 'complete'
        const clockSkewMs = inventory.clockSkewMs ?? 0
        await file.update(({ places }) => {
          const before = places.find((one) => isOf(one, connection) && one.organizationId === place.organizationId)
          const keys = isWhole ? read : [...read, ...(before?.keys ?? []).filter(({ id }) => !seen.has(id))]
          const still = new Set(keys.map(({ id, expiresAt }) => `${String(id)} ${expiresAt}`))
          const known = (before?.told ?? []).filter(({ id, expiresAt }) => still.has(`${String(id)} ${expiresAt}`))
          return { places: [...places.filter((one) => one !== before && one.userId !== undefined), { ...place, organizationName, clockSkewMs, keys, told: known }] }
        })
        memberOf.set(personOf(connection), new Set([...(memberOf.get(personOf(connection)) ?? []), inventory.organizationId]))
        await look()
      })
  }
}

/** Adds what is due to `due`. A key that is told of at 7 days has been told of at 30, too. */
function told(place: NoticesPlace, nowMs: number, due: ExpiryNotice[]): NoticesPlace {
  const nearest = new Map(place.told.map(({ id, expiresAt, days }) => [`${String(id)} ${expiresAt}`, days]))
  const fresh = place.keys.flatMap((key) => {
    const days = noticeOf(key, nowMs + place.clockSkewMs)
    return days === null || (nearest.get(`${String(key.id)} ${key.expiresAt}`) ?? Number.POSITIVE_INFINITY) <= days ? [] : [{ ...key, days }]
  })
  if (fresh.length === 0) return place
  for (const days of expiryNoticeDays) {
    const count = fresh.filter((one) => one.days === days).length
    if (count > 0) due.push({ organizationId: place.organizationId, organizationName: place.organizationName, days, count })
  }
  const again = new Set(fresh.map(({ id, expiresAt }) => `${String(id)} ${expiresAt}`))
  return { ...place, told: [...place.told.filter(({ id, expiresAt }) => !again.has(`${String(id)} ${expiresAt}`)), ...fresh] }
}
