import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { OrganizationSummary } from '#shared/domain/organization'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import { desktopKey } from '../../../renderer/desktop/client'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { useOrganizationSecurityStore } from '../../../renderer/stores/organizationSecurity'
import { security as fixture } from '../../support/organizationSecurityFixtures'
import { id, organizations, session, signedIn, signedOut } from '../support/connections'
import { createFakeDesktop, later, type FakeDesktop } from '../support/fakeDesktop'

/** The stores of an app in which somebody has just signed in. */
async function opened(fake: FakeDesktop, connection = session) {
  mount({ template: '<div />' }, { global: { plugins: [createPinia()], provide: { [desktopKey as symbol]: fake.desktop } } })
  const connections = useConnectionStore()
  const store = useOrganizationsStore()
  fake.answer('connection.current', () => signedIn(connection))
  await connections.start()
  await flushPromises()
  return { store, connections }
}

describe('the organizations', () => {
  it('open the one of last time at once, before their list is there', async () => {
    const list = later<OrganizationSummary[]>()
    const { store } = await opened(createFakeDesktop({ 'organizations.list': () => list.promise }))
    expect(store.state.status).toBe('loading')
    expect(store.selectedId).toBe(id(1))
    list.resolve(organizations)
    await flushPromises()
    expect(store.selected?.name).toBe('Meridian Parcel')
  })

  it('open the one in which the person can do most, where the one of last time is gone or closed', async () => {
    const { store } = await opened(createFakeDesktop({ 'organizations.list': () => [...organizations].reverse() }), { ...session, lastOrganizationId: id(4) })
    expect(store.selectedId).toBe(id(1))
    expect(store.replaced).toMatchObject({ because: 'closed', organization: { id: id(4) } })
    await store.select(id(2))
    expect(store.replaced).toBeNull()
  })

  it('open none where all are closed', async () => {
    const { store } = await opened(createFakeDesktop({ 'organizations.list': () => organizations.slice(2) }))
    expect(store.selectedId).toBeNull()
  })

  it('remember the one that is chosen, and never open a closed one', async () => {
    const fake = createFakeDesktop({ 'organizations.list': () => organizations })
    const { store } = await opened(fake)
    await store.select(id(2))
    await store.select(id(4))
    expect(store.selectedId).toBe(id(2))
    expect(fake.inputsOf('connection.rememberOrganization')).toEqual([{ organizationId: id(2) }])
  })

  it('stay on the open one when the server closes it to the person, and say that it is closed', async () => {
    const fake = createFakeDesktop({ 'organizations.list': () => organizations })
    const { store } = await opened(fake)
    expect(store.closed).toBeNull()
    fake.answer('organizations.list', () => organizations.map((one) => (one.id === id(1) ? { ...one, blockedBy: ['passwordPolicy' as const] } : one)))
    await store.load()
    expect(store.selectedId).toBe(id(1))
    expect(store.closed?.id).toBe(id(1))
    expect(store.replaced).toBeNull()
    fake.answer('organizations.list', () => organizations)
    await store.load()
    expect(store.closed).toBeNull()
  })

  it('open another one for one that is gone from the list, and say which it was', async () => {
    const fake = createFakeDesktop({ 'organizations.list': () => organizations })
    const { store } = await opened(fake)
    fake.answer('organizations.list', () => organizations.slice(1))
    await store.load()
    expect(store.selectedId).toBe(id(2))
    expect(store.replaced).toMatchObject({ because: 'gone', organization: { name: 'Meridian Parcel' } })
    await store.load()
    expect(store.replaced).toMatchObject({ because: 'gone' })
  })

  it('keep what was shown, dated, when reading again fails', async () => {
    const fake = createFakeDesktop({ 'organizations.list': () => organizations })
    const { store } = await opened(fake)
    fake.answer('organizations.list', () => Promise.reject(new AppError({ code: 'timeout', message: 'slow', retryable: true })))
    await store.load()
    expect(store.state).toMatchObject({ status: 'failed', error: { code: 'timeout' }, lastGood: { data: organizations } })
    expect(store.list).toHaveLength(4)
    expect(store.selectedId).toBe(id(1))
  })

  it('drop the answer for a connection that has ended', async () => {
    const list = later<OrganizationSummary[]>()
    const fake = createFakeDesktop({ 'organizations.list': () => list.promise })
    const { store } = await opened(fake)
    fake.emit('connection.changed', signedOut())
    await flushPromises()
    list.resolve(organizations)
    await flushPromises()
    expect(store.state.status).toBe('idle')
    expect(store.list).toEqual([])
    expect(store.selectedId).toBeNull()
  })

  it('take the latest of two readings, whichever arrives last', async () => {
    const [first, second] = [later<OrganizationSummary[]>(), later<OrganizationSummary[]>()]
    const answers = [first, second]
    const { store } = await opened(createFakeDesktop({ 'organizations.list': () => answers.shift()?.promise ?? [] }))
    void store.load()
    second.resolve(organizations.slice(0, 2))
    await flushPromises()
    first.resolve(organizations)
    await flushPromises()
    expect(store.list).toHaveLength(2)
    expect(store.refreshing).toBe(false)
  })
})

