import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { Connection } from '#shared/domain/connection'
import type { OrganizationAccess } from '#shared/domain/organizationAccess'
import type { Language } from '#shared/text/language'
import AccessPage from '../../../renderer/pages/AccessPage.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useNetworkStore } from '../../../renderer/stores/network'
import { accessOfKey, accessOfSession, known, organization, permissions, unknown } from '../../support/organizationAccessFixtures'
import { apiKey, id, organizations, session, signedIn } from '../support/connections'
import { createFakeDesktop, later, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

const refused = permissions({}, known(false))
const here = (access: OrganizationAccess, organizationId: string, name = 'Meridian Parcel'): OrganizationAccess => ({
  ...access,
  organizationId,
  organization: access.organization.known ? known({ ...access.organization.value, id: organizationId, name }) : access.organization
})

async function openPage(given: { connection?: Connection; access?: OrganizationAccess; at?: string; language?: Language; answers?: Answers } = {}) {
  const told = { access: given.access ?? accessOfSession() }
  const fake = createFakeDesktop({
    'connection.current': () => signedIn(given.connection ?? session),
    'organizations.list': () => organizations,
    'organizationAccess.read': ({ organizationId }) => here(told.access, organizationId),
    ...given.answers
  })
  const mounted = await mountInApp(AccessPage, { fake, at: given.at ?? '/access', language: given.language ?? 'en' })
  const connection = useConnectionStore(mounted.pinia)
  await connection.start()
  await flushPromises()
  const buttons = (name: string) => mounted.wrapper.findAll('button').filter((one) => one.text() === name)
  return {
    ...mounted,
    told,
    connection,
    text: () => mounted.wrapper.text().replace(/\s+/gu, ' '),
    buttons,
    press: async (name: string) => {
      await buttons(name)[0]?.trigger('click')
      await flushPromises()
    },
    /** The actions in the group with this state and reason. */
    group: (words: string) => mounted.wrapper.findAll('.action-group').filter((one) => one.text().includes(words)).flatMap((one) => one.findAll('li').map((item) => item.text())),
    trouble: (title: string) => mounted.wrapper.findAll('.trouble-panel__trouble').find((one) => one.text().includes(title))?.text().replace(/\s+/gu, ' ') ?? ''
  }
}

describe('the page of one’s access', () => {
  it('says in words who uses what, where, and what it comes to', async () => {
    expect((await openPage({ connection: apiKey, access: accessOfKey() })).text()).toContain('You use an API key of ines@example.com, who is Super admin in Meridian Parcel. Here you can read and change whatever needs no session.')
    expect((await openPage()).text()).toContain('You are signed in as ines@example.com, Super admin in Meridian Parcel. Here you can read and change everything.')
    const member = accessOfSession({ permissions: permissions({ 'org.read_members': known(true) }, known(false)) })
    expect((await openPage({ access: member })).text()).toContain('Here you can read and change part of it.')
  })

  it('asks about the open organization, or about the one that its address names', async () => {
    expect((await openPage()).fake.inputsOf('organizationAccess.read')).toEqual([{ organizationId: id(1) }])
    expect((await openPage({ at: `/access?organization=${id(4)}` })).fake.inputsOf('organizationAccess.read')).toEqual([{ organizationId: id(4) }])
    expect((await openPage({ at: '/access?organization=../other' })).fake.inputsOf('organizationAccess.read')).toEqual([{ organizationId: id(1) }])
  })

  it('follows the address to another organization, and drops the answer of the former', async () => {
    const first = later<OrganizationAccess>()
    const page = await openPage({ answers: { 'organizationAccess.read': ({ organizationId }) => (organizationId === id(1) ? first.promise : here(accessOfSession(), organizationId, 'Kestrel Bank')) } })
    await page.router.push(`/access?organization=${id(4)}`)
    await flushPromises()
    first.resolve(here(accessOfSession(), id(1), 'Meridian Parcel'))
    await flushPromises()
    expect(page.text()).toContain('Super admin in Kestrel Bank')
    expect(page.text()).not.toContain('in Meridian Parcel')
  })

  it('begins at its title when its address comes to name another organization, for the link that led there is gone', async () => {
    const page = await openPage({ at: `/access?organization=${id(4)}` })
    const link = document.createElement('button')
    document.body.append(link)
    link.focus()
    await page.router.push(`/access?organization=${id(1)}`)
    await flushPromises()
    expect(document.activeElement?.tagName).toBe('H1')
    link.remove()
  })

  it('cuts a name and a role without end, wherever they stand', async () => {
    const endless = 'n'.repeat(10_000)
    const page = await openPage({ access: accessOfSession({ organization: known(organization({ name: endless, role: endless, blockedBy: ['twoFactor'] })), permissions: refused }), answers: { 'organizationAccess.read': () => accessOfSession({ organization: known(organization({ name: endless, role: endless, blockedBy: ['twoFactor'] })), permissions: refused }) } })
    expect(page.text()).toContain('nnn…')
    expect(page.text()).not.toContain('n'.repeat(300))
  })

  it('shows the facts of an API key, and what the server does not tell of it', async () => {
    const facts = (await openPage({ connection: apiKey, access: accessOfKey() })).wrapper.get('.fact-list').text()
    expect(facts).toContain('API key')
    expect(facts).toContain('ines@example.com')
    expect(facts).toContain('Super admin (the owner’s;')
    expect(facts).toContain('0123456789ab')
    expect(facts).toContain('Not known; the server does not tell a key its own expiry')
    const required = known(organization({ policies: { passwordPolicy: null, enforcesSecureKeys: false, requiresKeyExpiration: true, maxKeyExpirationDays: 30, enforcesEncryptedBundles: false, requiredEncryptionKey: null } }))
    const expiry = async (accepted: boolean) => (await openPage({ connection: apiKey, access: accessOfKey({ organization: required, keyExpiryAccepted: known(accepted), ownerEmail: null }) })).wrapper.get('.fact-list').text()
    expect(await expiry(true)).toContain('Yes; the server does not tell a key when')
    expect(await expiry(false)).toContain('Never, although this organization requires an expiry')
    expect(await expiry(true)).toContain(`Not told to this key; user ${apiKey.userId}`)
  })
})

describe('what is closed', () => {
  it('is said once per reason, with everything it stands against', async () => {
    const page = await openPage({ connection: apiKey, access: accessOfKey() })
    expect(page.group('Closed')).toEqual(['Require 2FA for all members', 'Create API keys', 'See every API key of the organization', 'Change what an API key may do'])
    expect(page.group('Open to you')).toHaveLength(10)
    // A key never changes itself, only the others of its owner.
    expect(page.group('Open to you').filter((action) => /Rename|Regenerate|Delete/u.test(action))).toEqual(['Rename your other API keys, not this one', 'Regenerate your other API keys, not this one', 'Delete your other API keys, not this one'])
  })

  it('leads to the session that is there already, and reads again with it', async () => {
    const both: Connection = { ...apiKey, has: { apiKey: true, session: true } }
    const page = await openPage({ connection: both, access: accessOfKey(), answers: { 'connections.use': () => signedIn({ ...session, id: both.id, has: both.has }) } })
    page.told.access = accessOfSession()
    await page.press('Use the session')
    expect(page.fake.inputsOf('connections.use')).toEqual([{ connectionId: both.id, credential: 'session', password: null }])
    expect(page.fake.inputsOf('organizationAccess.read')).toHaveLength(2)
    expect(page.group('Open to you')).toHaveLength(14)
    expect(document.activeElement?.tagName).toBe('H1')
  })

  it('leads to the sign-in of this connection where there is no session, and back here', async () => {
    const page = await openPage({ connection: apiKey, access: accessOfKey(), at: `/access?organization=${id(4)}` })
    await page.press('Sign in with e-mail')
    expect(page.router.currentRoute.value).toMatchObject({ path: '/welcome', query: { with: 'email', connection: apiKey.id, back: `/access?organization=${id(4)}` } })
  })

  it('says that a way failed, and leaves everything as it is', async () => {
    const both: Connection = { ...apiKey, has: { apiKey: true, session: true } }
    const page = await openPage({
      connection: both,
      access: accessOfKey(),
      answers: { 'connections.use': () => { throw new AppError({ code: 'sessionEnded', message: 'x', retryable: false }) } }
    })
    await page.press('Use the session')
    expect(page.wrapper.get('[role=alert]').text()).toContain('changing to the session')
    expect(page.text()).toContain('You use an API key')
  })

  it('for want of a role names who can help, and offers nothing to press', async () => {
    const page = await openPage({ access: accessOfSession({ permissions: refused }) })
    expect(page.text()).toContain('Your role in Meridian Parcel does not allow seeing the members. A super admin of Meridian Parcel can give you a role that does.')
    expect(page.wrapper.findAll('.action-group button')).toEqual([])
  })

  it('to somebody without 2FA leads to turning it on', async () => {
    const page = await openPage({ access: accessOfSession({ level: 'aal1', ownTwoFactor: known(false) }) })
    expect(page.group('Your account has no 2FA')).toEqual(['Require 2FA for all members'])
    await page.press('Turn on 2FA…')
    expect(page.wrapper.find('dialog').exists()).toBe(true)
  })

  it('to a session from before 2FA leads to a sign-in with the code', async () => {
    const page = await openPage({ connection: { ...session, credential: { kind: 'session', storage: 'keychain', email: 'ada@meridian.example', level: 'aal1' } }, access: accessOfSession({ level: 'aal1' }) })
    expect(page.group('signed in without the code')).toContain('See your own API keys')
    await page.press('Sign in with the code')
    expect(page.router.currentRoute.value).toMatchObject({ path: '/welcome', query: { with: 'email', connection: session.id } })
  })
})

describe('an organization that keeps the person out', () => {
  const blocked = accessOfSession({ permissions: refused, organization: known(organization({ blockedBy: ['passwordPolicy'], role: 'org_admin' })) })

  it('says that it is closed, why, and opens the proof of the password', async () => {
    const page = await openPage({ access: blocked, at: `/access?organization=${id(4)}` })
    expect(page.text()).toContain('It is closed to you for now; why, and what leads out, stands below.')
    expect(page.group('has no proof that your password meets it')).toHaveLength(10)
    await page.press('Check your password…')
    expect(page.wrapper.find('dialog').text()).toContain('Meridian Parcel')
  })

  it('that invited them offers to accept', async () => {
    const invited = accessOfSession({ permissions: refused, organization: known(organization({ invited: true })) })
    const page = await openPage({ access: invited, at: `/access?organization=${id(3)}` })
    expect(page.text()).toContain('You are signed in as ines@example.com and invited to Meridian Parcel as Super admin.')
    expect(page.buttons('Accept the invitation').length).toBeGreaterThan(0)
  })
})

describe('what is not known', () => {
  it('is never offered, says why, and can be read again', async () => {
    const page = await openPage({ access: accessOfSession({ permissions: permissions({ 'org.update_settings': unknown }) }) })
    expect(page.group('Not known')).toContain('Change security settings')
    expect(page.group('Open to you')).not.toContain('Change security settings')
    expect(page.text()).toContain('Part of what you can do here is not known.')
    expect(page.text()).not.toContain('Here you can')
    expect(page.text()).toContain('The server did not answer in time.')
    page.told.access = accessOfSession()
    await page.press('Try again')
    expect(page.group('Open to you')).toHaveLength(14)
  })

  it('as a whole is a failure that says so once, and never an empty access', async () => {
    const page = await openPage({ answers: { 'organizationAccess.read': () => { throw new AppError({ code: 'timeout', message: 'x', retryable: true }) } } })
    expect(page.wrapper.findAll('[role=alert]')).toHaveLength(1)
    expect(page.buttons('Try again')).toHaveLength(1)
    expect(page.wrapper.findAll('.action-group')).toEqual([])
    expect(page.trouble('Access Denied')).toContain('It could not be read, so whether something stands against it is not known.')
  })

  it('goes when another credential is used, before its answer is there', async () => {
    const second = later<OrganizationAccess>()
    let reads = 0
    const page = await openPage({ connection: apiKey, answers: { 'organizationAccess.read': ({ organizationId }) => (++reads === 1 ? here(accessOfKey(), organizationId) : second.promise) } })
    page.connection.become(signedIn(session))
    await flushPromises()
    expect(page.text()).not.toContain('Open to you')
    second.resolve(here(accessOfSession(), id(1)))
    await flushPromises()
    expect(page.group('Open to you')).toHaveLength(14)
  })
})

describe('if something does not work', () => {
  it('finds the cause for this person and this organization under the three headings', async () => {
    const asked = organization({ blockedBy: ['twoFactor', 'passwordPolicy'], policies: { passwordPolicy: null, enforcesSecureKeys: true, requiresKeyExpiration: true, maxKeyExpirationDays: 90, enforcesEncryptedBundles: false, requiredEncryptionKey: null } })
    const page = await openPage({ access: accessOfSession({ permissions: refused, organization: known(asked) }) })
    expect(page.trouble('“Access Denied: Security policy not met”')).toContain('requires 2FA and your account has none')
    expect(page.trouble('“Access Denied: Security policy not met”')).toContain('has a password policy')
    expect(page.trouble('Cannot enable security features')).toContain('requires 2FA and your account has none')
    expect(page.trouble('API key creation fails')).toContain('takes secure keys only')
    expect(page.trouble('API key creation fails')).toContain('refuses keys without an expiry date, and dates more than 90 days away.')
  })

  it('says so where nothing was found, and gives the hints all the same', async () => {
    const page = await openPage()
    for (const title of ['Access Denied', 'Cannot enable', 'API key creation']) {
      expect(page.trouble(title)).toContain('Nothing stands against it, as far as the server tells.')
      expect(page.trouble(title)).toContain('Also worth knowing')
    }
    expect(page.wrapper.findAll('.trouble-panel__hints li')).toHaveLength(10)
  })

  it('does not overlook the network', async () => {
    const page = await openPage({ answers: { 'network.state': () => ({ online: false }) } })
    await useNetworkStore(page.pinia).start()
    await flushPromises()
    expect(page.trouble('Cannot enable')).toContain('no network connection')
    expect(page.trouble('Cannot enable')).not.toContain('Nothing stands against it')
  })

  it('offers the same way once under each heading', async () => {
    const page = await openPage({ connection: apiKey, access: accessOfKey({ organization: known(organization({ enforcesTwoFactor: true })) }) })
    const trouble = page.wrapper.findAll('.trouble-panel__trouble').find((one) => one.text().includes('Cannot enable'))
    expect(trouble?.findAll('.trouble-cause')).toHaveLength(2)
    expect(trouble?.findAll('button')).toHaveLength(1)
  })

  it('tells the owner of a key apart from the key', async () => {
    const page = await openPage({ connection: apiKey, access: accessOfKey({ organization: known(organization({ blockedBy: ['twoFactor'] })) }) })
    expect(page.trouble('Access Denied')).toContain('The key itself keeps working.')
    expect(page.group('Open to you')).toContain('See the members')
  })
})

describe('without an open organization', () => {
  it('names those of which something can be told', async () => {
    const closed = organizations.slice(2)
    const page = await openPage({ connection: { ...session, lastOrganizationId: null }, answers: { 'organizations.list': () => closed } })
    expect(page.wrapper.findAll('a').map((link) => link.text())).toEqual(['Your access in Northwind Studio', 'Your access in Kestrel Bank'])
    expect(page.fake.inputsOf('organizationAccess.read')).toEqual([])
  })

  it('tells a key without any role what it is', async () => {
    const page = await openPage({ connection: { ...apiKey, lastOrganizationId: null }, answers: { 'organizations.list': () => [] } })
    expect(page.text()).toContain('A key without any role sees nothing; a session of its owner can give it one.')
  })
})

describe('on a snapshot', () => {
  const takenAt = '2027-03-12T10:00:00.000Z'
  const snapshot: Connection = { ...session, snapshot: { id: id(9), name: 'March', takenAt, organizationId: organizations[0]?.id ?? '' } }

  it('nothing is open to anybody: what could be done is told of then, and nothing is tried or mended', async () => {
    const page = await openPage({ connection: snapshot, access: accessOfSession({ permissions: permissions({ 'org.update_settings': known(false) }, unknown) }) })
    for (const words of ['What the credential could do on March 12, 2027', 'Open then', 'Closed then', 'The snapshot does not hold whether the server did this.', 'What the snapshot was taken with']) expect(page.text()).toContain(words)
    for (const words of ['Open to you', 'What you can do here', 'could not be read', 'Renewed by itself', 'What stands behind']) expect(page.text()).not.toContain(words)
    expect(page.wrapper.findAll('main button, .page button')).toHaveLength(0)
    expect(page.wrapper.findAll('.trouble-panel__trouble')).toHaveLength(0)
  })
})
