import type { ConnectionState } from '#shared/domain/connection'
import { snapshots as snapshotsEn } from '#shared/text/en/snapshots'
import { snapshots as snapshotsFr } from '#shared/text/fr/snapshots'
import type { Language } from '#shared/text/language'
import { openEvidence } from './evidenceAnswers'
import type { EventSender } from './ipc/events'
import { evidenceHandlers } from './ipc/handlers/evidence'
import { reviewRunHandlers } from './ipc/handlers/reviewRuns'
import { snapshotHandlers } from './ipc/handlers/snapshots'
import type { Handlers } from './ipc/listener'
import type { Logger } from './log/logger'
import { answerAboutReviewFiles } from './reviewFileAnswers'
import { createSnapshotRepository, snapshotFolderIdOf } from './reviews/snapshotRepository'
import type { ConnectionService } from './services/connection/connectionService'
import { sightBeside, type MaySee } from './services/lock/behindLock'
import type { LockRecords } from './services/lock/lockRecord'
import { createReviewRuns } from './services/reviewRuns/reviewRuns'
import type { ReviewRunsDeps } from './services/reviewRuns/reviewRunsDeps'
import type { ServerClock } from './services/serverClock'
import type { OpenSnapshotService } from './services/snapshots/openSnapshot'
import { snapshotsInSight } from './services/snapshots/snapshotsInSight'
import { createSnapshotService, lookForMonthMs } from './services/snapshots/snapshotService'
import type { SecretVault } from './vault/secretVault'

export interface ReviewAnswersDeps extends Pick<ReviewRunsDeps, 'readings' | 'policies' | 'campaigns' | 'requirePresence'> {
  vault: Promise<SecretVault>
  opening: Promise<ConnectionService>
  keys: { changes: ReviewRunsDeps['apiKeys'] & ReviewRunsDeps['revocations'] }
  openSnapshot: OpenSnapshotService
  lockRecords: LockRecords
  changesUnderWay(): number
  events: EventSender
  log: Logger
  now(): number
  serverClock: Pick<ServerClock, 'of'>
  inUserData(...names: string[]): string
  language(): Language
  save(suggestedName: string, content: string): Promise<{ path: string } | null>
  chooseFile(kind: { name: string; extensions: string[] }, anyFile: string): Promise<string | null>
  chooseFolder(): Promise<string | null>
  printPdf(html: string): Promise<Uint8Array>
}

/** What the window may ask about snapshots, reviews and evidence. */
export function answerAboutReviews({ vault, opening, readings, policies, keys, campaigns, requirePresence, openSnapshot, lockRecords, changesUnderWay, events, log, now, serverClock, inUserData, language, save, chooseFile, chooseFolder, printPdf }: ReviewAnswersDeps) {
  const pathOf = (name?: string): string => inUserData('snapshots', ...(name === undefined ? [] : [name]))
  /** The key of what is sealed at a place. */
  const sealing = (path: string) => {
    const id = snapshotFolderIdOf(path)
    return { storage: async () => (await vault).storage(), read: async () => (await vault).readSnapshotKey(id), save: async (key: string) => (await vault).saveSnapshotKey(id, key) }
  }
  const repository = createSnapshotRepository({ pathOf, keys: sealing(pathOf()) })
  const sight = async (): Promise<MaySee> => {
    const { current, lockStands } = await opening
    return sightBeside({ current, lockStands: async () => lockRecords.current().locked !== null && (await lockStands()) })
  }
  const inSight = snapshotsInSight(repository, sight)
  const snapshots = opening.then((connections) =>
    createSnapshotService({
      repository,
      monthlyPath: inUserData('monthly-snapshots.json'),
      openSnapshot,
      active: () => Promise.resolve().then(connections.active),
      sight,
      changesUnderWay,
      settled: connections.settled,
      writePack: (wish, folder) => evidence.write(wish, folder),
      chooseFolder,
      monthlyName: (at) => monthlyName(at, language()),
      onChange: (list) => events.send('snapshots.changed', list),
      now,
      log
    })
  )
  // Why nothing was opened has been said by then.
  snapshots.catch(() => undefined)
  const look = (): void => void snapshots.then((service) => service.look(), () => undefined)
  setInterval(look, lookForMonthMs)
  const reviewFiles = answerAboutReviewFiles({
    vault,
    opening,
    snapshots: inSight,
    sight,
    wasApplied: (reviewId) => runs.wasApplied(reviewId),
    requirePresence,
    inUserData,
    language,
    save,
    chooseFile,
    now,
    serverClock,
    log
  })
  const runs = createReviewRuns({
    pathOf: (name) => inUserData(...(name === undefined ? [] : [name])),
    keys: sealing(inUserData('review-runs.sealed')),
    active: async () => (await opening).active(),
    sight,
    opened: reviewFiles.files.opened,
    readings,
    policies,
    apiKeys: keys.changes,
    revocations: keys.changes,
    campaigns,
    requirePresence,
    signReport: async (body) => ({ format: 'gatehouse-applied-review', version: 2, body, ...(await reviewFiles.signers.sign('gatehouse-applied-review/2', body)) }),
    fingerprint: async () => (await reviewFiles.signers.identity()).fingerprint,
    save,
    now,
    log
  })
  const evidence = openEvidence({ snapshots: inSight, signers: reviewFiles.signers, requireUnlocked: () => sight().then(() => undefined), printPdf, chooseFolder, now })
  return {
    /** To be called with every new state of the connection. */
    follow(state: ConnectionState): void {
      if (state.status === 'signedIn') look()
    },
    handlers: {
      ...snapshotHandlers(snapshots),
      ...reviewFiles.handlers,
      ...reviewRunHandlers(runs),
      ...evidenceHandlers(evidence)
    } satisfies Partial<Handlers>,
    /** A review file that the system asks to open. */
    offered: reviewFiles.files.offered,
    /** Before the program ends. */
    finish: reviewFiles.settled
  }
}

function monthlyName(at: number, language: Language): string {
  const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric' }).format(at)
  return { en: snapshotsEn, fr: snapshotsFr }[language].monthlyName.replace('{month}', () => month)
}
