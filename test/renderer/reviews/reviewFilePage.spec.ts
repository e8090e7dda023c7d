import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { createMemoryHistory, createRouter } from 'vue-router'
import { afterEach, describe, expect, it } from 'vitest'
import { fileRefusals, type OpenedReview, type ReviewOpening } from '#shared/domain/reviewFile'
import type { StepStanding } from '#shared/domain/reviewRun'
import { AppError } from '#shared/errors/appError'
import ReviewFilePage from '../../../renderer/pages/ReviewFilePage.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useReviewFileStore } from '../../../renderer/stores/reviewFile'
import { key } from '../../support/keyInventoryFixtures'
import { manyMembers } from '../../support/organizationSecurityFixtures'
import { keyStep, notifyStep, settingsStep, stepId } from '../../support/reviewFixtures'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'
import { fileId, inSnapshot, online, opened, publicKey, run, standing, today } from './reviewsHarness'

enableAutoUnmount(afterEach)

async function page(opening: ReviewOpening, answers: Answers = {}, connection = online()) {
  const fake = createFakeDesktop({ 'connection.current': () => connection, 'reviewFiles.open': () => opening, 'reviewRuns.list': () => ({ runs: [], unreadable: [], behindLock: 0 }), ...answers })
  const nowhere = { render: () => null }
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: nowhere }, { path: '/reviews', component: nowhere }, { path: '/reviews/file/:fileId', component: nowhere }, { path: '/keys', component: nowhere }] })
  await router.push(`/reviews/file/${fileId}`)
  const mounted = await mountInApp(ReviewFilePage, { fake, router })
  await useConnectionStore(mounted.pinia).start()
  await flushPromises()
  const { wrapper } = mounted
  const named = (name: string | RegExp) => wrapper.findAll<HTMLButtonElement>('button').find((one) => {
    const label = (one.attributes('aria-label') ?? one.text()).trim()
    return typeof name === 'string' ? label === name : name.test(label)
  })
  const button = (name: string | RegExp) => named(name) ?? expect.fail(`no button ${String(name)}`)
  const field = (label: string) => {
    const id = wrapper.findAll('label').find((one) => one.text() === label)?.attributes('for') ?? expect.fail(`no field ${label}`)
    return wrapper.find<HTMLInputElement>(`[id="${id}"]`)
  }
  return {
    ...mounted,
    router,
    button,
    has: (name: string | RegExp) => named(name) !== undefined,
    press: async (name: string | RegExp) => {
      await button(name).trigger('click')
      await flushPromises()
    },
    field,
    text: () => wrapper.text().replaceAll(/\s+/gu, ' ')
  }
}

const sound = (review: OpenedReview): ReviewOpening => ({ result: 'opened', review })

describe('a file that is refused', () => {
  it.each(fileRefusals)('says exactly what is wrong and what to do, and nothing of what is in it: %s', async (why) => {
    const { text, wrapper } = await page({ result: 'refused', why, fileId, fileName: 'march.gatehouse-review', field: 'body.steps' })
    expect(text()).toContain('march.gatehouse-review')
    expect(wrapper.find('[role="alert"]').text().length).toBeGreaterThan(80)
    expect(text()).not.toContain('What stands against')
  })

  it('opens with its passphrase, which is nowhere afterwards', async () => {
    const asked: unknown[] = []
    const { wrapper, field, text } = await page({ result: 'refused', why: 'needsPassphrase', fileId, fileName: 'march.gatehouse-review', field: null }, {
      'reviewFiles.open': (input) => {
        asked.push(input.passphrase)
        return input.passphrase === 'correct horse battery' ? sound(opened()) : { result: 'refused', why: input.passphrase === null ? 'needsPassphrase' : 'wrongPassphrase', fileId, fileName: 'march.gatehouse-review', field: null }
      }
    })
    await field('Passphrase or key of the recipient').setValue('wrong horse battery')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(text()).toContain('This is not its passphrase')
    await field('Passphrase or key of the recipient').setValue('correct horse battery')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(text()).toContain('Look at the keys first.')
    expect(asked.filter((one) => one !== null)).toEqual(['wrong horse battery', 'correct horse battery'])
    expect(wrapper.html()).not.toContain('correct horse')
  })
})

