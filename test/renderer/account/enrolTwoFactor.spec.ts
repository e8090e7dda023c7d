import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import type { AccountSecurity } from '#shared/domain/account'
import type { Connection } from '#shared/domain/connection'
import { AppError, type AppErrorData, type ErrorCode } from '#shared/errors/appError'
import type { Language } from '#shared/text/language'
import EnrolTwoFactorDialog from '../../../renderer/features/account/EnrolTwoFactorDialog.vue'
import { apiKey, id, session, signedIn } from '../support/connections'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { createFakeDesktop, later, type Answers, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const enrolment = { factorId: id(50), secret, uri: `otpauth://totp/capgo.app:ada%40meridian.example?secret=${secret}&issuer=capgo.app` }
const without: AccountSecurity = { email: 'ada@meridian.example', factors: [], level: 'aal1' }
const failing = (code: ErrorCode, details?: AppErrorData['details']) => () => {
  throw new AppError({ code, message: code, retryable: false, ...(details === undefined ? {} : { details }) })
}

class Dialog {
  constructor(
    readonly wrapper: VueWrapper,
    readonly fake: FakeDesktop
  ) {}

  text = (): string => this.wrapper.text()
  alert = (): string => this.wrapper.findAll('[role="alert"]').map((one) => one.text()).join(' ')
  button = (name: string) => this.wrapper.findAll('button').find((one) => one.text() === name)
  field = () => this.wrapper.find<HTMLInputElement>('input')
  emitted = (): string[] => Object.keys(this.wrapper.emitted()).filter((name) => name === 'done' || name === 'close')

  async press(name: string): Promise<void> {
    await this.button(name)?.trigger('click')
    await flushPromises()
  }

  async enter(code: string): Promise<void> {
    await this.field().setValue(code)
    await this.wrapper.find('form').trigger('submit')
    await flushPromises()
  }
}

async function open(answers: Answers = {}, language: Language = 'en'): Promise<Dialog> {
  const fake = createFakeDesktop({
    'account.security': () => without,
    'account.sendEmailCode': () => null,
    'account.enrolTwoFactor': () => enrolment,
    'account.confirmTwoFactor': () => session,
    'account.cancelTwoFactor': () => null,
    ...answers
  })
  const { wrapper } = await mountInApp(EnrolTwoFactorDialog, { fake, language })
  return new Dialog(wrapper, fake)
}

/** Up to the step in which the secret is shown. */
async function scanning(answers: Answers = {}): Promise<Dialog> {
  const dialog = await open(answers)
  await dialog.press('Send the code')
  await dialog.enter('135790')
  return dialog
}

describe('turning on 2FA', () => {
  it('sends the code, takes it, shows the secret, takes its first code, and says what that means', async () => {
    const dialog = await open()
    expect(dialog.text()).toContain('Step 1 of 3')
    expect(dialog.text()).toContain('It sends six digits to ada@meridian.example')
    await dialog.press('Send the code')
    expect(dialog.text()).toContain('Step 2 of 3')
    expect(document.activeElement).toBe(dialog.field().element)
    await dialog.enter('135 790')
    expect(dialog.fake.inputsOf('account.enrolTwoFactor')).toEqual([{ emailCode: '135790' }])
    expect(dialog.text()).toContain('Step 3 of 3')
    expect(dialog.wrapper.find('code').text()).toBe('JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP')
    expect(dialog.wrapper.find('svg[role="img"]').attributes('aria-label')).toContain('ada@meridian.example')
    expect(dialog.field().element.value).toBe('')
    await dialog.enter('246802')
    expect(dialog.fake.inputsOf('account.confirmTwoFactor')).toEqual([{ factorId: enrolment.factorId, code: '246802' }])
    expect(dialog.text()).toContain('2FA is on. This session now counts as 2FA.')
    expect(dialog.wrapper.html()).not.toContain('JBSW')
    expect(dialog.emitted()).toEqual([])
    await dialog.press('Done')
    expect(dialog.emitted()).toEqual(['done'])
    expect(dialog.fake.inputsOf('account.cancelTwoFactor')).toEqual([])
  })

  it('asks for nothing it was not told: a code of five digits is not sent', async () => {
    const dialog = await open()
    await dialog.press('Send the code')
    await dialog.enter('12345')
    expect(dialog.text()).toContain('The code has six digits.')
    expect(dialog.fake.inputsOf('account.enrolTwoFactor')).toEqual([])
  })

  it('keeps what was typed when the code is wrong, and gives it the focus', async () => {
    const dialog = await open({ 'account.enrolTwoFactor': failing('wrongCode'), 'account.confirmTwoFactor': failing('wrongCode') })
    await dialog.press('Send the code')
    await dialog.enter('135790')
    expect(dialog.alert()).toContain('Enter the one from the latest e-mail')
    expect(dialog.field().element.value).toBe('135790')
    dialog.fake.answer('account.enrolTwoFactor', () => enrolment)
    await dialog.enter('135790')
    await dialog.enter('111111')
    expect(dialog.alert()).toContain('so 2FA is not on yet')
    expect(dialog.field().element.value).toBe('111111')
    expect(document.activeElement).toBe(dialog.field().element)
    expect(dialog.wrapper.find('code').exists()).toBe(true)
  })

  it('sends another code where the first did not come', async () => {
    const dialog = await open()
    await dialog.press('Send the code')
    await dialog.press('Send another code')
    expect(dialog.fake.inputsOf('account.sendEmailCode')).toHaveLength(2)
    expect(dialog.text()).toContain('Another code is on its way to ada@meridian.example.')
  })

  it('copies the secret as it is typed into an authenticator', async () => {
    const dialog = await scanning()
    await dialog.press('Copy the secret')
    expect(dialog.fake.inputsOf('clipboard.copyText')).toEqual([{ text: secret }])
    expect(dialog.text()).toContain('The secret is copied.')
  })

  it('leads to the console where the server asks for a captcha', async () => {
    const dialog = await open({ 'account.sendEmailCode': failing('captchaRequired') })
    await dialog.press('Send the code')
    expect(dialog.alert()).toContain('Turn on 2FA in your account settings there')
    await dialog.press('Open the Capgo console')
    expect(dialog.fake.inputsOf('links.open')).toEqual([{ url: 'https://console.capgo.app/settings/account' }])
  })

  it('says that codes were sent too often', async () => {
    const dialog = await open({ 'account.sendEmailCode': failing('rateLimited') })
    await dialog.press('Send the code')
    expect(dialog.alert()).toContain('Wait a minute')
  })

  it('says what could not be read, and reads it again', async () => {
    const dialog = await open({ 'account.security': failing('connectionLost') })
    expect(dialog.alert()).toContain('Failed: your own sign-in')
    dialog.fake.answer('account.security', () => without)
    await dialog.press('Try again')
    expect(dialog.button('Send the code')).toBeDefined()
  })

  it('speaks French', async () => {
    const dialog = await open({}, 'fr')
    expect(dialog.text()).toContain('Étape 1 sur 3')
  })
})

describe('somebody who has 2FA already', () => {
  const verified = [
    { id: id(60), name: 'phone', verified: true },
    { id: id(61), name: 'tablet', verified: true }
  ]

  it('enters its code, whichever of their authenticators shows it, and the session counts', async () => {
    const tried: string[] = []
    const dialog = await open({
      'account.security': () => ({ ...without, factors: verified }),
      'account.confirmTwoFactor': ({ factorId }) => {
        tried.push(factorId)
        if (factorId === id(60)) failing('wrongCode')()
        return session
      }
    })
    expect(dialog.text()).toContain('this session was signed in without its code')
    await dialog.enter('123456')
    expect(tried).toEqual([id(60), id(61)])
    expect(dialog.text()).toContain('This session now counts as 2FA.')
    expect(dialog.fake.inputsOf('account.enrolTwoFactor')).toEqual([])
  })

  it('is told that nothing is left to do', async () => {
    const dialog = await open({ 'account.security': () => ({ ...without, factors: verified, level: 'aal2' as const }) })
    expect(dialog.text()).toContain('There is nothing left to do.')
    await dialog.press('Close')
    expect(dialog.emitted()).toEqual(['close'])
  })
})

describe('an API key', () => {
  it('cannot turn it on, and leads to the session that can', async () => {
    let uses: Connection = { ...apiKey, has: { apiKey: true, session: true } }
    const fake = createFakeDesktop({
      'account.security': () => (uses.credential.kind === 'apiKey' ? failing('credentialCannot')() : without),
      'connections.use': () => signedIn((uses = { ...session, id: apiKey.id }))
    })
    const pinia = createPinia()
    const { wrapper } = await mountInApp(EnrolTwoFactorDialog, { fake, pinia })
    useConnectionStore(pinia).state = signedIn(uses)
    await flushPromises()
    const dialog = new Dialog(wrapper, fake)
    expect(dialog.text()).toContain('An API key cannot do this, whatever its role.')
    expect(dialog.alert()).toBe('')
    await dialog.press('Use the session')
    expect(dialog.text()).toContain('Step 1 of 3')
  })
})

describe('leaving in the middle', () => {
  it('asks nothing before anything was begun', async () => {
    const dialog = await open()
    await dialog.press('Send the code')
    await dialog.press('Cancel')
    expect(dialog.emitted()).toEqual(['close'])
    expect(dialog.fake.inputsOf('account.cancelTwoFactor')).toEqual([])
  })

  it('asks, and removes what was begun', async () => {
    const dialog = await scanning()
    await dialog.press('Cancel')
    expect(dialog.alert()).toContain('2FA is not on yet')
    expect(dialog.emitted()).toEqual([])
    expect(document.activeElement?.textContent).toBe('Go on with 2FA')
    await dialog.press('Go on with 2FA')
    expect(dialog.wrapper.find('code').exists()).toBe(true)
    await dialog.wrapper.find('dialog').trigger('keydown', { key: 'Escape' })
    await flushPromises()
    await dialog.press('Leave without 2FA')
    expect(dialog.fake.inputsOf('account.cancelTwoFactor')).toEqual([{ factorId: enrolment.factorId }])
    expect(dialog.emitted()).toEqual(['close'])
    expect(dialog.wrapper.html()).not.toContain('JBSW')
  })

  it('says what may be left over when removing fails, tries again, or closes all the same', async () => {
    const dialog = await scanning({ 'account.cancelTwoFactor': failing('connectionLost') })
    await dialog.press('Cancel')
    await dialog.press('Leave without 2FA')
    expect(dialog.alert()).toContain('may still be at the server')
    expect(dialog.emitted()).toEqual([])
    await dialog.press('Try again')
    expect(dialog.fake.inputsOf('account.cancelTwoFactor')).toHaveLength(2)
    await dialog.press('Close all the same')
    expect(dialog.emitted()).toEqual(['close'])
  })

  it('finds out that the first code had arrived after all, and asks for the next', async () => {
    const dialog = await scanning({ 'account.cancelTwoFactor': failing('conflict', { foundState: 'confirmed' }) })
    await dialog.press('Cancel')
    await dialog.press('Leave without 2FA')
    expect(dialog.alert()).toContain('2FA is on: the server has taken the code.')
    expect(dialog.emitted()).toEqual([])
    await dialog.enter('123456')
    expect(dialog.text()).toContain('This session now counts as 2FA.')
  })

  it('by being signed out or locked removes what was begun as well', async () => {
    const dialog = await scanning()
    dialog.wrapper.unmount()
    expect(dialog.fake.inputsOf('account.cancelTwoFactor')).toEqual([{ factorId: enrolment.factorId }])
  })

  it('is not possible while a request is on its way', async () => {
    const answer = later<null>()
    const dialog = await open({ 'account.sendEmailCode': () => answer.promise })
    await dialog.press('Send the code')
    await dialog.wrapper.find('dialog').trigger('keydown', { key: 'Escape' })
    expect(dialog.emitted()).toEqual([])
    answer.resolve(null)
    await flushPromises()
    expect(dialog.text()).toContain('Step 2 of 3')
  })
})

describe('a lost answer', () => {
  it.each<[ErrorCode, string, string]>([
    ['connectionLost', 'removed', 'was removed again'],
    ['timeout', 'leftOver', 'is still there: it counts for nothing'],
    ['outcomeUnknown', 'notEnrolledSoFar', 'so far the server has begun nothing'],
    ['outcomeUnknown', 'unreadable', 'could not be read what the server has begun'],
    ['outcomeUnknown', 'emailCodeUnknown', 'does not have your mailbox as verified']
  ])('of the new factor (%s, %s) is told as what was found', async (code, foundState, words) => {
    const dialog = await scanning({ 'account.enrolTwoFactor': failing(code, { foundState }) })
    expect(dialog.alert()).toContain('The answer was lost')
    expect(dialog.alert()).toContain(words)
    expect(dialog.text()).toContain('Step 2 of 3')
    expect(dialog.field().element.value).toBe('135790')
  })

  it('after which something is left over is offered to be removed', async () => {
    const dialog = await scanning({ 'account.enrolTwoFactor': failing('timeout', { foundState: 'leftOver' }) })
    dialog.fake.answer('account.security', () => ({ ...without, factors: [{ id: id(70), name: 'Gatehouse 2026-11-21', verified: false }, { id: id(71), name: 'phone', verified: false }] }))
    await dialog.press('Remove it')
    expect(dialog.fake.inputsOf('account.cancelTwoFactor')).toEqual([{ factorId: id(70) }])
    expect(dialog.alert()).toBe('')
  })

  it.each<[string, string]>([
    ['confirmed', '2FA is on: the server has taken the code'],
    ['notConfirmedSoFar', 'so far the server has not taken the code'],
    ['unreadable', 'whether 2FA is on could not be read']
  ])('of the first code (%s) keeps the secret in sight and asks for the next', async (foundState, words) => {
    const dialog = await scanning({ 'account.confirmTwoFactor': failing('outcomeUnknown', { foundState }) })
    await dialog.enter('123456')
    expect(dialog.alert()).toContain(words)
    expect(dialog.wrapper.find('code').exists()).toBe(true)
    dialog.fake.answer('account.confirmTwoFactor', () => session)
    await dialog.enter('654321')
    expect(dialog.text()).toContain('2FA is on. This session now counts as 2FA.')
  })

  it('of a factor that is gone begins again', async () => {
    const dialog = await scanning({ 'account.confirmTwoFactor': failing('notFound') })
    await dialog.enter('123456')
    expect(dialog.alert()).toContain('no longer has what was begun')
    await dialog.press('Begin again')
    expect(dialog.text()).toContain('Step 1 of 3')
    expect(dialog.wrapper.html()).not.toContain('JBSW')
  })
})
