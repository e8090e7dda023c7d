import { openCommand } from '#shared/domain/command'
import { defaultSettings } from '#shared/domain/settings'
import { enableAutoUnmount, flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, type Router } from 'vue-router'
import { AppError } from '#shared/errors/appError'
import { messages } from '#shared/text/messages'
import App from '../../../renderer/App.vue'
import { desktopKey } from '../../../renderer/desktop/client'
import { createAppRouter } from '../../../renderer/router'
import { createTexts } from '../../../renderer/text/i18n'
import { demo, organizations, session, signedIn, signedOut } from '../support/connections'
import { createFakeDesktop, type FakeDesktop } from '../support/fakeDesktop'

enableAutoUnmount(afterEach)

async function openApp(fake: FakeDesktop, at = '/'): Promise<{ wrapper: VueWrapper; router: Router }> {
  const history = createMemoryHistory()
  history.replace(at)
  const router = createAppRouter({ history })
  const wrapper = mount(App, {
    attachTo: document.body,
    global: { plugins: [createPinia(), createTexts('en', messages), router], provide: { [desktopKey as symbol]: fake.desktop } }
  }) as VueWrapper
  await settled()
  return { wrapper, router }
}

/** Pages are loaded on demand. */
async function settled(): Promise<void> {
  await vi.dynamicImportSettled()
  await flushPromises()
}

const title = (wrapper: VueWrapper): string => wrapper.find('h1').text()

describe('the app', () => {
  it('opens on the sign-in with nobody signed in, whatever page was asked for', async () => {
    const { wrapper, router } = await openApp(createFakeDesktop(), '/security')
    expect(router.currentRoute.value.name).toBe('welcome')
    expect(title(wrapper)).toBe('Welcome to Gatehouse')
    expect(document.title).toBe('Sign in – Gatehouse')
    expect(document.activeElement?.tagName).toBe('H1')
  })

  it('opens on the page of last time', async () => {
    const fake = createFakeDesktop({ 'connection.current': () => signedIn(session), 'settings.read': () => ({ ...defaultSettings, language: 'en', theme: 'light', lastPage: '/settings' }) })
    const { wrapper } = await openApp(fake)
    expect(title(wrapper)).toBe('Settings')
  })

  it('waits while the keychain is read, and then follows what main says', async () => {
    const fake = createFakeDesktop({ 'connection.current': () => ({ status: 'starting' }), 'organizations.list': () => organizations })
    const { wrapper } = await openApp(fake, '/settings')
    expect(wrapper.find('main').attributes('aria-busy')).toBe('true')
    fake.emit('connection.changed', signedIn(session))
    await settled()
    expect(title(wrapper)).toBe('Settings')
    expect(wrapper.find('nav').exists()).toBe(true)
  })

  it('opens from the menu, with nobody signed in, what is open then, and loses no form over the rest', async () => {
    const fake = createFakeDesktop()
    const { router } = await openApp(fake, '/welcome?with=email')
    fake.emit('app.command', { command: 'open.security' })
    await settled()
    expect(router.currentRoute.value.fullPath).toBe('/welcome?with=email')
    for (const section of ['settings', 'connections'] as const) {
      fake.emit('app.command', { command: openCommand(section) })
      await settled()
      expect(router.currentRoute.value.path).toBe(`/${section}`)
    }
  })

  it('opens the guide by F1, also while something is typed and with nobody signed in, and not behind a modifier', async () => {
    const { wrapper, router } = await openApp(createFakeDesktop(), '/welcome?with=email')
    const press = (more: KeyboardEventInit = {}) => wrapper.find('input').element.dispatchEvent(new KeyboardEvent('keydown', { key: 'F1', bubbles: true, cancelable: true, ...more }))
    press({ ctrlKey: true })
    await settled()
    expect(router.currentRoute.value.name).toBe('welcome')
    press()
    await settled()
    expect(title(wrapper)).toBe('Guide')
    expect(document.title).toBe('Guide – Gatehouse')
  })

  it('remembers the page that is opened', async () => {
    const fake = createFakeDesktop({ 'connection.current': () => signedIn(session) })
    const { router } = await openApp(fake, '/security')
    await router.push('/settings')
    await settled()
    expect(fake.inputsOf('settings.update')).toContainEqual({ lastPage: '/settings' })
  })

  it('leads to the sign-in when the session ends, and says why', async () => {
    const fake = createFakeDesktop({ 'connection.current': () => signedIn(session) })
    const { wrapper } = await openApp(fake, '/settings')
    fake.emit('connection.changed', signedOut({ why: { code: 'sessionEnded', message: 'over', retryable: false }, lastEmail: 'ada@meridian.example' }))
    await settled()
    expect(wrapper.find('[role="alert"]').text()).toContain('The session has ended')
    expect(wrapper.findAll('input').map((input) => input.element.value)).toContain('ada@meridian.example')
    expect(wrapper.find('nav').exists()).toBe(false)
  })

  it('says why when even that could not be asked', async () => {
    const refused = new AppError({ code: 'untrustedSender', message: 'no', retryable: false })
    const { wrapper } = await openApp(createFakeDesktop({ 'connection.current': () => Promise.reject(refused) }))
    expect(wrapper.find('[role="alert"]').text()).toContain('did not come from Gatehouse’s own window')
  })

  it('starts without the settings that cannot be read, and says so', async () => {
    const broken = new AppError({ code: 'storageFailed', message: 'EIO', retryable: true })
    const { wrapper } = await openApp(createFakeDesktop({ 'settings.read': () => Promise.reject(broken) }))
    expect(title(wrapper)).toBe('Welcome to Gatehouse')
    expect(wrapper.text()).toContain('Failed: the settings')
  })

  it('enters the shell once somebody has signed in', async () => {
    const fake = createFakeDesktop({ 'connection.openDemo': () => signedIn(demo), 'organizations.list': () => organizations })
    const { wrapper, router } = await openApp(fake)
    await wrapper.findAll('button').find((button) => button.text() === 'Open the demo')?.trigger('click')
    await settled()
    expect(router.currentRoute.value.name).toBe('security')
    expect(wrapper.find('nav').exists()).toBe(true)
  })

  it('shows the sign-in beside a connection only when it is asked for, and leads back', async () => {
    const fake = createFakeDesktop({ 'connection.current': () => signedIn(session) })
    const { wrapper, router } = await openApp(fake, '/welcome?with=email')
    // The e-mail is known already; the password is next.
    expect(document.activeElement).toBe(wrapper.findAll('input[type="password"]').at(1)?.element)
    expect(wrapper.findAll('header a').at(-1)?.text()).toBe('Back')
    await router.push('/welcome')
    expect(router.currentRoute.value.name).toBe('security')
  })

  it('changes language and theme the moment they are chosen', async () => {
    const fake = createFakeDesktop()
    const { wrapper } = await openApp(fake)
    fake.emit('settings.changed', { ...defaultSettings, language: 'fr', theme: 'dark', lastPage: null })
    await settled()
    expect(title(wrapper)).toBe('Bienvenue dans Gatehouse')
    expect(document.documentElement.lang).toBe('fr')
    expect(document.documentElement.dataset['theme']).toBe('dark')
    expect(document.title).toBe('Connexion – Gatehouse')
  })

  it('speaks the system’s language until one is chosen', async () => {
    const fake = createFakeDesktop({ 'app.info': () => ({ version: '1', platform: 'linux', electron: null, systemLanguage: 'fr-FR', updatedFrom: null }) })
    const { wrapper } = await openApp(fake)
    expect(title(wrapper)).toBe('Bienvenue dans Gatehouse')
  })
})
