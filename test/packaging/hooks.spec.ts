import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import afterPack, { machineOf } from '../../resources/packaging/afterPack.mjs'
import { publishTo } from '../../resources/packaging/buildPackages.mjs'
import notarizePackage, { credentialsIn } from '../../resources/packaging/notarize.mjs'

const elf = (machine: number): Buffer => {
  const head = Buffer.alloc(64)
  head.writeUInt32BE(0x7f454c46)
  head.writeUInt16LE(machine, 18)
  return head
}

const mach = (processor: number): Buffer => {
  const head = Buffer.alloc(64)
  head.writeUInt32LE(0xfeedfacf)
  head.writeUInt32LE(processor, 4)
  return head
}

const windows = (machine: number): Buffer => {
  const head = Buffer.alloc(256)
  head.write('MZ', 'ascii')
  head.writeUInt32LE(128, 0x3c)
  head.write('PE\0\0', 128, 'ascii')
  head.writeUInt16LE(machine, 132)
  return head
}

describe('the keychain’s native binary', () => {
  it('is known by its system and processor', async () => {
    expect([elf(0x3e), elf(0xb7), elf(0x28)].map(machineOf)).toEqual(['linux-x64', 'linux-arm64', 'linux-other'])
    expect([mach(0x01000007), mach(0x0100000c)].map(machineOf)).toEqual(['darwin-x64', 'darwin-arm64'])
    expect([windows(0x8664), windows(0xaa64)].map(machineOf)).toEqual(['win32-x64', 'win32-arm64'])
    expect(machineOf(Buffer.alloc(64))).toBe('no program')
    expect(machineOf(await readFile('node_modules/keytar/build/Release/keytar.node'))).toBe(`${process.platform}-${process.arch}`)
  })

  it('stops a package of another processor, and one that has none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hook-'))
    const path = join(folder, 'app.asar.unpacked/node_modules/keytar/build/Release/keytar.node')
    // electron-builder’s numbers: 1 is x64, 3 is arm64.
    const pack = (arch: number): Promise<void> => afterPack({ appOutDir: folder, arch, electronPlatformName: 'linux', packager: { getResourcesDir: () => folder } })
    await expect(pack(1)).rejects.toThrow('would keep no secrets')
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, elf(0x3e))
    await expect(pack(3)).rejects.toThrow('built for linux-x64 and the package is for linux-arm64')
    await expect(pack(1)).resolves.toBeUndefined()
    await rm(folder, { recursive: true, force: true })
  })
})

describe('notarization', () => {
  it('takes one whole set of credentials, the key first', () => {
    const key = { APPLE_API_KEY: 'key.p8', APPLE_API_KEY_ID: 'id', APPLE_API_ISSUER: 'issuer' }
    const person = { APPLE_ID: 'me@example.org', APPLE_APP_SPECIFIC_PASSWORD: 'word', APPLE_TEAM_ID: 'team' }
    expect(credentialsIn({ ...key, ...person })).toEqual({ appleApiKey: 'key.p8', appleApiKeyId: 'id', appleApiIssuer: 'issuer' })
    expect(credentialsIn(person)).toEqual({ appleId: 'me@example.org', appleIdPassword: 'word', teamId: 'team' })
    expect(credentialsIn({ ...person, APPLE_TEAM_ID: undefined, APPLE_API_KEY: 'key.p8' })).toBeUndefined()
  })

  it('does nothing without credentials, and says so; of other systems it says nothing', async () => {
    for (const name of ['APPLE_API_KEY', 'APPLE_ID']) vi.stubEnv(name, undefined)
    const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const packager = { appInfo: { productFilename: 'Gatehouse' } }
    await notarizePackage({ appOutDir: 'nowhere', electronPlatformName: 'linux', packager })
    expect(said).not.toHaveBeenCalled()
    await notarizePackage({ appOutDir: 'nowhere', electronPlatformName: 'darwin', packager })
    expect(said).toHaveBeenCalledWith(expect.stringContaining('not notarized'))
    said.mockRestore()
    vi.unstubAllEnvs()
  })

  it('is asked with entitlements that codesign reads: no comments, and one entitlement', async () => {
    const plist = await readFile('resources/entitlements.mac.plist', 'utf8')
    expect(plist).not.toContain('<!--')
    expect([...plist.matchAll(/<key>(.+?)<\/key>/gu)].map((match) => match[1])).toEqual(['com.apple.security.cs.allow-jit'])
  })
})

describe('the update feed', () => {
  it('is the one that is named, by https and without a password, or none', () => {
    expect(publishTo('https://updates.example/gatehouse/')).toEqual([{ provider: 'generic', url: 'https://updates.example/gatehouse/', channel: 'latest' }])
    expect(['darwin-arm64', 'darwin-x64'].map((machine) => publishTo('https://updates.example/', machine)?.[0]?.channel)).toEqual(['latest', 'latest-x64'])
    expect([publishTo(undefined), publishTo('')]).toEqual([null, null])
    for (const address of ['http://updates.example/', 'https://user:word@updates.example/', 'file:///tmp', 'updates']) expect(() => publishTo(address), address).toThrow(Error)
  })
})

describe('the release workflow', () => {
  it('runs only what it names exactly, may write in its last job only, and leaves a draft', async () => {
    const workflow = await readFile('.github/workflows/release.yml', 'utf8')
    const used = [...workflow.matchAll(/uses: (\S+)(.*)/gu)]
    expect(used.length).toBeGreaterThan(3)
    expect(used.filter(([, action = '', version = '']) => !/@[0-9a-f]{40}$/u.test(action) || !/^ # v\d+\.\d+\.\d+$/u.test(version)).map(([line]) => line)).toEqual([])
    expect(workflow.match(/^permissions:\n {2}contents: read\n/mu)).not.toBeNull()
    expect([...workflow.matchAll(/: write\b/gu)]).toHaveLength(1)
    expect(workflow.indexOf(': write')).toBeGreaterThan(workflow.indexOf('\n  draft:'))
    expect(workflow.indexOf('secrets.')).toBeLessThan(workflow.indexOf('\n  draft:'))
    expect(workflow.slice(workflow.indexOf('\n  draft:'))).not.toContain('secrets.')
    expect(workflow).toContain('--draft')
    expect(workflow).not.toContain('pull_request')
  })
})
