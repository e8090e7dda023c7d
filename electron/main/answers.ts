import { app, net, session, type BrowserWindow, type WebContents } from 'electron'
import type { Connection, ConnectionState } from '#shared/domain/connection'
import { network as networkEn } from '#shared/text/en/network'
import { network as networkFr } from '#shared/text/fr/network'
import type { ZoomStep } from '#shared/domain/zoom'
import type { MenuText } from '#shared/text/en/menu'
import type { Settings } from '#shared/domain/settings'
import type { ToldOpenRequest } from '#shared/domain/openRequest'
import type { Language } from '#shared/text/language'
import { createDial } from './capgo/dial'
import { createHttpClient } from './capgo/httpClient'
import { answerAboutDesktop, type DesktopAnswersDeps } from './desktopAnswers'
import type { EventSender } from './ipc/events'
import { accessHandlers } from './ipc/handlers/access'
import { accountHandlers } from './ipc/handlers/account'
import { activityHandlers } from './ipc/handlers/activity'
import { campaignHandlers } from './ipc/handlers/campaign'
import { connectionHandlers } from './ipc/handlers/connection'
import { connectionsHandlers } from './ipc/handlers/connections'
import { consoleSignInHandlers } from './ipc/handlers/consoleSignIn'
import { draftHandlers } from './ipc/handlers/drafts'
import { journalHandlers } from './ipc/handlers/journal'
import { lockHandlers } from './ipc/handlers/lock'
import { networkHandlers } from './ipc/handlers/network'
import { organizationHandlers } from './ipc/handlers/organization'
import { overviewHandlers } from './ipc/handlers/overview'
import { postureHandlers } from './ipc/handlers/posture'
import { answerFromOpenSnapshot } from './ipc/handlers/whileSnapshotOpen'
import { registerHandlers } from './ipc/register'
import { createSenderPolicy } from './ipc/senderPolicy'
import { createJournal } from './journal/journal'
import { journalIdOf } from './journal/journalId'
import { answerAboutKeys } from './keyAnswers'
import { answerAboutReviews } from './reviewAnswers'
import { answerAboutHelp, type HelpAnswersDeps } from './helpAnswers'
import type { Logger } from './log/logger'
import { createAccountService } from './services/account/accountService'
import { createCampaignService } from './services/campaign/campaignService'
import { createConnectionRepository } from './services/connection/connectionRepository'
import { createConnectionService } from './services/connection/connectionService'
import { createConsoleSignInService } from './services/connection/consoleSignIn'
import type { DemoOrganization } from './services/connection/demoOrganization'
import { createExpiryNotices, lookEveryMs } from './services/expiryNotices/expiryNotices'
import { noticeWords } from './services/expiryNotices/noticeWords'
import { createLock, type Lock } from './services/lock/createLock'
import type { LockRecords } from './services/lock/lockRecord'
import { toManagedServers } from './services/managedReach'
import { createNetwork } from './services/network/createNetwork'
import { createPolicyChange } from './services/policyChange/policyChange'
import { createPostureHistory } from './services/posture/postureHistory'
import { createKeyDraftService } from './services/drafts/keyDraftService'
import { createSecurityDraftService } from './services/drafts/securityDraftService'
import { createShownReadings } from './services/shownReadings'
import { followChanges } from './services/snapshots/followChanges'
import { createServerClock } from './services/serverClock'
import { createOpenSnapshot } from './services/snapshots/openSnapshot'
import type { PolicyRepository } from './settings/policyRepository'
import type { SettingsRepository } from './settings/settingsRepository'
import { createLineFile } from './storage/lineFile'
import { createTextFile } from './storage/textFile'
import { openVault } from './vault/openVault'
import { chooseFile } from './window/chooseFile'
import { chooseFolder } from './window/chooseFolder'
import { protectContent } from './window/contentProtection'
import type { ConsoleSignIn } from './window/consoleSignIn/consoleSignInWindow'
import { showNotification } from './window/notification'
import type { OpenRequest } from './window/openRequest'
import { printPdf } from './window/printPdf'
import { systemActivity } from './window/power'
import { saveText } from './window/saveFile'
import { createSystemPrompt } from './window/systemPrompt'
import { createSystemProxy } from './window/systemProxy'

/** What the answers need of the rest of the program. */
export interface AnswersDeps {
  /** Told of what the window shows: the connection, or the snapshot in its place. */
  onShown(state: ConnectionState): void
  zoom(step: ZoomStep): number
  /** When the page had ended by itself, and the way out of the program. */
  help: Pick<HelpAnswersDeps, 'takeCrash' | 'leaving'>
  background: DesktopAnswersDeps['background']
  settings: SettingsRepository
  policy: PolicyRepository
  demo: DemoOrganization
  lockRecords: LockRecords
  consoleWindow: ConsoleSignIn
  events: EventSender
  log: Logger
  now(): number
  inUserData(...names: string[]): string
  text(): MenuText
  language(): Language
  systemLanguage(): string
  /** The settings in force. */
  settingsNow(): Settings
  /** Brings the window forward, with the page of API keys in it. */
  openKeys(): void
  /** The page that may ask. */
  ownContents(): WebContents | undefined
  requireWindow(): BrowserWindow
}

