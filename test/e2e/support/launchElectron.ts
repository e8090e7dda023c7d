import { spawn } from 'node:child_process'
import { _electron } from '@playwright/test'
import type { RunningApp, TracedMessage } from './launchedApp'

interface Traced {
  gatehouseTrace?: TracedMessage[]
}

/** Starts the app on Electron itself. */
export async function launchOnElectron(
  executablePath: string,
  appPath: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  colorScheme: 'light' | 'dark'
): Promise<RunningApp> {
  const defined = Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined))
  const application = await _electron.launch({ executablePath, args: [appPath, ...args], env: defined, colorScheme })
  const child = application.process()
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await application.evaluate(traceMessages)
  const page = await application.firstWindow()
  await page.waitForLoadState('domcontentloaded')

  const evaluateMain = application.evaluate.bind(application) as unknown as RunningApp['evaluateMain']
  return {
    runtime: 'electron',
    page,
    exited,
    evaluateMain,
    output: () => text,
    ipcTrace: () => evaluateMain(() => (globalThis as Traced).gatehouseTrace ?? []),
    startSecondInstance: (more = []) =>
      new Promise((resolve) => {
        const second = spawn(executablePath, [appPath, ...args, ...more], { env: defined, stdio: 'ignore' })
        second.once('exit', (code) => resolve(code ?? -1))
      }),
    kill: () => void child.kill('SIGKILL'),
    async quit() {
      if (child.exitCode === null) await application.evaluate(({ app, dialog }) => {
        // Whatever it asks before it ends, a test that ends it means it.
        dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false })
        app.quit()
      }).catch(() => undefined)
      await exited
    }
  }
}

/** Runs in main: notes what the handlers receive and answer, and what main sends to its windows. */
function traceMessages({ app, ipcMain, webContents }: typeof Electron.CrossProcessExports): void {
  const trace: TracedMessage[] = ((globalThis as Traced).gatehouseTrace = [])
  const note = (direction: TracedMessage['direction'], kind: string, channel: string, value: unknown): void => {
    trace.push({ direction, kind, channel, text: JSON.stringify(value) ?? '' })
  }
  type Handler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown
  const traced =
    (channel: string, handler: Handler): Handler =>
    async (event, ...args) => {
      note('toMain', 'invoke', channel, args)
      const result = await handler(event, ...args)
      note('toRenderer', 'result', channel, result)
      return result
    }
  const handlers = (ipcMain as unknown as { _invokeHandlers?: Map<string, Handler> })._invokeHandlers
  for (const [channel, handler] of handlers ?? []) handlers?.set(channel, traced(channel, handler))
  const handle = ipcMain.handle.bind(ipcMain)
  ipcMain.handle = (channel, handler) => handle(channel, traced(channel, handler))
  const watch = (contents: Electron.WebContents): void => {
    const send = contents.send.bind(contents)
    contents.send = (channel, ...args) => {
      note('toRenderer', 'event', channel, args)
      send(channel, ...(args as unknown[]))
    }
  }
  webContents.getAllWebContents().forEach(watch)
  app.on('web-contents-created', (_event, contents) => watch(contents))
}
