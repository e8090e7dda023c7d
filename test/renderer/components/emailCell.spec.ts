import { expect, it } from 'vitest'
import EmailCell from '../../../renderer/components/EmailCell.vue'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

const long = `${'long.name.'.repeat(8)}end@department.meridian.example`
const show = async (email: string) => (await mountInApp(EmailCell, { fake: createFakeDesktop({}), language: 'en', props: { email, width: 300, reachable: true } })).wrapper

it('tells the whole of an address that is cut, to the pointer, to the keyboard and to assistive technology', async () => {
  const cell = await show(long)
  expect(cell.get('bdi').text()).toContain('…')
  expect(cell.get('bdi').attributes('title')).toBe(long)
  expect(cell.get('.email-cell__whole').text()).toBe(long)
  expect(cell.get('button').attributes('aria-label')).toContain(long)
})

it('says nothing twice of one that stands whole', async () => {
  const cell = await show('ada@meridian.example')
  expect(cell.get('bdi').text()).toBe('ada@meridian.example')
  expect(cell.find('.email-cell__whole').exists()).toBe(false)
})
