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
  const others = approving.filter(({ by, publicKey: approver }) => approver !== publicKey && !isSamePerson(by, body.author))
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
    signerUnknown: standingOf(publicKey).standing === 'unknown',
    approverUnknown: (body.needsApproval || secondPersonNeeded) && others.length > 0 && compared.length === 0
  }
  return fileObstacles.filter((name) => stands[name])
}

/** By their account, or by their address: one person may have two accounts. */
export function isSamePerson(one: ReviewBody['author'], other: ReviewBody['author']): boolean {
  return one.userId.trim().toLowerCase() === other.userId.trim().toLowerCase() || (one.email !== null && one.email.trim().toLowerCase() === other.email?.trim().toLowerCase())
}
