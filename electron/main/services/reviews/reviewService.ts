import { randomUUID } from 'node:crypto'
import type { Connection } from '#shared/domain/connection'
import type { ReviewDraft, ReviewList, ReviewOutline } from '#shared/domain/review'
import { reviewFileLimits } from '#shared/domain/reviewFile'
import type { ReviewPlace } from '#shared/domain/secondPerson'
import type { Snapshot } from '#shared/domain/snapshot'
import { AppError } from '#shared/errors/appError'
import type { ParsedInput } from '#shared/ipc/contract'
import { findingsIn } from '#shared/rules/reviewFindings'
import type { DraftRepository } from '../../reviews/draftRepository'
import { judgeReviewFile } from '../../reviews/judgeReviewFile'
import type { SnapshotRepository } from '../../reviews/snapshotRepository'
import { writeReviewFile } from '../../reviews/writeReviewFile'
import type { AgeLock } from '../../storage/ageFile'
import { serverOf } from './fileObstacles'
import type { MaySee } from '../lock/behindLock'
import { draftsInSight } from './draftsInSight'
import { bodyOf, invalid } from './reviewBody'
import { saveReviewFile, suggestedNameOf, type Save } from './saveReviewFile'
import type { SecondPersonService } from './secondPerson'
import type { Signers } from './signers'

export interface ReviewServiceDeps {
  drafts: DraftRepository
  /** As far as they may be seen. */
  snapshots: Pick<SnapshotRepository, 'read'>
  signers: Pick<Signers, 'own'>
  secondPerson: Pick<SecondPersonService, 'rule'>
  /** What is open; null: nobody is signed in. @throws AppError `locked` */
  connection(): Promise<Connection | null>
  /** What may be seen at that moment. @throws AppError `locked` */
  sight(): Promise<MaySee>
  save: Save
  now(): number
}

export type ReviewService = ReturnType<typeof createReviewService>

