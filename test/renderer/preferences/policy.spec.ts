import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { noPolicy, type Policy } from '#shared/domain/policy'
import SettingsPage from '../../../renderer/pages/SettingsPage.vue'
import PolicyNotice from '../../../renderer/shell/PolicyNotice.vue'
import { usePolicyStore } from '../../../renderer/stores/policy'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const path = '/etc/gatehouse/policy.json'
const policy = (given: Partial<Policy>): Policy => ({ ...noPolicy(path), present: true, ...given })

async function page(given: Policy) {
  const mounted = await mountInApp(SettingsPage, { fake: createFakeDesktop({ 'policy.current': () => given }), at: '/settings' })
  await usePolicyStore().start()
  await flushPromises()
  return mounted
}

it('a managed setting says so and cannot be operated; the others can', async () => {
  const { wrapper } = await page(policy({ settings: { theme: 'dark', idleLockMinutes: 5 }, held: ['proxy'] }))
  const group = (legend: string) => wrapper.findAll('fieldset').find((one) => one.find('legend').text() === legend)
  for (const legend of ['Theme', 'Proxy']) {
    const found = group(legend)
    expect(found?.attributes('disabled'), legend).toBeDefined()
    expect(wrapper.find(`#${found?.attributes('aria-describedby') ?? ''}`).text()).toContain('Managed by your administrator')
  }
  expect(group('Language')?.attributes('disabled')).toBeUndefined()
  expect(wrapper.findAll('section').find((one) => one.text().includes('Policy file'))?.text()).toContain('Theme, Lock when nobody is there, Proxy')
})

it('offers no time beyond the administrator’s', async () => {
  const { wrapper } = await page(policy({ idleLockMaximumMinutes: 7 }))
  const select = wrapper.find('[data-setting=idleLockMinutes] select')
  expect(select.findAll('option').map((option) => option.element.value)).toEqual(['1', '2', '5', '7'])
  expect(wrapper.text()).toContain('Your administrator allows 7 minutes at most.')
})

it('shows nothing of a policy where there is none', async () => {
  expect((await page(noPolicy(path))).wrapper.text()).not.toContain('administrator')
})

it('says which field of the file is wrong, and when it is no longer', async () => {
  const { wrapper, fake } = await mountInApp(PolicyNotice, { fake: createFakeDesktop({ 'policy.current': () => policy({ problems: [{ field: 'settings.theme', problem: 'wrong' }] }) }) })
  await usePolicyStore().start()
  await flushPromises()
  expect(wrapper.find('[role="alert"]').text()).toContain('settings.theme: the value is not one that is accepted')
  fake.emit('policy.changed', policy({}))
  await flushPromises()
  expect(wrapper.find('[role="alert"]').exists()).toBe(false)
})
