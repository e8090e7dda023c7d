import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { latestAnnouncement } from '../../../renderer/composables/useAnnounce'
import { member, security } from '../../support/organizationSecurityFixtures'
import { chooseOfMenu, menuItems, menuWords } from '../support/rowMenu'
import { openMembersPage } from './membersPageHarness'

enableAutoUnmount(afterEach)

it('the menu of a member copies the address, writes to it and selects the row, as key and buttons do', async () => {
  const page = await openMembersPage()
  const email = page.emails()[0] ?? ''
  await page.rows()[0]?.trigger('contextmenu')
  expect(menuWords()).toEqual(['Copy e-mail', 'Write e-mail…', 'Select'])
  await chooseOfMenu('Copy e-mail')
  expect(page.fake.inputsOf('clipboard.copyText')).toEqual([{ text: email }])
  expect(latestAnnouncement.value?.words).toBe(`Copied ${email}`)

  await page.rows()[0]?.trigger('contextmenu')
  await chooseOfMenu('Select')
  expect(page.text()).toContain('1 selected')
  await page.rows()[0]?.trigger('contextmenu')
  expect(menuWords()).toContain('No longer select')
  await chooseOfMenu('Write e-mail…')
  expect(page.wrapper.find('dialog').exists()).toBe(true)
})

it('says that a member without an address has none to copy or to write to', async () => {
  const page = await openMembersPage(security({ members: [member('nobody', 'notEnabled', 'org_member', '')] }))
  await page.rows()[0]?.trigger('contextmenu')
  expect(menuItems().map((item) => item.getAttribute('aria-disabled'))).toEqual(['true', 'true', 'false'])
  expect(menuItems()[0]?.textContent).toContain('Their address is not known.')
})
