import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import type { Connection } from '#shared/domain/connection'
import { AppError, type AppErrorData, type ErrorCode } from '#shared/errors/appError'
import type { PasswordPolicy } from '#shared/rules/passwordPolicy'
import ProvePasswordDialog from '../../../renderer/features/account/ProvePasswordDialog.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { demo, id, session, signedIn } from '../support/connections'
import { createFakeDesktop, type Answers, type FakeDesktop } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const policy: PasswordPolicy = { enabled: true, minLength: 12, requireUppercase: true, requireNumber: true, requireSpecial: true }
const strong = 'Harbor-Lantern-42'
const failing = (code: ErrorCode, details?: AppErrorData['details'], fieldErrors?: Record<string, string>) => () => {
  throw new AppError({ code, message: code, retryable: false, ...(details === undefined ? {} : { details }), ...(fieldErrors === undefined ? {} : { fieldErrors }) })
}
const tooWeak = failing('policyViolation', { backendCode: 'password_does_not_meet_policy' }, { minLength: '12', uppercase: 'required', number: 'required', special: 'required' })

class Dialog {
  constructor(
    readonly wrapper: VueWrapper,
    readonly fake: FakeDesktop
  ) {}

  text = (): string => this.wrapper.text()
  alert = (): string => this.wrapper.findAll('[role="alert"]').map((one) => one.text()).join(' ')
  button = (name: string) => this.wrapper.findAll('button').find((one) => one.text() === name)
  fields = () => this.wrapper.findAll<HTMLInputElement>('input')
  /** The requirements that are met, and those that are not. */
  ticks = () => this.wrapper.findAll('li').map((one) => one.text().endsWith('(met)'))
  emitted = (): string[] => Object.keys(this.wrapper.emitted()).filter((name) => name === 'done' || name === 'close')

  async press(name: string): Promise<void> {
    await this.button(name)?.trigger('click')
    await flushPromises()
  }

  async type(...texts: string[]): Promise<void> {
    for (const [index, text] of texts.entries()) await this.fields()[index]?.setValue(text)
  }

  async submit(...texts: string[]): Promise<void> {
    await this.type(...texts)
    await this.wrapper.find('form').trigger('submit')
    await flushPromises()
  }
}

async function open(answers: Answers = {}, how: { policy?: PasswordPolicy | null; connection?: Connection } = {}): Promise<Dialog> {
  const pinia = createPinia()
  const fake = createFakeDesktop({ 'account.provePassword': () => null, 'account.changePassword': () => null, ...answers })
  const props = { organizationId: id(4), organizationName: 'Kestrel Bank', policy: how.policy === undefined ? policy : how.policy }
  const { wrapper } = await mountInApp(ProvePasswordDialog, { fake, pinia, props })
  useConnectionStore(pinia).state = signedIn(how.connection ?? session)
  await flushPromises()
  return new Dialog(wrapper, fake)
}

describe('the proof of a password', () => {
  it('is asked of the server once the password is entered, and reads the organizations again', async () => {
    const dialog = await open()
    expect(document.activeElement).toBe(dialog.fields()[0]?.element)
    const before = dialog.fake.inputsOf('organizations.list').length
    await dialog.submit(strong)
    expect(dialog.fake.inputsOf('account.provePassword')).toEqual([{ organizationId: id(4), password: strong }])
    expect(dialog.text()).toContain('Kestrel Bank no longer keeps you out because of it.')
    expect(dialog.fake.inputsOf('organizations.list').length).toBe(before + 1)
    expect(dialog.wrapper.html()).not.toContain(strong)
    await dialog.press('Done')
    expect(dialog.emitted()).toEqual(['done'])
  })

  it('shows while it is typed what the policy asks, and sends nothing for it', async () => {
    const dialog = await open()
    expect(dialog.ticks()).toEqual([false, false, false, false])
    await dialog.type('abc4')
    expect(dialog.ticks()).toEqual([false, false, true, false])
    await dialog.type('Abcdefghijk-4')
    expect(dialog.ticks()).toEqual([true, true, true, true])
    expect(dialog.fake.calls.map(({ channel }) => channel).filter((channel) => channel.startsWith('account.'))).toEqual([])
  })

  it('needs no policy to be known: the server knows it, and its refusal tells it', async () => {
    const dialog = await open({ 'account.provePassword': tooWeak }, { policy: null })
    expect(dialog.text()).toContain('is not known here; the server knows')
    await dialog.submit('weak')
    expect(dialog.ticks()).toHaveLength(4)
    expect(dialog.text()).toContain('at least 12 characters')
  })

  it('is not asked for with nothing, or with more than a password can have', async () => {
    const dialog = await open()
    await dialog.submit('')
    expect(dialog.text()).toContain('Enter your password.')
    await dialog.submit('é'.repeat(40))
    expect(dialog.text()).toContain('This is too long for a password')
    expect(dialog.fake.inputsOf('account.provePassword')).toEqual([])
  })

  it.each<[ErrorCode, AppErrorData['details'], string]>([
    ['wrongPassword', undefined, 'Each wrong one counts as a failed sign-in'],
    ['forbidden', { backendCode: 'not_member' }, 'turn on 2FA first'],
    ['conflict', { backendCode: 'no_policy' }, 'there is nothing to check'],
    ['captchaRequired', undefined, 'only the Capgo console can show one'],
    ['outcomeUnknown', { foundState: 'unchangedSoFar' }, 'so far the organization is still closed'],
    ['outcomeUnknown', { foundState: 'unreadable' }, 'could not be read'],
    ['rateLimited', { until: '2099-03-12T10:00:00.000Z' }, 'The block ends at']
  ])('that fails as %s says how things stand, and keeps what was typed', async (code, details, words) => {
    const dialog = await open({ 'account.provePassword': failing(code, details) })
    await dialog.submit(strong)
    expect(dialog.alert()).toContain(words)
    expect(dialog.fields()[0]?.element.value).toBe(strong)
    expect(document.activeElement).toBe(dialog.fields()[0]?.element)
    expect(dialog.emitted()).toEqual([])
  })
})

