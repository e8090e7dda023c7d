import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { member, security } from '../../support/organizationSecurityFixtures'
import { openMembersPage } from './membersPageHarness'

enableAutoUnmount(afterEach)

it('a member of whom not all could be read is shown and counted, says so, and is never copied', async () => {
  const copied: string[] = []
  const page = await openMembersPage(security({ members: [member('a', 'enabled'), { ...member('b', 'unknown', 'org_admin', ''), unreadable: true }] }), {
    answers: {
      'clipboard.copyText': ({ text }) => {
        copied.push(text)
        return null
      }
    }
  })
  expect(page.text()).toContain('What the server sent of 1 member could not be read whole.')
  const row = page.rows().find((one) => one.text().includes('e-mail address not readable'))
  expect(row?.text()).toContain('Admin')
  expect(row?.text()).toContain('What the server sent of this member could not be read.')

  await page.press('Copy e-mails')
  await flushPromises()
  expect(copied).toEqual(['a@example.com'])
  expect(page.text()).toContain('1 member is left out: their address cannot be used, because it is missing or unreadable')
})

it('of a list that was read whole nothing of the kind is said', async () => {
  const page = await openMembersPage()
  expect(page.text()).not.toContain('could not be read')
})
