import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { extractFile, listPackage, statFile } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packOnStandIn } from '../../resources/packaging/buildPackages.mjs'
import { makeIcons } from '../../resources/packaging/makeIcons.mjs'

/** MB that Electron 45 is taken to weigh in an installer. Assumed, not measured: see resources/README.md. */
const electronInInstaller = 95
const megabyte = 1_000_000

const keytarBinary = 'node_modules/keytar/build/Release/keytar.node'

/** Everything that may be in the archive. A name that is not here is a question, not a formality. */
const allowed = [
  /^LICENSE$/u,
  /^package\.json$/u,
  /^node_modules\/keytar\/(package\.json|lib\/keytar\.js|build\/Release\/keytar\.node)$/u,
  /^out\/licences\/licences\.(json|txt)$/u,
  /^out\/main\/index\.js$/u,
  /^out\/main\/tray\/(tray\.ico|tray\.png|trayTemplate(@2x)?\.png)$/u,
  /^out\/main\/chunks\/(electronUpdater|sandbox|schemas|server|updateProblem)-[\w-]{8}\.js$/u,
  /^out\/preload\/index\.cjs$/u,
  /^out\/renderer\/index\.html$/u,
  /^out\/renderer\/assets\/[\w.-]+-[\w-]{8}\.(js|css)$/u,
  /^out\/renderer\/assets\/inter-(cyrillic|cyrillic-ext|greek|greek-ext|latin|latin-ext|vietnamese)-wght-normal-[\w-]{8}\.woff2$/u
]

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()

let output = ''
let program = ''
const archive = (): string => join(program, 'resources', 'app.asar')
const entries = (): string[] => listPackage(archive(), { isPack: false }).map((path) => path.split(sep).join('/').replace(/^\//u, ''))
const packedFiles = (): string[] => entries().filter((path) => !('files' in statFile(archive(), path.split('/').join(sep))))

beforeAll(async () => {
  output = await mkdtemp(join(tmpdir(), 'packed-'))
  await makeIcons()
  program = await packOnStandIn(output, { feed: 'https://updates.example/gatehouse/' })
})

afterAll(() => rmSync(output, { recursive: true, force: true }))

describe('the packed program', () => {
  it('has in its archive what it needs and nothing else', () => {
    expect(packedFiles().filter((path) => !allowed.some((name) => name.test(path)))).toEqual([])
    expect(allowed.filter((name) => !packedFiles().some((path) => name.test(path)))).toEqual([])
  })

  it('has around the archive what Electron brings, in two languages, and the update feed', () => {
    expect(filesBelow(program)).toEqual([
      'LICENSE.electron.txt',
      'LICENSES.chromium.html',
      'gatehouse',
      'locales/en-US.pak',
      'locales/fr.pak',
      'resources/app-update.yml',
      'resources/app.asar',
      `resources/app.asar.unpacked/${keytarBinary}`
    ])
  })

  it('keeps of keytar the binary beside the archive and the rest in it', () => {
    const unpacked = packedFiles().filter((path) => (statFile(archive(), path.split('/').join(sep)) as { unpacked?: boolean }).unpacked === true)
    expect(unpacked).toEqual([keytarBinary])
    expect(readFileSync(join(program, 'resources', 'app.asar.unpacked', keytarBinary))).toEqual(readFileSync(keytarBinary))
  })

  it('starts the file that is packed, without what only developers need', () => {
    const described = JSON.parse(extractFile(archive(), 'package.json').toString('utf8')) as Record<string, unknown>
    expect(packedFiles()).toContain(described['main'])
    expect(Object.keys(described)).not.toEqual(expect.arrayContaining(['devDependencies']))
    expect(described['scripts'] ?? {}).toEqual({})
  })

  it('imports nothing that is not packed', () => {
    const scripts = packedFiles().filter((path) => /^out\/(main|preload)\/.*\.c?js$/u.test(path))
    const imported = scripts.flatMap((path) => {
      const text = extractFile(archive(), path.split('/').join(sep)).toString('utf8')
      return [...text.matchAll(/^(?:import|export) [^\n]*?from ?"([^"\n]+)"|^import ?"([^"\n]+)"|\bimport\("([^"\n]+)"\)|\b(?:__require|require)\("([^"\n]+)"\)/gmu)].map((match) => match.slice(1).find((name) => name !== undefined) ?? '')
    })
    const own = /^(node:|\.{1,2}\/|#)|^(electron|keytar)$/u
    expect([...new Set(imported)].filter((name) => !own.test(name) && !builtinModules.includes(name))).toEqual([])
    expect(imported).toContain('electron')
  })

  it('has every fuse as it was chosen', async () => {
    const wire = await getCurrentFuseWire(join(program, 'gatehouse'))
    const on = [FuseV1Options.EnableCookieEncryption, FuseV1Options.EnableEmbeddedAsarIntegrityValidation, FuseV1Options.OnlyLoadAppFromAsar]
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges
    ]
    expect(on.map((fuse) => wire[fuse])).toEqual(on.map(() => FuseState.ENABLE))
    expect(off.map((fuse) => wire[fuse])).toEqual(off.map(() => FuseState.DISABLE))
  })

  it('carries an integrity hash for every file of the archive', () => {
    const hashed = packedFiles().map((path) => statFile(archive(), path.split('/').join(sep)) as { integrity?: { algorithm: string; hash: string } })
    expect(hashed.filter(({ integrity }) => integrity?.algorithm !== 'SHA256' || !/^[0-9a-f]{64}$/u.test(integrity.hash))).toEqual([])
  })

  it('asks the feed that it was packed with, and nobody without one', async () => {
    const feed = await readFile(join(program, 'resources', 'app-update.yml'), 'utf8')
    expect(feed).toContain('provider: generic')
    expect(feed).toContain('url: https://updates.example/gatehouse/')
    const without = await packOnStandIn(join(output, 'without'))
    expect(existsSync(join(without, 'resources', 'app.asar'))).toBe(true)
    expect(existsSync(join(without, 'resources', 'app-update.yml'))).toBe(false)
  })

  it('adds under 15 MB to Electron, and an installer of both stays at 110 MB at most', () => {
    const ours = [archive(), join(program, 'resources', 'app.asar.unpacked', keytarBinary)]
    const bytes = ours.reduce((sum, path) => sum + statSync(path).size, 0)
    const compressed = ours.reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0)
    expect(bytes).toBeLessThan(15 * megabyte)
    expect(compressed / megabyte + electronInInstaller).toBeLessThanOrEqual(110)
  })
})

describe('electron-builder’s own schema', () => {
  it('takes electron-builder.yml (it was packed with it) and refuses what it does not know', async () => {
    for (const config of [{ electronFuses: { runAsNodes: false } }, { mac: { hardened: true } }, { nsis: { perMachine: 'no' } }, { deb: { dependencies: [] } }]) {
      await expect(packOnStandIn(join(output, 'refused'), { config })).rejects.toThrow(/Invalid configuration object/u)
    }
  })
})
