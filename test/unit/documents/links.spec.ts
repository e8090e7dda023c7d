import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { anchorsOf, everyDocument, linksOf, readDocument, root } from './documents'

const documents = everyDocument()
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
const parts = [...readFileSync(join(root, 'test/commands/lib/testParts.mjs'), 'utf8').matchAll(/^ {2}\{ name: '(\w+)'/gmu)].map(([, name]) => name)

it('every link and picture of a document leads somewhere', () => {
  const broken = documents.flatMap((document) =>
    linksOf(document)
      .filter(({ target, anchor }) => {
        const path = target === '' ? join(root, document.path) : resolve(document.folder, decodeURIComponent(target))
        if (!existsSync(path)) return true
        return anchor !== '' && !anchorsOf(readDocument(relative(root, path))).includes(anchor)
      })
      .map(({ target, anchor }) => `${document.path}: ${target}#${anchor}`)
  )
  expect(broken).toEqual([])
})

it('every picture is shown somewhere', () => {
  const shown = new Set(documents.flatMap((document) => linksOf(document).map(({ target }) => resolve(document.folder, target))))
  const folder = join(root, 'resources/pictures')
  expect(readdirSync(folder).filter((name) => !shown.has(join(folder, name)))).toEqual([])
})

it('every npm script and every part of the tests that a document names is there', () => {
  const missing = documents.flatMap(({ path, text }) => [
    ...[...text.matchAll(/npm run ([\w:-]+)/gu)].filter(([, name = '']) => !(name in scripts)).map(([said]) => `${path}: ${said}`),
    ...[...text.matchAll(/npm test -- ((?:[a-z\d]+ ?)+)/gu)]
      .flatMap(([, names = '']) => names.trim().split(' '))
      .filter((name) => !parts.includes(name))
      .map((name) => `${path}: npm test -- ${name}`)
  ])
  expect(missing).toEqual([])
})

it('every file and folder that the first documents name by its whole path is there', () => {
  const named = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'resources/guides/administrator.md'].flatMap((path) =>
    [...readDocument(path).text.matchAll(/`((?:shared|electron|renderer|resources|test)\/[\w./-]+)`/gu)].map(([, name = '']) => ({ path, name }))
  )
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter(({ name }) => !existsSync(join(root, name)))).toEqual([])
})
