import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { Connection } from '#shared/domain/connection'
import SettingsPage from '../../../renderer/pages/SettingsPage.vue'
import { useAppInfoStore } from '../../../renderer/stores/appInfo'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useSettingsStore } from '../../../renderer/stores/settings'
import { useVaultStore } from '../../../renderer/stores/vault'
import { apiKey, demo, session, signedIn, signedOut } from '../support/connections'
import { createFakeDesktop, later, type FakeDesktop } from '../support/fakeDesktop'
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
const button = (wrapper: VueWrapper, text: string) => wrapper.findAll('button').find((one) => one.text() === text)
const panel = (wrapper: VueWrapper, title: string) => wrapper.findAll('section').find((section) => section.find('h2').text() === title)?.text() ?? ''

describe('settings', () => {
  it.each([
    ['Français', { language: 'fr' }],
    ['Dark', { theme: 'dark' }],
    ['Semicolon', { emailSeparator: 'semicolon' }]
  ])('store the choice of “%s” at once', async (text, change) => {
    const { wrapper, fake } = await settings()
    await radio(wrapper, text).trigger('change')
    await flushPromises()
    expect(fake.inputsOf('settings.update')).toEqual([change])
    expect(useSettingsStore().current).toMatchObject(change)
  })

  it('show what is stored after a failure, and say that it failed', async () => {
    const { wrapper } = await settings(createFakeDesktop({ 'settings.update': () => Promise.reject(new AppError({ code: 'storageFailed', message: 'ENOSPC', retryable: true })) }))
    await radio(wrapper, 'Dark').trigger('change')
    await flushPromises()
    expect(useSettingsStore().current.theme).toBe('system')
    expect(wrapper.find('[role="alert"]').text()).toContain('A file could not be written or read.')
  })

  it.each<[string, string | null, string]>([
    ['Electron', '45.4.1', 'Electron 45.4.1'],
    ['the stand-in host', null, 'the stand-in host for tests, without Electron']
  ])('say which version runs on %s', async (_, electron, words) => {
    const { wrapper } = await settings(createFakeDesktop({ 'app.info': () => ({ version: '0.1.0', platform: 'linux', electron, systemLanguage: 'en' }) }))
    expect(panel(wrapper, 'About')).toContain('0.1.0')
    expect(panel(wrapper, 'About')).toContain(words)
  })

  it('say whether the keychain is used', async () => {
    expect(panel((await settings()).wrapper, 'Keychain')).toContain('In use')
    expect(panel((await settings(createFakeDesktop({ 'vault.state': () => 'locked' }))).wrapper, 'Keychain')).toContain('The system’s keychain is locked.')
  })
})

describe('the connection', () => {
  it.each<[string, Connection, string[]]>([
    ['a session', session, ['ada@meridian.example', 'Session with e-mail, password and 2FA', 'api.capgo.app', 'The system’s keychain']],
    ['an API key', apiKey, [`Owner of the API key, user ${apiKey.userId}`, 'API key', 'Memory, for this run only']],
    ['the demo', demo, ['Inside Gatehouse, on this computer']]
  ])('is described: %s', async (_, connection, words) => {
    const { wrapper } = await settings(createFakeDesktop(), connection)
    for (const word of words) expect(panel(wrapper, 'Connection')).toContain(word)
  })

  it.each<[string, Connection, string, string, string]>([
    ['a session', session, 'Sign out…', 'It is ended at the server if it can be reached; otherwise it runs out by itself.', 'Sign out'],
    ['an API key', apiKey, 'Sign out…', 'At the server it stays valid', 'Sign out'],
    ['the demo', demo, 'Leave the demo…', 'What was changed there is kept on this computer for the next time.', 'Leave the demo']
  ])('ends only after saying what goes and what stays: %s', async (_, connection, asks, says, confirms) => {
    const fake = createFakeDesktop({ 'connection.signOut': () => signedOut() })
    const { wrapper } = await settings(fake, connection)
    await button(wrapper, asks)?.trigger('click')
    expect(wrapper.find('dialog').text()).toContain(says)
    expect(fake.inputsOf('connection.signOut')).toHaveLength(0)
    await button(wrapper, confirms)?.trigger('click')
    await flushPromises()
    expect(fake.inputsOf('connection.signOut')).toHaveLength(1)
    expect(useConnectionStore().connection).toBeNull()
    expect(wrapper.find('dialog').exists()).toBe(false)
  })

  it('of the demo can begin afresh, after saying that its changes are forgotten', async () => {
    const fake = createFakeDesktop({ 'connection.resetDemo': () => signedIn({ ...demo, id: session.id }) })
    const { wrapper } = await settings(fake, demo)
    await button(wrapper, 'Begin the demo afresh…')?.trigger('click')
    expect(wrapper.find('dialog').text()).toContain('Everything that was changed in the demo is forgotten')
    expect(fake.inputsOf('connection.resetDemo')).toHaveLength(0)
    await button(wrapper, 'Begin afresh')?.trigger('click')
    await flushPromises()
    expect(useConnectionStore().connectionId).toBe(session.id)
    expect(wrapper.find('dialog').exists()).toBe(false)
  })

  it('stays when the question is answered with no', async () => {
    const { wrapper, fake } = await settings()
    button(wrapper, 'Sign out…')?.element.focus()
    await button(wrapper, 'Sign out…')?.trigger('click')
    await button(wrapper, 'Cancel')?.trigger('click')
    expect(fake.inputsOf('connection.signOut')).toHaveLength(0)
    expect(wrapper.find('dialog').exists()).toBe(false)
    expect(document.activeElement).toBe(button(wrapper, 'Sign out…')?.element)
  })

  it('cannot be asked about twice while signing out is on its way, and says when it failed', async () => {
    const answer = later<never>()
    const { wrapper, fake } = await settings(createFakeDesktop({ 'connection.signOut': () => answer.promise }))
    await button(wrapper, 'Sign out…')?.trigger('click')
    await button(wrapper, 'Sign out')?.trigger('click')
    await wrapper.find('dialog').trigger('keydown', { key: 'Escape' })
    expect(wrapper.find('dialog').exists()).toBe(true)
    answer.reject(new AppError({ code: 'vaultLocked', message: 'locked', retryable: false }))
    await flushPromises()
    expect(wrapper.find('dialog [role="alert"]').text()).toContain('Failed: signing out')
    expect(fake.inputsOf('connection.signOut')).toHaveLength(1)
    expect(useConnectionStore().connection).not.toBeNull()
  })

  it('leads to the sign-in with nobody signed in', async () => {
    const { wrapper, router } = await settings(createFakeDesktop(), null)
    await button(wrapper, 'Sign in')?.trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.path).toBe('/welcome')
  })
})
