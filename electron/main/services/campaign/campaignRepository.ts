import { z } from 'zod'
import { goalRecordSchema, type CampaignGoal, type GoalRecord } from '#shared/domain/campaign'
import { organizationIdSchema } from '#shared/domain/organization'
import { createJsonFile, type SetAside } from '../../storage/jsonFile'

/** What is asked in one organization of one server. */
const kept = z.strictObject({
  server: z.string().min(1).max(300),
  organizationId: organizationIdSchema,
  twoFactor: goalRecordSchema,
  password: goalRecordSchema
})
const storedSchema = z.strictObject({ campaigns: z.array(kept) })
type Stored = z.infer<typeof storedSchema>

/** Which campaigns: those of an organization, whoever is signed in to it. */
export interface CampaignPlace {
  server: string
  organizationId: string
}
export type KeptCampaign = Record<CampaignGoal, GoalRecord>

export interface CampaignRepository {
  /** @throws AppError `storageFailed` */
  read(place: CampaignPlace): Promise<KeptCampaign>
  /** Reads, changes and writes with nothing in between. @throws AppError `storageFailed`; nothing is changed then */
  update(place: CampaignPlace, change: (campaign: KeptCampaign) => KeptCampaign): Promise<KeptCampaign>
}

const nothing: KeptCampaign = { twoFactor: { enforceOn: null, asked: [] }, password: { enforceOn: null, asked: [] } }

/** The campaigns that are whole: damage in one organization's loses no other's. */
function salvage(data: unknown): Stored | null {
  const outline = z.object({ campaigns: z.array(z.unknown()) }).safeParse(data)
  return outline.success ? { campaigns: outline.data.campaigns.flatMap((one) => kept.safeParse(one).data ?? []) } : null
}

/** @param onSetAside told when the file could not be used as it was and stands aside; what is whole in it was taken over */
export function createCampaignRepository(path: string, onSetAside: (aside: SetAside) => void): CampaignRepository {
  const file = createJsonFile<Stored>({ path, version: 1, schema: storedSchema, migrations: {}, empty: () => ({ campaigns: [] }), salvage, onSetAside })
  const of = ({ campaigns }: Stored, { server, organizationId }: CampaignPlace): KeptCampaign => {
    const found = campaigns.find((one) => one.server === server && one.organizationId === organizationId)
    return found === undefined ? nothing : { twoFactor: found.twoFactor, password: found.password }
  }
  const isEmpty = ({ twoFactor, password }: KeptCampaign): boolean => [twoFactor, password].every(({ enforceOn, asked }) => enforceOn === null && asked.length === 0)

  return {
    read: async (place) => of((await file.read()).value, place),
    async update(place, change) {
      const stored = await file.update((before) => {
        const others = before.campaigns.filter((one) => one.server !== place.server || one.organizationId !== place.organizationId)
        const changed = change(of(before, place))
        return { campaigns: isEmpty(changed) ? others : [...others, { ...place, ...changed }] }
      })
      return of(stored, place)
    }
  }
}
