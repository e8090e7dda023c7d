import { enableAutoUnmount, flushPromises, type DOMWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError, type AppErrorData, type ErrorCode } from '#shared/errors/appError'
import { messages } from '#shared/text/messages'
import WelcomePage from '../../../renderer/pages/WelcomePage.vue'
import { apiKey } from '../support/connections'
import { createFakeDesktop, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const refuse = (code: ErrorCode, more: Partial<AppErrorData> = {}) => () => Promise.reject(new AppError({ code, message: 'in the test', retryable: false, ...more }))

async function welcome(fake: FakeDesktop = createFakeDesktop({ 'connection.signInWithApiKey': () => ({ step: 'signedIn', connection: apiKey }) })) {
  const { wrapper } = await mountInApp(WelcomePage, { fake, at: '/welcome' })
  const field = (label: string): DOMWrapper<HTMLInputElement> => {
    const found = wrapper.findAll('label').find((one) => one.text() === label)
    return wrapper.find<HTMLInputElement>(`[id="${found?.attributes('for') ?? 'none'}"]`)
  }
  const press = async (text: string): Promise<void> => {
    await wrapper.findAll('button').find((one) => one.text() === text)?.trigger('click')
    await flushPromises()
  }
  const signIn = async (): Promise<void> => {
    await field('API key').setValue('ak_1234')
    await wrapper.findAll('form').at(0)?.trigger('submit')
    await flushPromises()
  }
  return { wrapper, fake, field, press, signIn }
}

async function byHand(fake?: FakeDesktop) {
  const page = await welcome(fake)
  await page.press('Enter the addresses by hand')
  return page
}

async function fill({ field }: Awaited<ReturnType<typeof welcome>>): Promise<void> {
  await field('API address').setValue(' https://api.example.org ')
  await field('Supabase address').setValue('https://sb.example.org')
  await field('Anonymous key').setValue('anon')
}

describe('a server by hand', () => {
  it('is sent with its three parts, without blanks around them', async () => {
    const page = await byHand()
    expect(document.activeElement).toBe(page.field('API address').element)
    await fill(page)
    await page.signIn()
    expect(page.fake.inputsOf('connection.signInWithApiKey')).toEqual([{ apiKey: 'ak_1234', server: { api: 'https://api.example.org', supabase: 'https://sb.example.org', anonKey: 'anon' }, connectionId: null }])
  })

  it('is offered when what answers at the address does not tell the others, and takes over what was typed', async () => {
    const page = await welcome(createFakeDesktop({ 'connection.signInWithApiKey': refuse('invalidResponse', { details: { status: 404 } }) }))
    await page.field('Server').setValue('https://capgo.example.org')
    await page.signIn()
    const alert = page.wrapper.find('[role="alert"]')
    expect(alert.text()).toContain('you can enter them by hand')
    await alert.findAll('button').find((one) => one.text() === 'Enter the addresses by hand')?.trigger('click')
    await flushPromises()
    expect(page.field('API address').element.value).toBe('https://capgo.example.org')
    expect(document.activeElement).toBe(page.field('Supabase address').element)
    expect(page.field('Server').exists()).toBe(false)
  })

  it('is not offered where Capgo’s own server answers so', async () => {
    const page = await welcome(createFakeDesktop({ 'connection.signInWithApiKey': refuse('invalidResponse') }))
    await page.signIn()
    expect(page.wrapper.find('[role="alert"]').text()).not.toContain('by hand')
  })

  it('says what is missing at its field and asks nobody', async () => {
    const page = await byHand()
    await fill(page)
    await page.field('Anonymous key').setValue(' ')
    await page.signIn()
    expect(page.fake.inputsOf('connection.signInWithApiKey')).toEqual([])
    expect(page.field('Anonymous key').attributes('aria-invalid')).toBe('true')
    expect(page.field('API address').attributes('aria-invalid')).toBeUndefined()
    expect(page.wrapper.text()).toContain('Enter the anonymous key.')
    expect(document.activeElement).toBe(page.field('Anonymous key').element)
  })

  it.each<[ErrorCode, Partial<AppErrorData>, string, string]>([
    ['invalidInput', { fieldErrors: { api: 'not an https address' } }, 'API address', messages.en.welcome.wrongServer.notHttps],
    ['invalidInput', { fieldErrors: { supabase: 'not an address' } }, 'Supabase address', messages.en.welcome.wrongServer.notAddress],
    ['invalidInput', { fieldErrors: { anonKey: 'blanks inside' } }, 'Anonymous key', messages.en.welcome.byHand.wrongAnonKey],
    ['invalidInput', { fieldErrors: { api: 'not the API of a Capgo server' } }, 'API address', messages.en.welcome.byHand.wrongApi],
    ['invalidInput', { fieldErrors: { supabase: 'not a Supabase server' } }, 'Supabase address', messages.en.welcome.byHand.wrongSupabase],
    ['invalidInput', { fieldErrors: { anonKey: 'not the key of that server' } }, 'Anonymous key', messages.en.welcome.byHand.refusedAnonKey],
    ['invalidInput', { fieldErrors: { server: 'not an address' } }, 'API address', messages.en.welcome.wrongServer.notAddress],
    ['hostNotFound', { details: { host: 'sb.example.org' } }, 'Supabase address', messages.en.welcome.wrongServer.notFound],
    ['connectionRefused', { details: { host: 'api.example.org' } }, 'API address', messages.en.welcome.wrongServer.nothingAnswers]
  ])('brings %s %o to its field', async (code, more, label, sentence) => {
    const page = await byHand(createFakeDesktop({ 'connection.signInWithApiKey': refuse(code, more) }))
    await fill(page)
    await page.signIn()
    expect(page.wrapper.findAll('[aria-invalid]')).toHaveLength(1)
    expect(page.field(label).attributes('aria-invalid')).toBe('true')
    expect(page.wrapper.find('details.server-address').text()).toContain(sentence)
    expect(document.activeElement).toBe(page.field(label).element)
  })

  it('can be left for the one address', async () => {
    const page = await byHand()
    await fill(page)
    await page.press('Use one address instead')
    expect(page.field('Server').element.value).toBe(' https://api.example.org ')
    expect(page.field('Anonymous key').exists()).toBe(false)
  })

  it('of nonsense too long is refused before anybody is asked', async () => {
    const page = await byHand()
    await fill(page)
    await page.field('API address').setValue(`https://${'a'.repeat(400)}.example`)
    await page.field('Anonymous key').setValue('k'.repeat(2001))
    await page.signIn()
    expect(page.wrapper.find('details.server-address').text()).toContain('at most 300 characters')
    expect(page.wrapper.find('details.server-address').text()).toContain('at most 2,000 characters')
    expect(page.fake.inputsOf('connection.signInWithApiKey')).toEqual([])
  })
})
