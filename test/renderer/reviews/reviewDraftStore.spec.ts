import { createPinia, setActivePinia } from 'pinia'
import { createApp } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors/appError'
import { desktopKey } from '../../../renderer/desktop/client'
import { useReviewDraftStore } from '../../../renderer/stores/reviewDraft'
import { id } from '../support/connections'
import { createFakeDesktop, later, type Answers } from '../support/fakeDesktop'
import { draft, reviewId } from './reviewsHarness'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const failure = (code: 'storageFailed' | 'conflict') => new AppError({ code, message: 'No.', retryable: false })

async function writing(answers: Answers = {}) {
  let kept = 0
  const fake = createFakeDesktop({ 'reviews.read': () => draft(), 'reviews.keep': () => ({ updatedAt: `2027-03-12T11:00:0${String((kept += 1))}.000Z` }), ...answers })
  const app = createApp({ render: () => null })
  app.provide(desktopKey, fake.desktop)
  const pinia = createPinia()
  app.use(pinia)
  setActivePinia(pinia)
  const store = useReviewDraftStore()
  await store.open(reviewId)
  return { store, fake, passed: (ms: number) => vi.advanceTimersByTimeAsync(ms), sent: () => fake.inputsOf('reviews.keep').map((input) => input.draft) }
}

