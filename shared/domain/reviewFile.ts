import { z } from 'zod'
import { secretStorageSchema } from './connection'
import { reviewBodySchema } from './review'

/** What a review file may be at most; more is refused before it is understood. `encryptedBytes`: of one in age's armor. */
export const reviewFileLimits = { bytes: 8_000_000, encryptedBytes: 11_000_000, depth: 16 } as const

/** How far ahead a review's end may lie, in days. */
export const mostReviewDays = 180

/** The versions of the format that this Gatehouse writes and reads. */
export const reviewFileVersion = 1

/** An Ed25519 public key, base64 of its 32 bytes. */
export const publicKeySchema = z.base64().length(44)
/** An Ed25519 signature, base64 of its 64 bytes. */
export const signatureSchema = z.base64().length(88)
/** SHA-256 of a public key, in groups to be compared aloud: `1A2B 3C4D …`, 16 groups of 4. */
export const fingerprintSchema = z.string().regex(/^[0-9A-F]{4}(?: [0-9A-F]{4}){15}$/u)

/** Somebody by their account; whoever is signed in with an API key has no address. */
export const personSchema = z.strictObject({ userId: z.string().max(100), email: z.string().max(1000).nullable() })

/** A second person's word, signed over the whole of what the author signed. */
export const approvalSchema = z.strictObject({
  by: personSchema,
  at: z.iso.datetime(),
  verdict: z.enum(['approved', 'rejected']),
  note: z.string().max(5000),
  publicKey: publicKeySchema,
  signature: signatureSchema
})
export type Approval = z.infer<typeof approvalSchema>

/** The portable file, in canonical JSON (RFC 8785): body first judged by its signature, then by its shape. */
export const reviewFileSchema = z.strictObject({
  format: z.literal('gatehouse-review'),
  version: z.literal(reviewFileVersion),
  body: reviewBodySchema,
  publicKey: publicKeySchema,
  signature: signatureSchema,
  approvals: z.array(approvalSchema).max(10)
})
export type ReviewFile = z.infer<typeof reviewFileSchema>

/**
 * What can stand against a file. The first ones end the judging: nothing of such a file is shown.
 * `tooLarge`, `tooDeep`, `notReview`: not such a file. `newerVersion`: of a later Gatehouse. `wrongPassphrase`, `needsPassphrase`:
 * encrypted. `badSignature`: changed since it was signed, or damaged, or written in another form of the same values. `badApproval`: an approval is not of this file.
 */
export const fileRefusals = ['tooLarge', 'tooDeep', 'notReview', 'newerVersion', 'needsPassphrase', 'wrongPassphrase', 'badSignature', 'badShape', 'badApproval'] as const
export const fileRefusalSchema = z.enum(fileRefusals)
export type FileRefusal = z.infer<typeof fileRefusalSchema>

/**
 * What stands against applying a sound file. `foreignOrganization`: of an organization that is not the open one, or of another
 * server. `expired`, `notYetValid`: by the server's clock where it is known. `alreadyApplied`: its nonce was used on this
 * computer. `baseDiffers`: its base does not have the hash that was signed with it. `approvalMissing`; `ownApproval`: the
 * approver is the author, by person or by key. `secondPersonMissing`: the file does not ask for an approval and has none, and this
 * computer holds reviews of its organization to a second person. `rejected`: an approver said no. `signerUnknown`: nobody has compared the
 * fingerprint on this computer.
 */
export const fileObstacles = ['foreignOrganization', 'expired', 'notYetValid', 'alreadyApplied', 'baseDiffers', 'approvalMissing', 'secondPersonMissing', 'ownApproval', 'rejected', 'signerUnknown', 'approverUnknown'] as const
export const fileObstacleSchema = z.enum(fileObstacles)
export type FileObstacle = z.infer<typeof fileObstacleSchema>

/** A key that signs, as this computer knows it. `own`: this computer's. `known`: somebody compared its fingerprint. */
export const signerSchema = z.strictObject({
  publicKey: publicKeySchema,
  fingerprint: fingerprintSchema,
  standing: z.enum(['own', 'known', 'unknown']),
  /** As it was named when its fingerprint was compared. */
  name: z.string().max(200).nullable()
})
export type Signer = z.infer<typeof signerSchema>

/** This computer's own key. `memory`: without a keychain it is another one when Gatehouse starts again. */
export const signingIdentitySchema = signerSchema.extend({ storage: secretStorageSchema })
export type SigningIdentity = z.infer<typeof signingIdentitySchema>

/** A file whose signature holds. */
export const openedReviewSchema = z.strictObject({
  /** Names the opened file in this run. */
  fileId: z.uuid(),
  fileName: z.string().max(300),
  encrypted: z.boolean(),
  body: reviewBodySchema,
  signer: signerSchema,
  approvals: z.array(z.strictObject({ approval: approvalSchema, signer: signerSchema })).max(10),
  /** Against which moment its dates were held, and by whose clock: the server's where it has told it since the program began. */
  clock: z.strictObject({ now: z.iso.datetime(), by: z.enum(['server', 'computer']) }),
  obstacles: z.array(fileObstacleSchema).max(fileObstacles.length)
})
export type OpenedReview = z.infer<typeof openedReviewSchema>

export const openingSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('opened'), review: openedReviewSchema }),
  /** `fileId` to ask again with a passphrase, of `needsPassphrase` and `wrongPassphrase`. `field`: where the shape fails, or what the version is. */
  z.strictObject({ result: z.literal('refused'), why: fileRefusalSchema, fileId: z.uuid().nullable(), fileName: z.string().max(300), field: z.string().max(300).nullable() })
])
export type ReviewOpening = z.infer<typeof openingSchema>
