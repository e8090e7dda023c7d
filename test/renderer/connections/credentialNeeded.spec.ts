import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { Connection, ConnectionOutline } from '#shared/domain/connection'
import CredentialNeeded from '../../../renderer/components/CredentialNeeded.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useConnectionsStore } from '../../../renderer/stores/connections'
import { apiKey, demo, outlineOf, session, signedIn, signedOut } from '../support/connections'
import { createFakeDesktop, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const both = { apiKey: true, session: true }
const withBoth: Connection = { ...apiKey, has: both }
const aal1: Connection = { ...session, credential: { kind: 'session', storage: 'keychain', email: 'ada@meridian.example', level: 'aal1' } }

async function needed(needs: 'session' | 'apiKey' | 'aal2', connection: Connection | null, fake: FakeDesktop = createFakeDesktop(), list: ConnectionOutline[] = []) {
  const pinia = createPinia()
  const mounted = await mountInApp(CredentialNeeded, { fake, pinia, props: { needs, what: 'The list of keys' }, at: '/access' })
  useConnectionStore(pinia).state = connection === null ? signedOut() : signedIn(connection)
  useConnectionsStore(pinia).state = { status: 'ready', data: list, fetchedAt: '2027-03-12T10:00:00.000Z' }
  await flushPromises()
  return mounted
}

describe('a credential that is needed', () => {
  it.each<[string, 'session' | 'apiKey' | 'aal2', Connection | null]>([
    ['the credential in use is the one', 'session', session],
    ['the session has its code', 'aal2', session],
    ['a session without the code is enough', 'session', aal1],
    ['the API key is in use', 'apiKey', apiKey],
    ['nobody is signed in', 'session', null]
  ])('is not spoken of where %s', async (_, needs, connection) => {
    expect((await needed(needs, connection)).wrapper.text()).toBe('')
  })

  it('is used by one press where the connection has it', async () => {
    const fake = createFakeDesktop({ 'connections.use': () => signedIn({ ...session, id: apiKey.id, has: both }) })
    const { wrapper } = await needed('session', withBoth, fake, [outlineOf(withBoth, { session: { userId: session.userId, email: 'ada@meridian.example' } })])
    expect(wrapper.text()).toContain('The list of keys')
    expect(wrapper.text()).toContain('An API key cannot do this, whatever its role. A session, signed in with e-mail, can. This connection has a session as well, of ada@meridian.example.')
    await wrapper.find('button').trigger('click')
    await flushPromises()
    expect(fake.inputsOf('connections.use')).toEqual([{ connectionId: apiKey.id, credential: 'session', password: null }])
    expect(wrapper.emitted('used')).toHaveLength(1)
    expect(useConnectionStore().connection?.credential.kind).toBe('session')
    expect(wrapper.text()).toBe('')
  })

  it('says why it could not be changed to, and leaves what is in use', async () => {
    const fake = createFakeDesktop({ 'connections.use': () => Promise.reject(new AppError({ code: 'vaultLocked', message: 'locked', retryable: false })) })
    const { wrapper } = await needed('session', withBoth, fake)
    await wrapper.find('button').trigger('click')
    await flushPromises()
    expect(wrapper.find('[role="alert"]').text()).toContain('Failed: changing to the session')
    expect(wrapper.emitted('used')).toBeUndefined()
    expect(useConnectionStore().connection?.credential.kind).toBe('apiKey')
  })

  it.each<['session' | 'apiKey' | 'aal2', Connection, string, string]>([
    ['session', apiKey, 'Sign in with e-mail', 'email'],
    ['aal2', apiKey, 'Sign in with e-mail', 'email'],
    ['aal2', aal1, 'Sign in again', 'email'],
    ['apiKey', session, 'Add an API key', 'apiKey']
  ])('leads to the sign-in of this connection and back where it has none: %s', async (needs, connection, button, way) => {
    const { wrapper, router } = await needed(needs, connection)
    expect(wrapper.find('button').text()).toBe(button)
    await wrapper.find('button').trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.path).toBe('/welcome')
    expect(router.currentRoute.value.query).toEqual({ with: way, connection: connection.id, back: '/access' })
  })

  it('offers nothing in the demo, which has one sign-in', async () => {
    const { wrapper } = await needed('apiKey', demo)
    expect(wrapper.text()).toContain('The demo has its one sign-in only.')
    expect(wrapper.find('button').exists()).toBe(false)
  })
})
