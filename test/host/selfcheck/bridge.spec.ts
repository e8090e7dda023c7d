import type { Page } from '@playwright/test'
import { expect, test } from '../../e2e/support/app'
import { appPath, seenBy } from './selfcheckApp'

// The preload's world, the bridge and the messages: carried as Electron carries them.

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

test('carries texts of any length whole, wherever they are parted', async ({ launch }) => {
  const { page } = await launch({ appPath })
  const carried = await page.evaluate(async () => {
    const same: boolean[] = []
    // One more sign in front moves every place where the text may be parted.
    for (const front of ['', '+', '=+', '{']) {
      for (const piece of ['+=', '🔒', '{"\n', 'a']) {
        const text = front + piece.repeat(300_000)
        same.push((await window.bridge.invoke('echo', text)) === text)
      }
    }
    return same
  })
  expect(carried).toEqual(Array.from({ length: 16 }, () => true))
})

test('carries 100,000 rows', async ({ launch }) => {
  const { page } = await launch({ appPath })
  const answer = await page.evaluate(async () => {
    const rows = (await window.bridge.invoke('rows', 100_000)) as { email: string }[]
    return { count: rows.length, last: rows.at(-1)?.email }
  })
  expect(answer).toEqual({ count: 100_000, last: 'member-99999@example.org' })
})
