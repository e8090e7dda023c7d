import type { Connection } from '#shared/domain/connection'
import { reviewFileDialog as dialogEn } from '#shared/text/en/reviewFileDialog'
import { reviewFileDialog as dialogFr } from '#shared/text/fr/reviewFileDialog'
import type { Language } from '#shared/text/language'
import { reviewHandlers } from './ipc/handlers/reviews'
import { journalIdOf } from './journal/journalId'
import type { Logger } from './log/logger'
import { createDraftRepository } from './reviews/draftRepository'
import { snapshotFolderIdOf, type SnapshotRepository } from './reviews/snapshotRepository'
import type { ConnectionService } from './services/connection/connectionService'
import type { MaySee } from './services/lock/behindLock'
import { createOpenedFiles } from './services/reviews/openedFiles'
import { createReviewService } from './services/reviews/reviewService'
import { createSecondPerson } from './services/reviews/secondPerson'
import { createSigners } from './services/reviews/signers'
import type { ServerClock } from './services/serverClock'
import type { SecretVault } from './vault/secretVault'

export interface ReviewFileAnswersDeps {
  vault: Promise<SecretVault>
  opening: Promise<Pick<ConnectionService, 'current'>>
  /** As far as they may be seen. */
  snapshots: Pick<SnapshotRepository, 'read'>
  /** What may be seen at that moment. @throws AppError `locked` */
  sight(): Promise<MaySee>
  /** Whether the review of that id was applied on this computer. */
  wasApplied(reviewId: string): Promise<boolean>
  /** @throws AppError `presenceNeeded` */
  requirePresence(): Promise<void>
  inUserData(...names: string[]): string
  language(): Language
  /** Asks where, and saves there; null: the person closed the dialog. */
  save(suggestedName: string, content: string): Promise<{ path: string } | null>
  /** Asks for a file; null: the person closed the dialog. */
  chooseFile(kind: { name: string; extensions: string[] }, anyFile: string): Promise<string | null>
  now(): number
  serverClock: Pick<ServerClock, 'of'>
  log: Logger
}

/** What the window may ask about reviews that are written, signed, opened and approved; and the parts that runs and evidence need of it. */
export function answerAboutReviewFiles({ vault, opening, snapshots, sight, wasApplied, requirePresence, inUserData, language, save, chooseFile, now, serverClock, log }: ReviewFileAnswersDeps) {
  const storage = async () => (await vault).storage()
  const signersPath = inUserData('signers.json')
  const signingId = journalIdOf(signersPath)
  const signers = createSigners({
    path: signersPath,
    keys: { storage, read: async () => (await vault).readSigningKey(signingId), save: async (key) => (await vault).saveSigningKey(signingId, key) },
    now,
    log
  })

  const pathOf = (name?: string): string => inUserData('reviews', ...(name === undefined ? [] : [name]))
  const folderId = snapshotFolderIdOf(pathOf())
  const drafts = createDraftRepository({
    pathOf,
    keys: { storage, read: async () => (await vault).readSnapshotKey(folderId), save: async (key) => (await vault).saveSnapshotKey(folderId, key) }
  })

  /** Also beneath an open snapshot: it is a person who signs. */
  const connection = async (): Promise<Connection | null> => {
    const connections = await opening
    await sight()
    const state = connections.current()
    return state.status === 'signedIn' ? state.connection : null
  }
  const secondPerson = createSecondPerson({ path: inUserData('second-person.json'), requirePresence, log })
  const reviews = createReviewService({ drafts, snapshots, signers, secondPerson, connection, sight, save, now })
  const files = createOpenedFiles({
    choose: () => {
      const { kind, anyFile } = { en: dialogEn, fr: dialogFr }[language()]
      return chooseFile({ name: kind, extensions: ['gatehouse-review'] }, anyFile)
    },
    save,
    signers,
    secondPerson,
    wasApplied,
    connection,
    sight,
    now,
    clock: serverClock.of
  })
  return { signers, files, handlers: reviewHandlers({ reviews, signers, files, secondPerson, sight }), settled: reviews.settled }
}
