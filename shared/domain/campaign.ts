import { z } from 'zod'
import { organizationIdSchema } from './organization'

/** What the members of an organization are asked for. */
export const campaignGoalSchema = z.enum(['twoFactor', 'password'])
export type CampaignGoal = z.infer<typeof campaignGoalSchema>

/** Ids, not addresses: who they are is read from the server each time. */
export const askedMembersSchema = z.array(z.string().min(1).max(100)).min(1).max(200_000)

/** One time that the person marked members as asked. Whether anything reached them nobody knows here. */
export const askedOnceSchema = z.strictObject({
  /** By this computer's clock, ISO 8601 in UTC. */
  at: z.iso.datetime(),
  userIds: askedMembersSchema
})
export type AskedOnce = z.infer<typeof askedOnceSchema>

export const goalRecordSchema = z.strictObject({
  /** The day on which the person means to enforce it, as they typed it; nothing happens by itself. */
  enforceOn: z.iso.date().nullable(),
  /** Oldest first. */
  asked: z.array(askedOnceSchema).max(10_000)
})
export type GoalRecord = z.infer<typeof goalRecordSchema>

/** Who was asked when, in one organization; kept on this computer only. */
export const campaignSchema = z.strictObject({
  organizationId: organizationIdSchema,
  readAt: z.iso.datetime(),
  twoFactor: goalRecordSchema,
  password: goalRecordSchema,
  /** The record of an earlier time could not be used in this run and stands aside, so that people may be missing here. */
  setAside: z.boolean()
})
export type Campaign = z.infer<typeof campaignSchema>
