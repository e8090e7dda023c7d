import { describe, expect, it } from 'vitest'
import type { LoginItem } from '#shared/domain/background'
import { defaultSettings, type Settings } from '#shared/domain/settings'
import { AppError } from '#shared/errors/appError'
import { createLoginItem, type LoginItemSystem } from '../../../../electron/main/services/background/loginItem'
import type { SettingsRepository } from '../../../../electron/main/settings/settingsRepository'
import { quietLog } from '../../../support/quietLog'

/** A system that takes what it is asked, unless it is told to have a mind of its own. */
class FakeSystem implements LoginItemSystem {
  asked: string[] = []
  refuses = false
  broken = false
  constructor(public item: LoginItem) {}
  read = (): Promise<LoginItem> => (this.broken ? Promise.reject(new Error('no answer')) : Promise.resolve(this.item))
  register = (): Promise<void> => {
    this.asked.push('register')
    if (!this.refuses) this.item = 'on'
    return Promise.resolve()
  }
  remove = (): Promise<void> => {
    this.asked.push('remove')
    this.item = 'off'
    return Promise.resolve()
  }
}

class SettingsInMemory implements SettingsRepository {
  listener: (settings: Settings) => void = () => undefined
  refusing: AppError | null = null
  constructor(public current: Settings) {}
  read = (): Promise<Settings> => Promise.resolve(this.current)
  update: SettingsRepository['update'] = (change) => {
    if (this.refusing !== null) return Promise.reject(this.refusing)
    this.become(change as Partial<Settings>)
    return Promise.resolve(this.current)
  }
  onChange: SettingsRepository['onChange'] = (listener) => {
    this.listener = listener
    return () => undefined
  }
  become(change: Partial<Settings>): void {
    this.current = { ...this.current, ...change }
    this.listener(this.current)
  }
}

function setUp(item: LoginItem, { asked = false, managed = false } = {}) {
  const system = new FakeSystem(item)
  const settings = new SettingsInMemory({ ...defaultSettings, startAtLogin: asked })
  const told: LoginItem[] = []
  const service = createLoginItem({ system, settings, isManaged: () => managed, onChange: (now) => told.push(now), log: quietLog() })
  return { system, settings, told, service }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('starting at login, chosen by the person', () => {
  it('is asked of the system, kept as a wish, and answered with what the system says', async () => {
    const { service, system, settings, told } = setUp('off')
    await service.start()
    expect(await service.choose(true)).toBe('on')
    expect([system.asked, settings.current.startAtLogin, told]).toEqual([['register'], true, ['on']])
    expect(await service.choose(false)).toBe('off')
    expect([system.asked, settings.current.startAtLogin]).toEqual([['register', 'remove'], false])
  })

  it('is told as the system has it, where the system takes it and does nothing', async () => {
    const { service, system, settings } = setUp('off')
    system.refuses = true
    await service.start()
    expect(await service.choose(true)).toBe('off')
    expect(settings.current.startAtLogin).toBe(true)
  })

  it('is asked for again over what was switched off in the system’s own settings, for now the person says so', async () => {
    const { service, system } = setUp('switchedOff', { asked: true })
    await service.start()
    expect(system.asked).toEqual([])
    expect(await service.choose(true)).toBe('on')
  })

  it.each(['foreign', 'portable', 'notInstalled'] as const)('is not asked of a system where it cannot be: %s', async (item) => {
    const { service, system } = setUp(item)
    await service.start()
    expect(await service.choose(true)).toBe(item)
    expect(system.asked).toEqual([])
  })

  it('is asked of nobody where the wish could not be kept', async () => {
    const { service, system, settings } = setUp('off')
    await service.start()
    settings.refusing = new AppError({ code: 'managed', message: 'Managed.', retryable: false })
    await expect(service.choose(true)).rejects.toMatchObject({ code: 'managed' })
    expect(system.asked).toEqual([])
  })

  it('that the system no longer does is left so at the next start', async () => {
    const { service, system } = setUp('off', { asked: true })
    await service.start()
    expect([await service.read(), system.asked]).toEqual(['off', []])
  })

  it('goes on after an update has put the program elsewhere', async () => {
    const { service, system, told } = setUp('elsewhere', { asked: true })
    await service.start()
    expect([system.asked, told]).toEqual([['register'], ['on']])
  })
})

describe('starting at login, decided by the administrator', () => {
  it.each<[LoginItem, boolean, string[]]>([
    ['off', true, ['register']],
    ['elsewhere', true, ['register']],
    ['on', true, []],
    ['switchedOff', true, []],
    ['awaitsApproval', true, []],
    ['on', false, ['remove']],
    ['switchedOff', false, ['remove']],
    ['off', false, []],
    ['foreign', true, []],
    ['notInstalled', true, []]
  ])('finds %s and wants %s: asks %j', async (item, asked, calls) => {
    const { service, system } = setUp(item, { asked, managed: true })
    await service.start()
    expect(system.asked).toEqual(calls)
  })

  it('follows a policy that comes and one that goes', async () => {
    const { service, system, settings, told } = setUp('off', { managed: true })
    await service.start()
    settings.become({ startAtLogin: true })
    await settled()
    settings.become({ theme: 'dark' })
    await settled()
    settings.become({ startAtLogin: false })
    await settled()
    expect([system.asked, told]).toEqual([['register', 'remove'], ['on', 'off']])
  })
})

it('what does not answer is unknown, and is asked for nothing', async () => {
  const { service, system } = setUp('off', { asked: true, managed: true })
  system.broken = true
  await service.start()
  expect([await service.read(), system.asked]).toEqual(['unknown', []])
})
