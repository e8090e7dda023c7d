import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publishTo } from '../../../resources/packaging/buildPackages.mjs'
import { feedFile, installationOf, readPackaged } from '../../../electron/main/updates/packagedFeed'
import { runningAppImage } from '../../../electron/main/updates/runningAppImage'
import { quietLog } from '../../support/quietLog'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-packaged-'))
})
afterEach(() => rm(folder, { recursive: true }))

const linux = { platform: 'linux', arch: 'x64' }
const written = async (text: string) => {
  const path = join(folder, 'app-update.yml')
  await writeFile(path, text)
  return readPackaged(path, linux, quietLog())
}

describe('what was written into the package', () => {
  it('is its feed, with the publisher of Windows', async () => {
    expect(await written('provider: generic\nurl: https://updates.example/gatehouse/\nchannel: latest\nupdaterCacheDirName: gatehouse-updater\npublisherName:\n  - Example Ltd\n')).toEqual({ feed: 'https://updates.example/gatehouse/', channel: 'latest', cacheFolder: 'gatehouse-updater', publisherName: ['Example Ltd'] })
  })

  it('is no feed where the file is missing, wrong, of another kind or without encryption', async () => {
    const none = { feed: null, channel: 'latest', cacheFolder: 'gatehouse-updater', publisherName: [] }
    expect(await readPackaged(join(folder, 'missing.yml'), linux, quietLog())).toEqual(none)
    for (const text of ['', '{{', 'provider: github\nowner: x\nrepo: y\n', 'provider: generic\nurl: http://updates.example/\n', 'provider: generic\nurl: https://updates.example/\nupdaterCacheDirName: ../../elsewhere\n', 'x'.repeat(70_000)]) expect(await written(text), text.slice(0, 40)).toEqual(none)
  })

  it('leads to the feed file that packaging writes for each system and processor', () => {
    const feed = 'https://updates.example/gatehouse'
    const at = (platform: string, arch: string): string => {
      const [published] = publishTo(feed, `${platform}-${arch}`) ?? []
      return feedFile(feed, published?.channel ?? '', { platform, arch }).slice(feed.length + 1)
    }
    expect(at('darwin', 'arm64')).toBe('latest-mac.yml')
    expect(at('darwin', 'x64')).toBe('latest-x64-mac.yml')
    expect(at('win32', 'x64')).toBe('latest.yml')
    expect(at('linux', 'x64')).toBe('latest-linux.yml')
    expect(at('linux', 'arm64')).toBe('latest-linux-arm64.yml')
    expect(feedFile('https://updates.example/a/?channel=b', 'latest', linux)).toBe('https://updates.example/a/latest-linux.yml?channel=b')
  })

  it('without a feed in it has the channel of its processor, for a feed of the policy', async () => {
    expect((await readPackaged(join(folder, 'missing.yml'), { platform: 'darwin', arch: 'x64' }, quietLog())).channel).toBe('latest-x64')
  })
})

describe('how a newer version comes', () => {
  it('is by itself only where something can be replaced and, on Windows, its publisher is known', () => {
    expect(installationOf('linux', {}, [], '/opt/G.AppImage')).toBe('restart')
    expect(installationOf('linux', { APPIMAGE: '/home/ada/Another.AppImage' }, [], undefined)).toBe('package')
    expect(installationOf('darwin', {}, [], undefined)).toBe('restart')
    expect(installationOf('win32', {}, ['Example Ltd'], undefined)).toBe('restart')
    expect(installationOf('win32', {}, [], undefined)).toBe('unsigned')
    expect(installationOf('win32', { PORTABLE_EXECUTABLE_FILE: 'C:\\G.exe' }, ['Example Ltd'], undefined)).toBe('portable')
  })

  it('believes an AppImage only of the program that stands in it: what a terminal in another hands on is not ours', async () => {
    const [mount, theirs, installed] = [join(folder, '.mount_Gate1'), join(folder, '.mount_Other'), join(folder, 'opt/Gatehouse')]
    for (const at of [mount, theirs, installed]) {
      await mkdir(at, { recursive: true })
      await writeFile(join(at, 'gatehouse'), '')
    }
    await symlink(mount, join(folder, 'link'))
    const [APPIMAGE, other] = ['/home/ada/Gatehouse.AppImage', '/home/ada/Other.AppImage']
    const of = (environment: Record<string, string>, program: string, platform = 'linux') => runningAppImage(platform, environment, join(program, 'gatehouse'))
    expect(await of({ APPIMAGE, APPDIR: mount }, mount)).toBe(APPIMAGE)
    expect(await of({ APPIMAGE, APPDIR: join(folder, 'link') }, mount)).toBe(APPIMAGE)
    for (const environment of [{ APPIMAGE: other }, { APPIMAGE: other, APPDIR: theirs }, { APPIMAGE: other, APPDIR: folder }, { APPIMAGE: other, APPDIR: '/' }, { APPIMAGE: other, APPDIR: join(folder, 'gone') }, { APPDIR: installed }, { APPIMAGE: 'Other.AppImage', APPDIR: installed }]) {
      expect(await of(environment, installed), JSON.stringify(environment)).toBeUndefined()
    }
    expect(await of({ APPIMAGE, APPDIR: mount }, mount, 'darwin')).toBeUndefined()
  })
})
