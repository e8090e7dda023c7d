import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { createApp } from 'vue'
import { AppError } from '#shared/errors/appError'
import CrashNotice from '../../../renderer/shell/CrashNotice.vue'
import { reportErrors } from '../../../renderer/shell/reportErrors'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

describe('the notice after a crash', () => {
  it('says that the window was loaded again and what became of what was typed, until it is dismissed', async () => {
    const { wrapper } = await mountInApp(CrashNotice, { fake: createFakeDesktop({ 'app.crash': () => ({ at: '2027-03-12T10:00:00.000Z' }) }) })
    expect(wrapper.find('[role="status"]').text()).toContain('was loaded again. Drafts')
    await wrapper.findAll('button').find((button) => button.text() === 'Dismiss')?.trigger('click')
    expect(wrapper.find('[role="status"]').text()).toBe('')
  })

  it('says nothing where there was none, or where that cannot be asked', async () => {
    for (const answer of [() => ({ at: null }), () => Promise.reject(new AppError({ code: 'unexpected', message: 'x', retryable: false }))]) {
      const { wrapper } = await mountInApp(CrashNotice, { fake: createFakeDesktop({ 'app.crash': answer }) })
      expect(wrapper.text()).toBe('')
      wrapper.unmount()
    }
  })
})

describe('errors that nothing catches', () => {
  function reporting() {
    const fake = createFakeDesktop({ 'app.pageError': () => null })
    const { config } = createApp({})
    reportErrors({ config }, fake.desktop)
    const promise = (reason: unknown): void => void window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }))
    return { fake, config, promise }
  }

  it('reach main with their words and frames', async () => {
    const { fake, config } = reporting()
    config.errorHandler?.(new TypeError('no such thing'), null, '')
    await flushPromises()
    expect(fake.inputsOf('app.pageError')).toMatchObject([{ kind: 'component', name: 'TypeError', message: 'no such thing' }])
    expect(fake.inputsOf('app.pageError')[0]?.stack).toContain('at ')
  })

  it('carry nothing of a value that is no error: it may be what somebody typed', async () => {
    const { fake, promise } = reporting()
    promise({ password: 'canary' })
    promise('canary')
    await flushPromises()
    expect(fake.inputsOf('app.pageError')).toEqual([
      { kind: 'promise', name: 'object', message: '', stack: '' },
      { kind: 'promise', name: 'string', message: '', stack: '' }
    ])
  })

  it('are told a hundred times at most', async () => {
    const { fake, promise } = reporting()
    for (let count = 0; count < 300; count += 1) promise(new Error('again'))
    await flushPromises()
    expect(fake.inputsOf('app.pageError')).toHaveLength(100)
  })
})
