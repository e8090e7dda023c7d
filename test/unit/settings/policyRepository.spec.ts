import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultSettings, type Settings } from '#shared/domain/settings'
import type { Policy } from '#shared/domain/policy'
import { createManagedSettings } from '../../../electron/main/settings/managedSettings'
import { createPolicyRepository, policyPath } from '../../../electron/main/settings/policyRepository'
import { createSettingsRepository } from '../../../electron/main/settings/settingsRepository'
import { quietLog } from '../../support/quietLog'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-'))
  path = join(folder, 'policy.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const says = (policy: unknown) => writeFile(path, typeof policy === 'string' ? policy : JSON.stringify(policy))
const repository = () => createPolicyRepository({ path, log: quietLog() })

describe('the policy file', () => {
  it('manages nothing where there is none', async () => {
    expect(await repository().look()).toMatchObject({ present: false, settings: {}, held: [], servers: null, demo: true, problems: [] })
  })

  it('holds as far as it says something', async () => {
    await says(`\u{feff}${JSON.stringify({ version: 1, settings: { theme: 'dark', proxy: { mode: 'direct' } }, idleLockMaximumMinutes: 10, servers: ['https://api.example.org'], demo: false, updates: { enabled: false } })}`)
    expect(await repository().look()).toEqual({
      path, present: true, settings: { theme: 'dark', proxy: { mode: 'direct' } }, held: [], idleLockMaximumMinutes: 10, servers: ['https://api.example.org'], demo: false, updates: { enabled: false, feed: null }, problems: []
    })
  })

  it.each<[string, unknown, string, Partial<Policy>]>([
    ['a wrong value', { version: 1, settings: { theme: 'neon', language: 'fr' } }, 'settings.theme', { held: ['theme'], settings: { language: 'fr' } }],
    ['a wrong maximum', { version: 1, idleLockMaximumMinutes: '10' }, 'idleLockMaximumMinutes', { held: ['idleLockMinutes'] }],
    ['a wrong server among others', { version: 1, servers: ['https://api.example.org', 'http://x'] }, 'servers.1', { servers: ['https://api.example.org'] }],
    ['servers that are no list', { version: 1, servers: 'https://api.example.org' }, 'servers', { servers: [] }],
    ['a demo that is neither', { version: 1, demo: 'no' }, 'demo', { demo: false }],
    ['a feed without encryption', { version: 1, updates: { enabled: true, feed: 'http://updates.example.org' } }, 'updates.feed', { updates: { enabled: false, feed: null } }],
    ['settings that are a list', { version: 1, settings: [] }, 'settings', { held: ['language', 'theme', 'motion', 'idleLockMinutes', 'clipboardSeconds', 'refreshMinutes', 'expiryNotices', 'batchNotices', 'startAtLogin', 'tray', 'proxy'] }],
    ['a slip in a name', { version: 1, settings: { idelLock: 5 }, demo: false }, 'settings.idelLock', { demo: false }],
    ['a name of its own', { version: 1, __own: 1 }, '__own', {}],
    ['more servers than it takes', { version: 1, servers: Array.from({ length: 101 }, (_, index) => `https://a${index}.example`) }, 'servers', { servers: Array.from({ length: 100 }, (_, index) => `https://a${index}.example`) }],
    ['a host that is none', { version: 1, servers: ['https://10.0.0.300', 'https://a.example'] }, 'servers.0', { servers: ['https://a.example'] }],
    ['a port that is none', { version: 1, servers: ['https://a.example:80443'] }, 'servers.0', { servers: [] }],
    ['a port that goes without saying, which no request names', { version: 1, servers: ['https://api.capgo.app:443'] }, 'servers.0', { servers: [] }],
    ['a feed with a password', { version: 1, updates: { feed: 'https://me:secret@updates.example' } }, 'updates.feed', { updates: { enabled: false, feed: null } }],
    ['a feed that is no address', { version: 1, updates: { enabled: true, feed: 'https://10.0.0.300/x' } }, 'updates.feed', { updates: { enabled: false, feed: null } }],
    ['another version', { version: 2, demo: false }, 'version', { demo: false }],
    ['no version', { demo: false }, 'version', { demo: false }]
  ])('is on the safe side with %s, and names the field', async (_, file, field, expected) => {
    await says(file)
    const policy = await repository().look()
    expect(policy.problems.map((one) => one.field)).toEqual([field])
    expect(policy).toMatchObject(expected)
  })

  it.each([
    ['is not JSON', '{ "version": 1,', 'notJson'],
    ['is a list', '[]', 'notJson'],
    ['is too long', ' '.repeat(65 * 1024), 'tooLarge']
  ])('that %s holds everything, and lets nothing through', async (_, text, problem) => {
    await says(text)
    const policy = await repository().look()
    expect(policy).toMatchObject({ present: true, servers: [], demo: false, updates: { enabled: false }, problems: [{ field: '', problem }] })
    expect(policy.held).toContain('proxy')
  })

  it('that cannot be read holds everything', async () => {
    await mkdir(path)
    expect((await repository().look()).problems).toEqual([{ field: '', problem: 'unreadable' }])
  })

  it('that is a link holds everything while what it leads to is away', async () => {
    await symlink(join(folder, 'share', 'policy.json'), path)
    expect(await repository().look()).toMatchObject({ present: true, demo: false, servers: [], problems: [{ field: '', problem: 'unreadable' }] })
  })

  it.each([
    ['demo', '{"version":1,"demo":false,"d\\u0065mo":true}', { demo: false }],
    ['updates.enabled', '{"version":1,"updates":{"enabled":false,"enabled":true}}', { updates: { enabled: false, feed: null } }],
    ['updates', '{"version":1,"updates":{"enabled":false},"updates":{}}', { updates: { enabled: false, feed: null } }],
    ['servers', '{"version":1,"servers":[],"servers":["https://a.example"]}', { servers: [] }],
    ['idleLockMaximumMinutes', '{"version":1,"idleLockMaximumMinutes":3,"idleLockMaximumMinutes":240}', { held: ['idleLockMinutes'] }],
    ['settings.proxy', '{"version":1,"settings":{"proxy":{"mode":"direct","mode":"system"},"tray":true}}', { settings: { tray: true }, held: ['proxy'] }]
  ])('is on the safe side where %s stands there twice, also after it stood there once', async (field, text, expected) => {
    const policy = repository()
    await says({ version: 1, demo: true, updates: { enabled: true }, servers: ['https://b.example'], idleLockMaximumMinutes: 240, settings: { proxy: { mode: 'direct' } } })
    await policy.look()
    await says(text)
    const read = await policy.look()
    expect(read.problems).toEqual([{ field, problem: 'wrong' }])
    expect(read).toMatchObject(expected)
  })

  it('takes a name for repeated only within one object, and none from what is written in a value', async () => {
    await says('{"version":1,"settings":{"tray":true,"proxy":{"mode":"manual","address":"http://mode:1"}},"updates":{"feed":"https://x.example/{\\"feed\\":1,\\"feed\\":2}"}}')
    expect((await repository().look()).problems).toEqual([])
  })

  it('is as strict with what is added wrongly while Gatehouse runs as at a start', async () => {
    const wrong = { version: 1, settings: { language: 'fr', theme: 1 }, updates: { enabled: 'false' }, demo: 'no', idleLockMaximumMinutes: '15', servers: 'x' }
    const policy = repository()
    await says({ version: 1, settings: { language: 'fr' } })
    await policy.look()
    await says(wrong)
    const read = await policy.look()
    expect(read).toMatchObject({ settings: { language: 'fr' }, held: ['theme', 'idleLockMinutes'], updates: { enabled: false }, demo: false, servers: [] })
    expect(read).toEqual(await repository().look())
    await says('{')
    expect(await policy.look()).toMatchObject({ settings: { language: 'fr' }, updates: { enabled: false }, demo: false, servers: [] })
  })

  it.each([
    ['off whatever is wrong with the feed', {}, { enabled: false, feed: 'http://x.example' }, { enabled: false, feed: null }],
    ['off with a feed that nobody said before', { enabled: true }, { enabled: true, feed: 'http://x.example' }, { enabled: false, feed: null }],
    ['where they were, with a feed that was said before', { feed: 'https://x.example' }, { enabled: true, feed: 'http://x.example' }, { enabled: true, feed: 'https://x.example' }],
    ['as they were said, with a feed that is right', { enabled: false }, { enabled: 'no', feed: 'https://x.example' }, { enabled: false, feed: 'https://x.example' }]
  ])('reads the fields of updates each by itself: %s', async (_, before, after, expected) => {
    const policy = repository()
    await says({ version: 1, updates: before })
    await policy.look()
    await says({ version: 1, updates: after })
    expect((await policy.look()).updates).toEqual(expected)
  })

  it('goes on as it was last read when it breaks, and ends when it is taken away', async () => {
    await says({ version: 1, settings: { theme: 'dark' }, idleLockMaximumMinutes: 3, servers: ['https://a.example.org'] })
    const policy = repository()
    const heard: number[] = []
    policy.onChange(({ problems }) => heard.push(problems.length))
    await policy.look()
    await says('{')
    const broken = await policy.look()
    expect(broken).toMatchObject({ settings: { theme: 'dark' }, idleLockMaximumMinutes: 3, servers: ['https://a.example.org'], demo: false, updates: { enabled: false }, problems: [{ problem: 'notJson' }] })
    expect(broken.held).not.toContain('theme')
    expect(broken.held).toContain('proxy')
    await says({ version: 1, settings: { theme: 1 }, idleLockMaximumMinutes: null, servers: null })
    expect(await policy.look()).toMatchObject({ settings: { theme: 'dark' }, held: [], idleLockMaximumMinutes: 3, servers: ['https://a.example.org'] })
    await rm(path)
    expect(await policy.look()).toMatchObject({ present: false, settings: {}, servers: null })
    await policy.look()
    expect(heard).toEqual([0, 1, 3, 0])
  })

  it('stands where an administrator writes and others do not', () => {
    expect(policyPath('linux')).toBe('/etc/gatehouse/policy.json')
    expect(policyPath('darwin')).toBe('/Library/Application Support/Gatehouse/policy.json')
    vi.stubEnv('ProgramData', 'D:\\Mine')
    vi.stubEnv('SystemDrive', 'D:')
    expect(policyPath('win32')).toBe('C:\\ProgramData\\Gatehouse\\policy.json')
    vi.unstubAllEnvs()
  })
})

describe('managed settings', () => {
  async function managed(file: unknown) {
    await says(file)
    const policy = repository()
    await policy.look()
    const own = createSettingsRepository({ path: join(folder, 'settings.json'), log: quietLog() })
    return { policy, own, settings: createManagedSettings(own, policy) }
  }

  it('hold in place of the person’s own, which come back when the file goes', async () => {
    const { policy, own, settings } = await managed({ version: 1, settings: { theme: 'dark' } })
    await own.update({ theme: 'light' })
    const heard: Settings['theme'][] = []
    settings.onChange(({ theme }) => heard.push(theme))
    expect((await settings.read()).theme).toBe('dark')
    await rm(path)
    await policy.look()
    await expect.poll(() => heard).toEqual(['light'])
    expect((await settings.read()).theme).toBe('light')
  })

  it('cannot be changed, and the refusal names each field; nothing else of the change is stored', async () => {
    const { own, settings } = await managed({ version: 1, settings: { theme: 'dark', expiryNotices: true } })
    await expect(settings.update({ theme: 'light', expiryNotices: false, emailSeparator: 'newline' })).rejects.toMatchObject({ data: { code: 'managed', fieldErrors: { theme: 'managed', expiryNotices: 'managed' } } })
    expect(await own.read()).toEqual(defaultSettings)
  })

  it('leave the others to the person', async () => {
    const { own, settings } = await managed({ version: 1, settings: { theme: 'dark' } })
    expect(await settings.update({ theme: 'dark', emailSeparator: 'newline' })).toMatchObject({ theme: 'dark', emailSeparator: 'newline' })
    expect((await own.read()).theme).toBe('system')
  })

  it('let a shorter time be chosen than the administrator’s, and none longer', async () => {
    const { own, settings } = await managed({ version: 1, idleLockMaximumMinutes: 10 })
    await own.update({ idleLockMinutes: null })
    expect((await settings.read()).idleLockMinutes).toBe(10)
    expect((await settings.update({ idleLockMinutes: 2 })).idleLockMinutes).toBe(2)
    for (const idleLockMinutes of [11, null]) await expect(settings.update({ idleLockMinutes })).rejects.toMatchObject({ data: { fieldErrors: { idleLockMinutes: 'managed' } } })
  })

  it('lock at the latest when the program does by itself, where the file does not say what it means', async () => {
    const { own, settings } = await managed('{')
    await own.update({ idleLockMinutes: null, theme: 'dark' })
    expect(await settings.read()).toMatchObject({ idleLockMinutes: 5, theme: 'system' })
    await expect(settings.update({ idleLockMinutes: 1 })).rejects.toMatchObject({ data: { code: 'managed' } })
  })

  it('are as by default where the file does not say how, and stricter where the person’s own is', async () => {
    const { own, settings } = await managed({ version: 1, settings: { proxy: 'bad', clipboardSeconds: 'x', idleLockMinutes: 'x', tray: 1 } })
    await own.update({ proxy: { mode: 'manual', address: 'http://mine.example:3128' }, clipboardSeconds: 120, idleLockMinutes: 2, tray: true })
    expect(await settings.read()).toMatchObject({ proxy: { mode: 'system' }, clipboardSeconds: 30, idleLockMinutes: 2, tray: false })
    await own.update({ clipboardSeconds: 10 })
    expect((await settings.read()).clipboardSeconds).toBe(10)
  })

  it('lock no later than by default where the most is not known, also when the file says a longer time', async () => {
    const { settings } = await managed({ version: 1, settings: { idleLockMinutes: 60 }, idleLockMaximumMinutes: '15' })
    expect((await settings.read()).idleLockMinutes).toBe(5)
  })
})
