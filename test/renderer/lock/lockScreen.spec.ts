import { enableAutoUnmount, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMemoryHistory, type Router } from 'vue-router'
import { AppError } from '#shared/errors/appError'
import type { Connection, ConnectionState } from '#shared/domain/connection'
import { messages } from '#shared/text/messages'
import App from '../../../renderer/App.vue'
import { desktopKey } from '../../../renderer/desktop/client'
import { createAppRouter, loadEveryPage } from '../../../renderer/router'
import { createTexts } from '../../../renderer/text/i18n'
import { apiKey, demo, id, locked, organizations, session, signedIn, signedOut } from '../support/connections'
import { createFakeDesktop, type FakeDesktop } from '../support/fakeDesktop'
import { settled } from '../support/mountInApp'

enableAutoUnmount(afterEach)
// What is loaded already is shown at once.
beforeAll(loadEveryPage, 60_000)

let fake: FakeDesktop
let router: Router
let wrapper: VueWrapper

async function openApp(state: ConnectionState, at = '/settings'): Promise<void> {
  fake = createFakeDesktop({
    'connection.current': () => state,
    'organizations.list': () => organizations,
    'lock.lock': () => locked(session),
    'lock.unlock': ({ password }) => {
      if (password !== null && password !== 'right') throw new AppError({ code: 'wrongPassword', message: '', retryable: true })
      return signedIn(session)
    }
  })
  const history = createMemoryHistory()
  history.replace(at)
  router = createAppRouter({ history })
  wrapper = mount(App, { attachTo: document.body, global: { plugins: [createPinia(), createTexts('en', messages), router], provide: { [desktopKey as symbol]: fake.desktop } } })
  await settled()
}

async function become(state: ConnectionState): Promise<void> {
  fake.emit('connection.changed', state)
  await settled()
}

const screen = () => document.querySelector<HTMLDialogElement>('dialog.lock-screen')
const words = () => screen()?.textContent ?? ''
const button = (name: string) => [...(screen()?.querySelectorAll('button') ?? [])].find((one) => one.textContent.trim() === name)
const field = () => screen()?.querySelector('input') ?? null

async function enter(password: string): Promise<void> {
  const input = field()
  if (!input) throw new Error('There is no field.')
  input.value = password
  input.dispatchEvent(new Event('input'))
  screen()?.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await settled()
}

beforeEach(() => document.body.replaceChildren())

describe('the lock screen', () => {
  it.each<[string, Connection, string[]]>([
    ['a session', session, ['Meridian', 'ada@meridian.example at api.capgo.app']],
    ['an API key', apiKey, ['Meridian keys', 'API key 0123456789ab at api.capgo.app']],
    ['the demo', demo, ['Demo organization on this computer']]
  ])('says whose connection is locked: %s', async (_, connection, expected) => {
    await openApp(signedIn(connection))
    await become(locked(connection))
    for (const word of expected) expect(words()).toContain(word)
  })

  it.each([
    ['person', 'You locked it just now.'],
    ['idle', 'after a while without anybody at this computer'],
    ['suspend', 'as this computer went to sleep'],
    ['screenLock', 'together with the screen']
  ] as const)('says why: %s', async (because, expected) => {
    await openApp(signedIn(session))
    await become(locked(session, { because }))
    expect(words()).toContain(expected)
  })

  it.each<[string, ConnectionState, string, string]>([
    ['the system asks', locked(session, { proof: 'system' }), 'Unlock with Touch ID', ''],
    ['the credential is read again', locked(session, { proof: 'keychain' }), 'Unlock', 'Your credential is read from the keychain again.'],
    ['the demo', locked(demo, { proof: 'keychain' }), 'Unlock', 'nothing is asked'],
    ['the secret is gone', locked(apiKey, { proof: 'signIn' }), 'Sign in again', 'were in memory only and are gone with the lock'],
    ['too many wrong passwords', locked(session, { proof: 'signIn' }), 'Sign in again', 'There were ten wrong passwords in a row']
  ])('has one button where no password is asked: %s', async (_, state, name, sentence) => {
    await openApp(signedIn(session))
    await become(state)
    expect(words()).toContain(sentence)
    expect(field()).toBeNull()
    expect(document.activeElement).toBe(button(name))
    button(name)?.click()
    await settled()
    expect(fake.inputsOf('lock.unlock')).toEqual([{ password: null }])
  })
})

