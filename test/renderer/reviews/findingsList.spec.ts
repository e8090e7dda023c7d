import { defineComponent, h } from 'vue'
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Finding } from '#shared/domain/review'
import FindingsRead from '../../../renderer/features/reviews/reading/FindingsRead.vue'
import FindingsPanel from '../../../renderer/features/reviews/writing/FindingsPanel.vue'
import { useReviewDraftStore } from '../../../renderer/stores/reviewDraft'
import { settingsOf } from '#shared/rules/changedSettings'
import type { PlanGround } from '#shared/rules/reviewPlan'
import { settingsStep } from '../../support/reviewFixtures'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'
import { draft, finding, reviewId, taken } from './reviewsHarness'

enableAutoUnmount(afterEach)

const keyFinding = (number: number, given: Partial<Finding> = {}): Finding => finding(number, { rule: 'plainKey', about: { kind: 'key', keyId: number, name: `Key ${String(number).padStart(3, '0')}` }, ...given })
const many = [finding(1000), ...Array.from({ length: 300 }, (_, index) => keyFinding(index, index === 7 ? { note: 'Ask the harbour master.', severity: 'low' } : {}))]

async function handsOn(mounting: ReturnType<typeof mountInApp>) {
  const mounted = await mounting
  const { wrapper } = mounted
  const press = async (name: string | RegExp) => {
    const buttons = wrapper.findAll('button')
    await (buttons.find((one) => (typeof name === 'string' ? one.text() === name : name.test(one.text()))) ?? expect.fail(`no button ${String(name)} of ${buttons.map((one) => one.text()).join(', ')}`)).trigger('click')
    await flushPromises()
  }
  const choose = async (label: string, value: string) => {
    const id = wrapper.findAll('label').find((one) => one.text() === label)?.attributes('for') ?? expect.fail(`no field ${label}`)
    await wrapper.find(`[id="${id}"]`).setValue(value)
    await flushPromises()
  }
  return {
    ...mounted,
    press,
    choose,
    rows: () => wrapper.findAll('.virtual-list__row'),
    search: async (words: string) => {
      await wrapper.find('input[aria-label="Search the findings"]').setValue(words)
      await flushPromises()
    },
    text: () => wrapper.text().replaceAll(/\s+/gu, ' '),
    focused: () => document.activeElement?.textContent ?? ''
  }
}

async function writing(findings: Finding[]) {
  const fake = createFakeDesktop({ 'reviews.read': () => draft({ findings }), 'reviews.keep': () => ({ updatedAt: '2027-03-12T11:00:00.000Z' }) })
  const settings = settingsOf(taken.security)
  const ground: PlanGround = { settings: settings.known ? settings.value : null, members: taken.security.members, keys: null, takenAt: taken.takenAt }
  const Shown = defineComponent(() => {
    const store = useReviewDraftStore()
    return () => (store.draft === null ? null : h(FindingsPanel, { draft: store.draft, ground, impact: null }))
  })
  const hands = await handsOn(mountInApp(Shown, { fake }))
  const store = useReviewDraftStore(hands.pinia)
  await store.open(reviewId)
  await flushPromises()
  return { ...hands, store }
}

