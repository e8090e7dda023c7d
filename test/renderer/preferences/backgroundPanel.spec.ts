import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Background, LoginItem } from '#shared/domain/background'
import { noPolicy } from '#shared/domain/policy'
import { defaultSettings } from '#shared/domain/settings'
import { AppError } from '#shared/errors/appError'
import BackgroundPanel from '../../../renderer/features/preferences/BackgroundPanel.vue'
import { useAppInfoStore } from '../../../renderer/stores/appInfo'
import { usePolicyStore } from '../../../renderer/stores/policy'
import { useSettingsStore } from '../../../renderer/stores/settings'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

async function panel(now: Background, answers: Answers = {}) {
  const fake = createFakeDesktop({ 'background.state': () => now, ...answers })
  const { wrapper } = await mountInApp(BackgroundPanel, { fake })
  await Promise.all([useSettingsStore().start(), useAppInfoStore().start(), usePolicyStore().start()])
  await flushPromises()
  const box = (name: string) => wrapper.find<HTMLInputElement>(`[data-setting="${name}"] input`)
  return { wrapper, fake, box }
}

describe('starting at login', () => {
  it.each<[LoginItem, boolean, boolean, string]>([
    ['on', true, false, 'The system starts Gatehouse at login.'],
    ['awaitsApproval', false, false, 'macOS waits for your approval'],
    ['switchedOff', false, false, 'It is switched off in the system’s own settings'],
    ['elsewhere', false, false, 'another copy of Gatehouse'],
    ['foreign', false, true, 'that Gatehouse did not write'],
    ['portable', false, true, 'This copy is not installed'],
    ['notInstalled', false, true, 'This copy runs from its sources'],
    ['unknown', false, false, 'is not known']
  ])('shows what the system says: %s', async (loginItem, ticked, barred, words) => {
    const { wrapper, box } = await panel({ loginItem, tray: 'off' })
    expect([box('startAtLogin').element.checked, box('startAtLogin').element.disabled]).toEqual([ticked, barred])
    expect(wrapper.text()).toContain(words)
  })

  it('that was asked for and is not done is said, and that nobody asked for is not', async () => {
    const words = 'You asked for it, and the system does not do it'
    expect((await panel({ loginItem: 'off', tray: 'off' })).wrapper.text()).not.toContain(words)
    const asked = await panel({ loginItem: 'off', tray: 'off' }, { 'settings.read': () => ({ ...defaultSettings, startAtLogin: true }) })
    expect(asked.wrapper.text()).toContain(words)
  })

  it('asks main, and shows what the system says after it', async () => {
    const { wrapper, fake, box } = await panel({ loginItem: 'off', tray: 'off' }, { 'background.startAtLogin': () => ({ loginItem: 'awaitsApproval', tray: 'off' }) })
    await box('startAtLogin').setValue(true)
    await flushPromises()
    expect(fake.inputsOf('background.startAtLogin')).toEqual([{ on: true }])
    expect(box('startAtLogin').element.checked).toBe(false)
    expect(wrapper.text()).toContain('macOS waits for your approval')
  })

  it('springs back with the reason where it could not be written', async () => {
    const { wrapper, box } = await panel({ loginItem: 'off', tray: 'off' }, { 'background.startAtLogin': () => Promise.reject(new AppError({ code: 'storageFailed', message: 'EROFS', retryable: false })) })
    await box('startAtLogin').setValue(true)
    await flushPromises()
    expect(box('startAtLogin').element.checked).toBe(false)
    expect(wrapper.find('[role="alert"]').text()).toContain('A file on this computer could not be read or written;')
  })

  it('is asked again when somebody comes back from the system’s settings', async () => {
    const { wrapper, fake } = await panel({ loginItem: 'on', tray: 'off' })
    fake.answer('background.state', () => ({ loginItem: 'switchedOff', tray: 'off' }))
    window.dispatchEvent(new Event('focus'))
    await flushPromises()
    expect(wrapper.text()).toContain('It is switched off in the system’s own settings')
  })
})

describe('the icon beside the clock', () => {
  it('is a setting, and what main says of it is said', async () => {
    const { wrapper, fake, box } = await panel({ loginItem: 'off', tray: 'off' })
    await box('tray').setValue(true)
    fake.emit('background.changed', { loginItem: 'off', tray: 'maybe' })
    await flushPromises()
    expect(fake.inputsOf('settings.update')).toEqual([{ tray: true }])
    expect(wrapper.text()).toContain('Starting Gatehouse again always opens its window.')
    fake.emit('background.changed', { loginItem: 'off', tray: 'failed' })
    await flushPromises()
    expect(wrapper.text()).toContain('The system did not take the icon.')
  })

  it('and starting at login are not for the person where the administrator decides', async () => {
    const { wrapper, box } = await panel({ loginItem: 'on', tray: 'on' }, { 'policy.current': () => ({ ...noPolicy('/etc/gatehouse/policy.json'), present: true, settings: { startAtLogin: true, tray: true } }) })
    expect([box('startAtLogin').element.disabled, box('tray').element.disabled]).toEqual([true, true])
    expect(wrapper.text().split('Managed by your administrator')).toHaveLength(3)
  })
})
