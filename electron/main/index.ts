import { join } from 'node:path'
import { app, type BrowserWindow, net, protocol, screen, session } from 'electron'
import type { AppInfo } from '#shared/domain/appInfo'
import type { Settings } from '#shared/domain/settings'
import { menu as menuEn } from '#shared/text/en/menu'
import { menu as menuFr } from '#shared/text/fr/menu'
import { resolveLanguage } from '#shared/text/language'
import { dialDirectly } from './capgo/dialDirectly'
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
import { createAccountService } from './services/account/accountService'
import { createConnectionRepository } from './services/connection/connectionRepository'
import { createConnectionService } from './services/connection/connectionService'
import { createConsoleSignInService } from './services/connection/consoleSignIn'
import { createDemoOrganization } from './services/connection/demoOrganization'
import { watchNetwork } from './services/networkMonitor'
import { createSettingsRepository } from './settings/settingsRepository'
import { createRotatingFile } from './storage/rotatingFile'
import { openVault } from './vault/openVault'
import { appScheme } from './window/pageAddress'
import { appSchemePrivileges, createAppProtocol } from './window/appProtocol'
import { copyText } from './window/clipboard'
import { createConsoleSignIn } from './window/consoleSignIn/consoleSignInWindow'
import { createMainWindow, type MainWindow } from './window/mainWindow'
import { installMenu } from './window/menu'
import { guardNavigation } from './window/navigationPolicy'
import { keepChromiumOffTheNetwork, keepPageOffTheNetwork } from './window/networkGuard'
import { openExternal } from './window/openExternal'
import { denyPermissions } from './window/permissions'
import { saveText } from './window/saveFile'
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
let menuText: typeof menuEn = menuEn
const consoleWindow = createConsoleSignIn({
  app,
  parent: () => main?.window,
  dial: dialDirectly,
  packaged: app.isPackaged,
  title: () => menuText.consoleSignIn,
  log,
  now
})
/** What the connections still have to tell their servers. */
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
  menuText = { en: menuEn, fr: menuFr }[resolveLanguage(current.language, systemLanguage())]
  installMenu({
    text: menuText,
    appName: app.getName(),
    platform: process.platform,
    packaged: app.isPackaged,
    actions: {
      command: (command) => events.send('app.command', { command }),
      zoom: (step) => main?.zoom(step),
      openLink: (address) => void openExternal(address).catch((error: unknown) => log.warn('menu.linkRefused', { error }))
    }
  })
  events.send('settings.changed', current)
}

/** Everything the window may ask; what needs the keychain waits until it has been asked. */
function answerTheWindow(): void {
  const network = watchNetwork({ isOnline: () => net.isOnline(), onChange: (online) => events.send('network.changed', { online }) })
  const vault = openVault({ log })
  const opening = vault.then(async (opened) => {
    opened.onStateChange((state) => events.send('vault.changed', state))
    const connections = createConnectionService({
      http: createHttpClient({ log, userAgent: `Gatehouse/${app.getVersion()}`, now }),
      vault: opened,
      repository: createConnectionRepository(inUserData('connection.json'), ({ reason }) => log.warn('connection.setAside', { reason })),
      demo,
      log,
      now,
      onChange(state) {
        // Nobody signs in behind a lock.
        if (state.status === 'locked') consoleWindow.close()
        events.send('connection.changed', state)
      },
      onConnectionsChange: (connections) => events.send('connections.changed', connections)
    })
    finishConnections = connections.settled
    await connections.start({ demo: app.commandLine.hasSwitch('demo') })
    return connections
  })
  opening.catch((error: unknown) => log.error('connection.notOpened', { error }))
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
          info: appInfo,
          vaultState: async () => (await vault).state(),
          isOnline: network.isOnline,
          copyText,
          saveText: (suggestedName, content) => saveText({ window: requireWindow(), folder: app.getPath('downloads'), suggestedName, content }),
          openLink: openExternal
        },
        settings
      ),
      ...connectionHandlers(opening),
      ...connectionsHandlers(opening),
      ...consoleSignInHandlers(consoleSignIn, consoleWindow.close),
      ...lockHandlers(),
      ...accountHandlers(
        createAccountService({
          active: async () => (await opening).active(),
          replaceSession: async (session) => (await opening).replaceSession(session),
          rememberPassword: () => Promise.resolve(),
          log,
          now
        })
      ),
      ...networkHandlers(),
      ...organizationHandlers(opening, now),
      ...overviewHandlers(opening),
      ...accessHandlers(opening, now)
    },
    createSenderPolicy(ownContents),
    log
  )
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

function appInfo(): AppInfo {
  const platform = process.platform
  return {
    version: app.getVersion(),
    platform: platform === 'darwin' || platform === 'win32' || platform === 'linux' ? platform : 'other',
    electron: process.versions['electron'] ?? null,
    systemLanguage: systemLanguage()
  }
}

/** What waits for its pause is written, and the embedded server ends, before the process does. */
function finishBeforeQuitting(): void {
  let finished = false
  app.on('will-quit', (event) => {
    if (finished) return
    event.preventDefault()
    Promise.allSettled([windowStates.flush(), demo.close(), finishConnections()])
      .then(() => logFile.flush())
      .finally(() => {
        finished = true
        app.quit()
      })
      .catch((error: unknown) => log.error('main.notFinished', { error }))
  })
}
