import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { asAppError } from '#shared/errors/appError'
import { createElectronUpdater } from '../../../electron/main/updates/electronUpdater'
import { sha512Of } from '../../support/feedServer'
import { quietLog } from '../../support/quietLog'

// electron-updater's own check, with a PowerShell of ours: what it asks of it stands in its command.
const content = Buffer.from('MZ the new one'.repeat(500))
const home = process.cwd()
const path = process.env['PATH']
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-signature-'))
  // Its command has `>NUL`, which is a file here.
  process.chdir(folder)
  process.env['PATH'] = `${folder}:${path ?? ''}`
  await program('chcp', 'exit 0')
})
afterEach(async () => {
  process.chdir(home)
  process.env['PATH'] = path
  await rm(folder, { recursive: true, force: true })
})

async function program(name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`)
  await chmod(join(folder, name), 0o755)
}
const file = `file=$(printf '%s' "$*" | sed -n "s/.*-LiteralPath '\\([^']*\\)'.*/\\1/p")`
const answers = (json: string) => program('powershell.exe', `${file}\ncat <<END\n${json}\nEND`)
const signedBy = (name: string) => answers(`{"Status":0,"Path":"$file","SignerCertificate":{"Subject":"CN=${name}"}}`)

function make() {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(content)
  }
  const updater = createElectronUpdater({
    files: { open: () => Promise.resolve({ status: 200, length: content.length, bytes: bytes(), end: () => undefined }) },
    packaged: { feed: null, channel: 'latest', cacheFolder: 'gatehouse-updater', publisherName: ['Example Ltd'] },
    platform: 'win32',
    appImage: undefined,
    log: quietLog(),
    program: { version: '1.0.0', name: 'Gatehouse', isPackaged: true, appUpdateConfigPath: join(folder, 'none.yml'), userDataPath: folder, baseCachePath: join(folder, 'cache'), whenReady: () => Promise.resolve(), relaunch: () => undefined, quit: () => undefined, onQuit: () => undefined }
  })
  const offer = { version: '1.1.0', releasedAt: null, notes: null, bytes: content.length, address: 'https://updates.example/Gatehouse-1.1.0.exe' }
  return { ...updater, get: () => updater.download({ offer, sha512: sha512Of(content) }, { signal: new AbortController().signal, onPercent: () => undefined, mayAsk: () => true }) }
}
const problemOf = (promise: Promise<unknown>) => promise.then(() => 'none', (thrown: unknown) => asAppError(thrown).data.fieldErrors?.['update'])
const kept = async () => (await readdir(join(folder, 'cache'), { recursive: true }).catch(() => [])).filter((name) => name.endsWith('.exe'))

it('takes a file of the publisher', async () => {
  await signedBy('Example Ltd')
  const updater = make()
  expect(await problemOf(updater.get())).toBe('none')
  expect(await kept()).toHaveLength(1)
  expect(Object.keys(await updater.install())).toEqual(['atLast'])
})

it('takes none of another, and keeps nothing of it', async () => {
  await signedBy('Somebody Else')
  expect(await problemOf(make().get())).toBe('signature')
  expect(await kept()).toEqual([])
})

it('takes none that could not be checked, where the library takes it', async () => {
  const ways = [() => rm(join(folder, 'powershell.exe'), { force: true }), () => program('powershell.exe', 'exit 1'), () => program('powershell.exe', 'echo blocked by group policy >&2'), () => answers('not JSON'), () => answers('{"Status":0,"SignerCertificate":{"Subject":"CN=Example Ltd"}}'), () => answers('{"Status":0,"Path":"$file"}')]
  for (const [index, way] of ways.entries()) {
    await way()
    expect(await problemOf(make().get()), String(index)).toBe('unverified')
    expect(await kept(), String(index)).toEqual([])
  }
})

it('is asked again when it is installed, of the bytes that were checked', async () => {
  await signedBy('Example Ltd')
  const [unchecked, changed] = [make(), make()]
  await unchecked.get()
  await program('powershell.exe', 'exit 1')
  expect(await problemOf(unchecked.install())).toBe('unverified')
  await signedBy('Somebody Else')
  expect(await problemOf(unchecked.install())).toBe('signature')
  await signedBy('Example Ltd')
  await changed.get()
  const [name = ''] = await kept()
  await writeFile(join(folder, 'cache', name), Buffer.from(content).fill('x', 0, 1))
  expect(await problemOf(changed.install())).toBe('hash')
  expect(await kept()).toEqual([])
})
