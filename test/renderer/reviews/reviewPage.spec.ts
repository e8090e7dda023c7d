import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { reviewDraftSchema, type ReviewDraft } from '#shared/domain/review'
import { AppError } from '#shared/errors/appError'
import ReviewPage from '../../../renderer/pages/ReviewPage.vue'
import ReviewsPanel from '../../../renderer/features/reviews/ReviewsPanel.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { useReviewFileStore } from '../../../renderer/stores/reviewFile'
import { member, security } from '../../support/organizationSecurityFixtures'
import { settingsStep, stepId } from '../../support/reviewFixtures'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp, type Mounted } from '../support/mountInApp'
import { draft, fileId, fingerprint, finding, inSnapshot, online, outline, publicKey, reviewId, run, taken } from './reviewsHarness'

enableAutoUnmount(afterEach)
afterEach(() => void vi.useRealTimers())

const nowhere = { render: () => null }
const routed = () => createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: nowhere }, { path: '/reviews', component: nowhere }, { path: '/reviews/:id', component: nowhere }, { path: '/reviews/file/:fileId', component: nowhere }] })
const answersOf = (given: Answers): Answers => ({
  'reviews.read': () => draft(),
  'reviews.keep': () => ({ updatedAt: '2027-03-12T11:00:00.000Z' }),
  'reviews.identity': () => ({ publicKey, fingerprint, standing: 'own', name: null, storage: 'keychain' }),
  'organizations.list': () => [taken.organization],
  'organizationSecurity.read': () => ({ ...taken.security, members: [...security().members, member('ana', 'notEnabled'), member('bo', 'unknown')] }),
  'keyInventory.read': () => (taken.keys.known ? taken.keys.value : expect.fail('no keys')),
  ...given
})

function withHands({ wrapper, ...mounted }: Mounted) {
  const named = (name: string | RegExp) => wrapper.findAll<HTMLButtonElement>('button').find((one) => {
    const label = (one.attributes('aria-label') ?? one.text()).trim()
    return typeof name === 'string' ? label === name : name.test(label)
  })
  const button = (name: string | RegExp) => named(name) ?? expect.fail(`no button ${String(name)}`)
  return {
    ...mounted,
    wrapper,
    button,
    has: (name: string | RegExp) => named(name) !== undefined,
    press: async (name: string | RegExp) => {
      await button(name).trigger('click')
      await flushPromises()
    },
    field: (label: string) => wrapper.find<HTMLInputElement>(`[id="${wrapper.findAll('label').find((one) => one.text() === label && one.attributes('for') !== undefined)?.attributes('for') ?? expect.fail(`no field ${label}`)}"]`),
    text: () => wrapper.text().replaceAll(/\s+/gu, ' ')
  }
}

/** The page of a review; the snapshot opens as main opens it, with an event. */
async function writing(given: Partial<ReviewDraft> = {}, answers: Answers = {}) {
  const router = routed()
  await router.push(`/reviews/${reviewId}`)
  let state = online()
  const fake = createFakeDesktop(answersOf({ 'connection.current': () => state, 'reviews.read': () => draft(given), ...answers }))
  if (answers['snapshots.open'] === undefined) fake.answer('snapshots.open', () => {
    state = inSnapshot()
    fake.emit('connection.changed', state)
    return state
  })
  const mounted = await mountInApp(ReviewPage, { fake, router })
  await useConnectionStore(mounted.pinia).start()
  await flushPromises()
  await useOrganizationsStore(mounted.pinia).load()
  await flushPromises()
  const hands = withHands(mounted)
  const sent = async (): Promise<ReviewDraft> => {
    mounted.wrapper.unmount()
    await flushPromises()
    return reviewDraftSchema.parse(fake.inputsOf('reviews.keep').at(-1)?.draft)
  }
  return { ...hands, fake, sent }
}

