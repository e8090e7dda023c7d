import { describe, expect, it } from 'vitest'
import { channels } from '#shared/ipc/channels'
import { contract } from '#shared/ipc/contract'
import { hostileInputs } from '../unit/ipc/hostileInputs'
import { importsOf, read, sourceFiles, specifiersIn, specifiersOf } from './imports'

const product = [...sourceFiles('shared'), ...sourceFiles('electron'), ...sourceFiles('renderer')]
const all = new Set(product)
const arrows = product.flatMap((from) => importsOf(from, all).map((to) => ({ from, to })))

/** Rooms of the main process, lowest first: an arrow may only go to a room that stands earlier, or stay inside. */
const mainRooms = ['log', 'storage', 'settings', 'journal', 'vault', 'capgo', 'updates', 'reviews', 'services', 'ipc']

/** The composition root: the only files that know which implementation stands behind an interface. */
const composition = ['index', 'answers', 'backgroundAnswers', 'desktopAnswers', 'evidenceAnswers', 'helpAnswers', 'keyAnswers', 'programAnswers', 'reviewAnswers', 'reviewFileAnswers', 'embeddedServer']

/** What a room may import from outside this repository; the first folder that fits counts. */
const outside: [folder: string, names: string[]][] = [
  ['shared/', ['zod']],
  ['electron/preload/', ['electron']],
  ['electron/main/index.ts', ['electron', 'node:path']],
  ['electron/main/answers.ts', ['electron']],
  ['electron/main/backgroundAnswers.ts', ['electron', 'node:path']],
  ['electron/main/desktopAnswers.ts', ['electron']],
  ['electron/main/embeddedServer.ts', ['zod']],
  ['electron/main/helpAnswers.ts', ['node:stream']],
  ['electron/main/programAnswers.ts', ['node:os', 'node:path']],
  ['electron/main/updates/', ['electron-updater', 'js-yaml', 'node:util', 'zod']],
  ['electron/main/capgo/', ['axios', 'node:crypto', 'node:dns/promises', 'node:http', 'node:https', 'node:net', 'node:stream', 'node:timers/promises', 'node:tls', 'socks', 'zod']],
  ['electron/main/ipc/', ['electron', 'zod']],
  ['electron/main/journal/', ['node:crypto', 'node:timers/promises', 'node:util', 'zod']],
  ['electron/main/reviews/', ['node:crypto', 'zod']],
  ['electron/main/sandbox/', ['@hono/node-server', '@hono/node-server/utils/response', 'hono', 'hono/cors', 'hono/request-id', 'hono/utils/http-status', 'node:crypto', 'node:fs/promises', 'node:net', 'node:util', 'zod']],
  ['electron/main/services/', ['node:crypto', 'node:stream', 'node:timers/promises', 'node:tls', 'zod']],
  ['electron/main/settings/', ['node:util', 'zod']],
  ['electron/main/storage/', ['@noble/ciphers/chacha.js', 'age-encryption', 'node:crypto', 'node:fs/promises', 'node:path', 'node:timers/promises', 'zod']],
  ['electron/main/vault/', ['keytar', 'node:crypto', 'node:path', 'zod']],
  ['electron/main/window/consoleSignIn/', ['electron', 'node:crypto', 'node:http', 'node:net', 'node:stream', 'zod']],
  ['electron/main/window/', ['electron', 'node:crypto', 'node:fs/promises', 'node:path', 'zod']],
  ['renderer/stores/', ['pinia', 'vue']],
  ['renderer/', ['@fontsource-variable/inter', '@lucide/vue', '@tanstack/vue-virtual', 'naive-ui', 'pinia', 'uplot', 'uplot/dist/uPlot.min.css', 'uqr', 'vue', 'vue-i18n', 'vue-router', 'zod']]
]

const layerOf = (file: string): string => (file.startsWith('electron/preload/') ? 'preload' : (file.split('/')[0] ?? ''))
const roomOf = (file: string): string => (file.startsWith('electron/main/') ? (file.split('/')[2] ?? '').replace(/\.ts$/u, '') : '')

