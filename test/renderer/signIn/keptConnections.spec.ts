import { enableAutoUnmount, flushPromises, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { ConnectionOutline, ConnectionState } from '#shared/domain/connection'
import WelcomePage from '../../../renderer/pages/WelcomePage.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useConnectionsStore } from '../../../renderer/stores/connections'
import { apiKey, id, outlineOf, session, signedIn, signedOut } from '../support/connections'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const known = outlineOf(session, { current: false })
const keys = outlineOf(apiKey, { current: false })
const empty = outlineOf({ ...session, id: id(6), name: 'Northwind' }, { current: false, session: null, uses: null })

async function welcome(list: ConnectionOutline[] = [known, keys, empty], { state = signedOut(), at = '/welcome', answers = {} }: { state?: ConnectionState; at?: string; answers?: Answers } = {}) {
  const fake = createFakeDesktop({ 'connections.list': () => list, ...answers })
  const pinia = createPinia()
  const { wrapper: stores } = await mountInApp({ render: () => null }, { fake, pinia })
  useConnectionStore(pinia).state = state
  await useConnectionsStore(pinia).start()
  stores.unmount()
  const mounted = await mountInApp(WelcomePage, { fake, pinia, at })
  const field = (label: string): DOMWrapper<HTMLInputElement> => {
    const found = mounted.wrapper.findAll('label').find((one) => one.text() === label)
    return mounted.wrapper.find<HTMLInputElement>(`[id="${found?.attributes('for') ?? 'none'}"]`)
  }
  return { ...mounted, field }
}

const rows = (wrapper: VueWrapper) => wrapper.findAll('.kept-connections__row').map((row) => ({ name: row.find('.kept-connections__name').text(), buttons: row.findAll('button').map((one) => one.text()) }))
async function press(wrapper: VueWrapper, name: string): Promise<void> {
  await wrapper.find(`button[aria-label="${name}"]`).trigger('click')
  await flushPromises()
}
async function submit(wrapper: VueWrapper): Promise<void> {
  await wrapper.findAll('form').at(-1)?.trigger('submit')
  await flushPromises()
}

describe('the connections that are kept', () => {
  it('come first, each with its way on; the other ways are still there', async () => {
    const { wrapper } = await welcome()
    expect(wrapper.find('h1').text()).toBe('Sign in')
    expect(rows(wrapper)).toEqual([
      { name: 'Meridian', buttons: ['Go on'] },
      { name: 'Meridian keys', buttons: ['Go on'] },
      { name: 'Northwind', buttons: ['Sign in again'] }
    ])
    expect(wrapper.findAll('h2').map((heading) => heading.text())).toEqual(['Go on where you were', 'Try the demo organization', 'Sign in with an API key', 'Sign in with e-mail'])
  })

  it('are opened with what they used last', async () => {
    const { wrapper, fake, router } = await welcome(undefined, { answers: { 'connections.use': () => signedIn(session) } })
    await press(wrapper, 'Go on with Meridian')
    expect(fake.inputsOf('connections.use')).toEqual([{ connectionId: session.id, credential: null, password: null }])
    expect(useConnectionStore().connectionId).toBe(session.id)
    expect(router.currentRoute.value.path).toBe('/')
  })

  it('say why one could not be opened, and offer to sign in to it again', async () => {
    const { wrapper, router } = await welcome(undefined, { answers: { 'connections.use': () => Promise.reject(new AppError({ code: 'sessionEnded', message: 'over', retryable: false })) } })
    await press(wrapper, 'Go on with Meridian')
    const alert = wrapper.find('[role="alert"]')
    expect(alert.text()).toContain('Failed: opening Meridian')
    await alert.findAll('button').find((one) => one.text() === 'Sign in again')?.trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.query).toEqual({ with: 'any', connection: session.id, back: '/' })
  })

  it('begin with the one that was left, which is signed in to again where the server has ended it', async () => {
    const { wrapper } = await welcome(undefined, { state: signedOut({ connectionId: apiKey.id, why: { code: 'wrongApiKey', message: 'x', retryable: false } }) })
    expect(rows(wrapper)[0]).toEqual({ name: 'Meridian keys', buttons: ['Go on', 'Sign in again'] })
    expect(wrapper.find('[role="alert"]').text()).toContain('You are signed out')
  })

  it('do not stand in the way when they cannot be read', async () => {
    const { wrapper } = await welcome([], { answers: { 'connections.list': () => Promise.reject(new AppError({ code: 'storageFailed', message: 'EIO', retryable: true })) } })
    expect(wrapper.find('[role="alert"]').text()).toContain('Failed: the list of connections')
    expect(wrapper.text()).toContain('Try the demo organization')
  })

  it('are not spoken of at the first start', async () => {
    const { wrapper } = await welcome([])
    expect(wrapper.find('.kept-connections').exists()).toBe(false)
    expect(wrapper.find('h1').text()).toBe('Welcome to Gatehouse')
  })
})