describe('the findings of a review that is written', () => {
  it('are counted in words, drawn as far as they are in sight, and narrowed', async () => {
    const { rows, text, choose, search, press, wrapper } = await writing(many)
    expect(text()).toContain('301 findings: 300 high, 1 low.')
    expect(rows().length).toBeLessThan(40)
    expect(wrapper.find('[role=grid]').attributes('aria-rowcount')).toBe('302')
    await choose('About', 'settings')
    expect(text()).toContain('1 of 301 findings shown: 1 high.')
    expect(rows()).toHaveLength(1)
    await search('harbour')
    expect(text()).toContain('No finding is like that.')
    await press('Show all findings')
    await search('harbour')
    expect(rows().map((row) => row.text())).toEqual([expect.stringContaining('Key 007')])
  })

  it('are gone through one after the other, and a change that moves one in the list loses no place', async () => {
    const { rows, text, press, choose, store, wrapper, focused } = await writing([finding(1), finding(2, { rule: 'oneSuperAdmin', about: { kind: 'organization' }, severity: 'medium' }), keyFinding(3, { severity: 'low' })])
    await rows()[0]?.trigger('keydown', { key: 'Enter' })
    expect(text()).toContain('Finding 1 of 3')
    await wrapper.find('textarea').setValue('After the release.')
    expect(store.draft?.findings[0]?.note).toBe('After the release.')
    await press('Accept the risk')
    await wrapper.find('dialog select').setValue('note')
    expect(text()).toContain('Finding 1 of 3')
    await press('Next finding')
    expect(text()).toContain('Finding 2 of 3')
    expect(wrapper.find('dialog').text()).toContain('only one super admin')
    await press('Close')
    expect(focused()).toContain('only one super admin')
    expect(rows().at(-1)?.text()).toContain('Accepted')
    await choose('State', 'accepted')
    expect(text()).toContain('1 of 3 findings shown: 1 to note; of these 1 accepted.')
  })

  it('plan a step from the row, which keeps the focus', async () => {
    const { press, store, text, focused } = await writing([finding(1), keyFinding(2)])
    await press('Plan: Require 2FA for All Members')
    expect(store.draft?.steps).toMatchObject([{ kind: 'settings', change: { enforcesTwoFactor: true } }])
    expect(text()).toContain('In the plan')
    expect(focused()).toContain('2FA is not required of members')
  })

  it('are accepted or in the plan, and never both', async () => {
    const { rows, press, store, text, wrapper } = await writing([finding(1, { state: 'accepted', note: 'Lived with.' })])
    store.addSteps([settingsStep({ enforcesTwoFactor: true })])
    await flushPromises()
    expect(store.draft?.findings).toMatchObject([{ state: 'open', note: 'Lived with.' }])
    expect(text()).toContain('so it is not accepted any more: 2FA is not required of members')
    await rows()[0]?.trigger('keydown', { key: 'Enter' })
    expect(wrapper.find('dialog').text()).toContain('take the step out of the plan')
    expect(wrapper.findAll('dialog button').map((one) => one.text())).not.toContain('Accept the risk')
    await press('Close')
    store.change({ steps: [] })
    await flushPromises()
    await rows()[0]?.trigger('keydown', { key: 'Enter' })
    await press('Accept the risk')
    expect(store.draft?.findings[0]?.state).toBe('accepted')
  })

  it('come back after they were removed, and one’s own is found under whatever filter stands', async () => {
    const { rows, press, choose, store, text, wrapper, focused } = await writing([finding(1), keyFinding(2, { severity: 'low' })])
    await rows()[0]?.trigger('keydown', { key: 'Enter' })
    await press('Remove')
    expect(store.draft?.findings).toHaveLength(1)
    expect(focused()).toContain('Key 002')
    await press('Put it back')
    expect(store.draft?.findings).toHaveLength(2)
    expect(text()).not.toContain('Removed:')
    await choose('About', 'keys')
    await press('Add a finding')
    await wrapper.find('dialog textarea').setValue('Nobody checks the door.')
    await press('Add it')
    expect(rows()).toHaveLength(3)
    expect(focused()).toContain('Nobody checks the door.')
  })
})

describe('the findings of a file', () => {
  it('are the same list, to be read only', async () => {
    const { rows, text, search, press, wrapper, focused } = await handsOn(mountInApp(FindingsRead, { props: { findings: many } }))
    await search('harbour')
    await rows()[0]?.trigger('keydown', { key: 'Enter' })
    expect(text()).toContain('Finding 1 of 1')
    expect(wrapper.find('dialog').text()).toContain('Ask the harbour master.')
    expect(wrapper.findAll('dialog textarea, dialog select')).toHaveLength(0)
    await press('Close')
    expect(focused()).toContain('Key 007')
  })
})