describe('a sound file', () => {
  it.each([
    ['known', 'Zed', 'whose fingerprint was compared on this computer: Zed.', 'good'],
    ['unknown', null, 'Signed with a key that nobody has compared on this computer.', 'unknown']
  ] as const)('says of an approval whose key it is, and not only whose it calls itself: %s', async (standing, name, said, tone) => {
    const { signer } = opened()
    const approval = { by: { userId: 'boss', email: 'boss@meridian.example' }, at: '2027-03-13T08:00:00.000Z', verdict: 'approved' as const, note: '', publicKey, signature: `${'A'.repeat(86)}==` }
    const { text, wrapper } = await page(sound(opened({ approvals: [{ approval, signer: { ...signer, standing, name } }] })))
    const panel = wrapper.find('.approvals-panel__item')
    expect(panel.text()).toContain(said)
    expect(panel.find('.status-tag').attributes('data-tone')).toBe(tone)
    expect(text()).toContain('Approved by boss@meridian.example')
  })

  it('is trusted by a name that somebody typed, not by the one it gives itself', async () => {
    const unknown = opened({ signer: { ...opened().signer, standing: 'unknown', name: null }, obstacles: ['signerUnknown'] })
    const { fake, field, button, wrapper, text } = await page(sound(unknown), { 'reviews.trust': () => [] })
    expect(text()).toContain('Nobody has compared the fingerprint of its author')
    expect(field('Name of the person who read it to you').element.value).toBe('')
    expect(button('I have compared it').attributes('disabled')).toBeDefined()
    await field('Name of the person who read it to you').setValue('Odile')
    fake.answer('reviewFiles.open', () => sound(opened()))
    await wrapper.find('.trust-form form').trigger('submit')
    await flushPromises()
    expect(fake.inputsOf('reviews.trust')).toEqual([{ publicKey, name: 'Odile' }])
    expect(text()).toContain('Nothing stands against applying it.')
  })

  it('is approved once the fingerprint of its author was compared, and only once', async () => {
    const { signer } = opened()
    const unknown = opened({ signer: { ...signer, standing: 'unknown', name: null } })
    const first = await page(sound(unknown))
    expect(first.text()).toContain('Before you approve it, compare the fingerprint of its author')
    expect(first.button('Approve and save…').attributes('disabled')).toBeDefined()
    expect(first.button('Reject and save…').attributes('disabled')).toBeUndefined()
    first.wrapper.unmount()
    const word = (verdict: 'approved' | 'rejected') => ({ approval: { by: { userId: 'me', email: null }, at: '2027-03-13T08:00:00.000Z', verdict, note: '', publicKey, signature: `${'A'.repeat(86)}==` }, signer: { ...signer, standing: 'own' as const, name: null } })
    const approved = opened({ approvals: [word('approved')] })
    const { press, has, text } = await page(sound(opened()), {
      'reviewFiles.open': ({ fileId: asked }) => sound(asked === stepId(90) ? { ...approved, fileId: stepId(90) } : opened()),
      'reviewFiles.approve': () => ({ path: '/home/me/approved.gatehouse-review', opening: sound({ ...approved, fileId: stepId(90) }) })
    })
    await press('Approve and save…')
    expect(text()).toContain('Saved as a new file with your word in it.')
    expect([has('Approve and save…'), has('Reject and save…')]).toEqual([false, false])
    const again = await page(sound(approved))
    expect([again.has('Approve and save…'), again.has('Reject and save…')]).toEqual([false, true])
  })

  it('is read and not applied from an open snapshot', async () => {
    const { has, text } = await page(sound(opened({ body: { steps: [keyStep(1, 'delete')] } })), {}, inSnapshot())
    expect(text()).toContain('A snapshot is open, so nothing can be changed.')
    expect(has('Compare with today')).toBe(false)
    expect(has('Begin applying')).toBe(false)
  })
})

