import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import type { KeptData } from '#shared/domain/keptData'
import KeptDataPanel from '../../../renderer/features/preferences/KeptDataPanel.vue'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const data = (bytes: number): KeptData => ({
  folder: '/home/ada/.config/Gatehouse',
  kinds: [
    { kind: 'journal', bytes: 2_340_000, places: ['journal.jsonl'], deletableBytes: 0 },
    { kind: 'snapshots', bytes: null, places: ['snapshots'], deletableBytes: 0 },
    { kind: 'posture', bytes, places: ['posture'], deletableBytes: bytes }
  ]
})

it('says how much is kept where, and offers no way to delete the journal', async () => {
  const { wrapper } = await mountInApp(KeptDataPanel, { fake: createFakeDesktop({ 'keptData.list': () => data(0) }) })
  const lines = wrapper.findAll('li').map((line) => line.text())
  expect(lines[0]).toContain('2.3 MB')
  expect(lines[0]).toContain('Gatehouse never deletes it')
  expect(lines[1]).toContain('size unknown')
  expect(lines[2]).toContain('nothing yet')
  expect(wrapper.find('li button').exists()).toBe(false)
})

it('deletes a kind once what is lost was said and confirmed', async () => {
  const fake = createFakeDesktop({ 'keptData.list': () => data(4200), 'keptData.delete': () => data(0) })
  const { wrapper } = await mountInApp(KeptDataPanel, { fake })
  await wrapper.find('li button').trigger('click')
  expect(wrapper.find('dialog').text()).toContain('it cannot be read again')
  expect(fake.inputsOf('keptData.delete')).toEqual([])
  await wrapper.findAll('dialog button').find((button) => button.text() === 'Delete the posture history')?.trigger('click')
  await flushPromises()
  expect(fake.inputsOf('keptData.delete')).toEqual([{ kind: 'posture' }])
  expect(wrapper.findAll('li')[2]?.text()).toContain('nothing yet')
})

it.each([
  ['copied', (): null => null, 'The path of the folder is copied.'],
  ['not copied', (): null => { throw new Error('no clipboard') }, 'The path could not be copied.']
] as const)('gives the path of the folder to copy: %s', async (_, copyText, said) => {
  const fake = createFakeDesktop({ 'keptData.list': () => data(0), 'clipboard.copyText': copyText })
  const { wrapper } = await mountInApp(KeptDataPanel, { fake })
  // Whatever the language runs like, a path does not.
  expect(wrapper.find('bdi[dir="ltr"]').text()).toBe('/home/ada/.config/Gatehouse')
  await wrapper.findAll('button').find((button) => button.text() === 'Copy the path of the folder')?.trigger('click')
  await flushPromises()
  expect(fake.inputsOf('clipboard.copyText')).toEqual([{ text: '/home/ada/.config/Gatehouse' }])
  expect(wrapper.find('.kept-data__copy [role="status"]').text()).toContain(said)
})
