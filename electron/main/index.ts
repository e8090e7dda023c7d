import { join } from 'node:path'
import { app, type BrowserWindow, net, protocol, screen, session } from 'electron'
import type { LockReason } from '#shared/domain/connection'
import type { Settings } from '#shared/domain/settings'
import { menu as menuEn, type MenuText } from '#shared/text/en/menu'
import { network as networkEn } from '#shared/text/en/network'
import { menu as menuFr } from '#shared/text/fr/menu'
import { network as networkFr } from '#shared/text/fr/network'
import { resolveLanguage, type Language } from '#shared/text/language'
import { createDial } from './capgo/dial'
import { createHttpClient } from './capgo/httpClient'
import { startEmbeddedServer } from './embeddedServer'
import { createEventSender } from './ipc/events'
import { accessHandlers } from './ipc/handlers/access'
import { accountHandlers } from './ipc/handlers/account'
import { connectionHandlers } from './ipc/handlers/connection'
import { connectionsHandlers } from './ipc/handlers/connections'
import { consoleSignInHandlers } from './ipc/handlers/consoleSignIn'
import { desktopHandlers } from './ipc/handlers/desktop'
import { lockHandlers } from './ipc/handlers/lock'
import { networkHandlers } from './ipc/handlers/network'
import { organizationHandlers } from './ipc/handlers/organization'
import { overviewHandlers } from './ipc/handlers/overview'
import { registerHandlers } from './ipc/register'
import { createSenderPolicy } from './ipc/senderPolicy'
import { createLogger } from './log/logger'
import { describeApp } from './services/appInfo'
import { createAccountService } from './services/account/accountService'
import { createConnectionRepository } from './services/connection/connectionRepository'
import { createConnectionService } from './services/connection/connectionService'
import { createConsoleSignInService } from './services/connection/consoleSignIn'
import { createDemoOrganization } from './services/connection/demoOrganization'
import { createLock, type Lock } from './services/lock/createLock'
import { idlePollMs } from './services/lock/idleWatch'
import { createLockRecords } from './services/lock/lockRecord'
import { createNetwork } from './services/network/createNetwork'
import { createSettingsRepository } from './settings/settingsRepository'
import { createRotatingFile } from './storage/rotatingFile'
import { openVault } from './vault/openVault'
import { appScheme } from './window/pageAddress'
import { appSchemePrivileges, createAppProtocol } from './window/appProtocol'
import { chooseFile } from './window/chooseFile'
import { copyText } from './window/clipboard'
import { createConsoleSignIn } from './window/consoleSignIn/consoleSignInWindow'
import { createMainWindow, type MainWindow } from './window/mainWindow'
import { installMenu } from './window/menu'
import { guardNavigation } from './window/navigationPolicy'
import { keepChromiumOffTheNetwork, keepPageOffTheNetwork } from './window/networkGuard'
import { openExternal } from './window/openExternal'
import { denyPermissions } from './window/permissions'
import { systemActivity, watchPower } from './window/power'
import { saveText } from './window/saveFile'
import { createSystemPrompt } from './window/systemPrompt'
import { createSystemProxy } from './window/systemProxy'
import { applyTheme, windowBackground } from './window/theme'
import { createWindowStateRepository } from './window/windowState'

// Before anything else: where this run keeps its data, and what may never be switched on later.
const ownData = app.commandLine.getSwitchValue('user-data-dir')
if (ownData !== '') app.setPath('userData', ownData)
app.enableSandbox()
keepChromiumOffTheNetwork(app)
protocol.registerSchemesAsPrivileged([appSchemePrivileges])

const here = import.meta.dirname
const inUserData = (...names: string[]): string => join(app.getPath('userData'), ...names)
const now = (): number => Date.now()
const systemLanguage = (): string => app.getPreferredSystemLanguages()[0] ?? app.getLocale()

