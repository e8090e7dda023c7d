import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import type { AccountSecurity } from '#shared/domain/account'
import type { Connection } from '#shared/domain/connection'
import { AppError } from '#shared/errors/appError'
import AccountPanel from '../../../renderer/features/account/AccountPanel.vue'
import { useAccountStore } from '../../../renderer/stores/account'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { apiKey, id, session, signedIn } from '../support/connections'
import { createFakeDesktop, later, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const low: Connection = { ...session, credential: { kind: 'session', storage: 'keychain', email: 'ada@meridian.example', level: 'aal1' } }
const account = (given: Partial<AccountSecurity> = {}): AccountSecurity => ({ email: 'ada@meridian.example', factors: [], level: 'aal1', ...given })

async function open(connection: Connection, answers: Answers = {}) {
  const pinia = createPinia()
  const fake = createFakeDesktop({ 'account.cancelTwoFactor': () => null, ...answers })
  const { wrapper } = await mountInApp(AccountPanel, { fake, pinia })
  useConnectionStore(pinia).state = signedIn(connection)
  await flushPromises()
  const press = async (name: string): Promise<void> => {
    await wrapper.findAll('button').find((one) => one.text() === name)?.trigger('click')
    await flushPromises()
  }
  return { wrapper, fake, pinia, press, buttons: () => wrapper.findAll('button').map((one) => one.text()) }
}

describe('the panel of one’s own 2FA', () => {
  it('says that there is none, and leads to turning it on', async () => {
    const { wrapper, press } = await open(low, { 'account.security': () => account() })
    expect(wrapper.text()).toContain('None. An organization that requires 2FA is closed to you.')
    expect(wrapper.text()).toContain('Signed in without a six-digit code')
    await press('Turn on 2FA')
    expect(wrapper.find('dialog').text()).toContain('Step 1 of 3')
    await press('Cancel')
    expect(wrapper.find('dialog').exists()).toBe(false)
  })

  it('names what counts, and offers nothing more to somebody who has entered the code', async () => {
    const { wrapper, buttons } = await open(session, { 'account.security': () => account({ level: 'aal2', factors: [{ id: id(60), name: 'Phone', verified: true }] }) })
    expect(wrapper.text()).toContain('Phone')
    expect(wrapper.text()).toContain('it counts as 2FA')
    expect(buttons()).toEqual([])
  })

  it('offers to enter the code to a session without it', async () => {
    const { buttons } = await open(low, { 'account.security': () => account({ factors: [{ id: id(60), name: 'Phone', verified: true }] }) })
    expect(buttons()).toEqual(['Enter the code'])
  })

  it('removes what was not finished, and looks again', async () => {
    let factors: AccountSecurity['factors'] = [{ id: id(60), name: 'Phone', verified: true }, { id: id(61), name: '', verified: false }]
    const { wrapper, fake, buttons } = await open(session, {
      'account.security': () => account({ level: 'aal2', factors }),
      'account.cancelTwoFactor': () => {
        factors = factors.slice(0, 1)
        return null
      }
    })
    expect(wrapper.text()).toContain('Not finished, counts for nothing')
    await wrapper.find('button[aria-label="Remove without a name"]').trigger('click')
    await flushPromises()
    expect(fake.inputsOf('account.cancelTwoFactor')).toEqual([{ factorId: id(61) }])
    expect(buttons()).toEqual([])
  })

  it('says that an API key cannot tell, and asks nothing', async () => {
    const { wrapper, fake } = await open(apiKey)
    expect(wrapper.text()).toContain('An API key cannot do this, whatever its role.')
    expect(fake.inputsOf('account.security')).toEqual([])
  })

  it('never shows a failed reading as nothing', async () => {
    const { wrapper, buttons } = await open(low, { 'account.security': () => Promise.reject(new AppError({ code: 'timeout', message: 'x', retryable: true })) })
    expect(wrapper.find('[role="alert"]').text()).toContain('Failed: your own sign-in')
    expect(wrapper.text()).not.toContain('None.')
    expect(buttons()).not.toContain('Turn on 2FA')
  })

  it('drops the answer for somebody who is no longer signed in', async () => {
    const first = later<AccountSecurity>()
    const { pinia, fake, wrapper } = await open(low, { 'account.security': () => first.promise })
    fake.answer('account.security', () => account({ email: 'grace@harbour.example' }))
    useConnectionStore(pinia).state = signedIn({ ...low, id: id(5), userId: id(101) })
    await flushPromises()
    first.resolve(account())
    await flushPromises()
    expect(wrapper.text()).toContain('grace@harbour.example')
    expect(useAccountStore(pinia).security?.email).toBe('grace@harbour.example')
  })
})
