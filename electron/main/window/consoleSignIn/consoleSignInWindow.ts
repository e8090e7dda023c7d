import { randomUUID } from 'node:crypto'
import { type App, BrowserWindow, type Session, session as sessions } from 'electron'
import { AppError } from '#shared/errors/appError'
import type { Logger } from '../../log/logger'
import { denyPermissions } from '../permissions'
import { markForeign, mayLoad, mayVisit } from './pagePolicy'
import { findStoredSession, readItemsSource, type StoredTokens } from './storedSession'
import { type Dial, openSignInProxy, type SignInProxy } from './signInProxy'

export interface ConsoleSignInDeps {
  app: App
  /** The window in front of which the page opens. */
  parent(): BrowserWindow | undefined
  dial: Dial
  packaged: boolean
  /** After the host in the title, in the person's language. */
  title(): string
  log: Logger
  now(): number
}

export interface ConsoleSignIn {
  /**
   * Shows the console's sign-in page until its client keeps a session, and hands that over. The window and everything it
   * kept are gone afterwards; the session is not ended, for it goes on here.
   * @throws AppError `cancelled` (closed, locked, or asked again), `timeout`, `hostNotFound`, `connectionRefused`, `untrustedHost`
   */
  open(address: string): Promise<StoredTokens>
  close(): void
}

const lookEveryMs = 300

/** The one window that shows a page that is not Gatehouse's own; at most one at a time. */
export function createConsoleSignIn(deps: ConsoleSignInDeps): ConsoleSignIn {
  let present: { close(): void } | null = null

  return {
    async open(address) {
      present?.close()
      const mine = { close: (): void => undefined }
      present = mine
      const consoleOrigin = new URL(address).origin
      const proxy = await openSignInProxy({ dial: deps.dial })
      const session = sessions.fromPartition(`console-sign-in-${randomUUID()}`, { cache: false })
      const login = answerLogin(deps.app, session, proxy)
      try {
        await prepare(session, proxy, consoleOrigin, deps.log)
        if (present !== mine) throw cancelled()
        return await signInThere(deps, { address, consoleOrigin, session, closable: (close) => (mine.close = close) })
      } finally {
        if (present === mine) present = null
        login.stop()
        await session.clearStorageData().catch((error: unknown) => deps.log.warn('consoleSignIn.notCleared', { error }))
        await proxy.close()
      }
    },
    close() {
      present?.close()
      present = null
    }
  }
}

async function prepare(session: Session, proxy: SignInProxy, consoleOrigin: string, log: Logger): Promise<void> {
  markForeign(session)
  denyPermissions(session, log)
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !mayLoad(details.url, consoleOrigin) }))
  await session.setProxy({ mode: 'fixed_servers', proxyRules: proxy.proxyRules })
}

/** The proxy asks for a password, so that no other program on this computer goes through it. */
function answerLogin(app: App, session: Session, proxy: SignInProxy): { stop: () => void } {
  const answer = (event: Electron.Event, contents: Electron.WebContents | null, _details: unknown, asked: Electron.AuthInfo, callback: (name?: string, password?: string) => void): void => {
    if (contents?.session !== session || !asked.isProxy || asked.port !== proxy.port) return
    event.preventDefault()
    callback(proxy.username, proxy.password)
  }
  app.on('login', answer)
  return { stop: () => app.off('login', answer) }
}

interface Visit {
  address: string
  consoleOrigin: string
  session: Session
  closable(close: () => void): void
}

function signInThere(deps: ConsoleSignInDeps, { address, consoleOrigin, session, closable }: Visit): Promise<StoredTokens> {
  const window = new BrowserWindow(windowOptions(deps, session))
  const contents = window.webContents
  const showHost = (): void => {
    if (!window.isDestroyed()) window.setTitle(`${hostOf(contents.getURL())} – ${deps.title()}`)
  }
  // There is no address bar: the title always begins with the host, whatever the page calls itself.
  window.on('page-title-updated', (event) => event.preventDefault())
  contents.on('did-navigate', showHost)
  const guard = (event: { preventDefault(): void; url: string }): void => {
    if (mayVisit(event.url, consoleOrigin)) return
    event.preventDefault()
    deps.log.warn('consoleSignIn.navigationDenied', {})
  }
  contents.on('will-navigate', guard)
  contents.on('will-redirect', guard)
  contents.on('will-frame-navigate', guard)

  return new Promise<StoredTokens>((resolve, reject) => {
    closable(() => window.close())
    const look = setInterval(() => void lookForSession(), lookEveryMs)
    let looking = false
    const lookForSession = async (): Promise<void> => {
      if (looking || window.isDestroyed() || originOf(contents.getURL()) !== consoleOrigin) return
      looking = true
      try {
        const found = findStoredSession(await contents.executeJavaScriptInIsolatedWorld(1, [{ code: readItemsSource }]), deps.now())
        // The page may have gone elsewhere while it was asked.
        if (found === null || window.isDestroyed() || originOf(contents.getURL()) !== consoleOrigin) return
        resolve(found)
        window.destroy()
      } catch {
        // Between two pages there is nothing to ask.
      } finally {
        looking = false
      }
    }
    window.on('closed', () => {
      clearInterval(look)
      reject(cancelled())
    })
    contents.on('render-process-gone', () => window.destroy())
    contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      // −3: the page itself went elsewhere meanwhile.
      if (!isMainFrame || code === -3) return
      reject(loadError(code, description, new URL(address).host))
      window.destroy()
    })
    contents.loadURL(address).catch(() => undefined)
    window.show()
  })
}

const cancelled = (): AppError => new AppError({ code: 'cancelled', message: 'The window of the console was closed before anybody had signed in.', retryable: false })

function windowOptions({ parent, packaged, title }: ConsoleSignInDeps, session: Session): Electron.BrowserWindowConstructorOptions {
  const owner = parent()
  return {
    width: 520,
    height: 760,
    title: title(),
    show: false,
    ...(owner ? { parent: owner } : {}),
    autoHideMenuBar: true,
    fullscreenable: false,
    webPreferences: {
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      devTools: !packaged
    }
  }
}

function loadError(code: number, description: string, host: string): AppError {
  const named = { '-105': 'hostNotFound', '-137': 'hostNotFound', '-102': 'connectionRefused', '-106': 'offline', '-118': 'timeout', '-7': 'timeout' } as const
  const certificate = code <= -200 && code > -300
  return new AppError({
    code: certificate ? 'untrustedHost' : (named[String(code) as keyof typeof named] ?? 'connectionLost'),
    message: `The console's page was not loaded (${description.slice(0, 100)}).`,
    retryable: true,
    details: { host }
  })
}

function originOf(address: string): string {
  try {
    return new URL(address).origin
  } catch {
    return ''
  }
}

function hostOf(address: string): string {
  try {
    return new URL(address).host
  } catch {
    return ''
  }
}
