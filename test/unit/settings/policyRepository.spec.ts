import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

  it('goes on as it was last read when it breaks, and ends when it is taken away', async () => {
    await says({ version: 1, settings: { theme: 'dark' }, idleLockMaximumMinutes: 3, servers: ['https://a.example.org'] })
    const policy = repository()
    const heard: number[] = []
    policy.onChange(({ problems }) => heard.push(problems.length))
    await policy.look()
    await says('{')
    expect(await policy.look()).toMatchObject({ settings: { theme: 'dark' }, held: [], idleLockMaximumMinutes: 3, servers: ['https://a.example.org'], problems: [{ problem: 'notJson' }] })
    await says({ version: 1, settings: { theme: 1 }, idleLockMaximumMinutes: null, servers: null })
    expect(await policy.look()).toMatchObject({ settings: { theme: 'dark' }, held: [], idleLockMaximumMinutes: 3, servers: ['https://a.example.org'] })
    await rm(path)
    expect(await policy.look()).toMatchObject({ present: false, settings: {}, servers: null })
    await policy.look()
    expect(heard).toEqual([0, 1, 3, 0])
  })

  it('stands where an administrator writes and others do not', () => {
    expect(policyPath('linux', undefined)).toBe('/etc/gatehouse/policy.json')
    expect(policyPath('darwin', undefined)).toBe('/Library/Application Support/Gatehouse/policy.json')
    expect(policyPath('win32', 'D:\\Data')).toBe('D:\\Data\\Gatehouse\\policy.json')
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
    expect(await settings.read()).toMatchObject({ idleLockMinutes: 5, theme: 'dark' })
    await expect(settings.update({ idleLockMinutes: 1 })).rejects.toMatchObject({ data: { code: 'managed' } })
  })
})
