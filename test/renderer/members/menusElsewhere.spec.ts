import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { inventory, key } from '../../support/keyInventoryFixtures'
import { member, security } from '../../support/organizationSecurityFixtures'
import { openSecurityPage } from '../security/securityPageHarness'
import { chooseOfMenu, menuItems, menuWords } from '../support/rowMenu'
import { openMembersPage } from './membersPageHarness'

enableAutoUnmount(afterEach)

const adam = member('a', 'notEnabled', 'org_member', 'adam@example.com')
const row = 'section [role=row][data-index="0"]'

it('a member without 2FA has the menu on Security that Members has, which writes the message there', async () => {
  const page = await openSecurityPage(security({ members: [adam, member('b', 'enabled')] }))
  await page.wrapper.get(row).trigger('contextmenu')
  expect(menuWords()).toEqual(['Copy e-mail', 'Write e-mail…', 'Show in Members'])
  await chooseOfMenu('Copy e-mail')
  expect(page.fake.inputsOf('clipboard.copyText')).toEqual([{ text: 'adam@example.com' }])
  await page.wrapper.get(row).trigger('contextmenu')
  await chooseOfMenu('Show in Members')
  expect(page.router.currentRoute.value.fullPath).toBe('/members?search=adam@example.com')
  await page.wrapper.get(row).trigger('contextmenu')
  await chooseOfMenu('Write e-mail…')
  expect(page.router.currentRoute.value.fullPath).toBe('/members?search=adam@example.com&write=a')
})

it('a message that was asked for elsewhere is begun once, to that member', async () => {
  const page = await openMembersPage(security({ members: [adam, member('b', 'notEnabled')] }))
  await page.router.push({ path: '/members', query: { search: 'adam@example.com', write: 'a' } })
  await page.wrapper.vm.$nextTick()
  expect(page.wrapper.get('dialog').text()).toContain('One message, with every address in it (1)')
  expect(page.emails()).toEqual(['adam@example.com'])
  await page.router.push({ path: '/members', query: { write: 'nobody known' } })
  expect(page.wrapper.findAll('dialog')).toHaveLength(1)
})

it('a key whose owner has no 2FA has a menu that leads to its page and to writing to the owner', async () => {
  const keys = inventory([key(7, { name: 'nightly', own: false, ownerId: 'a', ownerEmail: 'adam@example.com' }), key(8, { name: 'own', own: true, ownerId: 'a', ownerEmail: 'adam@example.com' })])
  const page = await openMembersPage(security({ members: [adam] }), { keys })
  const row = (name: string) => {
    const found = page.wrapper.findAll('[role=row][data-index]').find((one) => one.text().startsWith(name))
    if (found === undefined) throw new Error(`There is no row ${name}.`)
    return found
  }
  await row('nightly').trigger('contextmenu')
  expect(menuWords()).toEqual(['Manage', 'Write to owner…'])
  expect(menuItems().map((item) => item.getAttribute('aria-disabled'))).toEqual(['false', 'false'])
  await chooseOfMenu('Write to owner…')
  expect(page.router.currentRoute.value.fullPath).toBe('/keys/7?do=write')
  await row('own').trigger('contextmenu')
  expect(menuWords()).toEqual(['Manage'])
  await chooseOfMenu('Manage')
  expect(page.router.currentRoute.value.fullPath).toBe('/keys/8')
})
