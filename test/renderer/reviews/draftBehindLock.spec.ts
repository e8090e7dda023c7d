import { createPinia, setActivePinia } from 'pinia'
import { createApp } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors/appError'
import { desktopKey } from '../../../renderer/desktop/client'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useReviewDraftStore } from '../../../renderer/stores/reviewDraft'
import { demo, locked, session, signedIn } from '../support/connections'
import { createFakeDesktop, later } from '../support/fakeDesktop'
import { draft, reviewId } from './reviewsHarness'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const refused = () => Promise.reject(new AppError({ code: 'locked', message: 'Behind the lock.', retryable: false, details: { foundState: 'behindLock' } }))

async function writing() {
  const fake = createFakeDesktop({ 'connection.current': () => signedIn(session), 'reviews.read': () => draft(), 'reviews.keep': () => ({ updatedAt: '2027-03-12T11:00:00.000Z' }) })
  const app = createApp({ render: () => null })
  app.provide(desktopKey, fake.desktop)
  const pinia = createPinia()
  app.use(pinia)
  setActivePinia(pinia)
  await useConnectionStore().start()
  const store = useReviewDraftStore()
  await store.open(reviewId)
  const refuse = (): void => {
    fake.answer('reviews.read', refused)
    fake.answer('reviews.keep', refused)
  }
  const allow = (): void => {
    fake.answer('reviews.read', () => draft())
    fake.answer('reviews.keep', () => ({ updatedAt: '2027-03-12T11:00:00.000Z' }))
  }
  const passBy = (): void => {
    fake.emit('connection.changed', locked(session))
    fake.emit('connection.changed', signedIn(demo))
  }
  return { store, fake, refuse, allow, passBy, passed: (ms: number) => vi.advanceTimersByTimeAsync(ms), sent: () => fake.inputsOf('reviews.keep').map((input) => input.draft.summary) }
}

it('is not shown to whoever leaves the lock without unlocking, and what was not kept is kept for who wrote it', async () => {
  const { store, refuse, allow, passBy, passed, sent } = await writing()
  refuse()
  store.change({ summary: 'Not for everybody' })
  passBy()
  expect(store.draft).toBeNull()
  await store.open(reviewId)
  expect([store.draft, store.notRead?.code]).toEqual([null, 'locked'])
  allow()
  await passed(6000)
  expect(sent().at(-1)).toBe('Not for everybody')
})

it('loses nothing of a keeping that is refused while somebody passes by', async () => {
  const { store, fake, refuse, allow, passBy, passed, sent } = await writing()
  const answer = later<{ updatedAt: string }>()
  fake.answer('reviews.keep', () => answer.promise)
  store.change({ summary: 'On its way' })
  await passed(600)
  passBy()
  refuse()
  answer.reject(new AppError({ code: 'locked', message: 'Locked.', retryable: false }))
  await passed(0)
  allow()
  await passed(6000)
  expect(sent()).toEqual(['On its way', 'On its way'])
})

it('of a keeping that was done while somebody passed by goes on from there', async () => {
  const { store, fake, allow, passBy, passed } = await writing()
  const answer = later<{ updatedAt: string }>()
  fake.answer('reviews.keep', () => answer.promise)
  store.change({ summary: 'One' })
  await passed(600)
  store.change({ summary: 'Two' })
  passBy()
  allow()
  answer.resolve({ updatedAt: '2027-03-12T10:30:00.000Z' })
  await passed(6000)
  expect(fake.inputsOf('reviews.keep').at(-1)?.draft).toMatchObject({ summary: 'Two', updatedAt: '2027-03-12T10:30:00.000Z' })
})

it('is there again for who unlocks', async () => {
  const { store, fake } = await writing()
  fake.emit('connection.changed', locked(session))
  fake.emit('connection.changed', signedIn(session))
  expect(store.draft?.id).toBe(reviewId)
})
