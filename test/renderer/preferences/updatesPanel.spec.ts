import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import type { Component } from 'vue'
import type { Updates, UpdateStep } from '#shared/domain/updates'
import UpdatesPanel from '../../../renderer/features/preferences/UpdatesPanel.vue'
import UpdateNotice from '../../../renderer/shell/UpdateNotice.vue'
import { latestAnnouncement } from '../../../renderer/composables/useAnnounce'
import { useAppInfoStore } from '../../../renderer/stores/appInfo'
import { useCommandsStore } from '../../../renderer/stores/commands'
import { useUpdatesStore } from '../../../renderer/stores/updates'
import { createFakeDesktop, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const offer = { version: '1.1.0', releasedAt: '2026-11-20T10:00:00.000Z', notes: '<b>Bold</b>\n<script>alert(1)</script>\u202e', bytes: 104_000_000, address: 'https://updates.example/Gatehouse-1.1.0.AppImage' }
const of = (step: UpdateStep, more: Partial<Updates> = {}): Updates => ({ ability: 'able', installation: 'restart', feed: { address: 'https://updates.example/', by: 'package' }, lookedAt: null, step, ...more })

async function mounted(component: Component, updates: Updates, answers: Answers = {}) {
  const fake = createFakeDesktop({ 'updates.state': () => updates, ...answers })
  const { wrapper } = await mountInApp(component, { fake, at: '/overview' })
  await Promise.all([useUpdatesStore().start(), useAppInfoStore().start()])
  await flushPromises()
  const buttons = () => wrapper.findAll('button').map((button) => button.text())
  const press = async (text: string): Promise<void> => {
    await wrapper.findAll('button').find((button) => button.text() === text)?.trigger('click')
    await flushPromises()
  }
  return { wrapper, fake, buttons, press }
}

describe('updates in the settings', () => {
  it.each<[string, Partial<Updates>, string]>([
    ['from its source', { ability: 'source', feed: null }, 'This copy is run from its source, and does not update itself.'],
    ['off by policy', { ability: 'policy' }, 'Your administrator has switched updates off on this computer.'],
    ['without a feed', { ability: 'noFeed', feed: null }, 'This copy does not know where to look for updates.']
  ])('%s: say so and offer nothing', async (_, more, words) => {
    const { wrapper, buttons } = await mounted(UpdatesPanel, of({ status: 'unknown' }, more))
    expect(wrapper.text()).toContain(words)
    expect(buttons()).toEqual([])
    expect(wrapper.find('input[type="checkbox"]').exists()).toBe(false)
  })

  it('go from a look to a download to a restart, each when it is asked for', async () => {
    const { wrapper, fake, buttons, press } = await mounted(UpdatesPanel, of({ status: 'unknown' }), {
      'updates.check': () => of({ status: 'available', offer }, { lookedAt: '2026-11-22T08:00:00.000Z' }),
      'updates.download': () => of({ status: 'ready', offer }),
      'updates.restart': () => ({ restarting: true })
    })
    expect(wrapper.text()).toContain('Not looked for since Gatehouse started.')
    await press('Look now')
    expect(wrapper.text()).toContain('Version 1.1.0 is available.')
    expect(wrapper.text()).toContain('104 MB')
    expect(latestAnnouncement.value.words).toBe('Version 1.1.0 is available.')
    fake.emit('updates.changed', of({ status: 'downloading', offer, percent: 40 }))
    await flushPromises()
    expect(wrapper.find('progress').attributes('value')).toBe('40')
    expect(buttons()).toEqual(['Look now', 'Stop the download'])
    fake.emit('updates.changed', of({ status: 'available', offer }))
    await flushPromises()
    await press('Download')
    await press('Restart to update')
    expect(fake.calls.map(({ channel }) => channel).filter((channel) => channel.startsWith('updates.') && channel !== 'updates.state')).toEqual(['updates.check', 'updates.download', 'updates.restart'])
  })

  it('show what the publisher says as text, with what hides in it written out', async () => {
    const { wrapper } = await mounted(UpdatesPanel, of({ status: 'available', offer }))
    const notes = wrapper.find('.update-offer__notes')
    expect(notes.element.children).toHaveLength(0)
    expect(notes.element.textContent).toBe('<b>Bold</b>\n<script>alert(1)</script>[U+202E]')
  })

  it.each(['package', 'portable', 'unsigned'] as const)('only tell where the copy cannot replace itself: %s', async (installation) => {
    const { wrapper, fake, buttons, press } = await mounted(UpdatesPanel, of({ status: 'available', offer }, { installation }))
    expect(buttons()).toEqual(['Look now', 'Copy address'])
    expect(wrapper.text()).toContain(offer.address)
    await press('Copy address')
    expect(fake.inputsOf('clipboard.copyText')).toEqual([{ text: offer.address }])
  })

  it('name what was wrong, that nothing was installed, and try it again', async () => {
    const failed: UpdateStep = { status: 'failed', during: 'download', offer, error: { code: 'invalidResponse', message: 'x', retryable: true, fieldErrors: { update: 'hash' } } }
    const { wrapper, fake, press } = await mounted(UpdatesPanel, of(failed), { 'updates.download': () => of({ status: 'ready', offer }) })
    expect(wrapper.find('[role="alert"]').text()).toContain('its checksum differs')
    expect(wrapper.find('[role="alert"]').text()).toContain('Nothing was installed')
    await press('Try again')
    expect(fake.calls.some(({ channel }) => channel === 'updates.download')).toBe(true)
  })

  it('store whether they are looked for by themselves', async () => {
    const { wrapper, fake } = await mounted(UpdatesPanel, of({ status: 'unknown' }))
    await wrapper.find('input[type="checkbox"]').setValue(false)
    await flushPromises()
    expect(fake.inputsOf('settings.update')).toEqual([{ lookForUpdates: false }])
  })

  it('are looked for by the command, with the focus on their heading', async () => {
    const { fake } = await mounted(UpdatesPanel, of({ status: 'unknown' }), { 'updates.check': () => of({ status: 'upToDate', listed: '0.1.0' }) })
    useCommandsStore().run('checkForUpdates')
    await flushPromises()
    expect(fake.calls.some(({ channel }) => channel === 'updates.check')).toBe(true)
    expect(latestAnnouncement.value.words).toBe('Gatehouse is up to date.')
    expect(document.activeElement?.textContent).toBe('Updates')
  })
})

describe('the quiet line', () => {
  it('tells of a version that waits until it is put away, and again of the next step', async () => {
    const { wrapper, fake, press } = await mounted(UpdateNotice, of({ status: 'available', offer }))
    expect(wrapper.text()).toContain('Version 1.1.0 of Gatehouse is available.')
    await press('Dismiss')
    expect(wrapper.text()).toBe('')
    fake.emit('updates.changed', of({ status: 'ready', offer }))
    await flushPromises()
    expect(wrapper.text()).toContain('is ready')
  })

  it('tells once that this version is new here, with the way to what changed', async () => {
    const { wrapper } = await mounted(UpdateNotice, of({ status: 'unknown' }), { 'app.info': () => ({ version: '0.2.0', platform: 'linux', electron: null, systemLanguage: 'en', updatedFrom: '0.1.0' }) })
    expect(wrapper.text()).toContain('Gatehouse was updated from 0.1.0 to 0.2.0.')
    const link = wrapper.find('a')
    expect(link.attributes('href')).toContain('/whats-new')
    await link.trigger('click')
    expect(wrapper.text()).toBe('')
  })

  it('says nothing otherwise', async () => {
    for (const step of [{ status: 'unknown' }, { status: 'looking' }, { status: 'upToDate', listed: '0.1.0' }] as const) {
      const { wrapper } = await mounted(UpdateNotice, of(step))
      expect(wrapper.text()).toBe('')
      wrapper.unmount()
    }
  })
})
