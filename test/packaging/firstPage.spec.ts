import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { firstEnglish } from '#shared/text/firstEnglish'
import { messages } from '#shared/text/messages'
import { importsOf, read, sourceFiles } from '../architecture/imports'

const built = 'out/renderer'
const assets = readdirSync(join(built, 'assets'))
const page = readFileSync(join(built, 'index.html'), 'utf8')
const text = (file: string): string => readFileSync(join(built, 'assets', file), 'utf8')
const zipped = (content: string | Buffer): number => gzipSync(content, { level: 9 }).length

function chunk(name: string): string {
  const file = assets.find((one) => one.startsWith(`${name}-`) && one.endsWith('.js'))
  if (file === undefined) throw new Error(`There is no chunk of ${name}.`)
  return file
}

/** A chunk and everything that it imports before it runs. */
function withStaticImports(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const [, other = ''] of text(file).matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/gu)) withStaticImports(other, found)
  return found
}

/** Styles that the bundler gives the chunks: of the same name, or with the page itself. */
const stylesOf = (files: ReadonlySet<string>): string[] => {
  const names = new Set([...files].map((file) => file.replace(/-[\w-]{8}\.js$/u, '')))
  return assets.filter((file) => file.endsWith('.css') && (names.has(file.replace(/-[\w-]{8}\.css$/u, '')) || page.includes(file)))
}

/** Bytes, gzipped file by file, that are read until a page can be shown; fonts, which are compressed as they are, left out. */
function bytesOnTheWayTo(name: string, language: 'English' | 'French', texts: 'first' | 'all' = 'first'): number {
  const entry = /src="\.\/assets\/([^"]+\.js)"/u.exec(page)?.[1] ?? ''
  const files = new Set<string>()
  for (const start of [entry, chunk('start'), chunk(`first${language}`), ...(texts === 'all' ? [chunk(`later${language}`)] : []), chunk(name)]) withStaticImports(start, files)
  return zipped(page) + [...files, ...stylesOf(files)].reduce((sum, file) => sum + zipped(readFileSync(join(built, 'assets', file))), 0)
}

describe('the way to the first page', () => {
  it.each([
    ['WelcomePage', 'English'],
    ['WelcomePage', 'French'],
    ['OverviewPage', 'English'],
    ['OverviewPage', 'French']
  ] as const)('%s: reads at most 250 kB, gzipped, in %s', (name, language) => {
    expect(bytesOnTheWayTo(name, language)).toBeLessThanOrEqual(250_000)
  })

  it('is little longer for a window that opens on the page where it was left, with the texts of all pages', () => {
    const pages = assets.flatMap((file) => /^(\w+Page)-.*\.js$/u.exec(file)?.[1] ?? [])
    expect(pages.length).toBeGreaterThan(12)
    expect(pages.map((name) => [name, bytesOnTheWayTo(name, 'French', 'all')] as const).filter(([, bytes]) => bytes > 350_000)).toEqual([])
  })

  it('begins with what has to run before everything else, and nothing that makes styles or schemas', () => {
    expect(importsOf('renderer/main.ts', new Set(sourceFiles('renderer')))).toEqual(['renderer/styleNonce.ts', 'renderer/zodWithoutEval.ts', 'renderer/start.ts'])
    const entry = withStaticImports(/src="\.\/assets\/([^"]+\.js)"/u.exec(page)?.[1] ?? '')
    expect([...entry].filter((file) => /createElement\(`style`\)|createElement\("style"\)|css-render/u.test(text(file)))).toEqual([])
    expect(entry.has(chunk('start'))).toBe(false)
  })
})

describe('the first texts', () => {
  // Everything that is there when the first pages are shown; only the routes name the titles of pages that come later.
  const all = new Set([...sourceFiles('renderer'), ...sourceFiles('shared')])
  const statically = (file: string): string[] => {
    const lazy = [...read(file).matchAll(/import\('([^']+)'\)/gu)].map((match) => match[1] ?? '')
    return importsOf(file, all).filter((path) => !lazy.some((name) => path.endsWith(name.replace(/^(\.\/|#shared\/)/u, '')) || path.endsWith(`${name.replace(/^(\.\/|#shared\/)/u, '')}.ts`)))
  }
  const present = new Set<string>()
  const visit = (file: string): void => {
    if (present.has(file)) return
    present.add(file)
    statically(file).forEach(visit)
  }
  ;['renderer/start.ts', 'renderer/pages/WelcomePage.vue', 'renderer/pages/OverviewPage.vue'].forEach(visit)

  it('hold every text that the window, the sign-in and the overview name', () => {
    const areas = Object.keys(messages.en).join('|')
    const key = new RegExp(`['"\`]((?:${areas})(?:\\.[A-Za-z]\\w*)+)(\\.\\$\\{)?`, 'gu')
    const at = (tree: unknown, path: string): unknown => path.split('.').reduce<unknown>((part, name) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined), tree)
    const named = [...present].filter((file) => file.startsWith('renderer/') && file !== 'renderer/router.ts').flatMap((file) => [...read(file).matchAll(key)].map((match) => ({ file, path: match[1] ?? '' })))
    expect(named.length).toBeGreaterThan(200)
    // Channels are named likewise and are no texts.
    expect(named.filter(({ path }) => at(messages.en, path) !== undefined && at(firstEnglish, path) === undefined)).toEqual([])
  })
})
