import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import PutIntoReview from '../../../renderer/features/security/policies/PutIntoReview.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { settingsStep } from '../../support/reviewFixtures'
import { id } from '../support/connections'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'
import { draft, inSnapshot, outline, reviewId } from './reviewsHarness'

enableAutoUnmount(afterEach)

const listed = (of: string, title: string, snapshotId = outline.id) => {
  const { author, needsApproval, createdAt, updatedAt, signedAt } = draft()
  return { id: of, title, snapshot: { ...outline, id: snapshotId }, author, needsApproval, createdAt, updatedAt, signedAt, findings: 0, steps: 1 }
}

async function bar(reviews = [listed(reviewId, 'March review'), listed(id(75), 'Of another one', id(99))], answers: Answers = {}) {
  const fake = createFakeDesktop({ 'connection.current': inSnapshot, 'reviews.list': () => ({ reviews, unreadable: [], storage: 'keychain', behindLock: 0 }), 'reviews.read': ({ reviewId: asked }) => draft({ id: asked, steps: [settingsStep({ enforcesSecureKeys: true })] }), 'reviews.keep': () => ({ updatedAt: '2027-03-12T12:00:00.000Z' }), ...answers })
  const pinia = createPinia()
  const mounted = await mountInApp(PutIntoReview, { fake, pinia, props: { change: { enforcesTwoFactor: true }, disabled: false } })
  await useConnectionStore(pinia).start()
  await flushPromises()
  return { ...mounted, kept: () => fake.inputsOf('reviews.keep').map((input) => input.draft) }
}

describe('what is drafted on an open snapshot', () => {
  it('becomes the last step of the review that rests on it', async () => {
    const { wrapper, kept } = await bar()
    await wrapper.get('button').trigger('click')
    await flushPromises()
    expect(kept().map(({ id: of, steps }) => [of, steps.map((step) => step.kind === 'settings' && step.change)])).toEqual([[reviewId, [{ enforcesSecureKeys: true }, { enforcesTwoFactor: true }]]])
    expect(wrapper.emitted('done')).toHaveLength(1)
  })

  it('goes into the chosen one of several', async () => {
    const { wrapper, kept } = await bar([listed(reviewId, 'March review'), listed(id(76), 'For the auditor')])
    await wrapper.get('select').setValue(id(76))
    await wrapper.get('button').trigger('click')
    await flushPromises()
    expect(kept()[0]?.id).toBe(id(76))
  })

  it('has nowhere to go without a review on this snapshot', async () => {
    const { wrapper } = await bar([listed(id(75), 'Of another one', id(99))])
    expect(wrapper.find('button').exists()).toBe(false)
  })

  it('stays a draft where it could not be put there', async () => {
    const { wrapper } = await bar(undefined, { 'reviews.keep': () => { throw new AppError({ code: 'storageFailed', message: 'Full.', retryable: false }) } })
    await wrapper.get('button').trigger('click')
    await flushPromises()
    expect(wrapper.emitted('done')).toBeUndefined()
    expect(wrapper.get('[role="alert"]').text()).toContain('putting the changes into the review')
  })
})
