import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { noPolicy, type Policy } from '#shared/domain/policy'
import type { Updates } from '#shared/domain/updates'
import { createPublicFiles } from '../../electron/main/capgo/publicFile'
import { createElectronUpdater } from '../../electron/main/updates/electronUpdater'
import type { Copy } from '../../electron/main/updates/readFeed'
import type { Handover } from '../../electron/main/updates/updater'
import { createUpdateService, type UpdateServiceDeps } from '../../electron/main/updates/updateService'
import { feedServer } from './feedServer'
import { testNetwork } from './network'
import { quietLog } from './quietLog'

export const copy: Copy = { version: '1.0.0', platform: 'linux', arch: 'x64', systemVersion: '6.1.0-18-amd64', installation: 'restart', linuxPackage: 'AppImage' }

/** An AppImage of version 1.0.0 with electron-updater itself, and a feed on this computer. */
export async function setUpUpdates(given: { copy?: Partial<Copy>; deps?: Partial<UpdateServiceDeps> } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-updates-'))
  const appImage = join(folder, 'Gatehouse.AppImage')
  await writeFile(appImage, 'former', { mode: 0o755 })
  process.env['APPIMAGE'] = appImage
  const feed = await feedServer()
  const log = quietLog()
  const told: Updates[] = []
  const handovers: Handover[] = []
  const world: { policy: Policy; automatic: boolean; mayQuit: boolean; stayed: number; now: number } = { policy: noPolicy('/etc/policy.json'), automatic: true, mayQuit: true, stayed: 0, now: Date.parse('2026-11-22T08:00:00Z') }
  const network = testNetwork()
  const files = createPublicFiles({ network, log, now: () => world.now, silenceMs: 2000 })
  const packaged = { feed: feed.address, channel: 'latest', cacheFolder: 'gatehouse-updater', publisherName: [] }
  const mine = { ...copy, ...given.copy }
  const program = {
    version: mine.version, name: 'Gatehouse', isPackaged: true, appUpdateConfigPath: join(folder, 'no-app-update.yml'), userDataPath: join(folder, 'data'), baseCachePath: join(folder, 'cache'),
    whenReady: () => Promise.resolve(), relaunch: () => undefined, quit: () => undefined, onQuit: () => undefined
  }
  const make = () =>
    createUpdateService({
      path: join(folder, 'data', 'updates.json'),
      isPackaged: true,
      copy: mine,
      packaged,
      policy: () => world.policy,
      automatic: () => world.automatic,
      files,
      updater: () => Promise.resolve(createElectronUpdater({ files, packaged, platform: 'linux', appImage, log, program })),
      mayQuit: () => Promise.resolve(world.mayQuit),
      stay: () => {
        world.stayed++
      },
      quit: (handover) => void handovers.push(handover),
      onChange: (updates) => void told.push(updates),
      log,
      now: () => world.now,
      ...given.deps
    })
  // One library for one program: what was downloaded is what is installed.
  let one: ReturnType<typeof createElectronUpdater> | null = null
  given = { ...given, deps: { updater: () => Promise.resolve((one ??= createElectronUpdater({ files, packaged, platform: 'linux', appImage, log, program }))), ...given.deps } }
  return {
    folder, appImage, feed, log, told, handovers, world, network, make,
    service: make(),
    async end() {
      delete process.env['APPIMAGE']
      await feed.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}
