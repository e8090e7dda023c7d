import { z } from 'zod'
import { monthlyPackSchema } from '#shared/domain/monthlyPack'
import { organizationIdSchema } from '#shared/domain/organization'
import { createJsonFile, type JsonFile, type SetAside } from '../../storage/jsonFile'
import type { OwnPlace } from '../ownPlace'

/** An organization of which one snapshot is taken each month, by server; no name of anybody but ids. */
const monthlySchema = z.strictObject({
  server: z.string().min(1).max(700),
  organizationId: organizationIdSchema,
  /** Who wants it; null: one of before this was noted. */
  userId: z.string().max(100).nullable(),
  name: z.string().max(1000),
  lastAt: z.iso.datetime().nullable(),
  /** null: no evidence pack is written of it. */
  pack: monthlyPackSchema.nullable()
})
export type Monthly = z.infer<typeof monthlySchema>
const storedSchema = z.strictObject({ monthly: z.array(monthlySchema).max(1000) })

/** Those that are whole: a damaged one takes no other along. */
function salvage(data: unknown): { monthly: Monthly[] } | null {
  const outline = z.object({ monthly: z.array(z.unknown()) }).safeParse(data)
  return outline.success ? { monthly: outline.data.monthly.flatMap((one) => monthlySchema.safeParse(one).data ?? []).slice(0, 1000) } : null
}

/** The first version knew nothing of packs. */
const withoutPacks = withEach({ pack: null })
/** The second did not say who wants it. */
const withoutPeople = withEach({ userId: null })

function withEach(added: Record<string, null>) {
  return (data: unknown): unknown => {
    const outline = z.object({ monthly: z.array(z.looseObject({})) }).safeParse(data)
    return outline.success ? { monthly: outline.data.monthly.map((one) => ({ ...one, ...added })) } : data
  }
}

/** null: nobody knows. */
export const wantedBy = ({ server, userId }: Monthly): OwnPlace | null => (userId === null ? null : { server, userId })

export function isSame(one: Pick<Monthly, 'server' | 'organizationId'>, other: Pick<Monthly, 'server' | 'organizationId'>): boolean {
  return one.server === other.server && one.organizationId === other.organizationId
}

export function createMonthlyFile(path: string, onSetAside: (aside: SetAside) => void): JsonFile<{ monthly: Monthly[] }> {
  return createJsonFile({ path, version: 3, schema: storedSchema, migrations: { 1: withoutPacks, 2: withoutPeople }, empty: () => ({ monthly: [] }), salvage, onSetAside })
}
