import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Decrypter, armor } from 'age-encryption'
import { AppError } from '#shared/errors/appError'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { decryptFromAge } from '../../../electron/main/storage/ageFile'
import { createComputer, fails, startRun, type Computer } from '../../support/keySecretsSetUp'
import { createRandom } from '../../support/random'

let computer: Computer
beforeEach(async () => {
  computer = await createComputer()
})
afterEach(async () => {
  vi.useRealTimers()
  await computer.remove()
})

const newSecret = (): string => randomUUID()
/** Only what this service waits with: the keychain’s own time limit goes on. */
const onlyTimers = { toFake: ['setTimeout', 'clearTimeout', 'Date'] as ('setTimeout' | 'clearTimeout' | 'Date')[] }
const lock = (run: ReturnType<typeof startRun>): void => {
  run.here.locked = true
  run.follow({ status: 'locked' } as never)
}

describe('a secret that is shown', () => {
  it('asks who is there, and hides the window from pictures for 30 seconds at most', async () => {
    const run = startRun(computer)
    const secret = newSecret()
    const id = await run.obtain(secret, 7)
    run.here.present = false
    expect(await fails(run.reveal(id))).toBe('presenceNeeded')
    expect(run.here.protected).toBe(false)
    run.here.present = true
    vi.useFakeTimers(onlyTimers)
    const { until } = await run.reveal(id)
    expect(Date.parse(until) - Date.now()).toBe(30_000)
    expect(run.here.protected).toBe(true)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(run.here.protected).toBe(true)
    await vi.advanceTimersByTimeAsync(1)
    expect(run.here.protected).toBe(false)
  })

  it('is hidden longer when it is shown again, and seen again once it is concealed', async () => {
    const run = startRun(computer)
    const id = await run.obtain(newSecret(), 7)
    vi.useFakeTimers(onlyTimers)
    await run.reveal(id)
    await vi.advanceTimersByTimeAsync(20_000)
    await run.reveal(id)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(run.here.protected).toBe(true)
    run.conceal()
    expect(run.here.protected).toBe(false)
    // The timer of what was concealed does not reach into the next time.
    await run.reveal(id)
    await vi.advanceTimersByTimeAsync(29_000)
    expect(run.here.protected).toBe(true)
  })

  it('is not handed out when it is locked meanwhile', async () => {
    const run = startRun(computer)
    const id = await run.obtain(newSecret(), 7)
    computer.keychain.before = (call) => {
      if (call.startsWith('get key-secret')) lock(run)
    }
    expect(await fails(run.reveal(id))).toBe('cancelled')
    expect(await fails(run.copy(id))).toBe('locked')
    expect(run.here.clipboard.written).toBe(0)
    expect(await run.list()).toMatchObject({ held: [], lost: [] })
    expect(run.here.lists.at(-1)).toMatchObject({ held: [], lost: [] })
  })
})

describe('a secret that is copied', () => {
  it('leaves the clipboard in 50 runs after 30 seconds, with the lock or with the program, unless something else is in there', async () => {
    const random = createRandom(20_261_121)
    vi.useFakeTimers(onlyTimers)
    const ways = { later: 0, lock: 0, quit: 0 }
    for (let count = 0; count < 50; count++) {
      const run = startRun(computer)
      const { clipboard } = run.here
      const secret = newSecret()
      const id = await run.obtain(secret, count + 1)
      expect(await run.copy(id)).toEqual({ clearsAt: new Date(Date.now() + 30_000).toISOString(), keptOutOfHistory: true })
      expect(clipboard.text).toBe(secret)
      expect((await run.list()).held.find((one) => one.id === id)?.copied).toBe(true)
      const replaced = random.next() < 0.4
      await vi.advanceTimersByTimeAsync(random.between(0, 29_998))
      expect(clipboard.text).toBe(secret)
      if (replaced) clipboard.text = random.pick(['something else', `${secret} `, secret.toUpperCase(), ''])
      const expected = replaced ? clipboard.text : ''
      const way = random.pick(['later', 'lock', 'quit'] as const)
      ways[way]++
      if (way === 'later') await vi.advanceTimersByTimeAsync(30_000)
      else if (way === 'lock') {
        lock(run)
        await vi.advanceTimersByTimeAsync(0)
      } else await run.finish()
      expect(clipboard.text, `${way} ${String(replaced)}`).toBe(expected)
      expect(run.here.fromClipboard).toEqual([replaced ? 'replaced' : 'cleared'])
      // Nothing is left that would clear what is copied afterwards.
      clipboard.text = 'of somebody else'
      await vi.advanceTimersByTimeAsync(60_000)
      expect(clipboard.text).toBe('of somebody else')
    }
    expect(Object.values(ways).every((times) => times > 5)).toBe(true)
  })

  it('has 30 seconds of its own after another one', async () => {
    const run = startRun(computer)
    const [first, second] = [newSecret(), newSecret()]
    const ids = [await run.obtain(first, 7), await run.obtain(second, 8)]
    vi.useFakeTimers(onlyTimers)
    await run.copy(ids[0] ?? '')
    await vi.advanceTimersByTimeAsync(20_000)
    await run.copy(ids[1] ?? '')
    await vi.advanceTimersByTimeAsync(29_999)
    expect(run.here.clipboard.text).toBe(second)
    await vi.advanceTimersByTimeAsync(1)
    expect(run.here.clipboard.text).toBe('')
  })

  it('is tried again when another program holds the clipboard', async () => {
    const run = startRun(computer)
    const id = await run.obtain(newSecret(), 7)
    vi.useFakeTimers(onlyTimers)
    await run.copy(id)
    const { clipboard } = run.here
    const read = clipboard.read.bind(clipboard)
    clipboard.read = () => Promise.reject(new Error('held by another program'))
    await vi.advanceTimersByTimeAsync(30_000)
    clipboard.read = read
    expect(run.here.fromClipboard).toEqual(['stuck'])
    await vi.advanceTimersByTimeAsync(1000)
    expect(clipboard.text).toBe('')
    expect(run.here.fromClipboard).toEqual(['stuck', 'cleared'])
  })

  it('asks who is there', async () => {
    const run = startRun(computer)
    const id = await run.obtain(newSecret(), 7)
    run.here.present = false
    expect(await fails(run.copy(id))).toBe('presenceNeeded')
    expect(run.here.clipboard.written).toBe(0)
    expect((await run.list()).held).toMatchObject([{ copied: false }])
  })
})