describe('a password that is too weak', () => {
  async function weak(answers: Answers = {}): Promise<Dialog> {
    const dialog = await open({ 'account.provePassword': tooWeak, ...answers })
    await dialog.submit('short')
    dialog.fake.answer('account.provePassword', answers['account.provePassword'] ?? (() => null))
    return dialog
  }

  it('is changed and proved in one go', async () => {
    const dialog = await weak()
    expect(dialog.text()).toContain('it does not meet the policy of Kestrel Bank')
    expect(dialog.fields().map(({ element }) => element.value)).toEqual(['', ''])
    await dialog.submit(strong, strong)
    expect(dialog.fake.inputsOf('account.changePassword')).toEqual([{ password: strong }])
    expect(dialog.fake.inputsOf('account.provePassword').at(-1)).toEqual({ organizationId: id(4), password: strong })
    expect(dialog.text()).toContain('Your password is changed, and the server has checked it.')
    expect(dialog.wrapper.html()).not.toContain(strong)
  })

  it('is not changed to one that does not meet the policy, nor to one typed in two ways', async () => {
    const dialog = await weak()
    await dialog.submit('', '')
    expect(dialog.text()).toContain('Enter a new password.')
    await dialog.submit('still-weak', 'still-weak')
    expect(dialog.text()).toContain('This does not meet the policy yet.')
    await dialog.submit(strong, `${strong}x`)
    expect(dialog.text()).toContain('The two are not the same.')
    expect(document.activeElement).toBe(dialog.fields()[1]?.element)
    expect(dialog.fake.inputsOf('account.changePassword')).toEqual([])
  })

  it.each<[ErrorCode, string, string]>([
    ['policyViolation', 'same_password', 'the password you have already'],
    ['policyViolation', 'weak_password', 'too weak for any account'],
    ['forbidden', 'insufficient_aal', 'six-digit code of your 2FA'],
    ['forbidden', 'reauthentication_needed', 'a fresh sign-in'],
    ['forbidden', 'user_sso_managed', 'single sign-on']
  ])('whose change is refused (%s, %s) stays as it is, and that is said', async (code, backendCode, words) => {
    const dialog = await weak({ 'account.changePassword': failing(code, { backendCode }) })
    const proofs = dialog.fake.inputsOf('account.provePassword').length
    await dialog.submit(strong, strong)
    expect(dialog.alert()).toContain(words)
    expect(dialog.alert()).toMatch(/othing was changed/u)
    expect(dialog.fake.inputsOf('account.provePassword')).toHaveLength(proofs)
  })

  it('whose new one is in place and not proved says just that, and proves it at the next press', async () => {
    const dialog = await weak()
    dialog.fake.answer('account.provePassword', failing('offline'))
    await dialog.submit(strong, strong)
    expect(dialog.text()).toContain('Your password is changed. What is left is its check for Kestrel Bank.')
    dialog.fake.answer('account.provePassword', () => null)
    await dialog.submit()
    expect(dialog.fake.inputsOf('account.changePassword')).toHaveLength(1)
    expect(dialog.fake.inputsOf('account.provePassword').at(-1)).toEqual({ organizationId: id(4), password: strong })
    expect(dialog.text()).toContain('the server has checked it')
  })

  it('whose change got no answer is told by the new password itself: it holds', async () => {
    const dialog = await weak({ 'account.changePassword': failing('outcomeUnknown') })
    await dialog.submit(strong, strong)
    expect(dialog.text()).toContain('Your password is changed, and the server has checked it.')
  })

  it('whose change got no answer is told by the new password itself: the former one holds', async () => {
    const dialog = await weak({ 'account.changePassword': failing('outcomeUnknown') })
    dialog.fake.answer('account.provePassword', failing('wrongPassword'))
    await dialog.submit(strong, strong)
    expect(dialog.alert()).toContain('so far the former one holds')
    expect(dialog.button('Change my password')).toBeDefined()
    expect(dialog.fields()[0]?.element.value).toBe(strong)
  })

  it('whose change got no answer, and neither did the proof, is not called changed', async () => {
    const dialog = await weak({ 'account.changePassword': failing('outcomeUnknown') })
    dialog.fake.answer('account.provePassword', failing('timeout'))
    await dialog.submit(strong, strong)
    expect(dialog.alert()).toContain('which password holds is not known yet')
    expect(dialog.text()).not.toContain('Your password is changed.')
    dialog.fake.answer('account.provePassword', () => null)
    await dialog.submit()
    expect(dialog.text()).toContain('Your password is changed, and the server has checked it.')
  })

  it('can be changed before it is checked, and the way back is there', async () => {
    const dialog = await open()
    await dialog.press('Choose a new password')
    expect(dialog.fields()).toHaveLength(2)
    await dialog.press('Back to the check')
    expect(dialog.fields()).toHaveLength(1)
  })
})

describe('in the demo', () => {
  it('says the password of the invented person, who keeps it', async () => {
    const dialog = await open({}, { connection: demo })
    expect(dialog.text()).toContain(`The password of its invented person is ${strong}`)
    expect(dialog.button('Choose a new password')).toBeUndefined()
  })
})
