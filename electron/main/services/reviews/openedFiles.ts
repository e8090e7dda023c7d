import { randomUUID } from 'node:crypto'
import type { Connection } from '#shared/domain/connection'
import { reviewFileLimits, type FileRefusal, type OpenedReview, type ReviewOpening } from '#shared/domain/reviewFile'
import { AppError } from '#shared/errors/appError'
import type { ParsedInput } from '#shared/ipc/contract'
import { judgeDecrypted, judgeReviewFile, type Judgement, type SoundFile } from '../../reviews/judgeReviewFile'
import { withApproval } from '../../reviews/writeReviewFile'
import { decryptFromAge, lockOf, type AgeLock } from '../../storage/ageFile'
import { readBytes } from '../../storage/readBytes'
import { createSerialQueue } from '../../storage/serialQueue'
import { requireSeen, type MaySee } from '../lock/behindLock'
import { placeOf, type OwnPlace } from '../ownPlace'
import type { ClockReading } from '../serverClock'
import { isSamePerson, obstaclesOf, serverOf } from './fileObstacles'
import { saveReviewFile, suggestedNameOf, type Save } from './saveReviewFile'
import type { SecondPersonService } from './secondPerson'
import type { Signers } from './signers'

export interface OpenedFilesDeps {
  /** Asks for a file; null: the person closed the dialog. */
  choose(): Promise<string | null>
  save: Save
  signers: Pick<Signers, 'own' | 'standings'>
  secondPerson: Pick<SecondPersonService, 'rule'>
  /** Whether the review of that id was applied on this computer. */
  wasApplied(reviewId: string): Promise<boolean>
  /** What is open; null: nobody is signed in. @throws AppError `locked` */
  connection(): Promise<Connection | null>
  /** What may be seen at that moment. @throws AppError `locked` */
  sight(): Promise<MaySee>
  now(): number
  /** What time it is at that server; null: at none. */
  clock(server: string | null): ClockReading
}

/** What is known of a file of this run: where it is, that it is encrypted, or what is in it and for whom it was encrypted. */
type Held = { path: string; /** Who was signed in when it was first read; null: nobody. */ by: OwnPlace | null } & ({ state: 'offered' } | { state: 'encrypted'; armored: string } | { state: 'opened'; file: SoundFile; lock: AgeLock | null })

/** The oldest of more are forgotten; their files are where they were. */
const mostHeld = 50

export type OpenedFiles = ReturnType<typeof createOpenedFiles>

