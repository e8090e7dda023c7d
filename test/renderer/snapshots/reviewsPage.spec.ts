import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { MonthlyPack } from '#shared/domain/monthlyPack'
import type { SnapshotList, SnapshotOutline } from '#shared/domain/snapshot'
import type { SnapshotDifference } from '#shared/domain/snapshotDifference'
import { AppError } from '#shared/errors/appError'
import ComparePage from '../../../renderer/pages/ComparePage.vue'
import ReviewsPage from '../../../renderer/pages/ReviewsPage.vue'
import SnapshotBanner from '../../../renderer/shell/SnapshotBanner.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { organizations, session, signedIn } from '../support/connections'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)
afterEach(() => (document.body.innerHTML = ''))

const organization = { ...(organizations[0] as (typeof organizations)[number]), blockedBy: [], invited: false }
const outline = (index: number, changes: Partial<SnapshotOutline> = {}): SnapshotOutline => ({
  id: `${String(index).repeat(8)}-0000-4000-8000-000000000000`,
  name: `Snapshot ${String(index)}`,
  cause: 'person',
  takenAt: `2027-03-0${String(index)}T09:30:00.000Z`,
  server: session.server,
  demo: false,
  takenBy: session.userId,
  organization: { id: organization.id, name: organization.name },
  members: 42,
  keys: 7,
  changedMeanwhile: [],
  hash: 'ab'.repeat(32),
  bytes: 1000,
  ...changes
})
const listOf = (snapshots: SnapshotOutline[], changes: Partial<SnapshotList> = {}): SnapshotList => ({ snapshots, unreadable: [], storage: 'keychain', monthly: [], behindLock: 0, ...changes })
const openOn = ({ id, name, takenAt, organization: { id: organizationId } }: SnapshotOutline) => signedIn({ ...session, id, has: { apiKey: false, session: false }, lastOrganizationId: organizationId, snapshot: { id, name, takenAt, organizationId } })

async function page(answers: Answers = {}, component: object = ReviewsPage, at = '/reviews') {
  const fake = createFakeDesktop({
    'connection.current': () => signedIn({ ...session, lastOrganizationId: organization.id }),
    'organizations.list': () => [organization],
    'snapshots.list': () => listOf([outline(2), outline(1)]),
    ...answers
  })
  const router = createRouter({ history: createMemoryHistory(), routes: [['/reviews', 'reviews'], ['/reviews/compare', 'compare'], ['/security', 'security']].map(([path, name]) => ({ path: path ?? '', name: name ?? '', component: { render: () => null } })) })
  await router.push(at)
  const mounted = await mountInApp(component, { fake, router })
  await useConnectionStore(mounted.pinia).start()
  useOrganizationsStore(mounted.pinia)
  await flushPromises()
  return { ...mounted, fake, router }
}
const button = (wrapper: VueWrapper, name: string) => {
  const found = wrapper.findAll('button').find((one) => (one.attributes('aria-label') ?? one.text()) === name)
  if (!found) throw new Error(`no button ${name}`)
  return found
}
const dialogButton = (name: string) => [...document.querySelectorAll<HTMLButtonElement>('dialog button')].find((one) => one.textContent?.trim() === name)

