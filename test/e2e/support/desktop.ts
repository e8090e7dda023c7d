import type { LaunchedApp } from './launchedApp'

// What a test does to the desktop around the app. Electron's module is an object on both runtimes, and the app calls its
// members at the moment of use, so replacing a member in main reaches it.

interface Recorded {
  gatehouseLinks?: string[]
}

/** Stops links from leaving and answers a function that reads which ones the app asked to open. */
export async function recordLinks(app: LaunchedApp): Promise<() => Promise<string[]>> {
  await app.evaluateMain(({ shell }) => {
    const links: string[] = ((globalThis as Recorded).gatehouseLinks = [])
    shell.openExternal = (url) => {
      links.push(url)
      return Promise.resolve()
    }
  })
  return () => app.evaluateMain(() => (globalThis as Recorded).gatehouseLinks ?? [])
}

/** Answers every "Save as" from now on with a path, or closes it when that is null. */
export async function answerSaveDialogs(app: LaunchedApp, path: string | null): Promise<void> {
  await app.evaluateMain(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve(filePath === null ? { canceled: true, filePath: '' } : { canceled: false, filePath })
  }, path)
}

/** Answers every "Open" from now on with a path, or closes it when that is null. */
export async function answerOpenDialogs(app: LaunchedApp, path: string | null): Promise<void> {
  await app.evaluateMain(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: filePath === null, filePaths: filePath === null ? [] : [filePath] })
  }, path)
}

/** What the system says of its proxies, in Chromium's words (`PROXY host:port; DIRECT`). */
export async function setSystemProxy(app: LaunchedApp, answer: string): Promise<void> {
  await app.evaluateMain(({ session }, words) => {
    session.fromPartition('network').resolveProxy = () => Promise.resolve(words)
  }, answer)
}

/** What main believes about the network. The page's own `navigator.onLine` is `page.context().setOffline()`. */
export async function setOnline(app: LaunchedApp, online: boolean): Promise<void> {
  await app.evaluateMain(({ net }, value) => {
    net.isOnline = () => value
    Object.defineProperty(net, 'online', { get: () => value, configurable: true })
  }, online)
}

/** What the system tells main of the person at it. */
export async function setActivity(app: LaunchedApp, { idleSeconds, screenLocked = false }: { idleSeconds: number; screenLocked?: boolean }): Promise<void> {
  await app.evaluateMain(({ powerMonitor }, told) => {
    powerMonitor.getSystemIdleTime = () => told.idleSeconds
    powerMonitor.getSystemIdleState = () => (told.screenLocked ? 'locked' : 'active')
  }, { idleSeconds, screenLocked })
}

/** As the system does when the computer goes to sleep, or its screen is locked. */
export async function emitPower(app: LaunchedApp, event: 'suspend' | 'lock-screen'): Promise<void> {
  await app.evaluateMain(({ powerMonitor }, name) => void powerMonitor.emit(name), event)
}