describe('the page of a review', () => {
  it('opens the snapshot it rests on, and plans the step that fits a finding', async () => {
    const { press, text, fake, has, sent } = await writing({ findings: [finding(1), finding(2, { rule: 'membersWithoutTwoFactor', about: { kind: 'organization' }, count: 1 })] })
    expect(fake.inputsOf('snapshots.open')).toEqual([{ snapshotId: taken.id }])
    await press('Plan: Require 2FA for All Members')
    await press('Plan: Ask 1 member to turn on 2FA')
    expect(has(/^Plan:/u)).toBe(false)
    expect(text()).toContain('Require 2FA for All Members: Disabled → Enabled')
    expect(text()).toContain('1 member loses access until they turn on 2FA')
    expect(text()).toContain('1 member may lose access; their status is unknown')
    expect((await sent()).steps).toMatchObject([{ kind: 'settings', change: { enforcesTwoFactor: true } }, { kind: 'notifyMembers', memberIds: ['ana'] }])
  })

  it('keeps what is written when it is left, without waiting', async () => {
    const { field, sent } = await writing()
    await field('Summary').setValue('The keys first.')
    expect((await sent()).summary).toBe('The keys first.')
  })

  it('can be written while its snapshot cannot be opened, and tells no effect then', async () => {
    const { text, field, button, sent } = await writing({ findings: [finding(1)], steps: [settingsStep({ enforcesTwoFactor: true })] }, { 'snapshots.open': () => { throw new AppError({ code: 'notFound', message: 'Gone.', retryable: false }) } })
    expect(text()).toContain('Without its snapshot the review can be read and written')
    expect(text()).not.toContain('Effect as of the snapshot')
    expect(button('Change settings').attributes('disabled')).toBeDefined()
    await field('Summary').setValue('All the same.')
    expect((await sent()).summary).toBe('All the same.')
  })

  it('takes a finding of the officer’s own, and does not sign one without words', async () => {
    const { text, button } = await writing({ findings: [finding(1, { rule: null, about: { kind: 'organization' }, note: '' })] })
    expect(text()).toContain('1 finding of yours has no words yet.')
    expect(button('Sign and save…').attributes('disabled')).toBeDefined()
  })

  it('does not sign a pressing risk that was accepted without a reason, and says which and where', async () => {
    const accepted = (severity: 'high' | 'medium', note = '') => writing({ findings: [finding(1, { severity, state: 'accepted', note })] })
    const { text, button } = await accepted('high')
    expect(text()).toContain('has no reason: 2FA is not required of members (Require 2FA for All Members). Open it under Findings')
    expect(button('Sign and save…').attributes('disabled')).toBeDefined()
    expect((await accepted('high', 'Until May.')).button('Sign and save…').attributes('disabled')).toBeUndefined()
    expect((await accepted('medium')).button('Sign and save…').attributes('disabled')).toBeUndefined()
  })

  it('signs with a passphrase that is typed twice, and keeps it nowhere', async () => {
    const { wrapper, field, button, fake, text } = await writing({}, { 'reviews.sign': () => ({ path: '/home/me/march.gatehouse-review' }) })
    await wrapper.find('.sign-panel input[type=radio][value=passphrase]').setValue(true)
    await field('Passphrase').setValue('correct horse battery')
    await field('Passphrase again').setValue('correct horse batterie')
    expect(button('Sign and save…').attributes('disabled')).toBeDefined()
    await field('Passphrase again').setValue('correct horse battery')
    await wrapper.find('.sign-panel').trigger('submit')
    await flushPromises()
    expect(fake.inputsOf('reviews.sign')).toMatchObject([{ reviewId, passphrase: 'correct horse battery', recipient: null }])
    expect(text()).toContain('Signed and saved.')
    expect(field('Passphrase').element.value).toBe('')
  })

  it('names the approver first where one is asked for', async () => {
    for (const [needsApproval, said, unsaid] of [[true, 'Give the file first to whoever approves it', 'Give the file to whoever applies it'], [false, 'Give the file to whoever applies it', 'whoever approves it']] as const) {
      const { wrapper, text } = await writing({ needsApproval }, { 'reviews.sign': () => ({ path: '/home/me/march.gatehouse-review' }) })
      await wrapper.find('.sign-panel').trigger('submit')
      await flushPromises()
      expect(text()).toContain(said)
      expect(text()).not.toContain(unsaid)
      wrapper.unmount()
    }
  })

  it('says nothing was signed when the dialog is closed', async () => {
    const { wrapper, text } = await writing({}, { 'reviews.sign': () => null })
    await wrapper.find('.sign-panel').trigger('submit')
    await flushPromises()
    expect(text()).not.toContain('Signed and saved.')
  })
})

