import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import ConnectionsAside from '../../../renderer/shell/ConnectionsAside.vue'
import { useConnectionsStore } from '../../../renderer/stores/connections'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

async function notice(file: string | null) {
  const { wrapper } = await mountInApp(ConnectionsAside, { fake: createFakeDesktop({ 'connections.setAside': () => file }) })
  await useConnectionsStore().start()
  await flushPromises()
  return wrapper
}

it('names the file that stands aside, until that is taken note of', async () => {
  const wrapper = await notice('connection.json.2027-03-12T10-00-00.000Z.aside')
  expect(wrapper.text()).toContain('in Gatehouse’s folder as connection.json.2027-03-12T10-00-00.000Z.aside')
  await wrapper.find('button').trigger('click')
  expect(wrapper.text()).toBe('')
})

it('is not there while nothing stands aside', async () => {
  expect((await notice(null)).text()).toBe('')
})
