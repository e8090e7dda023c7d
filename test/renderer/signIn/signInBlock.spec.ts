import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors/appError'
import WelcomePage from '../../../renderer/pages/WelcomePage.vue'
import { latestAnnouncement } from '../../../renderer/composables/useAnnounce'
import { createFakeDesktop, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)
beforeEach(() => void vi.useFakeTimers({ now: new Date('2027-03-12T10:00:00.000Z'), toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const blockedUntil = (until: string | undefined) => () => Promise.reject(new AppError({ code: 'rateLimited', message: 'in the test', retryable: false, ...(until === undefined ? {} : { details: { until } }) }))

async function blocked(until: string | undefined, fake: FakeDesktop = createFakeDesktop({ 'connection.signInWithPassword': blockedUntil(until) })) {
  const { wrapper } = await mountInApp(WelcomePage, { fake, at: '/welcome' })
  const [apiKey, email, password] = wrapper.findAll('input')
  await email?.setValue('ada@meridian.example')
  await password?.setValue('correct horse')
  const form = wrapper.findAll('form').at(1)
  await form?.trigger('submit')
  await flushPromises()
  const button = () => wrapper.findAll('button').find((one) => one.text() === 'Sign in')
  return { wrapper, fake, form, button, apiKey }
}

const reason = (text: string) => text.replaceAll(/\s+/gu, ' ')

describe('a block of sign-ins', () => {
  it('holds the button until it ends, and says why and until when, counting down', async () => {
    const { wrapper, fake, form, button } = await blocked('2027-03-12T10:04:32.000Z')
    expect(button()?.attributes('disabled')).toBeDefined()
    const why = wrapper.find(`[id="${button()?.attributes('aria-describedby') ?? ''}"]`)
    expect(reason(why.text())).toMatch(/^The server takes no sign-in until \d{1,2}:05( [AP]M)?\. 4:32 left\.$/u)
    await vi.advanceTimersByTimeAsync(33_000)
    expect(reason(why.text())).toContain('3:59 left.')
    // By the enter key neither.
    await form?.trigger('submit')
    expect(fake.inputsOf('connection.signInWithPassword')).toHaveLength(1)
  })

  it('is told once a minute and no more often, and when it is over the button can be pressed', async () => {
    const { fake, form, button } = await blocked('2027-03-12T10:01:30.000Z')
    const said = new Set<number>()
    const words: string[] = []
    for (let second = 0; second < 91; second++) {
      await vi.advanceTimersByTimeAsync(1000)
      const { id, words: latest } = latestAnnouncement.value
      if (!said.has(id)) words.push(latest)
      said.add(id)
    }
    expect(words.slice(-2)).toEqual(['1 minute until you can sign in', 'The block is over. You can sign in again.'])
    expect(words.length).toBeLessThanOrEqual(3)
    expect(button()?.attributes('disabled')).toBeUndefined()
    await form?.trigger('submit')
    expect(fake.inputsOf('connection.signInWithPassword')).toHaveLength(2)
  })

  it('on another day is told with its date', async () => {
    const { wrapper } = await blocked('2027-03-14T10:04:32.000Z')
    expect(wrapper.find('[role="alert"]').text()).toMatch(/The block ends at .*(March 14, 2027|14 March 2027)/u)
    expect(wrapper.find('.blocked-until').text()).toContain('48:04:32 left.')
  })

  it('of one way does not hold the others, nor another server', async () => {
    const { wrapper, button, fake } = await blocked('2027-03-12T10:04:32.000Z')
    expect(wrapper.findAll('button').find((one) => one.text() === 'Sign in with the key')?.attributes('disabled')).toBeUndefined()
    await wrapper.findAll('input').at(-1)?.setValue('https://capgo.example.org')
    expect(button()?.attributes('disabled')).toBeUndefined()
    expect(fake.inputsOf('connection.signInWithPassword')).toHaveLength(1)
  })

  it('without an end that is known leaves the button alone', async () => {
    const { button, wrapper } = await blocked(undefined)
    expect(button()?.attributes('disabled')).toBeUndefined()
    expect(wrapper.find('[role="alert"]').text()).toContain('The server blocks sign-ins from here for a while')
  })
})
