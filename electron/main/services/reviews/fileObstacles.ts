import type { Connection } from '#shared/domain/connection'
import type { ReviewBody } from '#shared/domain/review'
import { fileObstacles, type FileObstacle, type Signer } from '#shared/domain/reviewFile'
import { canonicalJson } from '#shared/rules/canonicalJson'
import type { SoundFile } from '../../reviews/judgeReviewFile'
import { sha256 } from '../../reviews/signing'

/** What a file is held against. */
export interface Circumstances {
  /** null: nobody is signed in. */
  connection: Pick<Connection, 'server' | 'demo'> | null
  /** The open one; null: none is. */
  organizationId: string | null
  /** The server's clock where it is known, in milliseconds since 1970. */
  now: number
  standingOf(publicKey: string): Signer
  /** Its nonce was used on this computer. */
  wasApplied: boolean
  /** On this computer reviews of its organization need a second person, whatever the file asks. */
  secondPersonNeeded: boolean
}

/** Computers' clocks differ; a file from further ahead than this is not of today. */
const clocksDifferMs = 5 * 60_000

/** The server as files name it: the demonstration listens elsewhere at every start, and is one place all the same. */
export const serverOf = ({ server, demo }: Pick<Connection, 'server' | 'demo'>): string => (demo ? 'demo' : server)

/** Everything that stands against applying a sound file, in the order of the list. */
export function obstaclesOf({ body, publicKey, approvals }: SoundFile, { connection, organizationId, now, standingOf, wasApplied, secondPersonNeeded }: Circumstances): FileObstacle[] {
  const approving = approvals.filter(({ verdict }) => verdict === 'approved')
  const author = standingOf(publicKey)
  // Two keys that were compared under one name are one person's, whatever they call themselves in the file.
  const isAuthors = (key: string): boolean => key === publicKey || (author.name !== null && asWritten(standingOf(key).name ?? '') === asWritten(author.name))
  const others = approving.filter(({ by, publicKey: approver }) => !isAuthors(approver) && !isSamePerson(by, body.author))
  const compared = others.filter((one) => standingOf(one.publicKey).standing !== 'unknown')
  const stands: Record<FileObstacle, boolean> = {
    foreignOrganization: (organizationId !== null && organizationId.toLowerCase() !== body.organization.id.toLowerCase()) || (connection !== null && serverOf(connection) !== body.server),
    expired: now >= Date.parse(body.expiresAt),
    notYetValid: now + clocksDifferMs < Date.parse(body.createdAt),
    alreadyApplied: wasApplied,
    baseDiffers: sha256(canonicalJson(body.base)) !== body.baseHash,
    approvalMissing: body.needsApproval && others.length === 0,
    secondPersonMissing: !body.needsApproval && secondPersonNeeded && others.length === 0,
    ownApproval: others.length < approving.length,
    rejected: approving.length < approvals.length,
    signerUnknown: author.standing === 'unknown',
    approverUnknown: (body.needsApproval || secondPersonNeeded) && others.length > 0 && compared.length === 0
  }
  return fileObstacles.filter((name) => stands[name])
}

/** By their account, or by their address: one person may have two accounts. What nobody sees in an address makes no other one. */
export function isSamePerson(one: ReviewBody['author'], other: ReviewBody['author']): boolean {
  return asWritten(one.userId) === asWritten(other.userId) || (one.email !== null && other.email !== null && asWritten(one.email) === asWritten(other.email))
}

const asWritten = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '').toLowerCase()
