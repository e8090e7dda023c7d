import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { SnapshotList } from '#shared/domain/snapshot'
import { AppError } from '#shared/errors/appError'
import ReviewsPage from '../../../renderer/pages/ReviewsPage.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { useReviewsStore } from '../../../renderer/stores/reviews'
import { useSnapshotsStore } from '../../../renderer/stores/snapshots'
import { demo, locked, organizations, session, signedIn } from '../support/connections'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)
afterEach(() => (document.body.innerHTML = ''))

const organization = { ...(organizations[0] as (typeof organizations)[number]), blockedBy: [], invited: false }
const none = (behindLock: number): SnapshotList => ({ snapshots: [], unreadable: [], storage: 'keychain', monthly: [], behindLock })

async function page(answers: Answers = {}, language: 'en' | 'fr' = 'en') {
  const fake = createFakeDesktop({
    'connection.current': () => signedIn({ ...session, lastOrganizationId: organization.id }),
    'organizations.list': () => [organization],
    'snapshots.list': () => none(3),
    'reviews.list': () => ({ reviews: [], unreadable: [], storage: 'keychain', behindLock: 1 }),
    'reviewRuns.list': () => ({ runs: [], unreadable: [], behindLock: 2 }),
    ...answers
  })
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/reviews', component: { render: () => null } }] })
  await router.push('/reviews')
  const mounted = await mountInApp(ReviewsPage, { fake, router, language })
  await useConnectionStore(mounted.pinia).start()
  await useOrganizationsStore(mounted.pinia).load()
  await flushPromises()
  return { ...mounted, fake }
}

it('says in one sentence how much is behind the lock and how to get at it', async () => {
  expect((await page()).wrapper.text()).toContain('6 more entries on this page are behind the lock: to get at them, open the locked connections on the Connections page and show that it is you.')
})

it('says so in French, of one thing in the singular', async () => {
  const { wrapper } = await page({ 'snapshots.list': () => none(1), 'reviews.list': () => ({ reviews: [], unreadable: [], storage: 'keychain', behindLock: 0 }), 'reviewRuns.list': () => ({ runs: [], unreadable: [], behindLock: 0 }) }, 'fr')
  expect(wrapper.text().replaceAll(/[\u00a0\u202f]/gu, ' ')).toContain('1 autre entrée de cette page est derrière le verrou : pour y accéder, ouvrez la connexion verrouillée')
})

it('says nothing of it where there is nothing', async () => {
  const { wrapper } = await page({ 'snapshots.list': () => none(0), 'reviews.list': () => ({ reviews: [], unreadable: [], storage: 'keychain', behindLock: 0 }), 'reviewRuns.list': () => ({ runs: [], unreadable: [], behindLock: 0 }) })
  expect(wrapper.text()).not.toContain('behind the lock')
})

it('names what is refused behind a lock as such, and not as if the window were locked', async () => {
  const { wrapper } = await page({ 'snapshots.list': () => Promise.reject(new AppError({ code: 'locked', message: 'Behind the lock.', retryable: false, details: { foundState: 'behindLock' } })) })
  expect(wrapper.text()).toContain('It is behind the lock of another connection')
  expect(wrapper.text()).not.toContain('Gatehouse is locked')
})

it('keeps no list of the person behind the lock for whoever leaves it without unlocking, and reads for them anew', async () => {
  const { fake, pinia } = await page()
  const [snapshots, reviews] = [useSnapshotsStore(pinia), useReviewsStore(pinia)]
  fake.emit('connection.changed', locked({ ...session, lastOrganizationId: organization.id }))
  expect(snapshots.state.status).toBe('ready')
  const asked = fake.inputsOf('snapshots.list').length
  fake.emit('connection.changed', signedIn(demo))
  expect([snapshots.state.status, reviews.state.status]).toEqual(['idle', 'idle'])
  await flushPromises()
  expect(fake.inputsOf('snapshots.list').length).toBeGreaterThan(asked)
})

it('keeps them for the person who unlocks', async () => {
  const { fake, pinia } = await page()
  fake.emit('connection.changed', locked({ ...session, lastOrganizationId: organization.id }))
  fake.emit('connection.changed', signedIn({ ...session, lastOrganizationId: organization.id }))
  expect(useSnapshotsStore(pinia).state.status).toBe('ready')
})
