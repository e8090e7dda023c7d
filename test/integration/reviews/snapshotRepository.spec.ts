import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { SealKeys } from '../../../electron/main/reviews/sealKey'
import { createSnapshotRepository, snapshotFolderIdOf } from '../../../electron/main/reviews/snapshotRepository'
import { pipeAt } from '../../support/pipeAt'
import { createRandom } from '../../support/random'
import { snapshotOf } from '../../support/snapshotFixtures'

const root = resolve(import.meta.dirname, '../../..')
const outDir = join(root, 'out', 'test', 'reviews')
let home: string
let folder: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'snapshots-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))
beforeEach(() => {
  folder = join(home, randomUUID())
})

function keychain(key: string | null = null): SealKeys & { key: string | null; fault: Error | null } {
  return {
    key,
    fault: null,
    storage: () => Promise.resolve('keychain'),
    read() {
      return this.fault ? Promise.reject(this.fault) : Promise.resolve({ found: this.key })
    },
    save(made) {
      this.key = made
      return Promise.resolve()
    }
  }
}
const repositoryWith = (keys: SealKeys) => createSnapshotRepository({ pathOf: (name) => join(folder, ...(name === undefined ? [] : [name])), keys: { storage: () => keys.storage(), read: () => keys.read(), save: (key) => keys.save(key) } })

describe('the snapshots of this computer', () => {
  it('are listed the newest first, read, renamed and deleted, also by a later run', async () => {
    const keys = keychain()
    const [march, april] = [snapshotOf(), snapshotOf({ takenAt: '2027-04-12T09:30:00.000Z', name: 'April' })]
    await repositoryWith(keys).write(march)
    const repository = repositoryWith(keys)
    await repository.write(april)
    await repository.rename(march.id, 'March')
    expect((await repository.list()).snapshots.map(({ name }) => name)).toEqual(['April', 'March'])
    expect(await repository.read(march.id)).toMatchObject({ outline: { name: 'March' }, snapshot: march })
    await repository.delete(april.id)
    expect((await repository.list()).snapshots).toHaveLength(1)
    await expect(repository.read(april.id)).rejects.toMatchObject({ code: 'notFound' })
    await expect(repository.delete(april.id)).rejects.toMatchObject({ code: 'notFound' })
  })

  it('are listed beside a folder and a pipe of their names', async () => {
    const repository = repositoryWith(keychain())
    const { id } = await repository.write(snapshotOf())
    const [aFolder, aPipe] = ['7f0e6f0a-30c1-4c7f-8f0b-5a3a1be1a0a1', '7f0e6f0a-30c1-4c7f-8f0b-5a3a1be1a0a2']
    await mkdir(join(folder, `${aFolder}.snapshot`))
    pipeAt(join(folder, `${aPipe}.snapshot`))
    expect(await repository.list()).toMatchObject({ snapshots: [{ id }], unreadable: [`${aFolder}.snapshot`, `${aPipe}.snapshot`] })
    await expect(repository.read(aPipe)).rejects.toMatchObject({ code: 'storageFailed' })
    expect((await repository.read(id)).outline.id).toBe(id)
  })

  it('leave no address and no name in clear on the disk', async () => {
    const repository = repositoryWith(keychain())
    await repository.write(snapshotOf())
    for (const name of await readdir(folder)) {
      const content = await readFile(join(folder, name))
      for (const said of ['@example.com', 'Harbour', 'audit', 'capgo']) expect(content.includes(said), said).toBe(false)
    }
  })

  it('are named, left alone, and never another, when they cannot be read', async () => {
    const keys = keychain()
    const repository = repositoryWith(keys)
    const snapshots = [snapshotOf(), snapshotOf(), snapshotOf()]
    for (const snapshot of snapshots) await repository.write(snapshot)
    const pathOf = (index: number): string => join(folder, `${snapshots[index]?.id ?? ''}.snapshot`)
    await truncate(pathOf(0), 100)
    const changed = await readFile(pathOf(1))
    changed[60] = (changed[60] ?? 0) ^ 1
    await writeFile(pathOf(1), changed)
    await writeFile(join(folder, 'holiday.snapshot'), 'a picture')
    const copied = randomUUID()
    await writeFile(join(folder, `${copied}.snapshot`), await readFile(pathOf(2)))
    const before = (await readdir(folder)).sort()
    const { snapshots: readable, unreadable } = await repository.list()
    expect(readable.map(({ id }) => id)).toEqual([snapshots[2]?.id])
    expect(unreadable.sort()).toEqual([`${snapshots[0]?.id ?? ''}.snapshot`, `${snapshots[1]?.id ?? ''}.snapshot`, `${copied}.snapshot`, 'holiday.snapshot'].sort())
    await expect(repository.read(snapshots[0]?.id ?? '')).rejects.toMatchObject({ code: 'storageFailed', data: { details: { foundState: 'damaged' } } })
    await expect(repository.rename(snapshots[1]?.id ?? '', 'New')).rejects.toMatchObject({ code: 'storageFailed' })
    expect((await readdir(folder)).sort()).toEqual(before)
  })

  it('wait for a keychain that is locked, and are unreadable without their key', async () => {
    const keys = keychain()
    const repository = repositoryWith(keys)
    const snapshot = snapshotOf()
    await repository.write(snapshot)
    keys.fault = new AppError({ code: 'vaultLocked', message: 'The keychain is locked.', retryable: true })
    await expect(repository.list()).rejects.toMatchObject({ code: 'vaultLocked' })
    await expect(repository.write(snapshotOf())).rejects.toMatchObject({ code: 'vaultLocked' })
    keys.fault = null
    keys.key = null
    expect(await repository.list()).toEqual({ snapshots: [], unreadable: [`${snapshot.id}.snapshot`] })
  })

  it('are in memory, and nowhere else, where there is no keychain', async () => {
    const keys = { ...keychain(), storage: () => Promise.resolve('memory' as const) }
    const repository = repositoryWith(keys)
    const snapshot = snapshotOf()
    const outline = await repository.write(snapshot)
    expect(await repository.read(snapshot.id)).toEqual({ outline, snapshot })
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' })
    expect((await repositoryWith(keys).list()).snapshots).toEqual([])
  })

  it('have their key under a name of their folder', () => {
    expect(snapshotFolderIdOf('/home/ines/snapshots')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/u)
    expect(snapshotFolderIdOf('/home/ines/snapshots')).not.toBe(snapshotFolderIdOf('/home/omar/snapshots'))
  })
})