describe('signing in to a connection', () => {
  const at = (way: string, connection: string, back = '/access') => `/welcome?with=${way}&connection=${connection}&back=${encodeURIComponent(back)}`

  it('has its server and its e-mail, and no other server to be entered', async () => {
    const { wrapper, field, fake } = await welcome(undefined, { at: at('email', session.id), state: signedIn(apiKey), answers: { 'connection.signInWithPassword': () => ({ step: 'signedIn', connection: session }) } })
    expect(wrapper.find('h1').text()).toBe('Sign in to Meridian')
    expect(wrapper.find('header').text()).toContain('api.capgo.app')
    expect(wrapper.findAll('h2').map((heading) => heading.text())).toEqual(['Sign in with e-mail'])
    expect(wrapper.find('details.server-address').exists()).toBe(false)
    expect(field('E-mail').element.value).toBe('ada@meridian.example')
    expect(document.activeElement).toBe(field('Password').element)
    await field('Password').setValue('correct horse')
    await submit(wrapper)
    expect(fake.inputsOf('connection.signInWithPassword')).toEqual([{ email: 'ada@meridian.example', password: 'correct horse', server: null, connectionId: session.id }])
  })

  it('comes back to the page it was asked from, also when the connection stays the same', async () => {
    const { wrapper, field, router } = await welcome(undefined, { at: at('apiKey', apiKey.id), state: signedIn(apiKey), answers: { 'connection.signInWithApiKey': () => ({ step: 'signedIn', connection: apiKey }) } })
    await field('API key').setValue('ak_5678')
    await submit(wrapper)
    expect(router.currentRoute.value.fullPath).toBe('/access')
  })

  it.each(['https://evil.example/', '//evil.example', '/welcome?with=any', '/nowhere/at/all', 'javascript:alert(1)'])('comes back to no other place than the app’s own pages: %s', async (back) => {
    const { wrapper, field, router } = await welcome(undefined, { at: at('apiKey', apiKey.id, back), state: signedIn(apiKey), answers: { 'connection.signInWithApiKey': () => ({ step: 'signedIn', connection: apiKey }) } })
    await field('API key').setValue('ak_5678')
    await submit(wrapper)
    expect(router.currentRoute.value.fullPath).toBe('/')
  })

  it('offers both ways where neither was asked for, with the last e-mail of the one that was left', async () => {
    const { wrapper, field } = await welcome(undefined, { at: at('any', id(6)), state: signedOut({ connectionId: id(6), lastEmail: 'ada@meridian.example' }) })
    expect(wrapper.findAll('h2').map((heading) => heading.text())).toEqual(['Sign in with an API key', 'Sign in with e-mail'])
    expect(field('E-mail').element.value).toBe('ada@meridian.example')
  })

  it('is an ordinary sign-in where there is no such connection', async () => {
    const { wrapper, field, fake } = await welcome([known], { at: at('any', id(66)) })
    expect(wrapper.findAll('h2')).toHaveLength(3)
    await field('API key').setValue('ak_5678')
    await wrapper.findAll('form').at(0)?.trigger('submit')
    await flushPromises()
    expect(fake.inputsOf('connection.signInWithApiKey')[0]?.connectionId).toBeNull()
  })
})

describe('a further connection', () => {
  it('begins with empty forms, leaves what is open alone until it works, and comes back', async () => {
    const { wrapper, field, fake, router } = await welcome(undefined, { at: '/welcome?with=any&back=/connections', state: signedIn(session), answers: { 'connection.signInWithApiKey': () => Promise.reject(new AppError({ code: 'wrongApiKey', message: 'x', retryable: false })) } })
    expect(wrapper.find('h1').text()).toBe('Add a connection')
    expect(wrapper.find('.kept-connections').exists()).toBe(false)
    expect(wrapper.findAll('input').map((input) => input.element.value)).toEqual(['', '', '', ''])
    await field('API key').setValue('ak_wrong')
    await wrapper.findAll('form').at(0)?.trigger('submit')
    await flushPromises()
    expect(useConnectionStore().connectionId).toBe(session.id)
    fake.answer('connection.signInWithApiKey', () => ({ step: 'signedIn', connection: apiKey }))
    await wrapper.findAll('form').at(0)?.trigger('submit')
    await flushPromises()
    expect(useConnectionStore().connectionId).toBe(apiKey.id)
    expect(router.currentRoute.value.fullPath).toBe('/connections')
  })
})
