import { z } from 'zod'
import { organizationIdSchema } from '#shared/domain/organization'
import { createJsonFile, type JsonFile, type SetAside } from '../../storage/jsonFile'

/** An organization of which one snapshot is taken each month, by server; no name of anybody. */
const monthlySchema = z.strictObject({
  server: z.string().min(1).max(700),
  organizationId: organizationIdSchema,
  name: z.string().max(1000),
  lastAt: z.iso.datetime().nullable()
})
export type Monthly = z.infer<typeof monthlySchema>
const storedSchema = z.strictObject({ monthly: z.array(monthlySchema).max(1000) })

/** Those that are whole: a damaged one takes no other along. */
function salvage(data: unknown): { monthly: Monthly[] } | null {
  const outline = z.object({ monthly: z.array(z.unknown()) }).safeParse(data)
  return outline.success ? { monthly: outline.data.monthly.flatMap((one) => monthlySchema.safeParse(one).data ?? []).slice(0, 1000) } : null
}

export function createMonthlyFile(path: string, onSetAside: (aside: SetAside) => void): JsonFile<{ monthly: Monthly[] }> {
  return createJsonFile({ path, version: 1, schema: storedSchema, migrations: {}, empty: () => ({ monthly: [] }), salvage, onSetAside })
}