const logFile = createRotatingFile({ path: inUserData('logs', 'gatehouse.log'), maxBytes: 2 * 1024 * 1024, keep: 3 })
const log = createLogger({ sinks: [logFile], level: app.isPackaged ? 'info' : 'debug' })
const settings = createSettingsRepository({ path: inUserData('settings.json'), log })
const windowStates = createWindowStateRepository({ path: inUserData('window.json'), log })
const demo = createDemoOrganization((how) => startEmbeddedServer({ path: inUserData('demo.json'), log, now, ...how }))
const lockRecords = createLockRecords({ path: inUserData('lock.json'), log })
let language: Language = 'en'
const text = (): MenuText => ({ en: menuEn, fr: menuFr })[language]
const consoleWindow = createConsoleSignIn({
  app,
  parent: () => main?.window,
  // No window opens before there is a network to dial on.
  dial: (host, port) => dial(host, port),
  packaged: app.isPackaged,
  title: () => text().consoleSignIn,
  log,
  now
})
let dial: ReturnType<typeof createDial> = () => Promise.reject(new Error('Gatehouse is still starting.'))
let idleLockMinutes: number | null = null
/** Locks because the person wants it; nothing to lock until the keychain has been asked. */
let lockNow: () => void = () => undefined
/** What the connections still have to keep, and to tell their servers. */
let finishConnections: () => Promise<void> = () => Promise.resolve()
let main: MainWindow | undefined
const ownContents = () => (main && !main.window.isDestroyed() ? main.window.webContents : undefined)
const events = createEventSender(ownContents)

process.on('uncaughtException', (error) => log.error('main.uncaught', { error }))
process.on('unhandledRejection', (reason) => log.error('main.unhandled', { reason }))

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow)
  guardNavigation(app, { openLink: openExternal, log })
  app.on('window-all-closed', () => app.quit())
  finishBeforeQuitting()
  app.whenReady().then(start, (error: unknown) => log.error('main.notReady', { error }))
} else {
  // The first instance has been told and shows its window.
  app.quit()
}

async function start(): Promise<void> {
  log.info('main.started', { version: app.getVersion(), electron: process.versions['electron'] ?? null, platform: process.platform })
  await guardSession()
  followSettings(await settings.read())
  settings.onChange(followSettings)
  answerTheWindow()
  await openWindow()
}

/** The page is the app's own, asks nobody anything and may nothing. */
async function guardSession(): Promise<void> {
  const own = session.defaultSession
  own.protocol.handle(appScheme, createAppProtocol({ folder: join(here, '../renderer'), log }))
  denyPermissions(own, log)
  await keepPageOffTheNetwork(own, { allowInspector: !app.isPackaged, log })
}

function followSettings(current: Settings): void {
  applyTheme(current.theme)
  idleLockMinutes = current.idleLockMinutes
  language = resolveLanguage(current.language, systemLanguage())
  installMenu({
    text: text(),
    appName: app.getName(),
    platform: process.platform,
    packaged: app.isPackaged,
    actions: {
      command: (command) => events.send('app.command', { command }),
      zoom: (step) => main?.zoom(step),
      lock: () => lockNow(),
      openLink: (address) => void openExternal(address).catch((error: unknown) => log.warn('menu.linkRefused', { error }))
    }
  })
  events.send('settings.changed', current)
}