describe('the house', () => {
  it('lets shared know nobody, and the two worlds meet in shared only', () => {
    const allowed: Record<string, string[]> = { shared: ['shared'], preload: ['preload', 'shared'], electron: ['electron', 'shared'], renderer: ['renderer', 'shared'] }
    expect(arrows.filter(({ from, to }) => !(allowed[layerOf(from)] ?? []).includes(layerOf(to)))).toEqual([])
  })

  it('gives shared no module but zod, and the preload none but electron', () => {
    const foreign = (folder: string, allowed: string[]): string[] =>
      sourceFiles(folder).flatMap((file) => specifiersOf(file).filter((name) => !name.startsWith('.') && !name.startsWith('#shared/') && !allowed.includes(name)).map((name) => `${file}: ${name}`))
    expect(foreign('shared', ['zod'])).toEqual([])
    expect(foreign('electron/preload', ['electron'])).toEqual([])
    expect(sourceFiles('electron/preload').flatMap((file) => importsOf(file, all))).toEqual(['shared/ipc/channels.ts'])
    expect(specifiersOf('shared/ipc/channels.ts')).toEqual([])
  })

  it('sees every way to import', () => {
    const text = ["import a from 'a'", "import {b} from 'b'", "import{c}from 'c'", "export * from 'd'", "import 'e'", "await import('f')", 'await import(`g`)', "require('h')", 'import i = require("i")', 'import(name)', "import('x' + y)", 'import(`${z}`)', "import.meta.glob('./*.ts')", 'createRequire(url)(j)', "import type { K } from 'k'"].join('\n')
    expect(specifiersIn(text).sort()).toEqual(['(computed)', '(computed)', '(computed)', '(computed)', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'glob:./*.ts', 'h', 'i', 'k'])
  })

  it('gives every room the outside modules it needs, and no others', () => {
    const foreign = product.flatMap((file) => specifiersOf(file).filter((name) => !/^(\.{1,2}\/|#shared\/)/u.test(name)).map((name) => ({ file, name })))
    const wrong = foreign.filter(({ file, name }) => !(outside.find(([folder]) => file.startsWith(folder))?.[1] ?? []).includes(name))
    expect(wrong).toEqual([])
    const needed = outside.flatMap(([folder, names]) => names.filter((name) => !foreign.some((one) => one.file.startsWith(folder) && one.name === name)).map((name) => `${folder}: ${name}`))
    expect(needed).toEqual([])
  })

  it('is written in TypeScript and Vue only, which the doors read', () => {
    expect(product.filter((file) => !/\.(ts|vue|css|html)$/u.test(file))).toEqual([])
  })

  it('points every arrow of the main process downwards', () => {
    const wrong = arrows.filter(({ from, to }) => {
      const [room, target] = [roomOf(from), roomOf(to)]
      if (room === '' || target === '' || room === target || composition.includes(room)) return false
      if (composition.includes(target)) return true
      // The embedded server is a program of its own: it knows nobody, and only the composition root knows it.
      if (room === 'sandbox' || target === 'sandbox') return true
      if (room === 'window') return !['log', 'storage', 'settings'].includes(target)
      if (target === 'window') return true
      return mainRooms.indexOf(target) > mainRooms.indexOf(room)
    })
    expect(wrong).toEqual([])
  })

  it('points every arrow of the renderer downwards', () => {
    const order = ['desktop', 'text', 'theme', 'composables', 'stores', 'components', 'features', 'shell', 'pages', 'router', 'App', 'start', 'main']
    const part = (file: string): string => (file.split('/')[1] ?? '').replace(/\.(ts|vue)$/u, '')
    const wrong = arrows.filter(({ from, to }) => {
      if (layerOf(from) !== 'renderer' || layerOf(to) !== 'renderer') return false
      const [a, b] = [order.indexOf(part(from)), order.indexOf(part(to))]
      return a >= 0 && b > a
    })
    expect(wrong).toEqual([])
  })

  it('has no feature that imports another, and no component that knows a feature', () => {
    const feature = (file: string): string => /^renderer\/features\/([^/]+)\//u.exec(file)?.[1] ?? ''
    expect(arrows.filter(({ from, to }) => feature(from) !== '' && feature(to) !== '' && feature(from) !== feature(to))).toEqual([])
    expect(arrows.filter(({ from, to }) => from.startsWith('renderer/components/') && to.startsWith('renderer/features/'))).toEqual([])
  })

  it('has no cycle', () => {
    const next = new Map<string, string[]>()
    for (const { from, to } of arrows) next.set(from, [...(next.get(from) ?? []), to])
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      if (done.has(file) || path.includes(file)) return
      for (const target of next.get(file) ?? []) visit(target, [...path, file])
      done.add(file)
    }
    for (const file of product) visit(file, [])
    expect(cycles).toEqual([])
  })

  it('keeps files small: 300 lines at most, pages 60', () => {
    const lines = (file: string): number => read(file).split('\n').length
    const tooLong = product.filter((file) => lines(file) > (file.startsWith('renderer/pages/') ? 60 : 300))
    expect(tooLong.map((file) => `${file} (${String(lines(file))})`)).toEqual([])
  })

  it('opens each dangerous power in one file only', () => {
    const doors: Record<string, string[]> = {
      axios: ['electron/main/capgo/httpClient.ts'],
      '@noble/ciphers/chacha.js': ['electron/main/storage/ageFile.ts'],
      'age-encryption': ['electron/main/storage/ageFile.ts'],
      socks: ['electron/main/capgo/tunnel.ts'],
      'node:http': ['electron/main/capgo/publicFile.ts', 'electron/main/capgo/tunnel.ts', 'electron/main/window/consoleSignIn/signInProxy.ts'],
      'electron-updater': ['electron/main/updates/electronUpdater.ts'],
      keytar: ['electron/main/vault/keytarVault.ts']
    }
    for (const [name, files] of Object.entries(doors)) expect(product.filter((file) => specifiersOf(file).includes(name)), name).toEqual(files)
    const uses = (pattern: RegExp): string[] => product.filter((file) => /\.(ts|vue)$/u.test(file) && pattern.test(read(file).replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//gu, '')))
    expect(uses(/\bipcMain\b/u)).toEqual(['electron/main/ipc/register.ts'])
    expect(uses(/\bipcRenderer\b/u)).toEqual(['electron/preload/index.ts'])
    expect(uses(/\bshell\.openExternal\b/u)).toEqual(['electron/main/window/openExternal.ts'])
    expect(uses(/\bfindCredentials\b/u)).toEqual([])
    expect(uses(/window\.gatehouse|window\[bridgeName\]/u)).toEqual(['renderer/desktop/client.ts'])
  })

  it('has no room named after nothing, and a README in each', () => {
    expect(product.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/u.test(file))).toEqual([])
    const rooms = new Set(product.filter((file) => file.startsWith('electron/main/') && file.split('/').length > 3).map((file) => file.split('/').slice(0, 3).join('/')))
    for (const room of [...rooms, 'shared', 'renderer', 'electron/preload', 'test', 'test/host']) expect(read(`${room}/README.md`).length, room).toBeGreaterThan(200)
  })

  it('lists exactly one contract entry and at least one hostile input for every channel', () => {
    expect(Object.keys(contract).sort()).toEqual([...channels].sort())
    expect(channels.filter((channel) => (hostileInputs[channel] ?? []).length === 0)).toEqual([])
  })
})

describe('what two rooms must agree on', () => {
  it('is the colour of the window before its page is painted', () => {
    const canvases = [...read('renderer/theme/tokens.ts').matchAll(/canvas: '(#[0-9a-f]{6})'/gu)].map((match) => match[1] ?? '')
    expect(canvases).toHaveLength(3)
    for (const colour of canvases) expect(read('electron/main/window/theme.ts')).toContain(colour)
  })
})