/** Reviews as they are written on this computer, with or without a connection; nothing of them is asked of a server. */
export function createReviewService({ drafts: kept, snapshots, signers, secondPerson, connection, sight, save, now }: ReviewServiceDeps) {
  const drafts = draftsInSight(kept, sight)
  /** Behind the lock nothing is told. @throws AppError `locked` */
  const unlocked = async <T>(task: () => Promise<T>): Promise<T> => {
    await connection()
    return task()
  }

  /** Later than any before, so that two keepings are never taken for one. */
  const after = (before: string): string => new Date(Math.max(now(), Date.parse(before) + 1)).toISOString()

  async function sign({ reviewId, expiresAt, passphrase, recipient }: ParsedInput<'reviews.sign'>): Promise<{ path: string } | null> {
    if (passphrase !== null && recipient !== null) throw invalid({ recipient: 'It is encrypted to a passphrase or to a recipient, not to both.' })
    const draft = held(await drafts.read(reviewId), await secondPerson.rule())
    const { snapshot, outline } = await snapshots.read(draft.snapshot.id)
    if (outline.hash !== draft.snapshot.hash) throw new AppError({ code: 'conflict', message: 'The snapshot is not the one that the review was begun on.', retryable: false, details: { foundState: 'otherSnapshot' } })
    const body = bodyOf(draft, snapshot, { id: randomUUID(), server: serverOf(snapshot), author: authorOf(snapshot, await connection()), expiresAt, now: now() })
    const text = writeReviewFile(body, await signers.own())
    if (Buffer.byteLength(text) > reviewFileLimits.bytes) throw invalid({ findings: `The file would be larger than ${reviewFileLimits.bytes} bytes.` })
    // Nothing leaves this computer that another Gatehouse would refuse.
    const judgement = judgeReviewFile(Buffer.from(text, 'utf8'))
    if (judgement.result !== 'sound') throw new AppError({ code: 'unexpected', message: 'The file that was made is not sound.', retryable: false })
    const saved = await saveReviewFile(save, suggestedNameOf(body.organization.name, body.title), text, lockFor(passphrase, recipient)).catch((thrown: unknown) => {
      if (recipient !== null && !(thrown instanceof AppError)) throw invalid({ recipient: 'It is no recipient of age.' })
      throw thrown
    })
    if (saved === null) return null
    await drafts.update(reviewId, (kept) => ({ ...kept, signedAt: body.createdAt }))
    return { path: saved.path }
  }

  return {
    /** @throws AppError `locked`, `storageFailed`, of the vault; as everything here */
    list: (): Promise<ReviewList> =>
      unlocked(async () => {
        const { drafts: all, unreadable, behindLock } = await drafts.list()
        return { reviews: all.map(outlineOf), unreadable, storage: await drafts.storage(), behindLock }
      }),

    /** With what the rules find in the snapshot. @throws AppError `notFound` where there is no such snapshot */
    create: ({ snapshotId, title }: ParsedInput<'reviews.create'>): Promise<ReviewDraft> =>
      unlocked(async () => {
        const { snapshot, outline } = await snapshots.read(snapshotId)
        const at = new Date(now()).toISOString()
        const author = authorOf(snapshot, await connection()).userId
        const draft: ReviewDraft = { id: randomUUID(), snapshot: outline, author, title, summary: '', findings: findingsIn(snapshot, randomUUID), steps: [], needsApproval: true, createdAt: at, updatedAt: at, signedAt: null }
        await drafts.write(draft)
        return draft
      }),

    /** @throws AppError `notFound`, `storageFailed` with `damaged` */
    read: ({ reviewId }: ParsedInput<'reviews.read'>): Promise<ReviewDraft> => unlocked(async () => held(await drafts.read(reviewId), await secondPerson.rule())),

    /**
     * What the person writes; what it is of and when it was signed stays, and a second person where this computer wants one. Resolves once it is on the disk.
     * @throws AppError `notFound`, `conflict` where it was kept elsewhere since `updatedAt`
     */
    keep: ({ draft: { id, title, summary, findings, steps, needsApproval, updatedAt } }: ParsedInput<'reviews.keep'>): Promise<{ updatedAt: string }> =>
      unlocked(async () => {
        const isNeeded = await secondPerson.rule()
        const kept = await drafts.update(id, (before) => {
          if (before.updatedAt !== updatedAt) throw new AppError({ code: 'conflict', message: 'The review was changed elsewhere since.', retryable: false, details: { foundState: 'keptElsewhere' } })
          return held({ ...before, title, summary, findings, steps, needsApproval, updatedAt: after(before.updatedAt) }, isNeeded)
        })
        return { updatedAt: kept.updatedAt }
      }),

    /** @throws AppError `notFound` */
    delete: ({ reviewId }: ParsedInput<'reviews.delete'>): Promise<null> =>
      unlocked(async () => {
        await drafts.delete(reviewId)
        return null
      }),

    /**
     * Signs it, saves the file where the person says and reads it back.
     * @throws AppError `invalidInput` with the fields that stand against it, `notFound`, `conflict`
     */
    sign: (input: ParsedInput<'reviews.sign'>): Promise<{ path: string } | null> => unlocked(() => sign(input)),

    /** Resolves when nothing is on its way to the disk any more. */
    settled: drafts.settled
  }
}

function outlineOf({ id, snapshot, author, title, findings, steps, needsApproval, createdAt, updatedAt, signedAt }: ReviewDraft): ReviewOutline {
  return { id, snapshot, author, title, findings: findings.length, steps: steps.length, needsApproval, createdAt, updatedAt, signedAt }
}

/** A draft cannot ask for less than this computer wants of its organization. */
function held(draft: ReviewDraft, isNeeded: (place: ReviewPlace) => boolean): ReviewDraft {
  const { server, demo, organization } = draft.snapshot
  return draft.needsApproval || !isNeeded({ server: serverOf({ server, demo }), organizationId: organization.id }) ? draft : { ...draft, needsApproval: true }
}

/** Who is signed in where the snapshot is from; without a connection who took it. */
function authorOf({ takenBy, ...snapshot }: Snapshot, connection: Connection | null): { userId: string; email: string | null } {
  if (connection === null || serverOf(connection) !== serverOf(snapshot)) return { userId: takenBy.userId, email: takenBy.email }
  const { credential, userId } = connection
  return { userId, email: credential.kind === 'session' ? credential.email : userId === takenBy.userId ? takenBy.email : null }
}

function lockFor(passphrase: string | null, recipient: string | null): AgeLock | null {
  if (recipient !== null) return { recipient }
  return passphrase === null ? null : { passphrase }
}