describe('whom a step is about', () => {
  const people = manyMembers(12)
  const base = { ...opened().body.base, members: people }
  const asking = sound(opened({ body: { base, steps: [notifyStep(people.map(({ id }) => id))] } }))

  it('is told to whoever opens the file, every one of them, before anything is compared or approved', async () => {
    const { text } = await page(asking)
    for (const { email } of people) expect(text()).toContain(email)
  })

  it('leaves nobody out of those who are still to be asked', async () => {
    const state = today([standing(stepId(1))])
    const { press, wrapper } = await page(asking, { 'reviewRuns.today': () => ({ ...state, security: { ...state.security, members: people } }), 'reviewRuns.start': () => run([stepId(1)]) })
    await press('Compare with today')
    await press('Begin applying')
    await press('Look and decide… Step 1')
    const dialog = wrapper.find('dialog').text()
    expect(dialog).toContain('12 of them are still without')
    for (const { email } of people.filter(({ twoFactor }) => twoFactor === 'notEnabled')) expect(dialog).toContain(email)
  })

  it('of a setting is told as of the day that it was compared with', async () => {
    const state = today([standing(stepId(1))])
    const { press, text } = await page(sound(opened({ body: { steps: [settingsStep({ enforcesTwoFactor: true })] } })), { 'reviewRuns.today': () => ({ ...state, security: { ...state.security, members: people } }) })
    expect(text()).not.toContain('lose access')
    await press('Compare with today')
    expect(text()).toContain('12 members lose access')
  })

  it('of a key is its owner', async () => {
    const { text } = await page(sound(opened({ body: { steps: [keyStep(2, 'revoke')] } })))
    expect(text()).toContain(`Owner: ${String(base.keys[1]?.ownerEmail)}`)
  })
})