describe('the snapshots', () => {
  it('are listed with what is in them, what is unknown of them, and what cannot be read', async () => {
    const { wrapper } = await page({ 'snapshots.list': () => listOf([outline(2, { members: null, changedMeanwhile: ['members', 'keys'], cause: 'monthly' }), outline(1)], { unreadable: ['x.snapshot'], storage: 'memory' }) })
    const [first, second] = wrapper.findAll('.snapshot-item').map((item) => item.text())
    expect(first).toContain('members not known · 7 API keys')
    expect(first).toContain('Members, API keys changed while it was taken.')
    expect(first).toContain('Monthly')
    expect(second).toContain('42 members · 7 API keys')
    expect(wrapper.text()).toContain('1 file cannot be read')
    expect(wrapper.text()).toContain('x.snapshot')
    expect(wrapper.text()).toContain('kept for this run only')
  })

  it('one is taken under a name, and a failure keeps the dialog with what was typed', async () => {
    const { wrapper, fake } = await page({
      'snapshots.take': () => {
        throw new AppError({ code: 'timeout', message: 'late', retryable: true })
      }
    })
    await button(wrapper, 'Take Snapshot').trigger('click')
    const input = document.querySelector<HTMLInputElement>('dialog input')
    if (!input) throw new Error('no name')
    input.value = '  '
    input.dispatchEvent(new Event('input'))
    document.querySelector('dialog form')?.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(document.querySelector('dialog')?.textContent).toContain('Enter a name.')
    input.value = 'Before the audit'
    input.dispatchEvent(new Event('input'))
    await flushPromises()
    document.querySelector('dialog form')?.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(fake.inputsOf('snapshots.take')).toEqual([{ organizationId: organization.id, name: 'Before the audit' }])
    expect(document.querySelector('dialog')?.textContent).toContain('did not answer in time')
    expect(input.value).toBe('Before the audit')
    fake.answer('snapshots.take', () => outline(3))
    document.querySelector('dialog form')?.dispatchEvent(new Event('submit'))
    await flushPromises()
    expect(document.querySelector('dialog')).toBeNull()
    fake.emit('snapshots.changed', listOf([outline(3), outline(2), outline(1)]))
    await flushPromises()
    expect(wrapper.findAll('.snapshot-item')).toHaveLength(3)
  })

  it('one is opened, and nothing can be taken while it is', async () => {
    const { wrapper, fake, router } = await page({ 'snapshots.open': () => openOn(outline(1)) })
    await button(wrapper, 'Open “Snapshot 1”').trigger('click')
    await flushPromises()
    expect(fake.inputsOf('snapshots.open')).toEqual([{ snapshotId: outline(1).id }])
    expect(router.currentRoute.value.path).toBe('/security')
    expect(wrapper.text()).toContain('Open now')
    const names = wrapper.findAll('button').map((one) => one.attributes('aria-label') ?? one.text())
    expect(names).not.toContain('Take Snapshot')
    expect(names.filter((name) => name.includes('with Today'))).toEqual([])
    expect(wrapper.find('.monthly-capture').exists()).toBe(false)
  })

  it('says why one is not opened while something is being changed', async () => {
    const { wrapper } = await page({
      'snapshots.open': () => {
        throw new AppError({ code: 'conflict', message: 'under way', retryable: true, details: { foundState: 'changeUnderWay' } })
      }
    })
    await button(wrapper, 'Open “Snapshot 1”').trigger('click')
    await flushPromises()
    expect(wrapper.text()).toContain('Something is being changed at the server at this moment.')
  })

  it('two of one organization are compared, the earlier one first; two of different ones are not', async () => {
    const other = outline(3, { organization: { id: outline(9).id, name: 'Elsewhere' } })
    const { wrapper, router } = await page({ 'snapshots.list': () => listOf([other, outline(2), outline(1)]) })
    const [third, second, first] = wrapper.findAll('.snapshot-item__choice')
    await third?.setValue(true)
    await second?.setValue(true)
    expect(button(wrapper, 'Compare Both').attributes('disabled')).toBeDefined()
    expect(wrapper.text()).toContain('of different organizations')
    await first?.setValue(true)
    await button(wrapper, 'Compare Both').trigger('click')
    await flushPromises()
    expect(router.currentRoute.value.query).toEqual({ before: outline(1).id, after: outline(2).id })
  })

  it('give the focus back to the row whose comparison somebody comes back from, and only then', async () => {
    const first = await page()
    await button(first.wrapper, 'Compare with Today: “Snapshot 1”').trigger('click')
    await flushPromises()
    first.wrapper.unmount()
    const again = await mountInApp(ReviewsPage, { fake: first.fake, router: first.router, pinia: first.pinia })
    await flushPromises()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Compare with Today: “Snapshot 1”')
    again.wrapper.unmount()
    await mountInApp(ReviewsPage, { fake: first.fake, router: first.router, pinia: first.pinia })
    await flushPromises()
    expect(document.activeElement?.tagName).toBe('H1')
  })

  it('one is deleted only once that was confirmed', async () => {
    const { wrapper, fake } = await page({ 'snapshots.delete': () => listOf([outline(2)]) })
    await button(wrapper, 'Delete “Snapshot 1”').trigger('click')
    await flushPromises()
    expect(fake.inputsOf('snapshots.delete')).toEqual([])
    dialogButton('Delete Snapshot')?.click()
    await flushPromises()
    expect(wrapper.findAll('.snapshot-item')).toHaveLength(1)
  })

  it('one is taken each month where that is wanted', async () => {
    const { wrapper, fake } = await page({ 'snapshots.captureMonthly': ({ organizationId }) => listOf([], { monthly: [{ organizationId, name: 'x', lastAt: null, pack: null }] }) })
    await wrapper.find('.monthly-capture input').setValue(true)
    await flushPromises()
    expect(fake.inputsOf('snapshots.captureMonthly')).toEqual([{ organizationId: organization.id, on: true }])
    expect(wrapper.find<HTMLInputElement>('.monthly-capture input').element.checked).toBe(true)
  })

  describe('their monthly evidence pack', () => {
    const pack = (changes: Partial<MonthlyPack> = {}): MonthlyPack => ({ standards: ['soc2'], maskEmails: true, language: 'en', folder: '/home/me/Audit', owed: [], written: [], failed: null, ...changes })
    const monthly = (given: MonthlyPack | null) => listOf([], { monthly: [{ organizationId: organization.id, name: 'x', lastAt: '2027-03-01T09:30:00.000Z', pack: given }] })
    const box = (wrapper: VueWrapper) => wrapper.find<HTMLInputElement>('.monthly-pack input[type=checkbox]')
    const text = (wrapper: VueWrapper) => wrapper.find('.monthly-pack').text().replaceAll(/\s+/gu, ' ')

    it('is masked, of every standard, until somebody has chosen otherwise', async () => {
      const { wrapper, fake } = await page({ 'snapshots.list': () => monthly(null), 'snapshots.packMonthly': () => monthly(pack({ owed: [outline(1).id] })) })
      expect(text(wrapper)).toContain('addresses are masked')
      await box(wrapper).setValue(true)
      await flushPromises()
      expect(fake.inputsOf('snapshots.packMonthly')).toEqual([{ organizationId: organization.id, wish: { standards: ['soc2', 'iso27001', 'hipaa', 'gdpr', 'pciDss'], maskEmails: true, language: 'en' } }])
      expect(box(wrapper).element.checked).toBe(true)
      expect(text(wrapper)).toContain('/home/me/Audit')
      await box(wrapper).setValue(false)
      expect(fake.inputsOf('snapshots.packMonthly').at(-1)).toEqual({ organizationId: organization.id, wish: null })
    })

    it('stays off where no folder was chosen', async () => {
      const { wrapper } = await page({ 'snapshots.list': () => monthly(null), 'snapshots.packMonthly': () => null })
      await box(wrapper).setValue(true)
      await flushPromises()
      expect(box(wrapper).element.checked).toBe(false)
    })

    it('tells each that was written, and why one was not', async () => {
      const failed = { at: '2027-03-02T09:30:00.000Z', why: { code: 'vaultLocked' as const, message: 'Locked.', retryable: true } }
      const { wrapper } = await page({ 'snapshots.list': () => monthly(pack({ owed: [outline(2).id], written: [{ path: '/home/me/Audit/Evidence 1', at: '2027-03-01T09:30:00.000Z' }], failed })) })
      expect(text(wrapper)).toContain('/home/me/Audit/Evidence 1')
      expect(wrapper.find('.monthly-pack [role="alert"]').text()).toContain('tried again')
    })
  })

  it('can be opened by nobody in particular: signed out there is the list, and nothing to take', async () => {
    const { wrapper } = await page({ 'connection.current': () => ({ status: 'signedOut', why: null, connectionId: null, lastEmail: null, lastServer: null }) })
    expect(wrapper.findAll('.snapshot-item')).toHaveLength(2)
    expect(wrapper.findAll('button').map((one) => one.text())).not.toContain('Take Snapshot')
  })
})