describe('while it is locked', () => {
  it('the window is named so, the page stands behind it and cannot be reached, and nothing of it is thrown away', async () => {
    await openApp(signedIn(session))
    const page = wrapper.find('h1').element
    expect(document.title).toBe('Settings – Gatehouse')
    await become(locked(session))
    expect(document.title).toBe('Locked – Gatehouse')
    expect(screen()?.open).toBe(true)
    expect(document.documentElement.dataset['locked']).toBe('')
    for (const element of [...document.body.children].filter((one) => one !== screen())) expect(element.hasAttribute('inert')).toBe(true)
    expect(page.isConnected).toBe(true)
    await become(signedIn(session))
    expect(document.title).toBe('Settings – Gatehouse')
    expect([screen(), document.documentElement.dataset['locked'], document.querySelector('[inert]')]).toEqual([null, undefined, null])
    expect(wrapper.find('h1').element).toBe(page)
  })

  it('the field has the focus, which goes back to where it was', async () => {
    await openApp(signedIn(session))
    const before = wrapper.find<HTMLElement>('button[aria-label="Collapse the rail"]').element
    before.focus()
    await become(locked(session))
    expect(document.activeElement).toBe(field())
    await become(signedIn(session))
    expect(document.activeElement).toBe(before)
  })

  it('an open dialog stays open behind it', async () => {
    await openApp(signedIn(session))
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }))
    await settled()
    const dialog = wrapper.find<HTMLDialogElement>('dialog').element
    await become(locked(session))
    await become(signedIn(session))
    expect([dialog.isConnected, dialog.open]).toEqual([true, true])
  })

  it('neither keys nor the menu do anything to the page, and Escape does not open it', async () => {
    await openApp(signedIn(session))
    await become(locked(session))
    const before = fake.calls.length
    for (const key of ['r', '1', 'l', '?']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    for (const command of [{ command: 'refresh' }, { command: 'open.security' }] as const) fake.emit('app.command', command)
    const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true })
    screen()?.dispatchEvent(escape)
    const cancel = new Event('cancel', { cancelable: true })
    screen()?.dispatchEvent(cancel)
    await settled()
    expect([escape.defaultPrevented, cancel.defaultPrevented]).toEqual([true, true])
    expect(fake.calls).toHaveLength(before)
    expect(router.currentRoute.value.path).toBe('/settings')
    screen()?.close()
    await settled()
    expect(screen()?.open).toBe(true)
  })

  it('a window that opens locked shows no page, and leads to one when it is unlocked', async () => {
    await openApp(locked(session), '/security')
    expect(screen()?.open).toBe(true)
    expect(fake.inputsOf('organizations.list')).toEqual([])
    await enter('right')
    expect(screen()).toBeNull()
    expect(wrapper.find('nav').exists()).toBe(true)
    expect(router.currentRoute.value.name).not.toBe('welcome')
    expect(fake.inputsOf('organizations.list')).toHaveLength(1)
  })

  it('reads again when it is over, for what was being read was broken off', async () => {
    await openApp(signedIn(session))
    const before = fake.inputsOf('organizations.list').length
    await become(locked(session))
    await become(signedIn(session))
    expect(fake.inputsOf('organizations.list')).toHaveLength(before + 1)
  })
})

