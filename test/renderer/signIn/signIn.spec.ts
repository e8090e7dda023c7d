import { enableAutoUnmount, flushPromises, type DOMWrapper, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError, type AppErrorData, type ErrorCode } from '#shared/errors/appError'
import type { SignInStep } from '#shared/domain/connection'
import { messages } from '#shared/text/messages'
import WelcomePage from '../../../renderer/pages/WelcomePage.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { apiKey, demo, id, session, signedIn, signedOut } from '../support/connections'
import { createFakeDesktop, later, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const refuse = (code: ErrorCode, more: Partial<AppErrorData> = {}) => () => Promise.reject(new AppError({ code, message: 'in the test', retryable: false, ...more }))
const codeNeeded: SignInStep = { step: 'codeNeeded', attemptId: id(77), email: 'ada@meridian.example' }

async function welcome(fake: FakeDesktop = createFakeDesktop(), at = '/welcome') {
  const mounted = await mountInApp(WelcomePage, { fake, at })
  const { wrapper } = mounted
  const field = (label: string): DOMWrapper<HTMLInputElement> => {
    const found = wrapper.findAll('label').find((one) => one.text() === label)
    return wrapper.find<HTMLInputElement>(`[id="${found?.attributes('for') ?? 'none'}"]`)
  }
  return { ...mounted, field }
}

async function submit(wrapper: VueWrapper, button: string): Promise<void> {
  const found = wrapper.findAll('button').find((one) => one.text() === button)
  if (!found) throw new Error(`There is no button “${button}”.`)
  await (found.attributes('type') === 'submit' ? wrapper.findAll('form').find((form) => form.element.contains(found.element))?.trigger('submit') : found.trigger('click'))
  await flushPromises()
}

async function typeEmail({ wrapper, field }: Awaited<ReturnType<typeof welcome>>, password = 'correct horse'): Promise<void> {
  await field('E-mail').setValue('ada@meridian.example')
  await field('Password').setValue(password)
  await submit(wrapper, 'Sign in')
}

describe('the first start', () => {
  it('offers three ways and says beforehand what an API key cannot do', async () => {
    const { wrapper } = await welcome()
    expect(wrapper.findAll('h2').map((heading) => heading.text())).toEqual(['Try the demo organization', 'Sign in with an API key', 'Sign in with e-mail'])
    expect(wrapper.text()).toContain('An API key cannot switch 2FA enforcement on')
  })

  it('keeps secrets from everything that remembers, and hides them', async () => {
    const { field } = await welcome()
    for (const label of ['API key', 'Password']) {
      expect(field(label).attributes()).toMatchObject({ type: 'password', autocomplete: 'off', spellcheck: 'false' })
    }
  })

  it('opens the demo organization', async () => {
    const fake = createFakeDesktop({ 'connection.openDemo': () => signedIn(demo) })
    const { wrapper } = await welcome(fake)
    await submit(wrapper, 'Open the demo')
    expect(useConnectionStore().connection?.demo).toBe(true)
  })
})

describe('signing in with an API key', () => {
  it('sends the key with no server for Capgo’s own, and forgets it once it worked', async () => {
    const fake = createFakeDesktop({ 'connection.signInWithApiKey': () => ({ step: 'signedIn', connection: apiKey }) })
    const { wrapper, field } = await welcome(fake)
    await field('API key').setValue('ak_1234')
    await submit(wrapper, 'Sign in with the key')
    expect(fake.inputsOf('connection.signInWithApiKey')).toEqual([{ apiKey: 'ak_1234', server: null, connectionId: null }])
    expect(field('API key').element.value).toBe('')
    expect(useConnectionStore().connectionId).toBe(apiKey.id)
  })

  it('sends the server that was entered', async () => {
    const fake = createFakeDesktop({ 'connection.signInWithApiKey': refuse('timeout') })
    const { wrapper, field } = await welcome(fake)
    await field('Server').setValue('  https://capgo.meridian.example ')
    await field('API key').setValue('ak_1234')
    await submit(wrapper, 'Sign in with the key')
    expect(fake.inputsOf('connection.signInWithApiKey')[0]?.server).toBe('https://capgo.meridian.example')
  })

  it('asks for a key before it asks the server', async () => {
    const fake = createFakeDesktop()
    const { wrapper, field } = await welcome(fake)
    await field('API key').setValue('   ')
    await submit(wrapper, 'Sign in with the key')
    expect(fake.inputsOf('connection.signInWithApiKey')).toEqual([])
    expect(field('API key').attributes('aria-invalid')).toBe('true')
    expect(wrapper.text()).toContain('Enter an API key.')
  })

  it('says that the server does not tell wrong, revoked and expired apart, keeps what was typed, and leads to the console', async () => {
    const fake = createFakeDesktop({ 'connection.signInWithApiKey': refuse('wrongApiKey') })
    const { wrapper, field } = await welcome(fake)
    await field('API key').setValue('ak_wrong')
    await submit(wrapper, 'Sign in with the key')
    expect(wrapper.find('[role="alert"]').text()).toContain('It does not say whether the key is wrong, revoked or expired')
    expect(field('API key').element.value).toBe('ak_wrong')
    expect(document.activeElement).toBe(field('API key').element)
    await submit(wrapper, 'Open the Capgo console')
    expect(fake.inputsOf('links.open')).toEqual([{ url: 'https://console.capgo.app/' }])
  })

  it('names the address when the console cannot be opened', async () => {
    const fake = createFakeDesktop({ 'connection.signInWithApiKey': refuse('wrongApiKey'), 'links.open': refuse('unexpected') })
    const { wrapper, field } = await welcome(fake)
    await field('API key').setValue('ak_wrong')
    await submit(wrapper, 'Sign in with the key')
    await submit(wrapper, 'Open the Capgo console')
    expect(wrapper.find('[role="alert"]').text()).toContain('https://console.capgo.app/')
  })

  it('asks once, however often it is pressed', async () => {
    const answer = later<SignInStep>()
    const fake = createFakeDesktop({ 'connection.signInWithApiKey': () => answer.promise })
    const { wrapper, field } = await welcome(fake)
    await field('API key').setValue('ak_1234')
    await submit(wrapper, 'Sign in with the key')
    await wrapper.findAll('form').at(0)?.trigger('submit')
    expect(fake.inputsOf('connection.signInWithApiKey')).toHaveLength(1)
    expect(field('API key').attributes('readonly')).toBeDefined()
    answer.resolve({ step: 'signedIn', connection: apiKey })
    await flushPromises()
  })

  it.each<[ErrorCode, string]>([
    ['hostNotFound', messages.en.errors.hostNotFound],
    ['connectionRefused', messages.en.errors.connectionRefused],
    ['untrustedHost', messages.en.errors.untrustedHost],
    ['invalidResponse', messages.en.welcome.errors.invalidResponse]
  ])('brings the server’s address into sight after %s', async (code, sentence) => {
    const { wrapper, field } = await welcome(createFakeDesktop({ 'connection.signInWithApiKey': refuse(code) }))
    expect(wrapper.find('details.server-address').attributes('open')).toBeUndefined()
    await field('API key').setValue('ak_1234')
    await submit(wrapper, 'Sign in with the key')
    expect(wrapper.find('[role="alert"]').text()).toContain(sentence)
    expect(wrapper.find('details.server-address').attributes('open')).toBeDefined()
  })

  it.each<[ErrorCode, string, Record<string, string> | undefined]>([
    ['connectionRefused', messages.en.welcome.wrongServer.nothingAnswers, undefined],
    ['hostNotFound', messages.en.welcome.wrongServer.notFound, undefined],
    ['invalidInput', messages.en.welcome.wrongServer.notAddress, { server: 'not an address' }],
    ['invalidInput', messages.en.welcome.wrongServer.notHttps, { server: 'not an https address' }]
  ])('says at the server’s field what is wrong with it, and leads there: %s', async (code, sentence, fieldErrors) => {
    const { wrapper, field } = await welcome(createFakeDesktop({ 'connection.signInWithApiKey': refuse(code, fieldErrors ? { fieldErrors } : {}) }))
    await field('API key').setValue('ak_1234')
    await field('Server').setValue('http://capgo.example.org:1')
    await submit(wrapper, 'Sign in with the key')
    expect(field('Server').attributes('aria-invalid')).toBe('true')
    expect(wrapper.find('details.server-address').text()).toContain(sentence)
    expect(document.activeElement).toBe(field('Server').element)
    await field('Server').setValue('https://capgo.example.org')
    expect(field('Server').attributes('aria-invalid')).toBeUndefined()
  })

  it('calls what is too long too long, and sends nothing', async () => {
    const fake = createFakeDesktop()
    const { wrapper, field } = await welcome(fake)
    await field('API key').setValue('k'.repeat(5000))
    await submit(wrapper, 'Sign in with the key')
    expect(wrapper.text()).toContain('This is too long: at most 500 characters.')
    await field('E-mail').setValue(`${'a'.repeat(400)}@meridian.example`)
    await submit(wrapper, 'Sign in')
    expect(wrapper.text()).toContain('This is too long: at most 320 characters.')
    // Nothing is wrong any more with the form that is not used.
    expect(wrapper.text()).not.toContain('at most 500 characters')
    expect(fake.calls.filter(({ channel }) => channel.startsWith('connection.signIn'))).toEqual([])
  })

  it('tells an impossible address from an impossible key', async () => {
    const fake = createFakeDesktop({ 'connection.signInWithApiKey': refuse('invalidInput', { fieldErrors: { server: 'not an https address' } }) })
    const { wrapper, field } = await welcome(fake)
    await field('API key').setValue('ak_1234')
    await submit(wrapper, 'Sign in with the key')
    expect(wrapper.find('[role="alert"]').text()).toContain(messages.en.welcome.wrongServer.notHttps)
    fake.answer('connection.signInWithApiKey', refuse('invalidInput', { fieldErrors: { apiKey: 'blanks inside' } }))
    await submit(wrapper, 'Sign in with the key')
    expect(wrapper.find('[role="alert"]').text()).toContain(messages.en.welcome.errors.apiKeyCharacters)
  })
})

describe('signing in with e-mail', () => {
  it('keeps e-mail and password after a failure, with the focus on the password', async () => {
    const page = await welcome(createFakeDesktop({ 'connection.signInWithPassword': refuse('wrongPassword') }))
    await typeEmail(page)
    expect(page.wrapper.find('[role="alert"]').text()).toContain(messages.en.errors.wrongPassword)
    expect(page.field('E-mail').element.value).toBe('ada@meridian.example')
    expect(page.field('Password').element.value).toBe('correct horse')
    expect(document.activeElement).toBe(page.field('Password').element)
  })

  it('forgets the password once it worked', async () => {
    const page = await welcome(createFakeDesktop({ 'connection.signInWithPassword': () => ({ step: 'signedIn', connection: session }) }))
    await typeEmail(page)
    expect(page.field('Password').element.value).toBe('')
  })

  it.each<[ErrorCode, string]>([
    ['captchaRequired', messages.en.errors.captchaRequired],
    ['forbidden', messages.en.welcome.errors.forbidden],
    ['timeout', messages.en.welcome.errors.timeout],
    ['offline', messages.en.errors.offline]
  ])('has clear words for %s', async (code, sentence) => {
    const page = await welcome(createFakeDesktop({ 'connection.signInWithPassword': refuse(code) }))
    await typeEmail(page)
    expect(page.wrapper.find('[role="alert"]').text()).toContain(sentence)
  })

  it.each([['wrongApiKey', ''], ['timeout', 'ak_1234']] as const)('after %s the field for the key holds “%s” once another way is tried', async (code, left) => {
    const page = await welcome(createFakeDesktop({ 'connection.signInWithApiKey': refuse(code), 'connection.signInWithPassword': refuse('wrongPassword') }))
    await page.field('API key').setValue('ak_1234')
    await submit(page.wrapper, 'Sign in with the key')
    await typeEmail(page)
    expect((page.field('API key').element as HTMLInputElement).value).toBe(left)
  })

  it.each<ErrorCode>(['connectionLost', 'serverError', 'timeout', 'cancelled', 'outcomeUnknown', 'conflict', 'notFound', 'unexpected'])('sends nobody to read something again where nobody is signed in: %s', async (code) => {
    const page = await welcome(createFakeDesktop({ 'connection.signInWithPassword': refuse(code) }))
    await typeEmail(page)
    const words = page.wrapper.find('[role="alert"]').text()
    expect(words).not.toMatch(/read (it |them )?again|read the page/iu)
    expect(words).toContain('ry again')
  })

  it('drops the failure of one way when another is tried', async () => {
    const fake = createFakeDesktop({ 'connection.signInWithPassword': refuse('wrongPassword'), 'connection.openDemo': () => signedIn(demo) })
    const page = await welcome(fake)
    await typeEmail(page)
    await submit(page.wrapper, 'Open the demo')
    expect(page.wrapper.find('[role="alert"]').exists()).toBe(false)
  })
})

describe('the six-digit code', () => {
  async function atCode(more: Parameters<typeof createFakeDesktop>[0] = {}) {
    const fake = createFakeDesktop({ 'connection.signInWithPassword': () => codeNeeded, ...more })
    const page = await welcome(fake)
    await typeEmail(page)
    return { ...page, fake }
  }

  it('is asked for next, with the focus in its field', async () => {
    const { wrapper, field } = await atCode()
    expect(wrapper.text()).toContain('The password is right. Enter the six digits that your authenticator shows for ada@meridian.example.')
    expect(document.activeElement).toBe(field('Six-digit code').element)
    expect(wrapper.findAll('input').map((input) => input.element.value)).not.toContain('correct horse')
  })

  it.each(['123456', '123 456', ' 123-456 ', '1234567'])('is understood as “%s”', async (typed) => {
    const { wrapper, field, fake } = await atCode({ 'connection.verifyCode': () => ({ step: 'signedIn', connection: session }) })
    await field('Six-digit code').setValue(typed)
    await submit(wrapper, 'Verify')
    expect(fake.inputsOf('connection.verifyCode')).toEqual([{ attemptId: id(77), code: '123456' }])
    expect(useConnectionStore().connectionId).toBe(session.id)
    expect(fake.inputsOf('connection.cancelSignIn')).toEqual([])
  })

  it('is not sent before it is whole', async () => {
    const { wrapper, field, fake } = await atCode()
    await field('Six-digit code').setValue('123')
    await submit(wrapper, 'Verify')
    expect(fake.inputsOf('connection.verifyCode')).toEqual([])
    expect(wrapper.text()).toContain('The code has six digits.')
  })

  it('can be tried again when it is wrong', async () => {
    const { wrapper, field } = await atCode({ 'connection.verifyCode': refuse('wrongCode') })
    await field('Six-digit code').setValue('123456')
    await submit(wrapper, 'Verify')
    expect(wrapper.find('[role="alert"]').text()).toContain(messages.en.errors.wrongCode)
    expect(document.activeElement).toBe(field('Six-digit code').element)
  })

  it('can be left without losing the e-mail, and main is told', async () => {
    const { wrapper, field, fake } = await atCode()
    await submit(wrapper, 'Back to e-mail and password')
    expect(field('E-mail').element.value).toBe('ada@meridian.example')
    expect(document.activeElement).toBe(field('Password').element)
    expect(fake.inputsOf('connection.cancelSignIn')).toEqual([{ attemptId: id(77) }])
  })

  it('leads back to the password when it took too long', async () => {
    const { wrapper, field } = await atCode({ 'connection.verifyCode': refuse('sessionEnded') })
    await field('Six-digit code').setValue('123456')
    await submit(wrapper, 'Verify')
    expect(wrapper.find('[role="alert"]').text()).toContain('This sign-in took too long')
    expect(field('Password').exists()).toBe(true)
  })

  it('cancels the attempt when the page is left', async () => {
    const { wrapper, fake } = await atCode()
    wrapper.unmount()
    await flushPromises()
    expect(fake.inputsOf('connection.cancelSignIn')).toEqual([{ attemptId: id(77) }])
  })
})

describe('coming back', () => {
  it('finds e-mail and server filled in, and the server in sight', async () => {
    const fake = createFakeDesktop()
    const { pinia } = await mountInApp({ render: () => null }, { fake })
    useConnectionStore(pinia).state = signedOut({ lastEmail: 'ada@meridian.example', lastServer: 'https://capgo.meridian.example' })
    const { wrapper } = await mountInApp(WelcomePage, { fake, at: '/welcome', pinia })
    const filled = wrapper.findAll<HTMLInputElement>('input').filter((input) => input.element.value !== '')
    expect(filled.map((input) => [wrapper.find(`label[for="${input.element.id}"]`).text(), input.element.value])).toEqual([
      ['E-mail', 'ada@meridian.example'],
      ['Server', 'https://capgo.meridian.example']
    ])
    expect(wrapper.find('details.server-address').attributes('open')).toBeDefined()
    expect(wrapper.find('h1').text()).toBe('Sign in')
  })
})
