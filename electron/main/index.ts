import { join } from 'node:path'
import { app, type BrowserWindow, protocol, screen, session } from 'electron'
import type { CommandName } from '#shared/domain/command'
import type { ConnectionState, LockReason } from '#shared/domain/connection'
import { defaultSettings, type Settings } from '#shared/domain/settings'
import type { ZoomStep } from '#shared/domain/zoom'
import { commandObstacle } from '#shared/rules/commandObstacle'
import { commands as commandsEn } from '#shared/text/en/commands'
import { menu as menuEn, type MenuText } from '#shared/text/en/menu'
import { crashDialog as crashEn } from '#shared/text/en/crashDialog'
import { quit as quitEn } from '#shared/text/en/quit'
import { commands as commandsFr } from '#shared/text/fr/commands'
import { menu as menuFr } from '#shared/text/fr/menu'
import { crashDialog as crashFr } from '#shared/text/fr/crashDialog'
import { quit as quitFr } from '#shared/text/fr/quit'
import { mirroredLanguage, resolveLanguage, type Language } from '#shared/text/language'
import type { createDial } from './capgo/dial'
import { answerTheWindow } from './answers'
import { createBackground } from './backgroundAnswers'
import { startEmbeddedServer } from './embeddedServer'
import { createEventSender } from './ipc/events'
import { createLogger } from './log/logger'
import { createDemoOrganization } from './services/connection/demoOrganization'
import { type Lock } from './services/lock/createLock'
import { idlePollMs } from './services/lock/idleWatch'
import { managedDemo } from './services/managedReach'
import { createLockRecords } from './services/lock/lockRecord'
import { createManagedSettings } from './settings/managedSettings'
import { createPolicyRepository, policyLookEveryMs, policyPath } from './settings/policyRepository'
import { createSettingsRepository } from './settings/settingsRepository'
import { createRotatingFile } from './storage/rotatingFile'
import type { Handover } from './updates/updater'
import { appScheme } from './window/pageAddress'
import { appSchemePrivileges, createAppProtocol } from './window/appProtocol'
import { askAfterCrash, askWhileHanging } from './window/askAfterCrash'
import { askBeforeQuit } from './window/askBeforeQuit'
import { guardClose, type CloseGuard } from './window/closeGuard'
import { createConsoleSignIn } from './window/consoleSignIn/consoleSignInWindow'
import { recoverFromCrashes } from './window/crashRecovery'
import { createMainWindow, type MainWindow } from './window/mainWindow'
import { installMenu, popUpMenu } from './window/menu'
import { guardNavigation } from './window/navigationPolicy'
import { keepChromiumOffTheNetwork, keepPageOffTheNetwork } from './window/networkGuard'
import { openExternal } from './window/openExternal'
import { linkScheme, openRequestIn, openRequestOf, type OpenRequest } from './window/openRequest'
import { denyPermissions } from './window/permissions'
import { watchPower } from './window/power'
import { atLoginSwitch } from './window/loginItem'
import { offerTextMenu } from './window/textMenu'
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
const systemLanguage = (): string => (!app.isPackaged && app.commandLine.hasSwitch('mirrored') ? mirroredLanguage : app.getPreferredSystemLanguages()[0] ?? app.getLocale())

const logFile = createRotatingFile({ path: inUserData('logs', 'gatehouse.log'), maxBytes: 2 * 1024 * 1024, keep: 3 })
const log = createLogger({ sinks: [logFile], level: app.isPackaged ? 'info' : 'debug' })
// Where the policy is, nobody chooses who starts the program that was installed.
const givenPolicy = app.isPackaged ? '' : app.commandLine.getSwitchValue('policy-file')
const policy = createPolicyRepository({ path: givenPolicy === '' ? policyPath(process.platform) : givenPolicy, log })
const settings = createManagedSettings(createSettingsRepository({ path: inUserData('settings.json'), log }), policy)
const windowStates = createWindowStateRepository({ path: inUserData('window.json'), log })
const demo = managedDemo(createDemoOrganization((how) => startEmbeddedServer({ path: inUserData('demo.json'), log, now, ...how })), policy.current)
const lockRecords = createLockRecords({ path: inUserData('lock.json'), log })
let language: Language = 'en'
/** What the window shows, for the menu. */
let shown: ConnectionState = { status: 'starting' }
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
let settingsNow: Settings = defaultSettings
/** Locks because the person wants it; nothing to lock until the keychain has been asked. */
let lockNow: () => void = () => undefined
/** What the connections still have to keep, and to tell their servers. */
let finishConnections: () => Promise<void> = () => Promise.resolve()
/** How many secrets end with this run. */
let secretsAtRisk: () => number = () => 0
let main: MainWindow | undefined
/** When the page had ended by itself, told once. */
let takeCrash: () => string | null = () => null
let closing: CloseGuard | undefined
/** What installs an update once everything else is over. */
let atLast: () => Promise<void> = () => Promise.resolve()
/** What the system asked to open before there was anybody to tell. */
let asked: OpenRequest | null = null
let openNow: ((request: OpenRequest) => void) | null = null
const ownContents = () => (main && !main.window.isDestroyed() ? main.window.webContents : undefined)
const events = createEventSender(ownContents)
const background = createBackground({ settings, policy, events, log, language: () => language, iconFolder: join(here, 'tray'), showWindow, run: runCommand, available })