it('a program killed 25 times while it wrote leaves the old snapshot or the new one, whole', { timeout: 120_000 }, async () => {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '#shared': join(root, 'shared') } },
    ssr: { noExternal: true },
    build: { ssr: 'test/integration/reviews/takerScript.ts', outDir, rolldownOptions: { output: { entryFileNames: 'takerScript.mjs' } } }
  })
  const random = createRandom(5)
  const key = randomBytes(32).toString('hex')
  const id = randomUUID()
  const repository = repositoryWith(keychain(key))
  for (let kill = 0; kill < 25; kill += 1) {
    const acknowledged = await killAfter([folder, key, id], random.between(1, 5))
    const { outline, snapshot } = await repository.read(id)
    // Its next one may have been stored and not yet said.
    expect([acknowledged, acknowledged + 1].map((count) => `Take ${String(count)}`)).toContain(outline.name)
    expect(snapshot.audit).toMatchObject({ known: true, value: { total: 500 } })
    expect((await repository.list()).unreadable).toEqual([])
  }
})

/** Kills the writer after so many acknowledged writes, at an arbitrary moment of the next; the last number it said. */
function killAfter(args: readonly string[], writes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [join(outDir, 'takerScript.mjs'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    writer.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.split('\n').length - 1 >= writes) writer.kill('SIGKILL')
    })
    writer.on('error', reject)
    writer.on('close', () => resolve(Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))))
  })
}
