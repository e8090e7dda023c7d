import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, shallowRef } from 'vue'
import type { AppErrorData } from '#shared/errors/appError'
import type { ConnectionState } from '#shared/domain/connection'
import { defaultSettings } from '#shared/domain/settings'
import { useFreshness } from '../../../renderer/shell/useFreshness'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useNetworkStore } from '../../../renderer/stores/network'
import { useSettingsStore } from '../../../renderer/stores/settings'
import { apiKey, demo, locked, session, signedIn, signedOut } from '../support/connections'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)
const start = Date.parse('2027-03-12T10:00:00.000Z')
const minute = 60_000
let visibility: DocumentVisibilityState = 'visible'
Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility })
beforeEach(() => {
  visibility = 'visible'
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
  document.body.innerHTML = ''
})

const limited = (until?: number): AppErrorData => ({ code: 'rateLimited', message: 'too many', retryable: true, ...(until === undefined ? {} : { details: { until: new Date(until).toISOString() } }) })

/** A page whose reading succeeds at once, unless the test says otherwise. */
async function page(state: ConnectionState = signedIn(session), succeeds = true) {
  const readAt = shallowRef<string | null>(new Date(start).toISOString())
  const failures = shallowRef<readonly AppErrorData[]>([])
  const refreshing = shallowRef(false)
  const times: number[] = []
  const refresh = () => {
    times.push((Date.now() - start) / minute)
    if (succeeds) readAt.value = new Date().toISOString()
    return Promise.resolve()
  }
  const Page = defineComponent({
    setup() {
      useFreshness({ readAt, refreshing, failures, refresh })
      return () => null
    }
  })
  const { wrapper } = await mountInApp(Page)
  useConnectionStore().state = state
  useNetworkStore().online = true
  const pass = async (minutes: number) => {
    vi.advanceTimersByTime(minutes * minute)
    await flushPromises()
  }
  const comeBack = () => window.dispatchEvent(new Event('focus'))
  return { readAt, failures, refreshing, times, pass, comeBack, wrapper }
}

describe('what is shown', () => {
  it('is read again every five minutes while it is in sight', async () => {
    const { times, pass } = await page()
    await pass(4.5)
    expect(times).toEqual([])
    await pass(11)
    expect(times).toEqual([5, 10, 15])
  })

  it('is read again on coming back to the window when it is older than a minute', async () => {
    const { times, pass, comeBack } = await page()
    await pass(0.9)
    comeBack()
    expect(times).toEqual([])
    await pass(0.2)
    comeBack()
    comeBack()
    expect(times).toHaveLength(1)
  })

  it('is read on becoming visible, and left alone out of sight', async () => {
    const { times, pass, comeBack } = await page()
    visibility = 'hidden'
    await pass(20)
    comeBack()
    expect(times).toEqual([])
    visibility = 'visible'
    document.dispatchEvent(new Event('visibilitychange'))
    expect(times).toEqual([20])
  })

  it('waits five minutes after an attempt that failed', async () => {
    const { times, pass, comeBack } = await page(signedIn(session), false)
    await pass(5)
    comeBack()
    await pass(4.5)
    expect(times).toEqual([5])
    await pass(0.5)
    expect(times).toEqual([5, 10])
  })

  it.each<[string, ConnectionState]>([
    ['nobody is signed in', signedOut()],
    ['it is locked', locked(session)]
  ])('is not read while %s', async (_why, state) => {
    const { times, pass, comeBack } = await page(state)
    await pass(20)
    comeBack()
    expect(times).toEqual([])
  })

  it('is not read without a network, but the demonstration is', async () => {
    const away = await page()
    useNetworkStore().online = false
    await away.pass(20)
    expect(away.times).toEqual([])
    away.wrapper.unmount()
    vi.setSystemTime(start)
    const here = await page(signedIn(demo))
    useNetworkStore().online = false
    await here.pass(5)
    expect(here.times).toEqual([5])
  })

  it('is not read under an open dialog, nor while it is being read, nor where the page has nothing of its own', async () => {
    const { times, pass, refreshing, readAt } = await page()
    document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>')
    await pass(10)
    expect(times).toEqual([])
    document.querySelector('dialog')?.remove()
    refreshing.value = true
    await pass(10)
    refreshing.value = false
    readAt.value = null
    await pass(20)
    expect(times).toEqual([])
  })

  it('is not read with an API key before the end of a block that the server named', async () => {
    const { times, failures, pass, comeBack } = await page(signedIn(apiKey))
    failures.value = [limited(start + 12 * minute)]
    await pass(11.75)
    comeBack()
    expect(times).toEqual([])
    await pass(0.5)
    expect(times).toHaveLength(1)
  })

  it('waits five minutes after a block without an end', async () => {
    const { times, failures, pass, comeBack, refreshing } = await page(signedIn(apiKey), false)
    refreshing.value = true
    failures.value = [limited()]
    refreshing.value = false
    await pass(4.5)
    comeBack()
    expect(times).toEqual([])
    await pass(0.5)
    expect(times).toEqual([5])
  })

  it.each([true, false])('is read once more where the clock was put back, and not again and again (it succeeds: %o)', async (succeeds) => {
    const { times, comeBack, pass } = await page(signedIn(session), succeeds)
    vi.setSystemTime(start - 30 * minute)
    comeBack()
    comeBack()
    await pass(4.5)
    expect(times).toHaveLength(1)
  })

  it('is left alone once the page is gone', async () => {
    const { times, pass, comeBack, wrapper } = await page()
    wrapper.unmount()
    await pass(20)
    comeBack()
    expect(times).toEqual([])
  })
})

describe('the time that the person chose', () => {
  it.each<[string, 1 | 15 | null, number[]]>([
    ['every minute', 1, [1, 2, 3]],
    ['every 15 minutes', 15, [15, 30]],
    ['only when asked', null, []]
  ])('is kept to: %s', async (_, refreshMinutes, expected) => {
    const { times } = await page()
    useSettingsStore().current = { ...defaultSettings, refreshMinutes }
    await vi.advanceTimersByTimeAsync((expected.at(-1) ?? 30) * minute)
    expect(times.map(Math.round)).toEqual(expected)
    if (refreshMinutes === null) window.dispatchEvent(new Event('focus'))
    expect(times.map(Math.round)).toEqual(expected)
  })
})
