import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { createElectronUpdater } from '../../electron/main/updates/electronUpdater'
import { sha512Of } from '../support/feedServer'
import { quietLog } from '../support/quietLog'

/** electron-updater as it is delivered: bundled, with everything that it needs in one file that is loaded when it is wanted. */
const chunks = resolve('out/main/chunks')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'built-updater-'))
})
afterEach(() => {
  delete process.env['APPIMAGE']
  rmSync(folder, { recursive: true, force: true })
})

it('downloads, checks and replaces as it was bundled, without a module beside it', async () => {
  const name = readdirSync(chunks).find((file) => file.startsWith('electronUpdater-')) ?? ''
  const built = (await import(/* @vite-ignore */ pathToFileURL(join(chunks, name)).href)) as { createElectronUpdater: typeof createElectronUpdater }
  const [appImage, content] = [join(folder, 'Gatehouse.AppImage'), Buffer.from('the new one'.repeat(500))]
  writeFileSync(appImage, 'former')
  process.env['APPIMAGE'] = appImage
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(content)
  }
  const updater = built.createElectronUpdater({
    files: { open: () => Promise.resolve({ status: 200, length: content.length, bytes: bytes(), end: () => undefined }) },
    packaged: { feed: null, channel: 'latest', cacheFolder: 'gatehouse-updater', publisherName: [] },
    platform: 'linux',
    appImage,
    log: quietLog(),
    program: { version: '1.0.0', name: 'Gatehouse', isPackaged: true, appUpdateConfigPath: join(folder, 'none.yml'), userDataPath: folder, baseCachePath: join(folder, 'cache'), whenReady: () => Promise.resolve(), relaunch: () => undefined, quit: () => undefined, onQuit: () => undefined }
  })
  const offer = { version: '1.1.0', releasedAt: null, notes: null, bytes: content.length, address: 'https://updates.example/Gatehouse-1.1.0.AppImage' }
  await updater.download({ offer, sha512: sha512Of(content) }, { signal: new AbortController().signal, onPercent: () => undefined, mayAsk: () => true })
  expect(await updater.install()).toEqual({ relaunch: appImage })
  expect(readFileSync(appImage)).toEqual(content)
})