describe('a review that is written', () => {
  it('is kept once somebody stops typing, on what was kept before', async () => {
    const { store, passed, sent } = await writing()
    store.change({ summary: 'The' })
    store.change({ summary: 'The keys' })
    await passed(600)
    expect(sent().map(({ summary, updatedAt }) => [summary, updatedAt])).toEqual([['The keys', '2027-03-12T10:00:00.000Z']])
    store.change({ summary: 'The keys first' })
    await passed(600)
    expect(sent()[1]?.updatedAt).toBe('2027-03-12T11:00:01.000Z')
    expect(store.isKept).toBe(true)
  })

  it('is not called kept while its keeping is under way, and what is typed meanwhile is kept after it', async () => {
    const answer = later<{ updatedAt: string }>()
    const { store, fake, passed, sent } = await writing({ 'reviews.keep': () => answer.promise })
    store.change({ summary: 'one' })
    await passed(600)
    store.change({ summary: 'two' })
    await passed(600)
    expect(sent()).toHaveLength(1)
    expect(store.isKept).toBe(false)
    fake.answer('reviews.keep', () => ({ updatedAt: '2027-03-12T12:00:02.000Z' }))
    answer.resolve({ updatedAt: '2027-03-12T12:00:01.000Z' })
    await passed(0)
    expect(sent().map(({ summary, updatedAt }) => [summary, updatedAt])[1]).toEqual(['two', '2027-03-12T12:00:01.000Z'])
    expect(store.draft?.summary).toBe('two')
  })

  it('says that it could not be kept, and goes on trying', async () => {
    const { store, fake, passed, sent } = await writing({ 'reviews.keep': () => { throw failure('storageFailed') } })
    store.change({ summary: 'one' })
    await passed(600)
    expect(store.notKept?.code).toBe('storageFailed')
    fake.answer('reviews.keep', () => ({ updatedAt: '2027-03-12T12:00:00.000Z' }))
    await passed(6000)
    expect(sent()).toHaveLength(2)
    expect(store.isKept).toBe(true)
  })

  it('is not kept over another window’s until somebody decides: theirs is read, or this one put in its place', async () => {
    const { store, fake, passed, sent } = await writing({ 'reviews.keep': () => { throw failure('conflict') } })
    const theirs = draft({ summary: 'theirs', updatedAt: '2027-03-12T10:30:00.000Z' })
    store.change({ summary: 'mine' })
    await passed(600)
    store.change({ summary: 'mine too' })
    await passed(60_000)
    expect(sent()).toHaveLength(1)
    expect(store.conflict).toBe(true)
    fake.answer('reviews.read', () => theirs)
    fake.answer('reviews.keep', () => ({ updatedAt: '2027-03-12T12:00:00.000Z' }))
    await store.keepMine()
    expect(sent()[1]).toMatchObject({ summary: 'mine too', updatedAt: theirs.updatedAt })
    expect(store.conflict).toBe(false)
  })

  it('gives way to the other one when that is wanted', async () => {
    const { store, fake, passed } = await writing({ 'reviews.keep': () => { throw failure('conflict') } })
    store.change({ summary: 'mine' })
    await passed(600)
    fake.answer('reviews.read', () => draft({ summary: 'theirs' }))
    await store.reload()
    expect(store.draft?.summary).toBe('theirs')
    expect(store.isKept).toBe(true)
  })

  it('is kept at once when another one is opened', async () => {
    const { store, fake, sent } = await writing()
    store.change({ summary: 'in a hurry' })
    fake.answer('reviews.read', ({ reviewId: asked }) => draft({ id: asked }))
    await store.open(id(74))
    expect(sent().map(({ id: of, summary }) => [of, summary])).toEqual([[reviewId, 'in a hurry']])
    expect(store.draft?.id).toBe(id(74))
  })

  it('keeps its last title while it has none', async () => {
    const { store, passed, sent } = await writing()
    store.change({ title: '  ' })
    await passed(600)
    expect(store.title).toBe('  ')
    expect(sent()[0]?.title).toBe('March review')
  })

  it('is signed as it was kept, never before', async () => {
    const { store, fake } = await writing({ 'reviews.sign': () => ({ path: '/home/me/march.gatehouse-review' }) })
    store.change({ summary: 'last words' })
    await store.sign({ expiresAt: '2027-04-12T10:00:00.000Z', passphrase: null, recipient: null })
    const order = fake.calls.map(({ channel }) => channel).filter((channel) => channel.startsWith('reviews.'))
    expect(order).toEqual(['reviews.read', 'reviews.keep', 'reviews.sign', 'reviews.read'])
  })

  it('is not signed while what was written last is not kept: an older one would be', async () => {
    const { store, fake } = await writing({ 'reviews.keep': () => { throw failure('storageFailed') }, 'reviews.sign': () => ({ path: '/home/me/march.gatehouse-review' }) })
    store.change({ summary: 'last words' })
    await expect(store.sign({ expiresAt: '2027-04-12T10:00:00.000Z', passphrase: null, recipient: null })).rejects.toMatchObject({ code: 'storageFailed' })
    expect(fake.inputsOf('reviews.sign')).toEqual([])
  })

  it('that could not be kept is not lost by opening another one', async () => {
    const { store, fake, passed, sent } = await writing({ 'reviews.keep': () => { throw failure('storageFailed') } })
    fake.answer('reviews.read', ({ reviewId: asked }) => draft({ id: asked }))
    store.change({ summary: 'mine' })
    await store.open(id(74))
    await store.open(reviewId)
    expect(store.draft?.summary).toBe('mine')
    await store.open(id(74))
    fake.answer('reviews.keep', () => ({ updatedAt: '2027-03-12T12:00:00.000Z' }))
    await passed(6000)
    expect(sent().at(-1)).toMatchObject({ id: reviewId, summary: 'mine' })
  })

  it('moves steps, and nothing beyond the ends', async () => {
    const { store } = await writing()
    const step = (number: number) => ({ kind: 'key' as const, id: id(number), note: '', keyId: number, action: 'rotate' as const, expiresAt: null })
    store.addSteps([step(1), step(2), step(3)])
    const order = () => store.draft?.steps.map((one) => (one.kind === 'key' ? one.keyId : 0))
    store.moveStep(id(3), -1)
    expect(order()).toEqual([1, 3, 2])
    store.moveStep(id(1), -1)
    expect(order()).toEqual([1, 3, 2])
  })
})
