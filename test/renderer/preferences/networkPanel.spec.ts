import { enableAutoUnmount, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import { certificateProblemSchema, type ExtraCertificate } from '#shared/domain/network'
import { messages } from '#shared/text/messages'
import { latestAnnouncement } from '../../../renderer/composables/useAnnounce'
import NetworkPanel from '../../../renderer/features/preferences/NetworkPanel.vue'
import { useSettingsStore } from '../../../renderer/stores/settings'
import { createFakeDesktop, later, type Answers } from '../support/fakeDesktop'
import { mountInApp } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const root: ExtraCertificate = { fingerprint: 'a'.repeat(64), subject: 'Meridian Root (Meridian)', issuer: 'Meridian Root (Meridian)', validTo: '2099-03-12T00:00:00.000Z' }
const issuing: ExtraCertificate = { fingerprint: 'b'.repeat(64), subject: 'Meridian\u202E Issuing', issuer: root.subject, validTo: '2020-03-12T00:00:00.000Z' }
const failing = (code: AppError['code'], fieldErrors?: Record<string, string>) => () => Promise.reject(new AppError({ code, message: code, retryable: true, ...(fieldErrors ? { fieldErrors } : {}) }))

async function open(answers: Answers = {}) {
  const mounted = await mountInApp(NetworkPanel, { fake: createFakeDesktop(answers) })
  await useSettingsStore().start()
  await flushPromises()
  return mounted
}
const button = (wrapper: VueWrapper, text: string) => wrapper.findAll('button').find((one) => one.text() === text || one.attributes('aria-label') === text)
const radio = (wrapper: VueWrapper, text: string) => {
  const found = wrapper.findAll('label').find((one) => one.text() === text)?.find<HTMLInputElement>('input')
  if (!found) throw new Error(`There is no choice “${text}”.`)
  return found
}
const press = async (wrapper: VueWrapper, text: string) => {
  await button(wrapper, text)?.trigger('click')
  await flushPromises()
}
const alert = (wrapper: VueWrapper) => wrapper.find('[role="alert"]').text()

describe('the proxy', () => {
  it('is the system’s at first, and none when that is chosen', async () => {
    const { wrapper, fake } = await open()
    expect(radio(wrapper, 'System').element.checked).toBe(true)
    await radio(wrapper, 'None').trigger('change')
    await flushPromises()
    expect(fake.inputsOf('settings.update')).toEqual([{ proxy: { mode: 'direct' } }])
    expect(radio(wrapper, 'None').element.checked).toBe(true)
  })

  it('by hand is in force only with its address, in the one written form', async () => {
    const { wrapper, fake } = await open()
    await radio(wrapper, 'By hand').trigger('change')
    await flushPromises()
    expect(fake.inputsOf('settings.update')).toEqual([])
    expect(wrapper.text()).toContain('Until you use an address, what was chosen before stays in force.')
    expect(document.activeElement).toBe(wrapper.find('form input').element)
    await wrapper.find('form input').setValue(' Proxy.Example:3128/')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(fake.inputsOf('settings.update')).toEqual([{ proxy: { mode: 'manual', address: 'http://proxy.example:3128' } }])
    expect(wrapper.find<HTMLInputElement>('form input').element.value).toBe('http://proxy.example:3128')
    expect(wrapper.text()).not.toContain('Until you use an address')
  })

  it.each([
    ['proxy.example', messages.en.network.proxy.wrong.noPort],
    ['me:secret@proxy.example:3128', messages.en.network.proxy.wrong.withName],
    ['ftp://proxy.example:3128', messages.en.network.proxy.wrong.kind],
    ['not an address', messages.en.network.proxy.wrong.notAddress]
  ])('“%s” is not sent on, and what is wrong is said at the field', async (typed, words) => {
    const { wrapper, fake } = await open()
    await radio(wrapper, 'By hand').trigger('change')
    await flushPromises()
    const input = wrapper.find('form input')
    await input.setValue(typed)
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(fake.inputsOf('settings.update')).toEqual([])
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(wrapper.find('form').text()).toContain(words)
    expect(document.activeElement).toBe(input.element)
    await input.setValue(`${typed}x`)
    expect(input.attributes('aria-invalid')).toBeUndefined()
  })

  it('stays as it was when it could not be stored, and that is said', async () => {
    const { wrapper } = await open({ 'settings.update': failing('storageFailed') })
    await radio(wrapper, 'None').trigger('change')
    await flushPromises()
    expect(useSettingsStore().current.proxy).toEqual({ mode: 'system' })
    expect(alert(wrapper)).toContain('Failed: the settings of the network')
  })
})

describe('the way to the server', () => {
  it.each([
    [['direct'], 'api.capgo.app would be reached directly.'],
    [['http://proxy.example:3128'], 'api.capgo.app would be reached through http://proxy.example:3128.'],
    [['http://a.example:1', 'socks5://b.example:2', 'direct'], 'api.capgo.app would be reached through http://a.example:1, otherwise socks5://b.example:2, otherwise directly.']
  ])('is told as main would go it: %j', async (ways, words) => {
    const { wrapper } = await open({ 'network.route': () => ({ host: 'api.capgo.app', ways }) })
    expect(wrapper.text()).toContain(words)
  })

  it('is looked at again with another choice, and an answer to the former one is dropped', async () => {
    const [first, second] = [later<{ host: string; ways: string[] }>(), later<{ host: string; ways: string[] }>()]
    const answers = [first, second]
    const { wrapper } = await open({ 'network.route': () => (answers.shift() ?? second).promise })
    await radio(wrapper, 'None').trigger('change')
    await flushPromises()
    second.resolve({ host: 'api.capgo.app', ways: ['direct'] })
    first.resolve({ host: 'api.capgo.app', ways: ['http://old.example:1'] })
    await flushPromises()
    expect(wrapper.text()).toContain('api.capgo.app would be reached directly.')
    expect(wrapper.text()).not.toContain('old.example')
  })

  it('is unknown when the system does not say, never “directly”', async () => {
    const { wrapper, fake } = await open({ 'network.route': failing('proxyFailed') })
    expect(alert(wrapper)).toContain('Failed: how the server is reached')
    expect(wrapper.text()).not.toContain('directly')
    fake.answer('network.route', () => ({ host: 'api.capgo.app', ways: ['direct'] }))
    await press(wrapper, 'Try again')
    expect(wrapper.text()).toContain('api.capgo.app would be reached directly.')
  })
})

describe('the added certificates', () => {
  it('are listed with what tells them apart; an expired one and hidden characters are shown as what they are', async () => {
    const { wrapper } = await open({ 'network.certificates': () => [root, issuing] })
    const [first, second] = wrapper.findAll('li').map((item) => item.text())
    expect(first).toContain('Meridian Root (Meridian)')
    expect(first).toContain('Issued by itself')
    expect(first).toContain('Valid until')
    expect(first).toContain('SHA-256 aaaaaaaa aaaaaaaa')
    expect(second).toContain('Expired on')
    expect(second).toContain('Issued by Meridian Root (Meridian)')
    expect(second).not.toContain('\u202E')
  })

  it('that are none are said to be none; a list that could not be read is not', async () => {
    expect((await open()).wrapper.text()).toContain('None was added.')
    const { wrapper, fake } = await open({ 'network.certificates': failing('storageFailed') })
    expect(wrapper.text()).not.toContain('None was added.')
    expect(alert(wrapper)).toContain('Failed: the added certificates')
    fake.answer('network.certificates', () => [root])
    await press(wrapper, 'Try again')
    expect(wrapper.findAll('li')).toHaveLength(1)
  })

  it('grow by what is in the chosen file', async () => {
    const { wrapper } = await open({ 'network.addCertificate': () => [root, issuing] })
    await press(wrapper, 'Add a certificate…')
    expect(wrapper.findAll('li')).toHaveLength(2)
    expect(wrapper.text()).toContain('2 certificates added')
    expect(latestAnnouncement.value.words).toBe('2 certificates added')
  })

  it('stay when the dialog is closed, and when the file held nothing new', async () => {
    const { wrapper, fake } = await open({ 'network.certificates': () => [root], 'network.addCertificate': () => null })
    await press(wrapper, 'Add a certificate…')
    expect(wrapper.findAll('li')).toHaveLength(1)
    expect(wrapper.text()).not.toContain('added before')
    fake.answer('network.addCertificate', () => [root])
    await press(wrapper, 'Add a certificate…')
    expect(wrapper.text()).toContain('What is in the file was added before.')
  })

  it.each(certificateProblemSchema.options)('say what is wrong with a file, in words (%s)', async (problem) => {
    const { wrapper } = await open({ 'network.certificates': () => [root], 'network.addCertificate': failing('invalidInput', { certificate: problem, subject: 'api.meridian.example' }) })
    await press(wrapper, 'Add a certificate…')
    expect(alert(wrapper)).toContain('Nothing was added')
    expect(alert(wrapper)).toContain(messages.en.network.problem[problem].replace('{subject}', 'api.meridian.example'))
    expect(wrapper.findAll('li')).toHaveLength(1)
  })

  it('say it with the general words of another failure', async () => {
    const { wrapper } = await open({ 'network.addCertificate': failing('storageFailed') })
    await press(wrapper, 'Add a certificate…')
    expect(alert(wrapper)).toContain('Failed: adding a certificate')
  })

  it('go only after saying what that means', async () => {
    const { wrapper, fake } = await open({ 'network.certificates': () => [root, issuing], 'network.removeCertificate': () => [issuing] })
    await press(wrapper, 'Remove Meridian Root (Meridian)…')
    expect(wrapper.find('dialog').text()).toContain('are not asked anything any more')
    expect(fake.inputsOf('network.removeCertificate')).toEqual([])
    await press(wrapper, 'Remove the certificate')
    expect(fake.inputsOf('network.removeCertificate')).toEqual([{ fingerprint: root.fingerprint }])
    expect(wrapper.findAll('li')).toHaveLength(1)
    expect(latestAnnouncement.value.words).toBe('Certificate removed')
  })

  it('stay when removing fails', async () => {
    const { wrapper } = await open({ 'network.certificates': () => [root], 'network.removeCertificate': failing('storageFailed') })
    await press(wrapper, 'Remove Meridian Root (Meridian)…')
    await press(wrapper, 'Remove the certificate')
    expect(wrapper.find('dialog [role="alert"]').text()).toContain('Failed: removing the certificate')
    expect(wrapper.findAll('li')).toHaveLength(1)
  })
})

it('speaks French', async () => {
  const { wrapper } = await mountInApp(NetworkPanel, { fake: createFakeDesktop({ 'network.certificates': () => [root] }), language: 'fr' })
  await useSettingsStore().start()
  await flushPromises()
  for (const words of ['Réseau', 'Système', 'api.capgo.app serait joint directement.', 'Émis par lui-même', 'Valable jusqu’au']) expect(wrapper.text()).toContain(words)
})
