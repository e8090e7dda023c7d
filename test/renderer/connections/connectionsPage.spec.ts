import { enableAutoUnmount, flushPromises, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '#shared/errors/appError'
import type { Connection, ConnectionOutline } from '#shared/domain/connection'
import { messages } from '#shared/text/messages'
import ConnectionsPage from '../../../renderer/pages/ConnectionsPage.vue'
import { latestAnnouncement } from '../../../renderer/composables/useAnnounce'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useConnectionsStore } from '../../../renderer/stores/connections'
import { apiKey, demo, id, organizations, outlineOf, session, signedIn, signedOut } from '../support/connections'
import { createFakeDesktop, later, type Answers, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'
import { chooseOfMenu, closeMenu, menuWords } from '../support/rowMenu'

enableAutoUnmount(afterEach)

const both: Connection = { ...session, has: { apiKey: true, session: true } }
const withBoth = outlineOf(both, { apiKey: { userId: session.userId, fingerprint: '0123456789ab' } })
const keys = outlineOf(apiKey, { current: false })
const empty = outlineOf({ ...session, id: id(6), name: 'Northwind' }, { current: false, session: null, uses: null })
const refuse = (code: ErrorCode) => () => Promise.reject(new AppError({ code, message: 'in the test', retryable: false }))

async function page(list: ConnectionOutline[] = [withBoth, keys, empty], connection: Connection | null = both, answers: Answers = {}) {
  const fake = createFakeDesktop({ 'connections.list': () => list, 'organizations.list': () => organizations, ...answers })
  const mounted = await mountInApp(ConnectionsPage, { fake, at: '/connections' })
  useConnectionStore().state = connection === null ? signedOut() : signedIn(connection)
  await useConnectionsStore().start()
  await flushPromises()
  return mounted
}

const words = (found: { text: () => string }): string => found.text().replaceAll(/\s+/gu, ' ')
const card = (wrapper: VueWrapper, name: string): DOMWrapper<Element> => {
  const found = wrapper.findAll('.connection-card').find((one) => one.find('h2').text() === name)
  if (!found) throw new Error(`There is no connection “${name}”.`)
  return found
}
const credential = (wrapper: VueWrapper, name: string, kind: string) => card(wrapper, name).findAll('.credential-row').find((row) => row.find('h3').text() === kind)
const button = (wrapper: { findAll: VueWrapper['findAll'] }, text: string) => {
  const found = wrapper.findAll('button').find((one) => one.text() === text)
  if (!found) throw new Error(`There is no button “${text}”.`)
  return found
}
async function press(wrapper: { findAll: VueWrapper['findAll'] }, text: string): Promise<void> {
  await button(wrapper, text).trigger('click')
  await flushPromises()
}

describe('the connections', () => {
  it('are listed with what each has, and which one is open', async () => {
    const { wrapper } = await page()
    expect(words(wrapper.find('header'))).toContain('3 connections on this computer. Meridian is open, with its session.')
    expect(wrapper.findAll('.connection-card h2').map((title) => title.text())).toEqual(['Meridian', 'Meridian keys', 'Northwind'])
    expect(words(card(wrapper, 'Meridian'))).toContain('Open now')
    expect(words(card(wrapper, 'Meridian keys'))).toContain('API key 0123 4567 89ab')
    expect(words(card(wrapper, 'Northwind'))).toContain('No credential')
  })

  it('tell of the credential in use whose it is, its role, its end and where it is kept; unknown is said to be unknown', async () => {
    const { wrapper } = await page()
    const [inUse, other] = [credential(wrapper, 'Meridian', 'Session'), credential(wrapper, 'Meridian', 'API key')]
    for (const fact of ['In use', 'ada@meridian.example', 'With e-mail, password and the 2FA code', 'Super admin in Meridian Parcel', 'until you sign out or the server ends it', 'The system’s keychain']) expect(inUse?.text()).toContain(fact)
    expect(inUse?.find('a[href$="/access"]').exists()).toBe(true)
    expect(other?.text()).toContain('Not known until it is used')
    expect(other?.text()).toContain('The server tells a key neither which one it is nor when it expires')
    expect(other?.text()).toContain('ada@meridian.example')
  })

  it('name the owner of a key by the id alone where the server tells no more', async () => {
    const { wrapper } = await page()
    expect(credential(wrapper, 'Meridian keys', 'API key')?.text()).toContain(`The person with the user id ${apiKey.userId}`)
  })

  it('call the role that the server tells a key its owner’s', async () => {
    const { wrapper } = await page([{ ...keys, current: true }], apiKey)
    expect(credential(wrapper, 'Meridian keys', 'API key')?.text()).toContain('Its owner is Super admin in Meridian Parcel. The key has roles of its own')
  })

  it('say in words what each kind of credential can and cannot do, and that keys go round policies', async () => {
    const { wrapper } = await page()
    const rows = wrapper.findAll('.credential-abilities tbody tr').map((row) => row.findAll('th, td').map(words))
    expect(rows).toContainEqual(['Change the security settings', 'In part: everything except switching 2FA enforcement on; while 2FA is enforced, only switching it off', 'Yes: switching 2FA enforcement on needs 2FA on your own account'])
    expect(rows).toContainEqual(['Create API keys and change roles', 'No', 'Yes'])
    expect(words(wrapper.find('.credential-abilities'))).toContain('Neither 2FA enforcement nor the password policy reaches API keys')
    expect(wrapper.findAll('.credential-abilities thead th').map(words)).toEqual(['Action', 'API key', 'Session (in use now)'])
  })

  it('follow what main says of them', async () => {
    const { wrapper, fake } = await page()
    fake.emit('connections.changed', [{ ...withBoth, name: 'Renamed' }])
    await flushPromises()
    expect(wrapper.findAll('.connection-card h2').map((title) => title.text())).toEqual(['Renamed'])
  })

  it('are asked for again when they could not be read, and a failure is no empty list', async () => {
    const { wrapper, fake } = await page([], null, { 'connections.list': refuse('storageFailed') })
    expect(wrapper.find('[role="alert"]').text()).toContain('Failed: the list of connections')
    expect(wrapper.text()).not.toContain('No connection yet')
    fake.answer('connections.list', () => [empty])
    await press(wrapper, 'Try again')
    expect(wrapper.find('[role="alert"]').exists()).toBe(false)
    expect(card(wrapper, 'Northwind').exists()).toBe(true)
  })

  it('explain themselves where there is none', async () => {
    const { wrapper, router } = await page([], null)
    expect(wrapper.text()).toContain('A connection is a Capgo server and your credentials there')
    expect(wrapper.find('header').text()).toContain('Nobody is signed in.')
    await press(wrapper, 'Add connection')
    expect(router.currentRoute.value.fullPath).toBe('/welcome?with=any&back=/connections')
  })

  it('write hidden characters of names and addresses out', async () => {
    const { wrapper } = await page([outlineOf({ ...session, name: 'a\u202Eb' }, { server: { shown: 'x', api: 'https://x\u200B', supabase: 'https://x' } })])
    expect(card(wrapper, 'a[U+202E]b').text()).toContain('https://x[U+200B]')
  })
})

describe('opening', () => {
  it('opens another connection, and says so', async () => {
    const { wrapper, fake } = await page(undefined, undefined, { 'connections.use': () => signedIn(apiKey) })
    await press(card(wrapper, 'Meridian keys'), 'Open')
    expect(fake.inputsOf('connections.use')).toEqual([{ connectionId: apiKey.id, credential: null, password: null }])
    expect(useConnectionStore().connectionId).toBe(apiKey.id)
    expect(latestAnnouncement.value.words).toBe('Meridian keys is open.')
  })

  it('changes to the other credential of the open one', async () => {
    const { wrapper, fake } = await page(undefined, undefined, { 'connections.use': () => signedIn({ ...both, credential: apiKey.credential }) })
    await press(card(wrapper, 'Meridian'), 'Use the API key')
    expect(fake.inputsOf('connections.use')).toEqual([{ connectionId: both.id, credential: 'apiKey', password: null }])
    expect(latestAnnouncement.value.words).toBe('The API key is in use.')
  })

  it('once, however often it is pressed, and leaves the open one open when it fails', async () => {
    const answer = later<never>()
    const { wrapper, fake } = await page(undefined, undefined, { 'connections.use': () => answer.promise })
    await press(card(wrapper, 'Meridian keys'), 'Open')
    await press(card(wrapper, 'Meridian'), 'Use the API key')
    expect(fake.inputsOf('connections.use')).toHaveLength(1)
    answer.reject(new AppError({ code: 'vaultLocked', message: 'locked', retryable: false }))
    await flushPromises()
    expect(wrapper.find('[role="alert"]').text()).toContain('Failed: opening Meridian keys')
    expect(useConnectionStore().connectionId).toBe(both.id)
  })

  it.each([
    ['Meridian', 'Sign in again', { with: 'email', connection: both.id, back: '/connections' }],
    ['Meridian', 'Enter another key', { with: 'apiKey', connection: both.id, back: '/connections' }],
    ['Meridian keys', 'Sign in with e-mail', { with: 'email', connection: apiKey.id, back: '/connections' }],
    ['Northwind', 'Sign in again', { with: 'any', connection: id(6), back: '/connections' }]
  ])('leads to the sign-in of %s: %s', async (name, text, query) => {
    const { wrapper, router } = await page()
    await press(card(wrapper, name), text)
    expect(router.currentRoute.value.query).toEqual(query)
  })
})

describe('testing', () => {
  it('says of each credential what it answered', async () => {
    const { wrapper } = await page(undefined, undefined, {
      'connections.test': () => ({ session: { works: true, organizations: 4, level: 'aal2' }, apiKey: { works: false, why: { code: 'wrongApiKey', message: 'x', retryable: false } } })
    })
    await press(card(wrapper, 'Meridian'), 'Test')
    expect(words(credential(wrapper, 'Meridian', 'Session') ?? wrapper)).toMatch(/Works It sees 4 organizations\. The session is with the 2FA code\. Tried at \d/u)
    expect(credential(wrapper, 'Meridian', 'API key')?.text()).toContain('The API key does not work now')
    expect(credential(wrapper, 'Meridian', 'API key')?.text()).toContain(messages.en.errors.wrongApiKey)
    expect(latestAnnouncement.value.words).toBe('Not everything of Meridian works.')
  })

  it('unfolds a connection that is not open, where its result stands', async () => {
    const { wrapper } = await page(undefined, undefined, { 'connections.test': () => ({ session: null, apiKey: { works: true, organizations: 1, level: null } }) })
    expect(card(wrapper, 'Meridian keys').find('details').attributes('open')).toBeUndefined()
    await press(card(wrapper, 'Meridian keys'), 'Test')
    expect(card(wrapper, 'Meridian keys').find('details').attributes('open')).toBeDefined()
    expect(words(card(wrapper, 'Meridian keys'))).toContain('Works It sees 1 organization. Tried at')
  })

  it('says that nothing could be asked, and offers it again', async () => {
    const { wrapper, fake } = await page(undefined, undefined, { 'connections.test': refuse('offline') })
    await press(card(wrapper, 'Meridian'), 'Test')
    expect(card(wrapper, 'Meridian').find('[role="alert"]').text()).toContain('Failed: the test of Meridian')
    await press(card(wrapper, 'Meridian').find('[role="alert"]'), 'Try again')
    expect(fake.inputsOf('connections.test')).toHaveLength(2)
  })

  it('forgets what it found once a credential is another', async () => {
    const { wrapper, fake } = await page(undefined, undefined, { 'connections.test': () => ({ session: { works: true, organizations: 4, level: 'aal2' }, apiKey: null }) })
    await press(card(wrapper, 'Meridian'), 'Test')
    fake.emit('connections.changed', [{ ...withBoth, name: 'Still tested' }])
    await flushPromises()
    expect(wrapper.text()).toContain('Tried at')
    fake.emit('connections.changed', [{ ...withBoth, session: { userId: id(5), email: 'other@meridian.example' } }])
    await flushPromises()
    expect(wrapper.text()).not.toContain('Tried at')
  })
})

describe('renaming', () => {
  async function renaming(answers: Answers = {}) {
    const opened = await page(undefined, undefined, { 'connections.rename': () => null, ...answers })
    const opener = button(card(opened.wrapper, 'Meridian'), 'Rename…')
    opener.element.focus()
    await opener.trigger('click')
    await flushPromises()
    return { ...opened, opener, field: opened.wrapper.find<HTMLInputElement>('dialog input') }
  }

  it('begins with the present name, stores the new one without blanks around it, and gives the focus back', async () => {
    const { wrapper, fake, field, opener } = await renaming()
    expect(field.element.value).toBe('Meridian')
    expect(document.activeElement).toBe(field.element)
    await field.setValue('  Work  ')
    await wrapper.find('dialog form').trigger('submit')
    await flushPromises()
    expect(fake.inputsOf('connections.rename')).toEqual([{ connectionId: session.id, name: 'Work' }])
    expect(wrapper.find('dialog').exists()).toBe(false)
    expect(document.activeElement).toBe(opener.element)
  })

  it.each([
    ['   ', 'Enter a name.'],
    ['x'.repeat(81), 'This is too long: at most 80 characters.']
  ])('refuses “%s” before anything is sent', async (typed, sentence) => {
    const { wrapper, fake, field } = await renaming()
    await field.setValue(typed)
    await press(wrapper.find('dialog'), 'Rename')
    expect(wrapper.find('dialog').text()).toContain(sentence)
    expect(fake.inputsOf('connections.rename')).toEqual([])
  })

  it('keeps what was typed in sight when it could not be stored', async () => {
    const { wrapper, field } = await renaming({ 'connections.rename': refuse('storageFailed') })
    await field.setValue('Work')
    await press(wrapper.find('dialog'), 'Rename')
    expect(wrapper.find('dialog [role="alert"]').text()).toContain('Failed: renaming the connection')
    expect(field.element.value).toBe('Work')
  })
})

describe('what ends', () => {
  const cases: [string, string, string, string[], string, keyof Answers, FakeDesktop['calls'][number]['input']][] = [
    ['a connection', 'Meridian', 'Remove…', ['Everything kept of this connection on this computer goes', 'It is ended at the server if it can be reached', 'At the server it stays valid', 'nobody is signed in then'], 'Remove the connection', 'connections.remove', { connectionId: session.id }],
    ['a connection that is not open', 'Meridian keys', 'Remove…', ['At the server it stays valid'], 'Remove the connection', 'connections.remove', { connectionId: apiKey.id }],
    ['one of two credentials', 'Meridian', 'Remove the session…', ['It is ended at the server', 'so you are signed out. The API key stays'], 'Remove the session', 'connections.removeCredential', { connectionId: session.id, credential: 'session' }],
    ['the only credential', 'Meridian keys', 'Remove the API key…', ['The connection stays, without a credential.'], 'Remove the API key', 'connections.removeCredential', { connectionId: apiKey.id, credential: 'apiKey' }],
    ['being signed in', 'Meridian', 'Sign out…', ['It is ended at the server', 'The connection stays, and its API key with it.'], 'Sign out', 'connection.signOut', undefined]
  ]

  it.each(cases)('is said before %s goes, with what stays', async (_, name, asks, says, confirms, channel, input) => {
    const { wrapper, fake } = await page(undefined, undefined, { [channel]: () => signedOut() })
    await press(card(wrapper, name), asks)
    for (const sentence of says) expect(wrapper.find('dialog').text()).toContain(sentence)
    expect(fake.inputsOf(channel)).toHaveLength(0)
    await press(wrapper.find('dialog'), confirms)
    expect(fake.inputsOf(channel)).toEqual([input])
    expect(wrapper.find('dialog').exists()).toBe(false)
    expect(useConnectionStore().connection).toBeNull()
  })

  it('stays when the question is answered with no', async () => {
    const { wrapper, fake } = await page()
    const opener = button(card(wrapper, 'Meridian'), 'Remove…')
    opener.element.focus()
    await opener.trigger('click')
    await press(wrapper.find('dialog'), 'Cancel')
    expect(fake.inputsOf('connections.remove')).toHaveLength(0)
    expect(document.activeElement).toBe(opener.element)
  })

  it('cannot be asked about twice while it is on its way, and says when it failed', async () => {
    const answer = later<never>()
    const { wrapper, fake } = await page(undefined, undefined, { 'connections.remove': () => answer.promise })
    await press(card(wrapper, 'Meridian'), 'Remove…')
    await press(wrapper.find('dialog'), 'Remove the connection')
    await wrapper.find('dialog').trigger('keydown', { key: 'Escape' })
    expect(wrapper.find('dialog').exists()).toBe(true)
    answer.reject(new AppError({ code: 'storageFailed', message: 'EIO', retryable: false }))
    await flushPromises()
    expect(wrapper.find('dialog [role="alert"]').text()).toContain('Failed: removing the connection')
    expect(fake.inputsOf('connections.remove')).toHaveLength(1)
  })

  it('is not asked of a connection that is gone, and the focus stays on the page', async () => {
    const { wrapper, fake } = await page()
    const opener = button(card(wrapper, 'Meridian keys'), 'Remove…')
    opener.element.focus()
    await opener.trigger('click')
    fake.emit('connections.changed', [withBoth])
    await flushPromises()
    expect(wrapper.find('dialog').exists()).toBe(false)
    // At the first connection that is still there.
    expect(document.activeElement).toBe(wrapper.find('.connection-list h2').element)
  })

  it.each([
    ['Leave the demo…', 'Leave the demo', 'What was changed there is kept on this computer for the next time.', 'connection.signOut'],
    ['Begin the demo afresh…', 'Begin afresh', 'Everything that was changed in the demo is forgotten', 'connection.resetDemo']
  ] as const)('of the demo is said as well: %s', async (asks, confirms, says, channel) => {
    const { wrapper, fake } = await page([outlineOf({ ...demo, name: 'Demo' })], { ...demo, name: 'Demo' }, { 'connection.signOut': () => signedOut(), 'connection.resetDemo': () => signedIn(demo) })
    expect(words(card(wrapper, 'Demo'))).toContain('Inside Gatehouse, on this computer')
    expect(card(wrapper, 'Demo').findAll('button').map((one) => one.text())).toEqual(['Begin the demo afresh…', 'Leave the demo…'])
    await press(wrapper, asks)
    expect(wrapper.find('dialog').text()).toContain(says)
    await press(wrapper.find('dialog'), confirms)
    expect(fake.inputsOf(channel)).toHaveLength(1)
    expect(wrapper.find('dialog').exists()).toBe(false)
  })
})

describe('while a snapshot is open', () => {
  it('only what this computer does alone is offered, and no connection is called open or in use', async () => {
    const { wrapper } = await page([withBoth, keys, empty], { ...both, id: id(9), snapshot: { id: id(9), name: 'March', takenAt: '2027-03-12T10:00:00.000Z', organizationId: organizations[0]?.id ?? '' } })
    expect([...new Set(wrapper.findAll('button').map((one) => one.text()))]).toEqual(['Rename…'])
    expect(words(wrapper.find('header'))).toContain('A snapshot is open, so none of them is used. Testing, signing in and removing wait until it is closed.')
    expect(words(card(wrapper, 'Meridian'))).toContain('Used again when the snapshot is closed')
    for (const claimed of ['Open now', 'in use now', 'In use']) expect(words(wrapper)).not.toContain(claimed)
  })
})

describe('the menu of a connection', () => {
  it('has what its card has buttons for, and does the same', async () => {
    const { wrapper } = await page()
    const menuOf = async (name: string): Promise<string[]> => {
      await card(wrapper, name).trigger('contextmenu')
      return menuWords()
    }
    for (const name of ['Meridian', 'Meridian keys', 'Northwind']) {
      const buttons = card(wrapper, name).findAll('.app-panel__actions button, .connection-card__actions button').map((one) => one.text())
      expect(await menuOf(name), name).toEqual(buttons)
      await closeMenu()
    }
    await menuOf('Northwind')
    await chooseOfMenu('Rename…')
    expect(wrapper.find('dialog').text()).toContain('Northwind')
  })

  it('is that of the system where it is asked for over selected text', async () => {
    const { wrapper } = await page()
    const text = card(wrapper, 'Meridian').find('h2').element
    window.getSelection()?.selectAllChildren(text)
    await card(wrapper, 'Meridian').trigger('contextmenu')
    expect(menuWords()).toEqual([])
    window.getSelection()?.removeAllRanges()
  })
})