describe('the panel of reviews', () => {
  const { id, snapshot, author, title, needsApproval, createdAt, updatedAt } = draft()
  const list = { reviews: [{ id, snapshot, author, title, needsApproval, createdAt, updatedAt, signedAt: '2027-03-12T12:00:00.000Z', findings: 3, steps: 1 }], unreadable: ['damaged.gatehouse-draft'], storage: 'memory' as const, behindLock: 0 }

  async function panel(answers: Answers = {}) {
    const fake = createFakeDesktop({ 'reviews.list': () => list, 'snapshots.list': () => ({ snapshots: [outline], unreadable: [], storage: 'keychain', monthly: [], behindLock: 0 }), ...answers })
    const router = routed()
    await router.push('/reviews')
    return { ...withHands(await mountInApp(ReviewsPanel, { fake, router })), fake }
  }

  it('tells of each review, of those that cannot be read, and that nothing lasts without a keychain', async () => {
    const { text } = await panel()
    for (const words of ['March review', 'Harbour Lights, as of March 12, 2027', '3 findings', '1 step', 'Signed March 12, 2027', 'damaged.gatehouse-draft', 'gone when Gatehouse quits']) expect(text()).toContain(words)
  })

  it('begins one on the chosen snapshot, and goes there', async () => {
    const { press, field, router, fake } = await panel({ 'reviews.create': () => draft() })
    await press('New review')
    await field('Title').setValue('  April ')
    await press('Begin the review')
    expect(fake.inputsOf('reviews.create')).toEqual([{ snapshotId: taken.id, title: 'April' }])
    expect(router.currentRoute.value.path).toBe(`/reviews/${reviewId}`)
  })

  it('removes one only when that is confirmed', async () => {
    const { press, fake } = await panel({ 'reviews.delete': () => null })
    await press('Delete the review March review')
    expect(fake.inputsOf('reviews.delete')).toEqual([])
    await press('Delete the review')
    expect(fake.inputsOf('reviews.delete')).toEqual([{ reviewId }])
  })

  it('names what is being applied with its file, and opens it; no sentence says that there is none', async () => {
    const under = { ...run([stepId(1), stepId(2)]), fileName: 'april.gatehouse-review', title: 'April review' }
    const { text, press, router, fake, pinia } = await panel({
      'connection.current': online,
      'organizations.list': () => [taken.organization],
      'reviews.list': () => ({ ...list, reviews: [] }),
      'reviewRuns.list': () => ({ runs: [under, { ...under, reviewId, finishedAt: '2027-03-21T08:00:00.000Z', title: 'Over' }], unreadable: [], behindLock: 0 }),
      'reviewFiles.open': () => ({ result: 'refused', why: 'needsPassphrase', fileId, fileName: 'april.gatehouse-review', field: null })
    })
    await useConnectionStore(pinia).start()
    useOrganizationsStore(pinia)
    await flushPromises()
    await useReviewFileStore(pinia).loadRuns()
    await flushPromises()
    expect(text()).not.toContain('No review yet')
    expect(text()).toContain('April review')
    expect(text()).toContain('0 of 2 steps decided. Its file was called april.gatehouse-review when it was begun. Open it and compare it with today to go on.')
    expect(text()).not.toContain('Over')
    await press('Open the file of April review')
    expect(fake.inputsOf('reviewFiles.open')).toMatchObject([{ fileId: null }])
    expect(router.currentRoute.value.path).toBe(`/reviews/file/${fileId}`)
  })

  it('says of a file that is no use what is wrong, and goes to one that waits for its passphrase', async () => {
    const { press, text, fake, router } = await panel({ 'reviewFiles.open': () => ({ result: 'refused', why: 'badSignature', fileId: null, fileName: 'march.gatehouse-review', field: null }) })
    await press('Open a review file…')
    expect(text()).toContain('Its signature does not hold')
    fake.answer('reviewFiles.open', () => ({ result: 'refused', why: 'needsPassphrase', fileId, fileName: 'march.gatehouse-review', field: null }))
    await press('Open a review file…')
    expect(router.currentRoute.value.path).toBe(`/reviews/file/${fileId}`)
  })
})