describe('the banner', () => {
  it('says of when it is, and closes', async () => {
    const { wrapper, fake } = await page({ 'connection.current': () => openOn(outline(1)), 'snapshots.close': () => signedIn(session) }, SnapshotBanner)
    expect(wrapper.text()).toMatch(/^Note: ?As of .*2027.* – read only; nothing is asked of the server\./u)
    await button(wrapper, 'Close snapshot').trigger('click')
    await flushPromises()
    expect(fake.inputsOf('snapshots.close')).toHaveLength(1)
    expect(wrapper.text()).toBe('')
  })
})

describe('a comparison', () => {
  const difference: SnapshotDifference = {
    before: { takenAt: outline(1).takenAt, name: 'March' },
    after: { takenAt: outline(2).takenAt, name: '' },
    settings: [{ field: 'enforcesTwoFactor', before: false, after: true }],
    settingsUnknown: false,
    members: { added: [{ id: 'a', name: 'new@example.com' }], removed: [], changed: [{ id: 'b', name: 'omar@example.com', differences: [{ field: 'twoFactor', before: 'notEnabled', after: 'enabled' }] }], uncertain: true },
    keys: { added: [], removed: [{ id: '7', name: '=cmd()' }], changed: [], uncertain: false }
  }
  const compared = () => page({ 'snapshots.compare': () => difference, 'files.saveText': () => ({ path: 'changed.csv' }) }, ComparePage, `/reviews/compare?before=${outline(1).id}&after=today`)

  it('is counted, in words, and says what is uncertain', async () => {
    const { wrapper, fake } = await compared()
    expect(fake.inputsOf('snapshots.compare').at(-1)).toEqual({ before: outline(1).id, after: null })
    expect(wrapper.find('h1 + p').text()).toMatch(/^What changed from “March” \(.*\) to today/u)
    const [settings, members, keys] = wrapper.findAll('.app-panel').map((panel) => panel.text().replaceAll(/\s+/gu, ' '))
    expect(settings).toContain('Require 2FA for All Members Disabled → Enabled')
    expect(members).toContain('may only have been unseen')
    expect(members).toMatch(/omar@example\.com\s*2FA Not enabled → Enabled/u)
    expect(keys).toContain('Removed')
  })

  it('is searched, and saved whole without formulas', async () => {
    const { wrapper, fake } = await compared()
    await wrapper.find('input').setValue('omar')
    expect(wrapper.findAll('.difference-part__row')).toHaveLength(1)
    expect(wrapper.text()).toContain('Nothing that differs matches the search.')
    await button(wrapper, 'Save as CSV…').trigger('click')
    await flushPromises()
    const content = fake.inputsOf('files.saveText')[0]?.content ?? ''
    expect(content.split('\r\n')).toHaveLength(6)
    expect(content).toContain(`"'=cmd()"`)
  })
})