describe('the organizations, further', () => {
  it('end 50 quick switches in the right one, whatever order the answers come in', async () => {
    const list = Array.from({ length: 50 }, (_, index): OrganizationSummary => ({ ...(organizations[0] as OrganizationSummary), id: id(200 + index), name: `Organization ${index}` }))
    const answers = new Map<string, ReturnType<typeof later<OrganizationSecurity>>>()
    const fake = createFakeDesktop({
      'organizations.list': () => list,
      'organizationSecurity.read': ({ organizationId }) => {
        const answer = later<OrganizationSecurity>()
        answers.set(organizationId, answer)
        return answer.promise
      }
    })
    const { store } = await opened(fake)
    const security = useOrganizationSecurityStore()
    for (const { id: chosen } of list) {
      void store.select(chosen)
      void security.open(store.selectedId)
      await flushPromises()
    }
    const last = id(249)
    // The latest first, then all the others.
    for (const [organizationId, answer] of [...answers].reverse()) answer.resolve(fixture({ organizationId, organizationName: organizationId }))
    await flushPromises()
    expect(store.selectedId).toBe(last)
    expect(security.security?.organizationId).toBe(last)
    expect(security.state.status).toBe('ready')
    expect(fake.inputsOf('connection.rememberOrganization').at(-1)).toEqual({ organizationId: last })
  })

  it('say that the open one will not be remembered, until another is', async () => {
    const fake = createFakeDesktop({ 'organizations.list': () => organizations })
    fake.answer('connection.rememberOrganization', () => Promise.reject(new AppError({ code: 'storageFailed', message: 'ENOSPC', retryable: true })))
    const { store } = await opened(fake)
    await store.select(id(2))
    expect([store.selectedId, store.notRemembered?.code]).toEqual([id(2), 'storageFailed'])
    fake.answer('connection.rememberOrganization', () => null)
    await store.select(id(1))
    expect(store.notRemembered).toBeNull()
  })

  it('read their list again after an invitation was accepted, and after it was not', async () => {
    const fake = createFakeDesktop({ 'organizations.list': () => organizations, 'organizations.acceptInvitation': () => ({ outcome: 'alreadyMember' }) })
    const { store } = await opened(fake)
    const reads = () => fake.calls.filter(({ channel }) => channel === 'organizations.list').length
    const before = reads()
    expect(await store.acceptInvitation(id(3))).toBe('alreadyMember')
    expect(reads()).toBe(before + 1)
    fake.answer('organizations.acceptInvitation', () => Promise.reject(new AppError({ code: 'outcomeUnknown', message: 'lost', retryable: false })))
    await expect(store.acceptInvitation(id(3))).rejects.toMatchObject({ code: 'outcomeUnknown' })
    expect(reads()).toBe(before + 2)
  })
})