describe('secrets that are saved', () => {
  const passphrase = 'correct horse battery staple'
  const path = (): string => join(computer.folder, 'downloads', 'keys.age')
  /** By the library’s own means, and not by those that it was written with. */
  const decrypted = async (words: string): Promise<string> => {
    const decrypter = new Decrypter()
    decrypter.addPassphrase(words)
    return decrypter.decrypt(armor.decode(await readFile(path(), 'utf8')), 'text')
  }
  beforeEach(() => mkdir(join(computer.folder, 'downloads')))

  it('are in one file that only the passphrase opens, one entry each', async () => {
    const names: string[] = []
    const run = startRun(computer, {
      async save(suggestedName, content) {
        names.push(suggestedName)
        await writeFile(path(), content)
        return { path: path() }
      }
    })
    const secrets = [newSecret(), newSecret()]
    const ids = [await run.obtain(secrets[0] ?? '', 7, { keyName: 'deploy\nAPI key: a trap' }), await run.obtain(secrets[1] ?? '', 8)]
    expect(await run.save(ids, passphrase)).toEqual({ path: path() })
    expect(names[0]).toMatch(/^gatehouse-keys-\d{4}-\d\d-\d\d\.age$/u)
    for (const secret of secrets) expect(await computer.filesWith(secret)).toEqual([])
    const text = await decrypted(passphrase)
    const { held } = await run.list()
    expect(text.split('\n').filter((line) => secrets.includes(line))).toEqual(secrets)
    expect(text).toContain('Key: deploy API key: a trap\nOrganization: Example Ltd\n')
    for (const { fingerprint, saved } of held) {
      expect(saved).toBe(true)
      expect(text).toContain(`Fingerprint: ${fingerprint}\n`)
    }
    expect(await decryptFromAge(await readFile(path(), 'utf8'), 'another passphrase')).toEqual({ state: 'wrongSecret' })
    expect((await run.release(ids, false)).held).toEqual([])
  })

  it('are on one line each, whatever the server answered', async () => {
    const run = startRun(computer, { save: async (_name, content) => (await writeFile(path(), content), { path: path() }) })
    await run.save([await run.obtain('a\n\nKey: trap\u001b[2J\u{e0041}\\end', 7)], passphrase)
    expect(await decrypted(passphrase)).toContain('Secret:\na\\u000a\\u000aKey: trap\\u001b[2J\\udb40\\udc41\\u005cend\n')
  })

  it.each<[string, (path: string, content: string) => Promise<{ path: string } | null>, string]>([
    ['the dialog is closed', () => Promise.resolve(null), 'did not fail'],
    ['the file is cut', async (at, content) => (await writeFile(at, content.slice(0, -40)), { path: at }), 'storageFailed'],
    ['the file is not there', (at) => Promise.resolve({ path: at }), 'storageFailed'],
    ['the disk refuses', () => Promise.reject(new AppError({ code: 'storageFailed', message: 'full', retryable: true })), 'storageFailed']
  ])('do not count as saved when %s', async (_case, save, code) => {
    const run = startRun(computer, { save: (_name, content) => save(path(), content) })
    const id = await run.obtain(newSecret(), 7)
    expect(await fails(run.save([id], passphrase))).toBe(code)
    expect((await run.list()).held).toMatchObject([{ id, saved: false }])
    expect(await fails(run.release([id], false))).toBe('conflict')
  })
})

describe('a secret that ends with the program', () => {
  it('is counted until somebody has it, or it is let go; one that the keychain keeps is not', async () => {
    const run = startRun(computer)
    await run.obtain(newSecret(), 7)
    expect(run.atRisk()).toBe(0)
    const demo = startRun(computer)
    if (demo.here.person) demo.here.person = { ...demo.here.person, connection: { ...demo.here.person.connection, demo: true } }
    const first = await demo.obtain(newSecret(), 7)
    const second = await demo.obtain(newSecret(), 8)
    const third = await demo.obtain(newSecret(), 9)
    expect(demo.atRisk()).toBe(3)
    // Of whom they are does not matter, nor whether it is locked.
    demo.here.locked = true
    expect(demo.atRisk()).toBe(3)
    demo.here.locked = false
    await demo.copy(first)
    await demo.release([second], true)
    expect(demo.atRisk()).toBe(1)
    await demo.release([third], true)
    expect(demo.atRisk()).toBe(0)
  })
})
