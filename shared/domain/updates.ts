import { z } from 'zod'
import { appErrorSchema } from '../errors/appError'
import { versionSchema } from '../rules/versions'

/**
 * Whether this copy looks for updates at all: it does; it is run from its source; the administrator's policy does not let it; it
 * was packed without a feed and nobody names one.
 */
export const updateAbilitySchema = z.enum(['able', 'source', 'policy', 'noFeed'])

/**
 * How a newer version comes onto this computer. `restart`: Gatehouse downloads and installs it. Otherwise it only tells: it was
 * installed as a package of the system (`package`); it is the portable program of Windows (`portable`); the copy of Windows does
 * not know its publisher, so that a signature could not be checked (`unsigned`).
 */
export const updateInstallationSchema = z.enum(['restart', 'package', 'portable', 'unsigned'])
export type UpdateInstallation = z.infer<typeof updateInstallationSchema>

/** What is wrong with what a feed or a download answered, or with what came of it here: the field `update` of the error. */
export const updateProblemSchema = z.enum(['status', 'notFound', 'tooLarge', 'notYaml', 'fields', 'version', 'noFile', 'address', 'server', 'redirects', 'system', 'shorter', 'longer', 'hash', 'signature', 'unverified', 'notWritable', 'notInstalled'])
export type UpdateProblem = z.infer<typeof updateProblemSchema>

export const mostNotes = 20_000

export const updateOfferSchema = z.strictObject({
  version: versionSchema,
  releasedAt: z.iso.datetime().nullable(),
  /** Plain text, as the feed has it; null: it says nothing. */
  notes: z.string().max(mostNotes).nullable(),
  bytes: z.int().min(1),
  /** Of the file, or of the folder where the feed lists none of this kind. */
  address: z.string().max(2000)
})
export type UpdateOffer = z.infer<typeof updateOfferSchema>

export const updateStepSchema = z.discriminatedUnion('status', [
  /** Not looked in this run. */
  z.strictObject({ status: z.literal('unknown') }),
  z.strictObject({ status: z.literal('looking') }),
  /** The feed lists this version or an older one. */
  z.strictObject({ status: z.literal('upToDate'), listed: versionSchema }),
  z.strictObject({ status: z.literal('available'), offer: updateOfferSchema }),
  z.strictObject({ status: z.literal('downloading'), offer: updateOfferSchema, percent: z.int().min(0).max(100) }),
  /** Downloaded and checked. */
  z.strictObject({ status: z.literal('ready'), offer: updateOfferSchema }),
  z.strictObject({ status: z.literal('failed'), during: z.enum(['look', 'download', 'install']), error: appErrorSchema, offer: updateOfferSchema.nullable() })
])
export type UpdateStep = z.infer<typeof updateStepSchema>

export const updatesSchema = z.strictObject({
  ability: updateAbilitySchema,
  installation: updateInstallationSchema,
  /** Where is looked, and who says so; null: nowhere. */
  feed: z.strictObject({ address: z.string().max(1100), by: z.enum(['package', 'policy']) }).nullable(),
  /** When the feed answered last, in this run or before. */
  lookedAt: z.iso.datetime().nullable(),
  step: updateStepSchema
})
export type Updates = z.infer<typeof updatesSchema>