/** Review files that are open in this run of the program. They are held as they were when they were judged: the disk is not asked again. */
export function createOpenedFiles({ choose, save, signers, secondPerson, wasApplied, connection, sight, now, clock }: OpenedFilesDeps) {
  const held = new Map<string, Held>()
  /** One after the other: each guess at a passphrase takes a quarter of a gigabyte. */
  const inTurn = createSerialQueue()

  const hold = (fileId: string, what: Held): void => {
    held.delete(fileId)
    held.set(fileId, what)
    const oldest = held.keys().next()
    if (held.size > mostHeld && !oldest.done) held.delete(oldest.value)
  }

  const shown = async (fileId: string, { path, file, lock }: Extract<Held, { state: 'opened' }>, organizationId: string | null, open: Pick<Connection, 'server' | 'demo'> | null): Promise<OpenedReview> => {
    const standingOf = await signers.standings()
    // Of a file that names another server than the open one nothing is applied; what counts is where it would be.
    const secondPersonNeeded = (await secondPerson.rule())({ server: open === null ? file.body.server : serverOf(open), organizationId: file.body.organization.id })
    const time = clock(open === null ? null : serverOf(open))
    const circumstances = { connection: open, organizationId, now: time.now, standingOf, wasApplied: await wasApplied(file.body.id), secondPersonNeeded }
    return {
      fileId,
      fileName: fileNameOf(path),
      encrypted: lock !== null,
      body: file.body,
      signer: standingOf(file.publicKey),
      approvals: file.approvals.map((approval) => ({ approval, signer: standingOf(approval.publicKey) })),
      clock: { now: new Date(time.now).toISOString(), by: time.by },
      obstacles: obstaclesOf(file, circumstances)
    }
  }

  const refused = (why: FileRefusal, path: string, field: string | null, fileId: string | null = null): ReviewOpening => ({ result: 'refused', why, fileId, fileName: fileNameOf(path), field })

  /** What nobody has read yet has only its name. @throws AppError `locked`, `notFound` */
  async function inSight(fileId: string): Promise<Held> {
    const maySee = await sight()
    const there = held.get(fileId) ?? noSuchFile()
    if (there.state !== 'offered') requireSeen(maySee, there.by)
    return there
  }

  async function look(fileId: string, organizationId: string | null, passphrase: string | null): Promise<ReviewOpening> {
    const there = await inSight(fileId)
    const open = await connection()
    if (there.state === 'opened') return { result: 'opened', review: await shown(fileId, there, organizationId, open) }
    const of = { path: there.path, by: there.state === 'offered' ? open && placeOf({ connection: open }) : there.by }
    const judgement: Judgement = there.state === 'encrypted' ? { result: 'encrypted', armored: there.armored } : judgeReviewFile(await bytesOf(of.path))
    if (judgement.result !== 'encrypted') return settle(fileId, of, judgement, null, organizationId)

    const { armored } = judgement
    hold(fileId, { ...of, state: 'encrypted', armored })
    if (passphrase === null) return refused('needsPassphrase', of.path, null, fileId)
    const opening = await decryptFromAge(armored, passphrase)
    if (opening.state === 'wrongSecret') return refused('wrongPassphrase', of.path, null, fileId)
    if (opening.state === 'damaged') return settle(fileId, of, { result: 'refused', why: 'badSignature', field: null }, null, organizationId)
    return settle(fileId, of, judgeDecrypted(opening.content), await lockOf(passphrase), organizationId)
  }

  async function settle(fileId: string, of: Pick<Held, 'path' | 'by'>, judgement: Judgement, lock: AgeLock | null, organizationId: string | null): Promise<ReviewOpening> {
    if (judgement.result !== 'sound') {
      held.delete(fileId)
      return judgement.result === 'refused' ? refused(judgement.why, of.path, judgement.field) : refused('notReview', of.path, null)
    }
    hold(fileId, { ...of, state: 'opened', file: judgement.file, lock })
    return look(fileId, organizationId, null)
  }

  async function approve({ fileId, verdict, note }: ParsedInput<'reviewFiles.approve'>): Promise<{ path: string; opening: ReviewOpening } | null> {
    const open = await connection()
    if (open === null) throw new AppError({ code: 'unauthorized', message: 'Nobody is signed in who could approve it.', retryable: false })
    const there = await inSight(fileId)
    if (there.state !== 'opened') return noSuchFile()
    const by = { userId: open.userId, email: open.credential.kind === 'session' ? open.credential.email : null }
    const signer = await signers.own()
    const { file, lock } = there
    // Whoever wrote it may say no to it, but not that somebody else has read it.
    if (verdict === 'approved' && (signer.publicKey === file.publicKey || isSamePerson(by, file.body.author))) throw conflict('ownApproval', 'The author cannot approve their own review.')
    // A yes to a file that somebody else may have written would vouch for it.
    if (verdict === 'approved' && (await signers.standings())(file.publicKey).standing === 'unknown') throw conflict('signerUnknown', 'Nobody has compared the fingerprint of its author on this computer.')
    if (file.approvals.some((one) => one.publicKey === signer.publicKey && one.verdict === verdict)) throw conflict('alreadySaid', 'This has been said in the file already.')
    if (file.approvals.length >= 10) throw conflict('tooManyApprovals', 'The file has as many approvals as it can have.')
    const text = withApproval(file, { by, at: new Date(now()).toISOString(), verdict, note }, signer)
    const judgement = judgeReviewFile(Buffer.from(text, 'utf8'))
    if (judgement.result !== 'sound') throw new AppError({ code: 'unexpected', message: 'The file that was made is not sound.', retryable: false })
    // Another name than its own: the file before stays, unless the person says otherwise to the system's dialog.
    const saved = await saveReviewFile(save, suggestedNameOf(file.body.organization.name, file.body.title, `${verdict} ${file.approvals.length + 1}`), text, lock)
    if (saved === null) return null
    const newId = randomUUID()
    hold(newId, { path: saved.path, by: there.by, state: 'opened', file: judgement.file, lock })
    return { path: saved.path, opening: await look(newId, file.body.organization.id, null) }
  }

  return {
    /** A file that the system hands over; it is read when the window opens it. */
    offered(path: string): { fileId: string; fileName: string } {
      const fileId = randomUUID()
      hold(fileId, { path, by: null, state: 'offered' })
      return { fileId, fileName: fileNameOf(path) }
    },

    /** @throws AppError `locked`, `notFound` where no such file is open or its disk has none, `storageFailed` */
    open: ({ fileId, passphrase, organizationId }: ParsedInput<'reviewFiles.open'>): Promise<ReviewOpening | null> =>
      inTurn(async () => {
        await connection()
        if (fileId !== null) return look(fileId, organizationId, passphrase)
        const path = await choose()
        if (path === null) return null
        const chosen = randomUUID()
        hold(chosen, { path, by: null, state: 'offered' })
        return look(chosen, organizationId, passphrase)
      }),

    /** @throws AppError `locked`, `unauthorized`, `notFound`, `conflict` (`ownApproval`, `signerUnknown`, `alreadySaid`, `tooManyApprovals`), `storageFailed`, of the vault */
    approve: (input: ParsedInput<'reviewFiles.approve'>) => inTurn(() => approve(input)),

    /** An opened file as it stands against that connection now, and the SHA-256 of its body. @throws AppError `notFound`, `locked` */
    async opened(fileId: string, { connection: open }: { connection: Connection }): Promise<{ review: OpenedReview; hash: string }> {
      const there = await inSight(fileId)
      if (there.state !== 'opened') return noSuchFile()
      return { review: await shown(fileId, there, null, open), hash: there.file.bodyHash }
    }
  }
}

const fileNameOf = (path: string): string => (path.split(/[\\/]/u).at(-1) ?? path).slice(0, 300)

async function bytesOf(path: string): Promise<Uint8Array> {
  const bytes = await readBytes(path, reviewFileLimits.encryptedBytes)
  if (bytes === null) throw new AppError({ code: 'notFound', message: 'The file is not there any more.', retryable: false })
  // One byte more than any file may have is judged as too large.
  return bytes === 'tooLarge' ? Buffer.alloc(reviewFileLimits.encryptedBytes + 1) : bytes
}

function noSuchFile(): never {
  throw new AppError({ code: 'notFound', message: 'No such file is open.', retryable: false })
}

function conflict(foundState: string, message: string): AppError {
  return new AppError({ code: 'conflict', message, retryable: false, details: { foundState } })
}
