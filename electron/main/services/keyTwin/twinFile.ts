import { z } from 'zod'
import { keyTwinSchema } from '#shared/domain/keyTwin'
import { createJsonFile, type JsonFile, type SetAside } from '../../storage/jsonFile'

const storedTwinSchema = keyTwinSchema.extend({ server: z.string().min(1).max(300), userId: z.string().min(1).max(100) })
export type StoredTwin = z.infer<typeof storedTwinSchema>

/** The newest first. */
export interface StoredTwins {
  twins: StoredTwin[]
}

/** The rotations that are whole: damage in one loses no other. */
function salvage(data: unknown): StoredTwins | null {
  const outline = z.object({ twins: z.array(z.unknown()) }).safeParse(data)
  return outline.success ? { twins: outline.data.twins.flatMap((one) => storedTwinSchema.safeParse(one).data ?? []) } : null
}

export function createTwinFile(path: string, onSetAside: (aside: SetAside) => void): JsonFile<StoredTwins> {
  return createJsonFile<StoredTwins>({ path, version: 1, schema: z.strictObject({ twins: z.array(storedTwinSchema) }), migrations: {}, empty: () => ({ twins: [] }), salvage, onSetAside })
}
