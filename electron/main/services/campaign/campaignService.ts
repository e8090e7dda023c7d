import type { Campaign, CampaignGoal, GoalRecord } from '#shared/domain/campaign'
import type { Logger } from '../../log/logger'
import type { ActiveConnection } from '../connection/connectionService'
import { createCampaignRepository, type CampaignPlace, type KeptCampaign } from './campaignRepository'

export interface CampaignServiceDeps {
  path: string
  /** @throws AppError `unauthorized`, `locked` */
  active(): Promise<ActiveConnection>
  now(): number
  log: Logger
}

interface OfGoal {
  organizationId: string
  goal: CampaignGoal
}

/**
 * Who was asked when to turn on 2FA or to prove a password, as the person marked it: kept on this computer, by server and
 * organization, also when the connection is removed. Nothing is sent anywhere, and no address is kept.
 */
export function createCampaignService({ path, active, now, log }: CampaignServiceDeps) {
  let setAside = false
  const repository = createCampaignRepository(path, ({ reason }) => {
    setAside = true
    log.warn('campaign.setAside', { reason })
  })

  /** The demonstration listens elsewhere at every start, and is one place all the same. */
  async function placeOf(organizationId: string): Promise<CampaignPlace> {
    const { connection } = await active()
    return { server: connection.demo ? 'demo' : connection.server, organizationId }
  }

  function told(organizationId: string, { twoFactor, password }: KeptCampaign): Campaign {
    return { organizationId, readAt: new Date(now()).toISOString(), twoFactor, password, setAside }
  }

  async function change({ organizationId, goal }: OfGoal, next: (record: GoalRecord) => GoalRecord): Promise<Campaign> {
    const place = await placeOf(organizationId)
    return told(organizationId, await repository.update(place, (campaign) => ({ ...campaign, [goal]: next(campaign[goal]) })))
  }

  return {
    /** @throws AppError `storageFailed` */
    read: async ({ organizationId }: { organizationId: string }): Promise<Campaign> => told(organizationId, await repository.read(await placeOf(organizationId))),

    /** Marks members as asked now. @throws AppError `storageFailed`; nobody is marked then */
    record({ userIds, ...of }: OfGoal & { userIds: string[] }): Promise<Campaign> {
      return change(of, (record) => ({ ...record, asked: [...record.asked, { at: afterAll(record, now()), userIds: [...new Set(userIds)] }] }))
    },

    /** The day of enforcement that the person has in mind; null: none. @throws AppError `storageFailed` */
    plan: ({ enforceOn, ...of }: OfGoal & { enforceOn: string | null }): Promise<Campaign> => change(of, (record) => ({ ...record, enforceOn })),

    /** Forgets one time that members were marked, or, with null, all of them and the day. @throws AppError `storageFailed` */
    forget({ at, ...of }: OfGoal & { at: string | null }): Promise<Campaign> {
      return change(of, (record) => (at === null ? { enforceOn: null, asked: [] } : { ...record, asked: record.asked.filter((one) => one.at !== at) }))
    }
  }
}

export type CampaignService = ReturnType<typeof createCampaignService>

/** Each time is one of its own, by which it can be forgotten, also where the clock stood still or was put back. */
function afterAll({ asked }: GoalRecord, now: number): string {
  const last = Math.max(0, ...asked.map(({ at }) => Date.parse(at)))
  const taken = asked.some(({ at }) => Date.parse(at) === now)
  return new Date(taken ? last + 1 : now).toISOString()
}