describe('a step', () => {
  const steps = [keyStep(1, 'delete')]
  const file = sound(opened({ body: { steps } }))
  const at = (given: Partial<StepStanding> = {}) => today([standing(stepId(1), given)])
  const expires = { about: 'Key 1', field: 'expiresAt', before: null, after: '2027-05-01T00:00:00.000Z' }

  async function looking(given: Partial<StepStanding> = {}, answers: Answers = {}) {
    const mounted = await page(file, { 'reviewRuns.today': () => at(given), 'reviewRuns.start': () => run([stepId(1)]), 'reviewRuns.applyStep': () => run([stepId(1)], { state: 'done', outcome: 'applied' }), 'reviewRuns.skipStep': () => run([stepId(1)], { state: 'skipped', note: 'no' }), ...answers })
    await mounted.press('Compare with today')
    await mounted.press('Begin applying')
    await mounted.press('Look and decide… Step 1')
    return mounted
  }

  it('of a key that has expired is not said to stop what uses it', async () => {
    const state = today([standing(stepId(1))])
    const looked = (expiresAt: string) => looking({}, { 'reviewRuns.today': () => ({ ...state, keys: state.keys && { ...state.keys, keys: [key(1, { expiresAt })] } }) })
    expect((await looked('2020-01-01T00:00:00.000Z')).text()).toContain('nothing that works now stops')
    expect((await looked('2099-01-01T00:00:00.000Z')).text()).toContain('Everything that uses the key stops at once.')
  })

  it('says that comparing is the way on, before it is begun and when its file is opened again', async () => {
    const first = await page(file)
    expect(first.text()).toContain('Before anything is applied it is compared with today')
    first.wrapper.unmount()
    const { text, press } = await page(file, { 'reviewRuns.list': () => ({ runs: [run([stepId(1)])], unreadable: [], behindLock: 0 }), 'reviewRuns.today': () => at() })
    expect(text()).toContain('It is being applied. To go on, press Compare with today')
    await press('Compare with today')
    expect(text()).not.toContain('It is being applied. To go on')
  })

  it('leaves the focus where it was in the plan', async () => {
    const two = sound(opened({ body: { steps: [keyStep(1, 'delete'), keyStep(2, 'delete', null, 2)] } }))
    const done = run([stepId(1), stepId(2)])
    const { press, button, wrapper } = await page(two, { 'reviewRuns.today': () => today([standing(stepId(1)), standing(stepId(2))]), 'reviewRuns.start': () => done, 'reviewRuns.applyStep': () => ({ ...done, steps: done.steps.map((one, index) => (index === 0 ? { ...one, state: 'done', outcome: 'applied' } : one)) }) })
    await press('Compare with today')
    await press('Begin applying')
    button('Look and decide… Step 1').element.focus()
    await press('Look and decide… Step 1')
    await press('Apply this step')
    expect(wrapper.find('dialog').exists()).toBe(false)
    expect(document.activeElement?.textContent).toContain('Delete the key Key 1')
  })

  it('that is as it was reviewed is applied on what was shown', async () => {
    const { press, fake, text } = await looking()
    await press('Apply this step')
    const shown = at()
    expect(fake.inputsOf('reviewRuns.applyStep')).toMatchObject([{ fileId, stepId: stepId(1), judgedOn: { security: shown.security.readingId, keys: shown.keys?.readingId }, despite: null, override: null }])
    expect(text()).toContain('Done and read back.')
  })

  it('that somebody changed since is told fact by fact, and applied only with a reason', async () => {
    const { press, button, field, fake, text } = await looking({ standing: 'changedSince', differences: [expires] })
    expect(text()).toContain('Key 1ExpiresneverMay 1, 2027')
    expect(button('Apply although it changed').attributes('disabled')).toBeDefined()
    await field('Why it is done although it changed').setValue('It is stale anyway.')
    await press('Apply although it changed')
    expect(fake.inputsOf('reviewRuns.applyStep')[0]?.despite).toBe('It is stale anyway.')
  })

  it.each([
    ['applied', 'The new secret waits for you under API Keys.', 'What reading the key says'],
    ['unknown', 'What reading the key says of it stands under API Keys.', 'secret waits for you'],
    ['confirmedByReading', 'What reading the key says of it stands under API Keys.', 'secret waits for you']
  ] as const)('that is %s says so of the new secret, and who decided it', async (outcome, said, unsaid) => {
    const { press, text } = await looking({}, { 'reviewRuns.applyStep': () => run([stepId(1)], { state: 'done', outcome, secretId: stepId(7), by: { userId: 'bert', email: 'bert@meridian.example' } }) })
    await press('Apply this step')
    expect(text()).toContain(said)
    expect(text()).not.toContain(unsaid)
    expect(text()).toContain('Decided by bert@meridian.example')
  })

  it.each([
    ['gone', { standing: 'gone' }],
    ['of somebody else', { possible: 'ownerOnly' }],
    ['about the key in use', { possible: 'keyInUse' }]
  ] as [string, Partial<StepStanding>][])('that is %s can only be left out, with a word why', async (_, given) => {
    const { press, button, has, field, fake, text } = await looking(given)
    expect(has(/^(?:Apply|Write down)/u)).toBe(false)
    expect(button('Leave out').attributes('disabled')).toBeDefined()
    await field('Why it is left out').setValue('Somebody else has it.')
    await press('Leave out')
    expect(fake.inputsOf('reviewRuns.skipStep')).toEqual([{ fileId, stepId: stepId(1), note: 'Somebody else has it.' }])
    expect(text()).toContain('Left out')
  })

  it('of another file that calls itself the same review is not said to stand as that of the first', async () => {
    const other = '0f11e1d0-0000-4000-8000-0000000000aa'
    const mounted = await looking({}, { 'reviewFiles.open': ({ fileId: asked }) => sound(opened({ fileId: asked ?? fileId, body: { steps } })) })
    const store = useReviewFileStore(mounted.pinia)
    expect(store.seen?.steps).toHaveLength(1)
    await store.open(other)
    expect(store.seen).toBeNull()
    expect(store.review?.fileId).toBe(other)
  })

  it('that drifted in the last moment says that nothing was sent, and is compared anew', async () => {
    const { press, fake, text } = await looking({}, { 'reviewRuns.applyStep': () => { throw new AppError({ code: 'conflict', message: 'Otherwise.', retryable: false, details: { foundState: 'drifted' } }) } })
    await press('Apply this step')
    expect(text()).toContain('It is not as it was shown, so nothing was sent.')
    expect(fake.inputsOf('reviewRuns.today')).toHaveLength(2)
  })

  it('whose outcome nobody knows is not done again without a reason', async () => {
    const { button, field, text } = await looking({}, { 'reviewRuns.start': () => run([stepId(1)], { state: 'sent' }) })
    expect(text()).toContain('the program ended before it knew what came of it')
    expect(button('Apply this step').attributes('disabled')).toBeDefined()
    await field('Why it is done once more').setValue('The key is still there.')
    expect(button('Apply this step').attributes('disabled')).toBeUndefined()
  })
})

