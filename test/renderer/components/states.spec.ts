import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { h, shallowRef } from 'vue'
import { AppError } from '#shared/errors/appError'
import AsyncPanel from '../../../renderer/components/AsyncPanel.vue'
import AppPanel from '../../../renderer/components/AppPanel.vue'
import ErrorNotice from '../../../renderer/components/ErrorNotice.vue'
import LiveAnnouncer from '../../../renderer/components/LiveAnnouncer.vue'
import StatusTag from '../../../renderer/components/StatusTag.vue'
import TextField from '../../../renderer/components/TextField.vue'
import { useAnnounce } from '../../../renderer/composables/useAnnounce'
import type { RemoteData } from '../../../renderer/stores/remoteData'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const error = new AppError({ code: 'timeout', message: 'api did not answer', retryable: true, requestId: 'r-1', details: { host: 'api.capgo.app', status: 504, backendMessage: 'up\u202Estream' } })

describe('AsyncPanel', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
  afterEach(() => vi.useRealTimers())

  async function panel(first: RemoteData<string>) {
    const state = shallowRef(first)
    let retries = 0
    const host = { setup: () => () => h(AsyncPanel, { state: state.value, what: 'the members', skeletonPanels: [1, 2], onRetry: () => (retries += 1) }, { default: () => 'the data' }) }
    const { wrapper } = await mountInApp(host)
    return { wrapper, state, retries: () => retries }
  }

  it('shows a skeleton only when the answer takes longer than a blink', async () => {
    const { wrapper, state } = await panel({ status: 'loading' })
    expect(wrapper.find('.async-panel__skeleton').exists()).toBe(false)
    expect(wrapper.attributes('aria-busy')).toBe('true')
    vi.advanceTimersByTime(150)
    await flushPromises()
    expect(wrapper.findAll('.async-panel__row')).toHaveLength(3)
    expect(wrapper.find('[role="status"]').text()).toBe('Reading the members')
    state.value = { status: 'ready', data: 'x', fetchedAt: '2027-01-01T00:00:00.000Z' }
    await flushPromises()
    expect(wrapper.find('.async-panel__skeleton').exists()).toBe(false)
    expect(wrapper.text()).toBe('the data')
  })

  it('says what failed and offers another try, with nothing to show', async () => {
    const { wrapper, retries } = await panel({ status: 'failed', error })
    expect(wrapper.find('[role="alert"]').text()).toContain('Failed: the members')
    expect(wrapper.text()).not.toContain('the data')
    await wrapper.findAll('button').find((button) => button.text() === 'Try again')?.trigger('click')
    expect(retries()).toBe(1)
  })

  it('is calm about what somebody may not see', async () => {
    const { wrapper } = await panel({ status: 'failed', error: new AppError({ code: 'forbidden', message: 'no', retryable: false }) })
    expect(wrapper.text()).toContain('The server does not show you this: the members.')
    expect(wrapper.findAll('button')).toEqual([])
  })

  it('offers no other try before a block ends', async () => {
    const until = new Date(Date.now() + 60_000).toISOString()
    const { wrapper } = await panel({ status: 'failed', error: new AppError({ code: 'rateLimited', message: 'wait', retryable: true, details: { until } }) })
    const offered = () => wrapper.findAll('button').some((button) => button.text() === 'Try again')
    expect(wrapper.text()).toContain('The block ends at')
    expect(offered()).toBe(false)
    vi.setSystemTime(Date.now() + 61_000)
    vi.advanceTimersByTime(61_000)
    await flushPromises()
    expect(offered()).toBe(true)
  })

  it('keeps the data of last time after a failure, and says from when it is by the clock, also of a moment ago', async () => {
    const { wrapper } = await panel({ status: 'failed', error, lastGood: { data: 'x', fetchedAt: new Date(Date.now() - 1000).toISOString() } })
    expect(wrapper.text()).toContain('the data')
    expect(wrapper.find('[role="alert"]').text()).toMatch(/What is shown is as of \d+:\d\d [AP]M\./)
  })
})

describe('ErrorNotice', () => {
  it('folds the technical details away, and copies all of them with hidden characters written out', async () => {
    const { wrapper, fake } = await mountInApp(ErrorNotice, { props: { error, what: 'the members' } })
    expect(wrapper.find('details').attributes('open')).toBeUndefined()
    await wrapper.findAll('button').find((button) => button.text() === 'Copy details')?.trigger('click')
    await flushPromises()
    expect(fake.inputsOf('clipboard.copyText')).toEqual([
      { text: ['Code: timeout', 'Message: api did not answer', 'Server: api.capgo.app', 'HTTP status: 504', 'Server’s words: up[U+202E]stream', 'Request: r-1'].join('\n') }
    ])
    expect(wrapper.text()).toContain('Details copied')
  })

  it('says so when copying fails', async () => {
    const fake = createFakeDesktop({ 'clipboard.copyText': () => Promise.reject(error) })
    const { wrapper } = await mountInApp(ErrorNotice, { fake, props: { error, what: 'the members' } })
    await wrapper.findAll('button').find((button) => button.text() === 'Copy details')?.trigger('click')
    await flushPromises()
    expect(wrapper.text()).toContain('The details could not be copied.')
  })

  it('offers another try only where there is one', async () => {
    const { wrapper } = await mountInApp(ErrorNotice, { props: { error, what: 'the members' } })
    expect(wrapper.findAll('button').map((button) => button.text())).not.toContain('Try again')
  })
})

describe('the smaller components', () => {
  it('AppPanel is a region named by its title, at the level that is asked for', async () => {
    const { wrapper } = await mountInApp(AppPanel, { props: { title: 'Members', headingLevel: 3 } })
    expect(wrapper.find(`[id="${wrapper.find('section').attributes('aria-labelledby') ?? ''}"]`).text()).toBe('Members')
    expect(wrapper.find('h3').exists()).toBe(true)
  })

  it('StatusTag never tells by colour alone', async () => {
    const { wrapper } = await mountInApp(StatusTag, { props: { tone: 'danger', text: 'Locked out' } })
    expect(wrapper.text()).toBe('Locked out')
    expect(wrapper.find('svg').attributes('aria-hidden')).toBe('true')
  })

  it('TextField shows a secret only while the eye is pressed, and tells what is wrong with it', async () => {
    const { wrapper } = await mountInApp(TextField, { props: { label: 'API key', secret: true, modelValue: 'ak', wrong: 'Too short' } })
    const input = wrapper.find('input')
    expect(input.attributes('type')).toBe('password')
    await wrapper.find('button').trigger('click')
    expect(input.attributes('type')).toBe('text')
    expect(wrapper.find('button').attributes('aria-pressed')).toBe('true')
    expect(wrapper.find(`[id="${input.attributes('aria-describedby') ?? ''}"]`).text()).toBe('Too short')
  })

  it('LiveAnnouncer reads the same words out twice', async () => {
    const { wrapper } = await mountInApp(LiveAnnouncer)
    const regions = () => wrapper.findAll('[aria-live="polite"]').map((region) => region.text())
    useAnnounce()('Copied')
    await flushPromises()
    const first = regions()
    useAnnounce()('Copied')
    await flushPromises()
    expect([...first].sort()).toEqual(['', 'Copied'])
    expect(regions()).toEqual([...first].reverse())
  })
})
