import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { Connection } from '#shared/domain/connection'
import SettingsPage from '../../../renderer/pages/SettingsPage.vue'
import { useAppInfoStore } from '../../../renderer/stores/appInfo'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useSettingsStore } from '../../../renderer/stores/settings'
import { useVaultStore } from '../../../renderer/stores/vault'
import { session, signedIn, signedOut } from '../support/connections'
import { createFakeDesktop, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

async function settings(fake: FakeDesktop = createFakeDesktop(), connection: Connection | null = session) {
  const mounted = await mountInApp(SettingsPage, { fake, at: '/settings' })
  useConnectionStore().state = connection === null ? signedOut() : signedIn(connection)
  await Promise.all([useAppInfoStore().start(), useVaultStore().start(), useSettingsStore().start()])
  await flushPromises()
  return mounted
}

const radio = (wrapper: VueWrapper, text: string) => {
  const label = wrapper.findAll('label').find((one) => one.text() === text)
  if (!label) throw new Error(`There is no choice “${text}”.`)
  return label.find<HTMLInputElement>('input')
}
const panel = (wrapper: VueWrapper, title: string) => wrapper.findAll('section').find((section) => section.find('h3').exists() && section.classes('app-panel') && section.find('h3').text() === title)?.text() ?? ''

describe('settings', () => {
  it.each([
    ['Français', { language: 'fr' }],
    ['Dark', { theme: 'dark' }],
    ['High contrast', { theme: 'contrast' }],
    ['Reduced', { motion: 'reduced' }],
    ['Semicolon', { emailSeparator: 'semicolon' }]
  ])('store the choice of “%s” at once', async (text, change) => {
    const { wrapper, fake } = await settings()
    await radio(wrapper, text).trigger('change')
    await flushPromises()
    expect(fake.inputsOf('settings.update')).toEqual([change])
    expect(useSettingsStore().current).toMatchObject(change)
  })

  it.each([
    ['Clear a copied secret after', '60', { clipboardSeconds: 60 }],
    ['Refresh the open page', '15', { refreshMinutes: 15 }],
    ['Refresh the open page', 'never', { refreshMinutes: null }]
  ])('store the time chosen for “%s”: %s', async (label, value, change) => {
    const { wrapper, fake } = await settings()
    const id = wrapper.findAll('label').find((one) => one.text() === label)?.attributes('for') ?? ''
    await wrapper.find(`[id="${id}"]`).setValue(value)
    await flushPromises()
    expect(fake.inputsOf('settings.update')).toEqual([change])
  })

  it('lead to each part, whose heading has the focus then', async () => {
    const { wrapper } = await settings()
    for (const button of wrapper.findAll('nav button')) {
      await button.trigger('click')
      expect(document.activeElement?.tagName).toBe('H3')
      expect(document.activeElement?.textContent).toBe(button.text())
    }
  })

  it('show what is stored after a failure, and say that it failed', async () => {
    const { wrapper } = await settings(createFakeDesktop({ 'settings.update': () => Promise.reject(new AppError({ code: 'storageFailed', message: 'ENOSPC', retryable: true })) }))
    await radio(wrapper, 'Dark').trigger('change')
    await flushPromises()
    expect(useSettingsStore().current.theme).toBe('system')
    expect(wrapper.find('[role="alert"]').text()).toContain('A file on this computer could not be read or written;')
  })

  it.each<[string, string | null, string]>([
    ['Electron', '45.4.1', 'Electron 45.4.1'],
    ['the stand-in host', null, 'the stand-in host for tests, without Electron']
  ])('say which version runs on %s', async (_, electron, words) => {
    const { wrapper } = await settings(createFakeDesktop({ 'app.info': () => ({ version: '0.1.0', platform: 'linux', electron, systemLanguage: 'en', updatedFrom: null }) }))
    expect(panel(wrapper, 'About')).toContain('0.1.0')
    expect(panel(wrapper, 'About')).toContain(words)
  })

  it('say whether the keychain is used', async () => {
    expect(panel((await settings()).wrapper, 'Keychain')).toContain('In use')
    expect(panel((await settings(createFakeDesktop({ 'vault.state': () => 'locked' }))).wrapper, 'Keychain')).toContain('The system’s keychain is locked.')
  })
})

describe('a setting that was looked for elsewhere', () => {
  it.each([
    ['appearance.theme', 'INPUT', 'Theme'],
    ['clipboard.clipboardSeconds', 'SELECT', 'Clear a copied secret after'],
    ['background.tray', 'INPUT', 'Icon beside the clock'],
    ['keychain.keychain', 'H3', 'Keychain']
  ])('has the focus and is marked until somebody goes on: %s', async (sought, tag, words) => {
    const { wrapper, router } = await settings()
    await router.push({ path: '/settings', query: { setting: sought } })
    await flushPromises()
    expect(document.activeElement?.tagName).toBe(tag)
    const place = wrapper.find('[data-sought]')
    expect(place.text()).toContain(words)
    expect(place.element.contains(document.activeElement)).toBe(true)
    expect(router.currentRoute.value.fullPath).toBe('/settings')
    await wrapper.find('nav button').trigger('click')
    expect(wrapper.find('[data-sought]').exists()).toBe(false)
  })

  it.each(['nothing.there', '"]', 'theme', 'lock.<x>'])('that is none leads nowhere: %s', async (sought) => {
    const { wrapper, router } = await settings()
    await router.push({ path: '/settings', query: { setting: sought } })
    await flushPromises()
    expect(wrapper.find('[data-sought]').exists()).toBe(false)
  })
})

describe('the connections', () => {
  it.each<[string, Connection | null, string]>([
    ['the open one', session, 'Meridian is open.'],
    ['with nobody signed in', null, 'Nobody is signed in.']
  ])('are named in a line that leads to them: %s', async (_, connection, words) => {
    const { wrapper } = await settings(createFakeDesktop(), connection)
    expect(panel(wrapper, 'Connections')).toContain(words)
    expect(wrapper.find('a[href$="/connections"]').text()).toBe('All connections and their credentials')
  })
})