it('asks for the organization’s name before a setting that stops keys is changed', async () => {
  const steps = [settingsStep({ enforcesSecureKeys: true })]
  const state = today([standing(stepId(1))])
  const plain = { ...state, keys: state.keys && { ...state.keys, keys: [key(1, { kind: 'plain' })] } }
  const { press, button, field, fake, text } = await page(sound(opened({ body: { steps } })), { 'reviewRuns.today': () => plain, 'reviewRuns.start': () => run([stepId(1)]), 'reviewRuns.applyStep': () => run([stepId(1)], { state: 'done', outcome: 'applied' }) })
  await press('Compare with today')
  await press('Begin applying')
  await press('Look and decide… Step 1')
  expect(text()).toContain('1 plain key stops at once')
  expect(button('Apply this step').attributes('disabled')).toBeDefined()
  await field('Name of the organization').setValue('Harbour Lights')
  await press('Apply this step')
  expect(fake.inputsOf('reviewRuns.applyStep')[0]?.override).toMatchObject({ name: 'Harbour Lights', outweighs: ['plainKeysStop'] })
})

it('names who loses access since it was reviewed, and asks for a reason and the organization’s name', async () => {
  const steps = [settingsStep({ enforcesTwoFactor: true })]
  const since = [{ about: 'eve@example.com', field: 'effect', before: 'none', after: 'loses' }, { about: 'bo@example.com', field: 'effect', before: 'loses', after: 'none' }]
  const state = today([standing(stepId(1), { standing: 'changedSince', differences: since })])
  const { press, button, field, fake, wrapper } = await page(sound(opened({ body: { steps } })), { 'reviewRuns.today': () => state, 'reviewRuns.start': () => run([stepId(1)]), 'reviewRuns.applyStep': () => run([stepId(1)], { state: 'done', outcome: 'applied' }) })
  await press('Compare with today')
  await press('Begin applying')
  await press('Look and decide… Step 1')
  const said = wrapper.find('dialog').text()
  expect(said).toContain('Not on the list that was reviewed: eve@example.com')
  expect(said).toContain('no longer touched: bo@example.com')
  expect(said).toContain('loses access')
  await field('Why it is done although it changed').setValue('Eve was told.')
  expect(button('Apply although it changed').attributes('disabled')).toBeDefined()
  await field('Name of the organization').setValue('Harbour Lights')
  await press('Apply although it changed')
  expect(fake.inputsOf('reviewRuns.applyStep')[0]).toMatchObject({ despite: 'Eve was told.', override: { name: 'Harbour Lights' } })
})