/** Everything the window may ask; what needs the keychain waits until it has been asked. */
function answerTheWindow(): void {
  const network = createNetwork({
    path: inUserData('certificates.json'),
    settings,
    log,
    now,
    isOnline: () => net.isOnline(),
    onChange: (online) => events.send('network.changed', { online }),
    resolveProxy: createSystemProxy(() => session.fromPartition('network', { cache: false })),
    chooseCertificate
  })
  const asClient = { log, now, userAgent: `Gatehouse/${app.getVersion()}`, network: network.conditions }
  dial = createDial(asClient)
  const vault = openVault({ log })
  const opened = vault.then(async (secrets) => {
    secrets.onStateChange((state) => events.send('vault.changed', state))
    await lockRecords.load()
    const lock: Lock = createLock({
      vault: secrets,
      records: lockRecords,
      system: createSystemPrompt({ platform: process.platform, reason: () => text().lockReason }),
      activity: systemActivity,
      idleMinutes: () => idleLockMinutes,
      connections: () => connections,
      now,
      log
    })
    const connections = createConnectionService({
      http: createHttpClient(asClient),
      vault: secrets,
      repository: createConnectionRepository(inUserData('connection.json'), ({ reason }) => log.warn('connection.setAside', { reason })),
      demo,
      log,
      now,
      proofOf: lock.proofOf,
      passwords: lock.passwords,
      lockedBefore: () => lockRecords.current().locked,
      onSignedIn: lock.signedIn,
      onChange(state) {
        lock.follow(state)
        // Nobody signs in behind a lock.
        if (state.status === 'locked') consoleWindow.close()
        events.send('connection.changed', state)
      },
      onConnectionsChange: (connections) => events.send('connections.changed', connections)
    })
    finishConnections = connections.finish
    await connections.start({ demo: app.commandLine.hasSwitch('demo') })
    lockWhenAbsent(lock)
    return { connections, lock }
  })
  const opening = opened.then(({ connections }) => connections)
  const locking = opened.then(({ lock }) => lock)
  opened.catch((error: unknown) => log.error('connection.notOpened', { error }))
  const consoleSignIn = opening.then((connections) =>
    createConsoleSignInService({
      findServer: connections.findServer,
      open: consoleWindow.open,
      accept: connections.acceptSession
    })
  )
  registerHandlers(
    {
      ...desktopHandlers(
        {
          info: () => describeApp(app.getVersion(), systemLanguage()),
          vaultState: async () => (await vault).state(),
          isOnline: network.conditions.isOnline,
          copyText,
          saveText: (suggestedName, content) => saveText({ window: requireWindow(), folder: app.getPath('downloads'), suggestedName, content }),
          openLink: openExternal
        },
        settings
      ),
      ...connectionHandlers(opening),
      ...connectionsHandlers(opening),
      ...consoleSignInHandlers(consoleSignIn, consoleWindow.close),
      ...lockHandlers(locking),
      ...accountHandlers(
        createAccountService({
          active: async () => (await opening).active(),
          replaceSession: async (session) => (await opening).replaceSession(session),
          rememberPassword: async (password) => (await locking).rememberPassword(password),
          log,
          now
        })
      ),
      ...networkHandlers({ ...network, connection: async () => (await opening).current() }),
      ...organizationHandlers(opening, now, async () => (await locking).presence.insist()),
      ...overviewHandlers(opening),
      ...accessHandlers(opening, now)
    },
    createSenderPolicy(ownContents),
    log
  )
}

async function chooseCertificate(): Promise<string | null> {
  const { kind, anyFile } = { en: networkEn, fr: networkFr }[language].dialog
  return chooseFile({ window: requireWindow(), kind: { name: kind, extensions: ['pem', 'crt', 'cer', 'der'] }, anyFile })
}

/** Nobody is there, or the person says so. */
function lockWhenAbsent({ lock, idle }: Lock): void {
  const because = (reason: LockReason) => (): void => void lock(reason).catch((error: unknown) => log.error('lock.notLocked', { error }))
  lockNow = because('person')
  watchPower({ suspend: because('suspend'), screenLock: because('screenLock') })
  setInterval(idle.look, idlePollMs)
}

async function openWindow(): Promise<void> {
  main = createMainWindow({
    title: 'Gatehouse',
    preloadPath: join(here, '../preload/index.cjs'),
    packaged: app.isPackaged,
    background: windowBackground(),
    state: await windowStates.read(),
    workAreas: screen.getAllDisplays().map(({ workArea }) => workArea),
    remember: (state) => windowStates.remember(state),
    log
  })
}

function showWindow(): void {
  if (!main || main.window.isDestroyed()) return
  if (main.window.isMinimized()) main.window.restore()
  main.window.show()
  main.window.focus()
}

function requireWindow(): BrowserWindow {
  if (!main) throw new Error('There is no window.')
  return main.window
}

/** What waits for its pause is written, and the embedded server ends, before the process does. */
function finishBeforeQuitting(): void {
  let finished = false
  app.on('will-quit', (event) => {
    if (finished) return
    event.preventDefault()
    Promise.allSettled([windowStates.flush(), lockRecords.settled(), demo.close(), finishConnections()])
      .then(() => logFile.flush())
      .finally(() => {
        finished = true
        app.quit()
      })
      .catch((error: unknown) => log.error('main.notFinished', { error }))
  })
}
