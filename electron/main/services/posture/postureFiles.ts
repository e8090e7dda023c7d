import { createHash } from 'node:crypto'
import { z } from 'zod'
import { mostPostureDays, postureDaySchema, type PostureDay } from '#shared/domain/postureHistory'
import { createJsonFile, type JsonFile, type SetAside } from '../../storage/jsonFile'

/** Whose days: those of an organization of a server, whoever is signed in to it. */
export interface PosturePlace {
  server: string
  organizationId: string
}

interface StoredDays extends PosturePlace {
  days: PostureDay[]
}

export interface PostureFiles {
  of(place: PosturePlace): JsonFile<StoredDays>
}

/**
 * A file for each organization of each server, so that a damaged one takes no other along. Its name tells neither.
 * @param pathOf where a file of this name is
 * @param onSetAside told when a file could not be used and stands aside; the days in it that can be read are taken over
 */
export function createPostureFiles(pathOf: (name: string) => string, onSetAside: (place: PosturePlace, aside: SetAside) => void): PostureFiles {
  const files = new Map<string, JsonFile<StoredDays>>()
  return {
    of(place) {
      const key = JSON.stringify([place.server, place.organizationId])
      const name = `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.json`
      const file = files.get(name) ?? openFile(place, pathOf(name), (aside) => onSetAside(place, aside))
      files.set(name, file)
      return file
    }
  }
}

function openFile({ server, organizationId }: PosturePlace, path: string, onSetAside: (aside: SetAside) => void): JsonFile<StoredDays> {
  return createJsonFile<StoredDays>({
    path,
    version: 1,
    // A file that was copied from elsewhere tells of somebody else.
    schema: z.strictObject({ server: z.literal(server), organizationId: z.literal(organizationId), days: z.array(postureDaySchema).max(mostPostureDays) }),
    migrations: {},
    empty: () => ({ server, organizationId, days: [] }),
    salvage: (data) => salvaged(data, { server, organizationId }),
    onSetAside
  })
}

/** The days that are whole, of a file that is of this place. */
function salvaged(data: unknown, place: PosturePlace): StoredDays | null {
  const outline = z.object({ server: z.literal(place.server), organizationId: z.literal(place.organizationId), days: z.array(z.unknown()) }).safeParse(data)
  if (!outline.success) return null
  const whole = outline.data.days.flatMap((day) => postureDaySchema.safeParse(day).data ?? [])
  const byDay = new Map(whole.map((day) => [day.day, day]))
  return { ...place, days: [...byDay.values()].sort((one, other) => (one.day < other.day ? -1 : 1)).slice(-mostPostureDays) }
}
