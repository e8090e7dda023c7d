import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import LiveAnnouncer from '../../../renderer/components/LiveAnnouncer.vue'
import WriteToOwnersDialog from '../../../renderer/features/apiKeys/WriteToOwnersDialog.vue'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)
beforeEach(() => document.body.replaceChildren())

const said = (): string[] => [...document.querySelectorAll('[role=status], [role=alert], [aria-live]')].map(({ textContent }) => textContent.trim()).filter((words) => words !== '')

it('what was copied is said by one live region, and by it again the next time', async () => {
  const fake = createFakeDesktop({ 'clipboard.copyText': () => null })
  const Host = defineComponent(() => () => [h(WriteToOwnersDialog, { rows: [{ key: { id: 1, name: 'Night build', ownerEmail: 'ada@meridian.example' } }] as never }), h(LiveAnnouncer)])
  const { wrapper } = await mountInApp(Host, { fake })
  const copy = wrapper.findAll('button').find((button) => button.text().startsWith('Copy'))
  for (const turn of ['first', 'second']) {
    await copy?.trigger('click')
    await flushPromises()
    expect(said(), turn).toEqual(['Addresses and text copied.'])
  }
})
