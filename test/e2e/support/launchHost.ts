import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import type { RunningApp, TracedMessage } from './launchedApp'

interface Answer {
  readonly id?: number
  readonly result?: unknown
  readonly error?: string
  readonly window?: { readonly port: number }
}

/** The extra member that the stand-in host adds to the electron module of `evaluateMain`. */
export interface HostTools {
  readonly record: { readonly ipc: TracedMessage[] }
}

/** Starts the app on the stand-in host (test/host) and connects to its Chromium. */
export async function launchOnHost(projectRoot: string, appPath: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<RunningApp> {
  const command = [join(projectRoot, 'test', 'host', 'electron.mjs'), ...args, appPath]
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))

  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let announceWindow: (port: number) => void = () => undefined
  const firstWindow = new Promise<number>((resolve) => (announceWindow = resolve))
  child.on('message', (message: Answer) => {
    if (message.window) announceWindow(message.window.port)
    const call = waiting.get(message.id ?? -1)
    if (!call) return
    waiting.delete(message.id ?? -1)
    if (message.error === undefined) call.resolve(message.result)
    else call.reject(new Error(message.error))
  })
  let lastId = 0
  const evaluateMain: RunningApp['evaluateMain'] = async (run, arg) => {
    const id = (lastId += 1)
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }))
    child.send({ id, evaluate: String(run), arg })
    const gone = exited.then((code) => {
      throw new Error(`The app ended with code ${code} before it answered.\n${text}`)
    })
    return (await Promise.race([answer, gone])) as never
  }

  const port = await Promise.race([
    firstWindow,
    exited.then((code) => {
      throw new Error(`The app ended with code ${code} before it showed a window.\n${text}`)
    })
  ])
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true })
  const page = browser.contexts()[0]?.pages().find((candidate) => !candidate.url().startsWith('data:'))
  if (!page) throw new Error(`The app has no page.\n${text}`)

  return {
    runtime: 'host',
    page,
    exited,
    evaluateMain,
    output: () => text,
    ipcTrace: () => evaluateMain((electron) => (electron as unknown as { __host: HostTools }).__host.record.ipc),
    startSecondInstance: (more = []) =>
      new Promise((resolve) => {
        const second = spawn(process.execPath, [...command, ...more], { env, stdio: 'ignore' })
        second.once('exit', (code) => resolve(code ?? -1))
      }),
    kill: () => void child.kill('SIGKILL'),
    async quit() {
      if (child.exitCode === null && child.connected) child.send({ id: 0, evaluate: '({ app, dialog }) => { dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false }); app.quit() }' })
      await exited
      await browser.close()
    }
  }
}
