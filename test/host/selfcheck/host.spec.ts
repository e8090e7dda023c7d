import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test, type LaunchedApp } from '../../e2e/support/app'

// What the host promises to carry as Electron does, asserted on a tiny app of its own.

const appPath = join(import.meta.dirname, 'app')

interface SeenByApp {
  readonly navigations: { readonly name: string; readonly url: string }[]
  readonly windows: string[]
  readonly instances: string[][]
  readonly events: unknown[]
}
interface Bridge {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
  send(channel: string, value: unknown): void
  on(channel: string, listener: (value: unknown) => void): () => void
  readonly requireOfFs: string
  readonly nested: { readonly list: number[]; readonly deep: { value: boolean } }
  throwing(): void
  callBack(callback: (value: number) => number): number
  readonly process: { readonly sandboxed: boolean; readonly electron?: string }
}
declare global {
  interface Window {
    readonly bridge: Bridge
  }
}

const seenBy = (app: LaunchedApp): Promise<SeenByApp> => app.evaluateMain(() => (globalThis as unknown as { seen: SeenByApp }).seen)
const failureOf = (page: Page, channel: string, source = 'undefined'): Promise<string> =>
  page.evaluate(
    async ([name, code]) => {
      const value: unknown = await new Promise((resolve) => {
        Object.assign(window, { given: undefined })
        const values: Record<string, () => unknown> = { undefined: () => undefined, function: () => () => 1, weakMap: () => new WeakMap() }
        resolve({ value: values[code]?.() })
      })
      try {
        await window.bridge.invoke(name, (value as { value: unknown }).value)
        return 'no error'
      } catch (error) {
        return String(error)
      }
    },
    [channel, source] as const
  )