export interface Answers {
  /** Opens connections for the window of the console, the way the program's own go. */
  dial: ReturnType<typeof createDial>
  /** There once the keychain has been asked. */
  locking: Promise<Lock>
  /** The system asks to open something; the window hears of it, or asks when it is there. */
  open(request: OpenRequest): void
  /** How many secrets of keys end with this run. */
  secretsAtRisk(): number
  /** What the connections still have to keep, and to tell their servers; what the journal still has to write. */
  finish(): Promise<void>
}

/** Everything the window may ask; what needs the keychain waits until it has been asked. */
export function answerTheWindow(deps: AnswersDeps): Answers {
  const { settings, policy, demo, lockRecords, consoleWindow, events, log, now, inUserData, text, ownContents, requireWindow } = deps
  let finish: Answers['finish'] = () => Promise.resolve()
  let asked: ToldOpenRequest | null = null
  const save = (suggestedName: string, content: string) => saveText({ window: requireWindow(), folder: app.getPath('downloads'), suggestedName, content })
  const network = createNetwork({
    path: inUserData('certificates.json'),
    settings,
    log,
    now,
    isOnline: () => net.isOnline(),
    onChange: (online) => events.send('network.changed', { online }),
    resolveProxy: createSystemProxy(() => session.fromPartition('network', { cache: false })),
    chooseCertificate() {
      const { kind, anyFile } = { en: networkEn, fr: networkFr }[deps.language()].dialog
      return chooseFile({ window: requireWindow(), kind: { name: kind, extensions: ['pem', 'crt', 'cer', 'der'] }, anyFile })
    }
  })
  const asClient = { log, now, userAgent: `Gatehouse/${app.getVersion()}`, network: network.conditions }
  const dial = createDial(asClient)
  const vault = openVault({ log })
  const journalPath = inUserData('journal.jsonl')
  const journalId = journalIdOf(journalPath)
  const { journal, underWay } = followChanges(createJournal({
    file: createLineFile({ path: journalPath }),
    checkpoint: createTextFile(inUserData('journal.checkpoint.json')),
    keys: {
      storage: async () => (await vault).storage(),
      read: async () => (await vault).readJournalKey(journalId),
      save: async (key) => (await vault).saveJournalKey(journalId, key)
    },
    log,
    now
  }))
  let liveState: () => ConnectionState = () => ({ status: 'starting' })
  const tell = (state: ConnectionState): void => {
    deps.onShown(state)
    events.send('connection.changed', state)
  }
  const openSnapshot = createOpenSnapshot({ live: () => liveState(), onChange: tell, now })
  const serverClock = createServerClock({ now, uptime: () => performance.now() })
  let openConnection: Pick<Connection, 'server' | 'demo' | 'userId'> | null = null
  let connectionsAside: string | null = null
  const opened = vault.then(async (secrets) => {
    secrets.onStateChange((state) => events.send('vault.changed', state))
    await lockRecords.load()
    const lock: Lock = createLock({
      vault: secrets,
      records: lockRecords,
      system: createSystemPrompt({ platform: process.platform, reason: () => text().lockReason }),
      activity: systemActivity,
      idleMinutes: () => deps.settingsNow().idleLockMinutes,
      connections: () => connections,
      shown: openSnapshot,
      now,
      log
    })
    const connections = createConnectionService({
      http: openSnapshot.refusing(toManagedServers(createHttpClient(asClient), policy.current)),
      vault: secrets,
      repository: createConnectionRepository(inUserData('connection.json'), ({ path, reason }) => {
        connectionsAside = path.split(/[\\/]/u).at(-1) ?? path
        log.warn('connection.setAside', { reason })
      }),
      demo,
      log,
      now,
      uptime: () => performance.now(),
      proofOf: lock.proofOfOpen,
      passwords: lock.passwords,
      locks: lock,
      onSignedIn: lock.signedIn,
      onChange(state) {
        for (const one of [lock, keys, reviews]) one.follow(state)
        openConnection = state.status === 'signedIn' ? state.connection : null
        if (openConnection !== null) void notices.look()
        // Nobody signs in behind a lock.
        if (state.status === 'locked') consoleWindow.close()
        tell(openSnapshot.follow(state))
      },
      onConnectionsChange: (connections) => events.send('connections.changed', connections)
    })
    finish = connections.finish
    liveState = connections.current
    await connections.start({ demo: app.commandLine.hasSwitch('demo') })
    // Nobody gets at the server while a snapshot is open.
    const guarded = { ...connections, active: () => openSnapshot.guarded(serverClock.following(connections.active())) }
    return { connections: guarded, live: connections, lock }
  })
  const keys = answerAboutKeys({ vault, opened, events, log, journal, now, inUserData, language: deps.language, save, settingsNow: deps.settingsNow, requireWindow, openKeys: deps.openKeys, protectContent: (on) => protectContent(requireWindow(), on) })
  const opening = opened.then(({ connections }) => connections)
  const locking = opened.then(({ lock }) => lock)
  const active = async () => (await opening).active()
  const requirePresence = async () => (await locking).presence.insist()
  const readings = createShownReadings()
  const policies = createPolicyChange({ active, now, readings, requirePresence, journal })
  /** Whose things of this computer are meant: those of the connection, or of who took the open snapshot. */
  const here = () => openSnapshot.placed(active)
  const campaigns = createCampaignService({ path: inUserData('campaigns.json'), active: here, now, log })
  const reviews = answerAboutReviews({ vault, opening, readings, policies, keys, campaigns, requirePresence, openSnapshot, lockRecords, changesUnderWay: underWay, events, log, now, serverClock, inUserData, language: deps.language, save, chooseFile: (kind, anyFile) => chooseFile({ window: requireWindow(), kind, anyFile }), chooseFolder: () => chooseFolder(requireWindow()), printPdf: (html) => printPdf(html, log) })
  opened.catch((error: unknown) => log.error('connection.notOpened', { error }))
  const consoleSignIn = opening.then(({ findServer, acceptSession }) => createConsoleSignInService({ findServer, open: consoleWindow.open, accept: acceptSession }))
  const help = answerAboutHelp({ ...deps.help, events, inUserData, settingsNow: deps.settingsNow, version: app.getVersion(), packaged: app.isPackaged, asClient, network, dial, settings, policy, vault, connections: opening, shown: openSnapshot.shown, program: () => ({ gatehouse: app.getVersion(), packaged: app.isPackaged, language: deps.language() }), logPath: inUserData('logs', 'gatehouse.log'), home: app.getPath('home'), save, now })
  const notices = createExpiryNotices({
    path: inUserData('expiry-notices.json'),
    open: () => openConnection,
    wanted: async () => (await settings.read()).expiryNotices,
    show: (notice) => showNotification({ ...noticeWords(notice, deps.language()), onClick: deps.openKeys }),
    now,
    log
  })
  setInterval(() => void notices.look(), lookEveryMs)
  const postureHistory = createPostureHistory({ pathOf: (name) => inUserData('posture', name), active: here, now, log })
  const draftDeps = (file: string) => ({ path: inUserData(file), active: here, snapshotId: () => openSnapshot.current()?.outline.id ?? null, now, log })
  const drafts = { settings: createSecurityDraftService(draftDeps('securityDrafts.json')), keys: createKeyDraftService(draftDeps('keyDrafts.json')) }
  registerHandlers(
    answerFromOpenSnapshot({
      ...answerAboutDesktop({
        settings,
        policy,
        background: deps.background,
        inUserData,
        isLocked: async () => (await opening).current().status === 'locked' || (lockRecords.current().locked !== null && (await (await opening).lockStands())),
        zoom: deps.zoom,
        systemLanguage: deps.systemLanguage,
        openRequest() {
          const told = asked
          asked = null
          return told
        },
        vaultState: async () => (await vault).state(),
        isOnline: network.conditions.isOnline,
        saveText: save
      }),
      ...connectionHandlers(opening),
      ...connectionsHandlers(opening, () => connectionsAside),
      ...consoleSignInHandlers(consoleSignIn, consoleWindow.close),
      ...lockHandlers(locking),
      ...accountHandlers(
        createAccountService({
          active: async () => (await opening).active(),
          replaceSession: async (session) => (await opening).replaceSession(session),
          rememberPassword: async (password) => (await locking).rememberPassword(password),
          journal,
          log,
          now
        })
      ),
      ...networkHandlers({ ...network, connection: async () => (await opening).current() }),
      ...organizationHandlers(opening, now, postureHistory, notices, keys, readings, policies),
      ...overviewHandlers(opening, journal),
      ...activityHandlers(opening, now),
      ...journalHandlers(journal, opening, save, now),
      ...accessHandlers(opening, now),
      ...keys.handlers,
      ...postureHandlers(postureHistory),
      ...campaignHandlers(campaigns),
      ...draftHandlers(drafts.settings, drafts.keys),
      ...reviews.handlers,
      ...help
    }, openSnapshot),
    createSenderPolicy(ownContents),
    log
  )
  return {
    dial,
    locking,
    open(request) {
      asked = request.kind === 'file' ? { kind: 'file', ...reviews.offered(request.path) } : request
      events.send('app.openRequested', null)
    },
    secretsAtRisk: keys.atRisk,
    async finish() {
      await keys.finish()
      // What the connections still do may end a change.
      await finish()
      await journal.settle()
      await Promise.all([drafts.settings.settled(), drafts.keys.settled()])
      await reviews.finish()
    }
  }
}
