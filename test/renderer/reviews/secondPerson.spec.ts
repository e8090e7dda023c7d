import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, describe, expect, it } from 'vitest'
import type { SecondPerson } from '#shared/domain/secondPerson'
import { AppError } from '#shared/errors/appError'
import SecondPersonSwitch from '../../../renderer/features/reviews/SecondPersonSwitch.vue'
import SignPanel from '../../../renderer/features/reviews/writing/SignPanel.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { session } from '../support/connections'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'
import { draft, fingerprint, online, publicKey, taken } from './reviewsHarness'

enableAutoUnmount(afterEach)
afterEach(() => (document.body.innerHTML = ''))

const place = { server: session.server, organizationId: taken.organization.id }
const keeping = (needed: boolean, uncertain = false): SecondPerson => ({ organizations: uncertain ? [] : [place, { ...place, server: taken.server }].map((one) => ({ ...one, needed })), uncertain })

async function shown(kept: SecondPerson, answers: Answers = {}, component: object = SecondPersonSwitch, props: Record<string, unknown> = {}) {
  const fake = createFakeDesktop({
    'connection.current': online,
    'organizations.list': () => [taken.organization],
    'reviews.secondPerson': () => kept,
    'reviews.needSecondPerson': (choice) => ({ organizations: [choice], uncertain: kept.uncertain }),
    'reviews.identity': () => ({ publicKey, fingerprint, standing: 'own', name: null, storage: 'keychain' }),
    ...answers
  })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { render: () => null } }] })
  const mounted = await mountInApp(component, { fake, router, props })
  await useConnectionStore(mounted.pinia).start()
  useOrganizationsStore(mounted.pinia)
  await flushPromises()
  const box = () => mounted.wrapper.find<HTMLInputElement>('input[type="checkbox"]')
  const press = async (name: string) => {
    const button = [...document.querySelectorAll<HTMLButtonElement>('dialog button')].find((one) => one.textContent?.trim() === name)
    if (!button) throw new Error(`no button ${name}`)
    button.click()
    await flushPromises()
  }
  return { ...mounted, fake, box, press }
}

describe('the switch of the second person', () => {
  it('is turned on at once, for the open organization of its server', async () => {
    const { box, fake, wrapper } = await shown(keeping(false))
    expect(wrapper.text()).toContain('need a second person')
    expect(box().element.checked).toBe(false)
    await box().setValue(true)
    await flushPromises()
    expect(fake.inputsOf('reviews.needSecondPerson')).toEqual([{ ...place, needed: true }])
    expect(box().element.checked).toBe(true)
  })

  it('is turned off only after it was shown what that means, and stays on where it is not', async () => {
    const { box, fake, press } = await shown(keeping(true))
    await box().setValue(false)
    expect(fake.inputsOf('reviews.needSecondPerson')).toEqual([])
    await press('Cancel')
    expect(box().element.checked).toBe(true)
    await box().setValue(false)
    fake.answer('reviews.needSecondPerson', () => {
      throw new AppError({ code: 'storageFailed', message: 'Full.', retryable: true })
    })
    await press('Do without a second person')
    expect(document.querySelector('dialog [role="alert"]')).not.toBeNull()
    expect(box().element.checked).toBe(true)
    fake.answer('reviews.needSecondPerson', (choice) => ({ organizations: [choice], uncertain: false }))
    await press('Do without a second person')
    expect(fake.inputsOf('reviews.needSecondPerson').at(-1)).toEqual({ ...place, needed: false })
    expect(box().element.checked).toBe(false)
  })

  it('is on, and says why, where what was known is lost', async () => {
    const { box, wrapper } = await shown(keeping(false, true))
    expect(box().element.checked).toBe(true)
    expect(wrapper.text()).toContain('was set aside')
  })

  it('does not claim to be off where it cannot be read', async () => {
    const { wrapper } = await shown(keeping(false), { 'reviews.secondPerson': () => { throw new AppError({ code: 'storageFailed', message: 'Broken.', retryable: true }) } })
    expect(wrapper.find('input[type="checkbox"]').exists()).toBe(false)
    expect(wrapper.find('[role="alert"]').exists()).toBe(true)
  })
})

describe('signing a review', () => {
  it('does not offer to go below what the organization needs', async () => {
    const held = await shown(keeping(true), {}, SignPanel, { draft: draft({ needsApproval: true }) })
    expect(held.wrapper.text()).toContain('reviews of this organization need a second person')
    expect(held.wrapper.find('input[type="checkbox"]').exists()).toBe(false)
  })

  it('leaves the choice where the organization does not', async () => {
    const { wrapper } = await shown(keeping(false), {}, SignPanel, { draft: draft({ needsApproval: true }) })
    expect(wrapper.find('input[type="checkbox"]').exists()).toBe(true)
  })
})
