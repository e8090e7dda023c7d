import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { OrganizationSecurity } from '#shared/domain/organizationSecurity'
import type { SettingsOutcome } from '#shared/domain/policyChange'
import { AppError, type ErrorCode } from '#shared/errors/appError'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationSecurityStore } from '../../../renderer/stores/organizationSecurity'
import { lookUpFailure, noPolicies, organizationId, security } from '../../support/organizationSecurityFixtures'
import { createFakeDesktop, later, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'
import { changedTo, connection, otherOrganizationId } from './securityPageHarness'

const enforced = { known: true, value: true } as const
const settings = { enforcesTwoFactor: false, ...noPolicies }
const set = { organizationId, change: { enforcesTwoFactor: true }, base: settings, judgedOn: { security: security().readingId, keys: null }, override: null }
const nowEnforced = (outcome: Parameters<typeof changedTo>[3]) => changedTo(security({ enforcesTwoFactor: enforced }), settings, set.change, outcome)
const failure = (code: ErrorCode) => new AppError({ code, message: code, retryable: false })

async function openStore(answers: Answers = {}) {
  const fake = createFakeDesktop({ 'connection.current': () => ({ status: 'signedIn', connection }), 'organizationSecurity.read': () => security(), ...answers })
  const { pinia } = await mountInApp({ render: () => null }, { fake })
  await useConnectionStore(pinia).start()
  return { fake, store: useOrganizationSecurityStore(pinia) }
}

/** A read whose answers the test gives by hand, one for each time it is asked. */
function readsByHand() {
  const asked: { id: string; answer: ReturnType<typeof later<OrganizationSecurity>> }[] = []
  const read: Answers['organizationSecurity.read'] = ({ organizationId: id }) => {
    const answer = later<OrganizationSecurity>()
    asked.push({ id, answer })
    return answer.promise
  }
  return { asked, read }
}

describe('reading', () => {
  it('drops the answer for an organization that is no longer open', async () => {
    const { asked, read } = readsByHand()
    const { store } = await openStore({ 'organizationSecurity.read': read })
    void store.open(organizationId)
    void store.open(otherOrganizationId)
    asked[1]?.answer.resolve(security({ organizationId: otherOrganizationId, organizationName: 'North Quay' }))
    await flushPromises()
    asked[0]?.answer.resolve(security())
    await flushPromises()
    expect(store.security?.organizationName).toBe('North Quay')
    expect(store.refreshing).toBe(false)
  })

  it('drops a late failure of a former organization, too', async () => {
    const { asked, read } = readsByHand()
    const { store } = await openStore({ 'organizationSecurity.read': read })
    void store.open(organizationId)
    void store.open(otherOrganizationId)
    asked[0]?.answer.reject(failure('timeout'))
    asked[1]?.answer.resolve(security({ organizationId: otherOrganizationId }))
    await flushPromises()
    expect(store.state.status).toBe('ready')
  })

  it('keeps what was shown when a refresh fails, dated as it was', async () => {
    const { fake, store } = await openStore()
    await store.open(organizationId)
    fake.answer('organizationSecurity.read', () => {
      throw failure('offline')
    })
    expect(await store.refresh()).toBeNull()
    expect(store.state).toMatchObject({ status: 'failed', lastGood: { fetchedAt: security().readAt } })
    expect(store.security).not.toBeNull()
  })

  it('asks once however many ask at the same time', async () => {
    const { fake, store } = await openStore()
    await store.open(organizationId)
    await Promise.all([store.refresh(), store.refresh(), store.refresh()])
    expect(fake.inputsOf('organizationSecurity.read')).toHaveLength(2)
  })

  it('shows nothing of one sign-in under another', async () => {
    const { fake, store } = await openStore({ 'organizationSecurity.applySettings': () => nowEnforced('applied') })
    await store.open(organizationId)
    await store.applySettings(set)
    fake.emit('connection.changed', { status: 'signedIn', connection: { ...connection, id: '9a0f7d3c-8f4e-4f19-9a57-2f0f7a1f2c55' } })
    await flushPromises()
    expect([store.security, store.lastChange, store.organizationId]).toEqual([null, null, null])
  })
})

describe('changing', () => {
  it('takes over what main read back', async () => {
    const { store } = await openStore({ 'organizationSecurity.applySettings': () => nowEnforced('confirmedByReading') })
    await store.open(organizationId)
    await store.applySettings(set)
    expect(store.security?.enforcesTwoFactor).toEqual(enforced)
    expect(store.lastChange).toMatchObject({ asked: { enforcesTwoFactor: true }, outcome: 'confirmedByReading' })
  })

  it.each(['applied', 'lost'] as const)('reads the list of organizations again, which may be closed to the person by it (%s)', async (fate) => {
    const { fake, store } = await openStore({
      'organizationSecurity.applySettings': () => {
        if (fate === 'lost') throw failure('outcomeUnknown')
        return nowEnforced('applied')
      }
    })
    await store.open(organizationId)
    await flushPromises()
    const before = fake.inputsOf('organizations.list').length
    await store.applySettings(set).catch(() => undefined)
    expect(fake.inputsOf('organizations.list')).toHaveLength(before + 1)
  })

  it('is not overwritten by a reading that began before it', async () => {
    const { asked, read } = readsByHand()
    const { store } = await openStore({ 'organizationSecurity.read': read, 'organizationSecurity.applySettings': () => nowEnforced('applied') })
    void store.open(organizationId)
    asked[0]?.answer.resolve(security())
    await flushPromises()
    void store.refresh()
    await store.applySettings(set)
    asked[1]?.answer.resolve(security())
    await flushPromises()
    expect(store.security?.enforcesTwoFactor).toEqual(enforced)
  })

  it('sends one request at a time', async () => {
    const answer = later<never>()
    const { fake, store } = await openStore({ 'organizationSecurity.applySettings': () => answer.promise })
    await store.open(organizationId)
    const first = store.applySettings(set)
    await expect(store.applySettings(set)).rejects.toMatchObject({ code: 'conflict' })
    answer.reject(failure('forbidden'))
    await expect(first).rejects.toMatchObject({ code: 'forbidden' })
    expect(fake.inputsOf('organizationSecurity.applySettings')).toHaveLength(1)
    expect(store.changing).toBe(false)
  })

  it('is in doubt after a lost answer, until the setting is read', async () => {
    const { fake, store } = await openStore({
      'organizationSecurity.applySettings': () => {
        throw failure('outcomeUnknown')
      }
    })
    await store.open(organizationId)
    await expect(store.applySettings(set)).rejects.toMatchObject({ code: 'outcomeUnknown' })
    expect(store.inDoubt).toBe(true)
    fake.answer('organizationSecurity.read', () => security({ enforcesTwoFactor: { known: false, why: lookUpFailure } }))
    await store.refresh()
    expect(store.inDoubt).toBe(true)
    fake.answer('organizationSecurity.read', () => security())
    await store.refresh()
    expect(store.inDoubt).toBe(false)
  })

  it('keeps the outcome for the organization it was made in, when another is open by then', async () => {
    const answer = later<SettingsOutcome>()
    const { store } = await openStore({
      'organizationSecurity.read': ({ organizationId: id }) => security({ organizationId: id, enforcesTwoFactor: id === organizationId ? enforced : { known: true, value: false } }),
      'organizationSecurity.applySettings': () => answer.promise
    })
    await store.open(organizationId)
    const change = store.applySettings(set)
    await store.open(otherOrganizationId)
    answer.resolve(nowEnforced('applied'))
    await change
    expect(store.security?.organizationId).toBe(otherOrganizationId)
    expect(store.lastChange).toBeNull()
    await store.open(organizationId)
    expect(store.lastChange).toMatchObject({ asked: { enforcesTwoFactor: true }, outcome: 'applied' })
  })

  it('is no longer offered to undo once somebody else has changed the setting', async () => {
    const { store } = await openStore({ 'organizationSecurity.applySettings': () => nowEnforced('applied') })
    await store.open(organizationId)
    await store.applySettings(set)
    await store.refresh()
    expect(store.lastChange).toBeNull()
  })
})

describe('a reading that lacks the members', () => {
  const failed = { state: 'failed', why: lookUpFailure } as const
  const lacking = security({ readAt: '2027-03-12T10:00:00.000Z', readingId: 'b7a3e1c2-6f0d-4d1c-9a55-2f1f0f7c3b02', members: [], membersCompleteness: failed, twoFactorCompleteness: failed })

  it('leaves the members of the last whole one in sight, dated, and decides by the latest', async () => {
    const { fake, store } = await openStore()
    await store.open(organizationId)
    fake.answer('organizationSecurity.read', () => lacking)
    await store.refresh()
    await store.refresh()
    expect(store.dated).toMatchObject({ membersFrom: security().readAt, security: { members: security().members, readingId: lacking.readingId } })
    expect(store.security).toEqual(lacking)
    fake.answer('organizationSecurity.read', () => security({ members: [] }))
    await store.refresh()
    expect(store.dated).toEqual({ security: security({ members: [] }), membersFrom: null })
  })

  it('shows nothing from before to somebody who is refused the list now', async () => {
    const { fake, store } = await openStore()
    await store.open(organizationId)
    fake.answer('organizationSecurity.read', () => ({ ...lacking, membersCompleteness: { state: 'failed', why: failure('forbidden').data } }))
    await store.refresh()
    expect(store.dated?.membersFrom).toBeNull()
    expect(store.dated?.security.members).toEqual([])
  })

  it('takes nothing from another organization', async () => {
    const { fake, store } = await openStore()
    await store.open(organizationId)
    fake.answer('organizationSecurity.read', () => ({ ...lacking, organizationId: otherOrganizationId }))
    await store.open(otherOrganizationId)
    expect(store.dated?.membersFrom).toBeNull()
  })
})