process.on('uncaughtException', (error) => log.error('main.uncaught', { error }))
process.on('unhandledRejection', (reason) => log.error('main.unhandled', { reason }))

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, workingDirectory) => {
    // The system starts what is running already: nobody asked for its window.
    if (!argv.includes(`--${atLoginSwitch}`)) showWindow()
    openRequested(openRequestIn(argv, workingDirectory))
  })
  // macOS hands files and links over like this, before and after it is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openRequested(openRequestOf(path, '/'))
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    openRequested(openRequestOf(url, '/'))
  })
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme)
  guardNavigation(app, { openLink: openExternal, log })
  // macOS: somebody pressed the program in the dock.
  app.on('activate', showWindow)
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
  await policy.look()
  policy.onChange((changed) => events.send('policy.changed', changed))
  setInterval(() => void policy.look(), policyLookEveryMs)
  followSettings(await settings.read())
  settings.onChange(followSettings)
  await background.start()
  const answers = answerTheWindow({
    settings, policy, demo, lockRecords, consoleWindow, events, log, now, inUserData, text, systemLanguage, ownContents, requireWindow, openKeys,
    onShown(state) {
      shown = state
      showMenu()
    },
    help: {
      takeCrash: () => takeCrash(),
      leaving: { mayQuit: async () => (await closing?.mayClose()) ?? true, stay: () => closing?.again(), quit: quitFor }
    },
    background: background.handlers,
    zoom: (step) => main?.zoom(step) ?? 1,
    language: () => language,
    settingsNow: () => settingsNow
  })
  dial = answers.dial
  openNow = answers.open
  openRequested(asked ?? openRequestIn(process.argv, process.cwd()))
  finishConnections = answers.finish
  secretsAtRisk = answers.secretsAtRisk
  // Why it did not open has been said by then.
  void answers.locking.then(lockWhenAbsent, () => undefined)
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
  settingsNow = current
  language = resolveLanguage(current.language, systemLanguage())
  showMenu()
  background.follow(current)
  events.send('settings.changed', current)
}

/** As the language and what is open have it; what cannot be carried out now is there and disabled. */
function showMenu(): void {
  installMenu({
    text: text(),
    titles: { en: commandsEn, fr: commandsFr }[language].title,
    available,
    appName: app.getName(),
    platform: process.platform,
    packaged: app.isPackaged,
    actions: { run: runCommand }
  })
  background.refreshMenu()
}

function available(name: CommandName): boolean {
  const signedIn = shown.status === 'signedIn'
  return commandObstacle(name, { locked: shown.status === 'locked', signedIn, organization: signedIn, snapshot: shown.status === 'signedIn' && shown.connection.snapshot !== undefined }) === null
}

/** Zoom and lock are main's own, whatever the page is doing; the window carries out the others. */
function runCommand(command: CommandName): void {
  if (command === 'zoomIn' || command === 'zoomOut' || command === 'zoomReset') main?.zoom({ zoomIn: 'in', zoomOut: 'out', zoomReset: 'reset' }[command] as ZoomStep)
  else if (command === 'lock') lockNow()
  else if (command === 'openWindow') showWindow()
  else if (command === 'quit') app.quit()
  else events.send('app.command', { command })
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
    background: windowBackground(settingsNow.theme),
    state: await windowStates.read(),
    hidden: background.startsHidden(),
    workAreas: screen.getAllDisplays().map(({ workArea }) => workArea),
    remember: (state) => windowStates.remember(state),
    log
  })
  const { window } = main
  offerTextMenu(window.webContents, { text, popUp: (template, at) => popUpMenu(window, template, at) })
  const crashText = () => ({ en: crashEn, fr: crashFr })[language]
  ;({ takeCrash } = recoverFromCrashes(window, { askAfterCrash: () => inSight(() => askAfterCrash(window, crashText())), askWhileHanging: () => askWhileHanging(window, crashText()), quit: () => app.quit(), now, log }))
  const { stays, goes } = background.keepIn(window)
  closing = guardClose(window, { stayed: stays, goes, atRisk: () => secretsAtRisk(), ask: (count) => inSight(() => askBeforeQuit(window, count, { en: quitEn, fr: quitFr }[language])), log })
}

/** A question of the window is of no use while the window is put away. */
function inSight<T>(ask: () => Promise<T>): Promise<T> {
  showWindow()
  return ask()
}

function showWindow(): void {
  main?.show()
}

/** A file or a link leads to its page; what is not understood leads nowhere. */
function openRequested(request: OpenRequest | null): void {
  if (openNow === null) asked = request ?? asked
  else if (request !== null) openNow(request)
}

function openKeys(): void {
  showWindow()
  events.send('app.command', { command: 'open.keys' })
}

function requireWindow(): BrowserWindow {
  if (!main) throw new Error('There is no window.')
  return main.window
}

/** Quits for an update that is ready. */
function quitFor(handover: Handover): void {
  if (handover.atLast !== undefined) atLast = handover.atLast
  if (handover.relaunch !== undefined) app.relaunch({ execPath: handover.relaunch, args: [] })
  app.quit()
}

/** What waits for its pause is written, and the embedded server ends, before the process does. */
function finishBeforeQuitting(): void {
  let finished = false
  app.on('will-quit', (event) => {
    if (finished) return
    event.preventDefault()
    Promise.allSettled([windowStates.flush(), lockRecords.settled(), demo.close(), finishConnections()])
      .then(() => logFile.flush())
      .finally(async () => {
        finished = true
        await atLast()
        app.quit()
      })
      .catch((error: unknown) => log.error('main.notFinished', { error }))
  })
}
