import { flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Component } from 'vue'
import type { DraftedKeys } from '#shared/domain/keyDrafts'
import { AppError } from '#shared/errors/appError'
import { emptyKeyDraft } from '#shared/rules/keyDraft'
import KeyPage from '../../../renderer/pages/KeyPage.vue'
import KeysPage from '../../../renderer/pages/KeysPage.vue'
import NewKeyPage from '../../../renderer/pages/NewKeyPage.vue'
import { inventory, key } from '../../support/keyInventoryFixtures'
import type { Answers } from '../support/fakeDesktop'
import { apps, bound, driver, inDays, openKeys, someKeys, type KeysMounted } from './keysHarness'

const keptAt = '2027-03-11T09:30:00.000Z'
const expiresAt = inDays(90.5)
const deploy = key(101, { name: 'CI deploy', expiresAt, bindings: bound(['app', 'app_uploader', driver.id]) })
const base = { name: 'CI deploy', expiresAt, roles: { organizationRole: null, apps: [{ appId: driver.id, role: 'app_uploader' }] }, mayCreateOrganizations: false }
const newKey = { ...emptyKeyDraft, name: 'Half done', apps: [{ appId: driver.id, role: 'app_uploader' as const }] }
const edit = { keyId: 101, base, wanted: { ...base, name: 'Driver deploy' } }

let opened: KeysMounted | null = null
afterEach(() => {
  opened?.wrapper.unmount()
  opened = null
})

/** A page of a program that has just started, with what is on the disk as main keeps it. */
async function start(page: Component, onDisk: DraftedKeys | null, answers: Answers = {}) {
  const disk = { drafted: onDisk }
  opened = await openKeys({
    page,
    at: page === KeyPage ? '/keys/101' : '/keys/new',
    keys: inventory([deploy, ...someKeys.slice(1)], { apps }),
    answers: {
      'keyDrafts.read': ({ organizationId }) => ({ organizationId, draft: disk.drafted === null ? null : { ...disk.drafted, keptAt }, setAside: false }),
      'keyDrafts.keep': ({ drafted }) => {
        disk.drafted = drafted.newKey === null && drafted.edits.length === 0 ? null : drafted
        return null
      },
      ...answers
    }
  })
  return { page: opened, disk }
}
const failing = (): never => {
  throw new AppError({ code: 'storageFailed', message: 'no', retryable: true })
}

describe('a new key that is half filled in', () => {
  it('is on the disk with every change, and gone when it is discarded', async () => {
    const { page, disk } = await start(NewKeyPage, null)
    await page.field('Name').setValue('Nightly')
    await flushPromises()
    expect(disk.drafted?.newKey).toMatchObject({ name: 'Nightly', apps: [] })
    expect(page.text()).not.toContain('Restored')
    await page.press('Discard')
    expect(disk.drafted).toBeNull()
  })

  it('comes back as it was, with its date, and stays when that was read', async () => {
    const { page, disk } = await start(NewKeyPage, { newKey, edits: [] })
    expect(page.field('Name').element.value).toBe('Half done')
    expect(page.text()).toContain('This key can upload bundles to Driver app')
    expect(page.text()).toMatch(/Restored as you left it on March 11, 2027.+ A new key: Half done\./u)
    await page.press('Dismiss')
    expect(page.text()).not.toContain('Restored')
    expect([page.field('Name').element.value, disk.drafted?.newKey?.name]).toEqual(['Half done', 'Half done'])
  })

  it('is no longer told of as restored once somebody types on', async () => {
    const { page, disk } = await start(NewKeyPage, { newKey, edits: [] })
    await page.field('Name').setValue('Half done by now')
    await flushPromises()
    expect(page.text()).not.toContain('Restored')
    expect(disk.drafted?.newKey).toEqual({ ...newKey, name: 'Half done by now' })
  })

  it('has the text of no key on the disk, also where one is pasted as its name', async () => {
    const { page, disk } = await start(NewKeyPage, null)
    await page.field('Name').setValue('3f6d5b0e-2a55-4bb0-9c52-7a1b1d2c3e4f')
    await page.press('CI/CD Deploy')
    expect(disk.drafted?.newKey).toMatchObject({ name: '', expiry: { kind: 'days', days: 90 } })
  })
})

describe('an edit that is not saved', () => {
  it('comes back as a difference, and is named in the list of keys', async () => {
    const { page, disk } = await start(KeyPage, { newKey: null, edits: [edit] })
    expect(page.field('Name').element.value).toBe('Driver deploy')
    expect(page.text()).toContain('Changes of 1 key that are not saved: CI deploy.')
    await page.field('Name').setValue('CI deploy')
    await flushPromises()
    expect(disk.drafted).toBeNull()
    page.wrapper.unmount()
    const again = await start(KeysPage, { newKey, edits: [edit] })
    expect(again.page.text()).toMatch(/A new key: Half done\. Changes of 1 key that are not saved: CI deploy\./u)
  })

  it('is discarded with what came back, and with nothing else', async () => {
    const { page, disk } = await start(NewKeyPage, { newKey, edits: [edit] })
    await page.field('Name').setValue('Mine by now')
    await flushPromises()
    expect(page.text()).not.toContain('A new key:')
    page.wrapper.findAll('.notice-bar button').find((one) => one.text() === 'Discard')?.element.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await flushPromises()
    expect(disk.drafted).toEqual({ newKey: { ...newKey, name: 'Mine by now' }, edits: [] })
  })

  it('is none any more where the server has it by now', async () => {
    const { page, disk } = await start(KeyPage, { newKey: null, edits: [{ ...edit, base: { ...base, name: 'Before' }, wanted: base }] })
    expect(page.field('Name').element.value).toBe('CI deploy')
    expect(page.wrapper.find('.difference-table').exists()).toBe(false)
    expect(disk.drafted).toBeNull()
  })
})

describe('what does not come from the disk or not to it', () => {
  it('is said, and what is there is not written over before it is read', async () => {
    let readable = false
    const { page, disk } = await start(NewKeyPage, { newKey: null, edits: [edit] }, { 'keyDrafts.read': ({ organizationId }) => (readable ? { organizationId, draft: { newKey: null, edits: [edit], keptAt }, setAside: true } : failing()) })
    expect(page.text()).toContain('reading what you had typed about keys')
    await page.field('Name').setValue('Ni')
    await flushPromises()
    expect(disk.drafted).toEqual({ newKey: null, edits: [edit] })
    readable = true
    await page.field('Name').setValue('Nightly')
    await flushPromises()
    expect(disk.drafted).toEqual({ newKey: { ...emptyKeyDraft, name: 'Nightly' }, edits: [edit] })
    expect(page.text()).toContain('was set aside unchanged')
  })

  it('is said of what is lost with the program', async () => {
    const { page } = await start(NewKeyPage, null, { 'keyDrafts.keep': failing })
    await page.field('Name').setValue('Nightly')
    await flushPromises()
    expect(page.text()).toContain('it is lost when Gatehouse closes')
  })
})
