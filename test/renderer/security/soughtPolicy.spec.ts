import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { findablePolicies } from '../../../renderer/shell/findablePolicies'
import { noPolicies, security } from '../../support/organizationSecurityFixtures'
import { openSecurityPage, type SecurityPageMounted } from './securityPageHarness'

let page: SecurityPageMounted | null = null
afterEach(() => {
  page?.wrapper.unmount()
  page = null
})

const policy = { enabled: true, minLength: 12, requireUppercase: true, requireNumber: true, requireSpecial: true }

async function seek(name: string): Promise<{ place: HTMLElement | null; focused: Element | null }> {
  page ??= await openSecurityPage(security({ policies: { known: true, value: { ...noPolicies, passwordPolicy: policy } } }))
  await page.router.push({ path: '/security', query: { setting: `security.${name}` } })
  await flushPromises()
  return { place: document.querySelector<HTMLElement>('[data-sought]'), focused: document.activeElement }
}

it('every setting that is found by its name has its place on Security, marked, with the focus on what operates it', async () => {
  for (const name of Object.keys(findablePolicies)) {
    const { place, focused } = await seek(name)
    expect(place?.dataset['setting'], name).toBe(name)
    expect(focused?.matches('input, button') === true && place?.contains(focused) === true, name).toBe(true)
  }
})

it('the mark goes when somebody goes on, and the address holds it no longer', async () => {
  const { place, focused } = await seek('minLength')
  expect(page?.router.currentRoute.value.fullPath).toBe('/security')
  if (focused instanceof HTMLElement) focused.blur()
  await flushPromises()
  expect(place?.hasAttribute('data-sought')).toBe(false)
})

it('a field that cannot be changed now is shown all the same', async () => {
  page = await openSecurityPage()
  const { place, focused } = await seek('minLength')
  expect(focused).toBe(place)
  expect(place?.textContent).toContain('Minimum Length')
})
