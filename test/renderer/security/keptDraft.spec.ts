import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { DraftedSettings } from '#shared/domain/securityDraft'
import { AppError } from '#shared/errors/appError'
import { organizationId, security } from '../../support/organizationSecurityFixtures'
import { useSecurityDraftStore } from '../../../renderer/stores/securityDraft'
import type { Answers } from '../support/fakeDesktop'
import { chooseOrganization, openSecurityPage, otherOrganizationId } from './securityPageHarness'

enableAutoUnmount(afterEach)
const keptAt = '2027-03-11T09:30:00.000Z'

/** The disk, as main keeps it. */
function disk(settings: DraftedSettings | null, of = organizationId) {
  const kept = new Map<string, DraftedSettings>(settings === null ? [] : [[of, settings]])
  const answers: Answers = {
    'securityDraft.read': ({ organizationId: id }) => ({ organizationId: id, draft: kept.has(id) ? { settings: kept.get(id) ?? {}, keptAt } : null, setAside: false }),
    'securityDraft.keep': ({ organizationId: id, settings: next }) => {
      if (Object.keys(next).length === 0) kept.delete(id)
      else kept.set(id, next)
      return null
    }
  }
  return { kept, answers }
}

describe('a draft that is kept', () => {
  it('is on the disk with the first change, and gone when it is discarded', async () => {
    const { kept, answers } = disk(null)
    const page = await openSecurityPage(security(), answers)
    await page.theSwitch('Require API Key Expiration').trigger('click')
    await flushPromises()
    expect(kept.get(organizationId)).toEqual({ requiresKeyExpiration: true })
    expect(page.text()).not.toContain('restored')
    await page.button('Discard').trigger('click')
    await flushPromises()
    expect(kept.size).toBe(0)
  })

  it('comes back with its date, as what differs from the settings of now', async () => {
    const { kept, answers } = disk({ requiresKeyExpiration: true, maxKeyExpirationDays: 30 })
    const page = await openSecurityPage(security(), answers)
    expect(page.text()).toMatch(/Draft of March 11, 2027.+ restored\./u)
    expect(page.text()).toContain('2 changes not applied')
    expect(page.text()).not.toContain('no longer in the draft')
    await page.button('Dismiss').trigger('click')
    expect(page.text()).not.toContain('restored')
    expect(kept.size).toBe(1)
  })

  it('loses what the server has by now, and says what that is', async () => {
    const { kept, answers } = disk({ enforcesTwoFactor: true, requiresKeyExpiration: true })
    const page = await openSecurityPage(security({ enforcesTwoFactor: { known: true, value: true } }), answers)
    expect(page.text()).toContain('The server has this already, so it is no longer in the draft: Require 2FA for All Members.')
    expect(page.text()).toContain('1 change not applied')
    expect(kept.get(organizationId)).toEqual({ requiresKeyExpiration: true })
  })

  it('of which nothing is left is removed, and that is said too', async () => {
    const { kept, answers } = disk({ enforcesTwoFactor: true })
    const page = await openSecurityPage(security({ enforcesTwoFactor: { known: true, value: true } }), answers)
    expect(page.text()).toMatch(/Nothing is left of the draft of March 11, 2027/u)
    expect(page.hasButton('Discard')).toBe(false)
    expect(kept.size).toBe(0)
  })

  it('leaves what is not applied when a part of it is', async () => {
    const { kept, answers } = disk({ requiresKeyExpiration: true, maxKeyExpirationDays: 30 })
    const page = await openSecurityPage(security(), answers)
    const store = useSecurityDraftStore(page.pinia)
    store.forget(store.place, { requiresKeyExpiration: true })
    await flushPromises()
    expect(kept.get(organizationId)).toEqual({ maxKeyExpirationDays: 30 })
  })

  it('is of the organization that is open', async () => {
    const { answers } = disk({ requiresKeyExpiration: true }, otherOrganizationId)
    const page = await openSecurityPage(security(), answers)
    expect(page.text()).not.toContain('restored')
    await chooseOrganization(page, otherOrganizationId)
    expect(page.text()).toContain('restored')
    expect(page.text()).toContain('1 change not applied')
  })
})

describe('what does not come from the disk or not to it', () => {
  it('is said, and what is there is not written over before it is read', async () => {
    let readable = false
    const { kept, answers } = disk({ maxKeyExpirationDays: 30 })
    const failing = (): never => {
      throw new AppError({ code: 'storageFailed', message: 'no', retryable: true })
    }
    const page = await openSecurityPage(security(), { ...answers, 'securityDraft.read': (input) => (readable ? answers['securityDraft.read']?.(input) : failing()) ?? failing() })
    expect(page.text()).toContain('reading the draft that is kept on this computer')
    await page.theSwitch('Require API Key Expiration').trigger('click')
    await flushPromises()
    expect(kept.get(organizationId)).toEqual({ maxKeyExpirationDays: 30 })
    readable = true
    await page.theSwitch('Enforce Secure API Keys').trigger('click')
    await flushPromises()
    expect(kept.get(organizationId)).toEqual({ maxKeyExpirationDays: 30, requiresKeyExpiration: true, enforcesSecureKeys: true })
  })

  it('is said of a draft that is lost with the program', async () => {
    const page = await openSecurityPage(security(), {
      'securityDraft.keep': () => {
        throw new AppError({ code: 'storageFailed', message: 'full', retryable: true })
      }
    })
    await page.theSwitch('Require API Key Expiration').trigger('click')
    await flushPromises()
    expect(page.text()).toContain('it is lost when Gatehouse closes')
  })

  it('is a key in the place of its fingerprint', async () => {
    const { kept, answers } = disk(null)
    const page = await openSecurityPage(security(), answers)
    const store = useSecurityDraftStore(page.pinia)
    store.set('requiredEncryptionKey', `-----BEGIN PRIVATE KEY-----${'x'.repeat(80)}`)
    store.set('requiresKeyExpiration', true)
    await flushPromises()
    expect(kept.get(organizationId)).toEqual({ requiresKeyExpiration: true })
  })
})