test.describe('the bridge', () => {
  test('keeps the preload in a world of its own and exposes a frozen API before the page runs', async ({ launch }) => {
    const { page } = await launch({ appPath })
    const found = await page.evaluate(() => {
      const attempt = (change: () => void): string => {
        try {
          change()
          return 'changed'
        } catch (error) {
          return (error as Error).name
        }
      }
      const anyWindow = window as unknown as Record<string, unknown>
      return {
        early: anyWindow['preloadWasThere'],
        leaks: ['require', 'process', 'module', 'preloadSecret', 'ipcRenderer', 'electron'].filter((name) => name in anyWindow),
        extend: attempt(() => Object.assign(window.bridge, { extra: 1 })),
        deep: attempt(() => Object.assign(window.bridge.nested.deep, { value: false })),
        list: attempt(() => void window.bridge.nested.list.push(3)),
        replace: attempt(() => Object.assign(window, { bridge: {} })),
        remove: attempt(() => Reflect.deleteProperty(window, 'bridge') || Object.defineProperty({}, 'x', 1 as never)),
        requireOfFs: window.bridge.requireOfFs,
        process: window.bridge.process
      }
    })
    expect(found).toEqual({
      early: true,
      leaks: [],
      extend: 'TypeError',
      deep: 'TypeError',
      list: 'TypeError',
      replace: 'TypeError',
      remove: 'TypeError',
      requireOfFs: 'module not found: fs',
      process: { sandboxed: true }
    })
  })

  test('carries what the structured-clone algorithm carries, and its identity', async ({ launch }) => {
    const { page } = await launch({ appPath })
    const kinds = await page.evaluate(async () => {
      const values = [undefined, null, -0, Number.NaN, 12n, 'é\u{1F600}', new Date(0), /x/giu, new Map([[{ a: 1 }, new Set([1])]]), new Uint8Array([1, 255]), new Float64Array([0.5]).buffer, new RangeError('far')]
      const kinds: string[] = []
      for (const value of values) kinds.push(`${String(await window.bridge.invoke('kindOf', value))}:${Object.prototype.toString.call(await window.bridge.invoke('echo', value)).slice(8, -1)}`)
      return kinds
    })
    expect(kinds).toEqual(['Undefined', 'Null', 'Number', 'Number', 'BigInt', 'String', 'Date', 'RegExp', 'Map', 'Uint8Array', 'ArrayBuffer', 'Error'].map((kind) => `${kind}:${kind}`))
    const details = await page.evaluate(async () => {
      const shared = { name: 'shared' }
      const cycle: Record<string, unknown> = { first: shared, second: shared, missing: undefined, sparse: Object.assign(new Array(3), { 0: 1 }) }
      cycle['self'] = cycle
      const back = (await window.bridge.invoke('echo', cycle)) as Record<string, unknown>
      const map = (await window.bridge.invoke('echo', new Map([['k', new Set([new Date(5)])]]))) as Map<string, Set<Date>>
      return {
        identity: back['first'] === back['second'] && back['self'] === back,
        missing: 'missing' in back && back['missing'] === undefined,
        hole: 1 in (back['sparse'] as unknown[]),
        date: [...(map.get('k') ?? [])][0]?.getTime(),
        negativeZero: Object.is(await window.bridge.invoke('echo', -0), -0),
        bytes: [...((await window.bridge.invoke('echo', new Uint8Array([1, 255]))) as Uint8Array)]
      }
    })
    expect(details).toEqual({ identity: true, missing: true, hole: false, date: 5, negativeZero: true, bytes: [1, 255] })
  })

  test('fails in Electron’s words', async ({ launch }) => {
    const { page } = await launch({ appPath })
    expect(await failureOf(page, 'fail')).toBe("Error: Error invoking remote method 'fail': RangeError: it went wrong")
    expect(await failureOf(page, 'nowhere')).toBe("Error: Error invoking remote method 'nowhere': Error: No handler registered for 'nowhere'")
    expect(await failureOf(page, 'uncloneable')).toBe("Error: Error invoking remote method 'uncloneable': Error: An object could not be cloned.")
    expect(await failureOf(page, 'echo', 'function')).toBe('Error: An object could not be cloned.')
    expect(await failureOf(page, 'echo', 'weakMap')).toBe('Error: An object could not be cloned.')
    const thrown = await page.evaluate(() => {
      try {
        window.bridge.throwing()
        return 'nothing'
      } catch (error) {
        return `${String(error)} ${error instanceof Error}`
      }
    })
    expect(thrown).toBe('Error: from the preload true')
    expect(await page.evaluate(() => window.bridge.callBack((value) => value + 1))).toBe(44)
  })

  test('sends events both ways and stops when unsubscribed', async ({ launch }) => {
    const app = await launch({ appPath })
    const heard = await app.page.evaluate(
      () =>
        new Promise<unknown[]>((resolve) => {
          const values: unknown[] = []
          const stop = window.bridge.on('noted', (value) => {
            values.push(value)
            if (values.length === 1) stop()
          })
          window.bridge.on('noted', (value) => {
            if (value === 'last') resolve(values)
          })
          for (const value of [{ first: new Date(0) }, 'second', 'last']) window.bridge.send('note', value)
        })
    )
    expect(heard).toEqual([{ first: new Date(0) }])
    expect((await seenBy(app)).events).toEqual([{ first: new Date(0) }, 'second', 'last'])
    expect((await app.ipcTrace()).filter(({ channel }) => channel === 'noted')).toHaveLength(3)
  })

  test('carries 100,000 rows', async ({ launch }) => {
    const { page } = await launch({ appPath })
    const answer = await page.evaluate(async () => {
      const rows = (await window.bridge.invoke('rows', 100_000)) as { email: string }[]
      return { count: rows.length, last: rows.at(-1)?.email }
    })
    expect(answer).toEqual({ count: 100_000, last: 'member-99999@example.org' })
  })
})