describe('unlocking', () => {
  it('by password', async () => {
    await openApp(signedIn(session))
    await become(locked(session))
    await enter('right')
    expect(fake.inputsOf('lock.unlock')).toEqual([{ password: 'right' }])
    expect(screen()).toBeNull()
  })

  it('with the wrong one says so, forgets it and waits for another', async () => {
    await openApp(signedIn(session))
    await become(locked(session))
    await enter('wrong')
    expect(words()).toContain('This is not the password you signed in with.')
    expect([field()?.value, field()?.getAttribute('aria-invalid'), document.activeElement]).toEqual(['', 'true', field()])
    await enter('right')
    expect(screen()).toBeNull()
  })

  it('with none asks nobody', async () => {
    await openApp(signedIn(session))
    await become(locked(session))
    await enter('')
    expect(words()).toContain('Enter your password.')
    expect(fake.inputsOf('lock.unlock')).toEqual([])
  })

  it('says how long to wait, and asks nobody before', async () => {
    await openApp(signedIn(session))
    await become(locked(session))
    const until = new Date(Date.now() + 40_000).toISOString()
    fake.answer('lock.unlock', () => {
      throw new AppError({ code: 'wrongPassword', message: '', retryable: true, details: { until } })
    })
    await enter('wrong')
    expect(words()).toMatch(/This is not the password you signed in with\. You can try again in (39|40) seconds\./u)
    expect(button('Unlock')?.disabled).toBe(true)
    await enter('right')
    expect(fake.inputsOf('lock.unlock')).toHaveLength(1)
  })

  it('after too many wrong ones offers signing in again, with the focus on it', async () => {
    await openApp(signedIn(session))
    await become(locked(session))
    fake.answer('lock.unlock', () => {
      fake.emit('connection.changed', locked(session, { proof: 'signIn' }))
      throw new AppError({ code: 'wrongPassword', message: '', retryable: false, details: { foundState: 'noAttemptLeft' } })
    })
    await enter('wrong')
    expect(field()).toBeNull()
    expect(document.activeElement).toBe(button('Sign in again'))
    fake.answer('lock.unlock', () => signedOut({ lastEmail: 'ada@meridian.example' }))
    button('Sign in again')?.click()
    await settled()
    expect(screen()).toBeNull()
    expect(router.currentRoute.value.name).toBe('welcome')
  })

  it.each([
    ['vaultLocked', 'Open the keychain and try again.'],
    ['vaultUnavailable', 'The keychain did not give your credential back.'],
    ['cancelled', 'It stays locked.'],
    ['unexpected', 'Something failed in a way that was not foreseen.']
  ] as const)('that fails otherwise says why and stays locked: %s', async (code, sentence) => {
    await openApp(signedIn(session))
    await become(locked(session, { proof: 'keychain' }))
    fake.answer('lock.unlock', () => {
      throw new AppError({ code, message: '', retryable: true })
    })
    button('Unlock')?.click()
    await settled()
    expect(screen()?.querySelector('[role="alert"]')?.textContent).toContain(sentence)
    expect(document.activeElement).toBe(button('Unlock'))
  })
})

describe('leaving instead', () => {
  it('says what goes before it signs out', async () => {
    await openApp(signedIn(session))
    await become(locked(session))
    fake.answer('connection.signOut', () => signedOut())
    button('Sign in as somebody else')?.click()
    await settled()
    expect(words()).toContain('Sign out of Meridian?')
    expect(fake.inputsOf('connection.signOut')).toEqual([])
    button('Sign out')?.click()
    await settled()
    expect(router.currentRoute.value.name).toBe('welcome')
    expect(screen()).toBeNull()
  })
})

describe('locking', () => {
  it.each([
    ['the button of the rail', () => wrapper.find<HTMLElement>('button[aria-label="Lock"]').element.click()],
    ['the L key', () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', bubbles: true }))]
  ])('by %s', async (_, act) => {
    await openApp(signedIn(session))
    act()
    await settled()
    expect(fake.inputsOf('lock.lock')).toHaveLength(1)
    expect(screen()?.open).toBe(true)
  })

  it('is not a letter that is typed', async () => {
    await openApp(signedIn(session))
    const input = document.body.appendChild(document.createElement('input'))
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', bubbles: true }))
    await settled()
    expect(fake.inputsOf('lock.lock')).toEqual([])
  })

  it('that fails is said', async () => {
    await openApp(signedIn(session))
    fake.answer('lock.lock', () => {
      throw new AppError({ code: 'unexpected', message: '', retryable: true })
    })
    wrapper.find<HTMLElement>('button[aria-label="Lock"]').element.click()
    await settled()
    expect(wrapper.find('[role="alert"]').text()).toContain('Failed: locking')
  })

  it('another connection that is opened afterwards is read afresh', async () => {
    await openApp(signedIn(session))
    await become(locked(session))
    await become(signedIn({ ...session, id: id(6), name: 'Other' }))
    expect(screen()).toBeNull()
    expect(fake.inputsOf('organizations.list')).toHaveLength(2)
  })
})
