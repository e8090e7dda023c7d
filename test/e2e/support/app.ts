import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test as base } from '@playwright/test'
import { findElectronBinary } from './electronBinary'
import type { LaunchedApp, LaunchOptions, RunningApp } from './launchedApp'
import { launchOnElectron } from './launchElectron'
import { launchOnHost } from './launchHost'
import { startSandbox, type Sandbox, type SandboxOptions } from './sandbox'

export { expect } from '@playwright/test'
export type { LaunchedApp, LaunchOptions } from './launchedApp'
export type { Sandbox, SandboxOptions } from './sandbox'

const root = resolve(import.meta.dirname, '..', '..', '..')

/** Starts the app on Electron when its binary is installed, on the stand-in host otherwise. */
async function start(projectRoot: string, userData: string, options: LaunchOptions): Promise<RunningApp> {
  const colorScheme = options.colorScheme ?? 'light'
  const locale = options.locale ?? 'en-US'
  const env = { ...process.env, GATEHOUSE_COLOR_SCHEME: colorScheme, ...options.env }
  const args = [`--user-data-dir=${userData}`, `--lang=${locale}`, ...(options.args ?? [])]
  const appPath = options.appPath ?? projectRoot
  const binary = findElectronBinary(projectRoot)
  if (binary) return launchOnElectron(binary, appPath, args, env, colorScheme)
  // Tests do not open windows on the screen of whoever runs them; GATEHOUSE_HEADED=1 shows them.
  const headless = process.env['GATEHOUSE_HEADED'] === '1' ? {} : { GATEHOUSE_HEADLESS: '1' }
  return launchOnHost(projectRoot, appPath, args, { ...env, ...headless })
}

/** Quits what a test left running, so that it tidies up after itself; one that hangs is killed. */
async function end(app: RunningApp): Promise<void> {
  const killing = setTimeout(() => app.kill(), 5_000)
  await app.quit()
  clearTimeout(killing)
}

interface Fixtures {
  /** The folder of the repository, where the built app and its tools are. */
  readonly projectRoot: string
  /** Launches the built app; whatever is still running at the end of the test is ended. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedApp>
  /** Starts the embedded Capgo server as a process of its own, with its test-only endpoints when asked for. */
  readonly startSandbox: (options?: SandboxOptions) => Promise<Sandbox>
}

export const test = base.extend<Fixtures>({
  projectRoot: [root, { option: true }],

  launch: async ({ projectRoot }, use) => {
    const running = new Set<RunningApp>()
    const folders: string[] = []
    const launch = async (options: LaunchOptions = {}): Promise<LaunchedApp> => {
      const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'gatehouse-test-')))
      if (options.userData === undefined) folders.push(userData)
      const app = await start(projectRoot, userData, options)
      running.add(app)
      // What cannot be clicked after this long never can; the whole test need not time out for it.
      app.page.setDefaultTimeout(20_000)
      const close = async (): Promise<void> => {
        await app.quit()
        running.delete(app)
      }
      return {
        ...app,
        userData,
        close,
        restart: async (changed = {}) => {
          await close()
          return launch({ ...options, ...changed, userData })
        }
      }
    }
    await use(launch)
    for (const app of running) await end(app)
    for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },

  startSandbox: async ({ projectRoot }, use) => {
    const running: Sandbox[] = []
    await use(async (options = {}) => {
      const sandbox = await startSandbox(projectRoot, options)
      running.push(sandbox)
      return sandbox
    })
    for (const sandbox of running) await sandbox.stop()
  }
})