test.describe('the window', () => {
  test('shows the app’s own address to main, with the policy of the protocol handler applied', async ({ launch }) => {
    const { page } = await launch({ appPath })
    expect(await page.evaluate(() => window.bridge.invoke('sender'))).toEqual({ url: 'app://bundle/index.html', origin: 'app://bundle', isMainFrame: true, window: 1 })
    const found = await page.evaluate(async () => {
      // In a task of its own: code evaluated through the debugging protocol is exempt from the policy.
      const evaluated = await new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            resolve(String((0, eval)('1')))
          } catch (error) {
            resolve((error as Error).name)
          }
        }, 0)
      })
      const connected = await fetch('index.html').then(() => 'answered', (error: unknown) => (error as Error).name)
      const anyWindow = window as unknown as Record<string, unknown>
      return { evaluated, connected, inline: anyWindow['inlineRan'] ?? 'blocked' }
    })
    expect(found).toEqual({ evaluated: 'EvalError', connected: 'TypeError', inline: 'blocked' })
    await expect.poll(() => page.evaluate(() => (window as unknown as { violations?: string[] }).violations)).toEqual(['script-src', 'connect-src'])
  })

  test('runs the preload again after a reload', async ({ launch }) => {
    const { page } = await launch({ appPath })
    await page.reload()
    expect(await page.evaluate(() => window.bridge.invoke('echo', 'again'))).toBe('again')
    await page.evaluate(() => location.reload())
    await page.waitForFunction(() => performance.getEntriesByType('navigation')[0] instanceof PerformanceNavigationTiming && 'bridge' in window)
    expect(await page.evaluate(() => window.bridge.invoke('echo', 'and again'))).toBe('and again')
  })

  test('asks the app before the page navigates or opens a window', async ({ launch }) => {
    const app = await launch({ appPath })
    await app.page.click('#leave')
    await app.page.click('#redirect')
    await expect.poll(async () => (await seenBy(app)).navigations).toEqual([
      { name: 'will-navigate', url: 'https://example.org/leave' },
      { name: 'will-navigate', url: 'app://bundle/away' },
      { name: 'will-redirect', url: 'https://example.org/' }
    ])
    expect(await app.page.evaluate(() => window.open('https://example.org/popup'))).toBeNull()
    await app.page.click('#blank')
    await app.page.click('#leave', { modifiers: ['ControlOrMeta'] })
    await expect.poll(async () => [...new Set((await seenBy(app)).windows)]).toEqual(['https://example.org/popup', 'https://example.org/blank', 'https://example.org/leave'])
    await expect.poll(() => app.page.context().pages().length).toBe(1)
    expect(await app.page.evaluate(() => window.bridge.invoke('sender'))).toMatchObject({ url: 'app://bundle/index.html' })
  })

  test('denies the permissions that the app’s handlers deny', async ({ launch }) => {
    const { page } = await launch({ appPath })
    const states = await page.evaluate(() => Promise.all(['geolocation', 'notifications', 'camera', 'clipboard-read'].map(async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state)))
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied'])
  })

  test('follows the app’s theme and the system’s', async ({ launch }) => {
    const app = await launch({ appPath, colorScheme: 'dark' })
    const dark = (): Promise<boolean> => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
    expect(await dark()).toBe(true)
    await app.evaluateMain(({ nativeTheme }) => void (nativeTheme.themeSource = 'light'))
    await expect.poll(dark).toBe(false)
    expect(await app.evaluateMain(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(false)
  })

  test('has the size that the app asked for and reports a change of it', async ({ launch }) => {
    const app = await launch({ appPath })
    const size = (): Promise<number[]> => app.page.evaluate(() => [innerWidth, innerHeight])
    await expect.poll(size).toEqual([900, 600])
    await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ width: 1200, height: 700 }))
    await expect.poll(size).toEqual([1200, 700])
    expect(await app.evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toMatchObject({ width: 1200, height: 700 })
  })

  test('writes a heap snapshot of the page', async ({ launch }) => {
    const app = await launch({ appPath })
    await app.page.evaluate(() => Object.assign(window, { kept: ['needle', 'in', 'heap', '7'].join('-') }))
    const path = join(app.userData, 'page.heapsnapshot')
    await app.evaluateMain(({ webContents }, file) => webContents.getAllWebContents()[0]?.takeHeapSnapshot(file), path)
    expect((await readFile(path, 'utf8')).includes('needle-in-heap-7')).toBe(true)
  })
})

test.describe('the process', () => {
  test('names an API that it does not carry', async ({ launch }) => {
    const app = await launch({ appPath })
    await expect(app.evaluateMain(({ app: electronApp }) => electronApp.getLoginItemSettings())).rejects.toThrow(/does not carry Electron's app\.getLoginItemSettings/u)
    await expect(app.evaluateMain(({ Tray }) => new Tray('icon.png').isDestroyed())).rejects.toThrow(/does not carry Electron's Tray/u)
  })

  test('lets one instance run and hands it the command line of the second', async ({ launch }) => {
    const app = await launch({ appPath })
    expect(await app.startSecondInstance(['--from-second'])).toBe(0)
    await expect.poll(async () => (await seenBy(app)).instances.flat().includes('--from-second')).toBe(true)
  })

  test('quits without leaving a process or a profile, also when its window is closed', async ({ launch }) => {
    for (const end of ['quit', 'window'] as const) {
      const app = await launch({ appPath })
      const profile = await app.evaluateMain((electron) => (electron as unknown as { __host: { profile(): Promise<string> } }).__host.profile())
      expect(existsSync(profile)).toBe(true)
      if (end === 'quit') await app.close()
      else await app.page.close()
      expect(await app.exited).toBe(0)
      expect(existsSync(profile)).toBe(false)
      if (process.platform === 'linux') expect(spawnSync('pgrep', ['-f', profile]).stdout.toString()).toBe('')
    }
  })
})
