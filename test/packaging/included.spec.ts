import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepIncluded, writeBillOfMaterials } from '../../resources/packaging/billOfMaterials.mjs'
import type { IncludedPackage } from '../../resources/packaging/includedPackages'
import { sourceFiles, specifiersOf } from '../architecture/imports'

const listed = JSON.parse(readFileSync('out/licences/licences.json', 'utf8')) as IncludedPackage[]
const names = new Set(listed.map(({ name }) => name))

/** Licences that ask for no more than to be told; another one is a decision. */
const accepted = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'OFL-1.1', '0BSD', 'BlueOak-1.0.0'])

/** Packages whose licence (MIT) is in their repository and was left out of what they publish. */
const withoutText = ['@css-render/plugin-bem', '@css-render/vue3-ssr', 'css-render', 'lazy-val']

describe('the list of licences', () => {
  it('has every package that the product imports, and Electron', () => {
    const imported = [...sourceFiles('shared'), ...sourceFiles('electron'), ...sourceFiles('renderer')].flatMap(specifiersOf)
    const packages = imported.filter((name) => !/^(\.|#|node:)/u.test(name)).map((name) => name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/'))
    expect([...new Set(packages)].filter((name) => !names.has(name))).toEqual([])
    expect([...names]).toContain('electron')
  })

  it('has every package whose code is in the bundles, by what the bundles themselves say', () => {
    // The bundler marks where each module of main begins; the page is minified and says nothing.
    const chunks = sourceFiles('out/main').map((file) => readFileSync(file, 'utf8'))
    const marked = chunks.flatMap((text) => [...text.matchAll(/^\s*\/\/ (?:\.\.\/)*node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//gmu)].map((match) => match[1] ?? ''))
    expect(marked.length).toBeGreaterThan(100)
    expect([...new Set(marked)].filter((name) => !names.has(name))).toEqual([])
  })

  it('has a licence for each that asks no more than to be told, with its text', () => {
    expect(listed.filter(({ licence }) => !accepted.has(licence)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([])
    expect(listed.filter(({ text }) => text.length < 300).map(({ name }) => name)).toEqual(withoutText)
  })

  it('says the same as text for people', () => {
    const text = readFileSync('out/licences/licences.txt', 'utf8')
    expect(listed.filter((one) => !text.includes(`${one.name} ${one.version} (${one.licence})`) || !text.includes(one.text))).toEqual([])
  })

  it('has nothing that only development needs', () => {
    expect(['vite', 'vitest', 'typescript', 'electron-builder', 'sharp', 'happy-dom', '@playwright/test', '@supabase/supabase-js'].filter((name) => names.has(name))).toEqual([])
  })
})

describe('the bill of materials', () => {
  interface Component { name: string; group?: string; version: string; purl: string; scope?: string; 'bom-ref': string; licenses?: unknown[]; hashes?: unknown[]; properties?: { name: string }[] }
  let folder = ''
  let bill: { bomFormat: string; metadata: { component: Component }; components: Component[]; dependencies: { ref: string; dependsOn: string[] }[] }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bill-'))
    bill = JSON.parse(await readFile(await writeBillOfMaterials(folder), 'utf8')) as typeof bill
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('lists exactly what is delivered, each with where it is from, its hash and its licence', () => {
    const fullName = ({ group, name, version }: Component): string => `${group === undefined ? '' : `${group}/`}${name}@${version}`
    expect(bill.bomFormat).toBe('CycloneDX')
    expect(bill.components.map(fullName).sort()).toEqual(listed.map(({ name, version }) => `${name}@${version}`).sort())
    expect(bill.components.filter(({ purl, licenses = [], hashes = [] }) => !purl.startsWith('pkg:npm/') || licenses.length === 0 || hashes.length === 0)).toEqual([])
    expect(bill.components.filter(({ scope = 'required' }) => scope !== 'required')).toEqual([])
    expect(JSON.stringify(bill)).not.toContain('cdx:npm:package:development')
  })

  it('refers to nothing that it does not list', () => {
    const refs = new Set([bill.metadata.component['bom-ref'], ...bill.components.map((component) => component['bom-ref'])])
    expect(bill.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !refs.has(ref))).toEqual([])
  })

  it('is not written when npm does not know what is delivered', () => {
    const empty = { metadata: { component: { 'bom-ref': 'gatehouse' } }, components: [], dependencies: [] }
    expect(() => keepIncluded(empty, [{ name: 'zod', version: '0.0.1' }])).toThrow('zod@0.0.1')
  })
})
