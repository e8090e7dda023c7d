import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { OrganizationSummary } from '#shared/domain/organization'
import { desktopKey } from '../../../renderer/desktop/client'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
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
