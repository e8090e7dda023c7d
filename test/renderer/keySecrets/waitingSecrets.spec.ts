import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeySecrets } from '#shared/domain/heldSecret'
import { AppError } from '#shared/errors/appError'
import { deadSecrets } from '#shared/rules/deadSecrets'
import WaitingSecrets from '../../../renderer/features/keySecrets/WaitingSecrets.vue'
import SecretsNotice from '../../../renderer/shell/SecretsNotice.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useKeySecretsStore } from '../../../renderer/stores/keySecrets'
import { apiKey, id, organizations, session, signedIn, signedOut } from '../support/connections'
import { createFakeDesktop, later, type Answers, type FakeDesktop } from '../support/fakeDesktop'
import { key } from '../../support/keyInventoryFixtures'
import { heldSecret, keySecrets, lostAttempt } from '../support/keySecrets'
import { mountInApp, type Mounted } from '../support/mountInApp'

enableAutoUnmount(afterEach)
beforeEach(() => document.body.replaceChildren())

let fake: FakeDesktop
let mounted: Mounted
async function show(listed: KeySecrets, answers: Answers = {}, component: object = WaitingSecrets, at = '/'): Promise<void> {
  fake = createFakeDesktop({ 'keySecrets.list': () => listed, 'organizations.list': () => organizations, ...answers })
  mounted = await mountInApp(component, { fake, at })
  useConnectionStore().state = signedIn(session)
  await useKeySecretsStore().start()
  await flushPromises()
}
const text = () => document.body.textContent.replaceAll(/\s+/gu, ' ')
const button = (name: string) => [...document.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent.trim()) === name)
async function press(name: string): Promise<void> {
  const found = button(name)
  if (!found) throw new Error(`There is no button “${name}”.`)
  found.click()
  await flushPromises()
}
async function tick(label: string): Promise<void> {
  const box = [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].find((one) => (one.getAttribute('aria-label') ?? one.closest('label')?.textContent.trim()) === label)
  if (!box) throw new Error(`There is no tick box “${label}”.`)
  box.click()
  await flushPromises()
}

describe('secrets that wait', () => {
  it('are listed with their key, organization and fingerprint, and asked of nobody', async () => {
    await show(keySecrets({ held: [heldSecret(1), heldSecret(2, { organizationName: 'Harbour & Finch', copied: true })] }))
    expect(text()).toContain('CI deploy 1')
    expect(text()).toContain('Not taken yet')
    expect(text()).toContain('Harbour & Finch')
    expect(text()).toContain('3f2a 9c01 77de')
    expect(fake.inputsOf('keySecrets.reveal')).toEqual([])
  })

  it('open in their dialog', async () => {
    await show(keySecrets({ held: [heldSecret(1), heldSecret(2)] }))
    await press('Show the secret of CI deploy 2')
    expect(useKeySecretsStore().opened?.id).toBe(heldSecret(2).id)
  })

  it('that work no longer say so, stand last, and are taken off by one press', async () => {
    const old = heldSecret(1, { keyName: 'twice', receivedAt: '2027-03-12T10:00:00.000Z' })
    const newer = heldSecret(2, { keyId: 1, keyName: 'twice', receivedAt: '2027-03-12T10:05:00.000Z' })
    const rotatedSince = heldSecret(3, { receivedAt: '2027-03-12T09:00:00.000Z' })
    await show(keySecrets({ held: [old, rotatedSince, newer], lost: [lostAttempt(3)] }), { 'keySecrets.release': () => keySecrets({ held: [newer] }) })
    expect(useKeySecretsStore().held.map(({ id: one }) => one)).toEqual([newer.id, old.id, rotatedSince.id])
    expect(text().match(/Superseded: works no longer/gu)).toHaveLength(2)
    expect(document.querySelectorAll('[aria-label="Show the secret of twice"]')).toHaveLength(1)
    await press('Take off the list: the old secret of twice')
    expect(fake.inputsOf('keySecrets.release')).toEqual([{ secretIds: [old.id], notNeeded: true }])
  })

  it('of a key that a whole reading no longer shows are dead; of one that no reading tells of they are not', () => {
    const held = [heldSecret(1), heldSecret(2)]
    const reading = { organizationId: id(1), readAt: '2027-03-12T11:00:00.000Z', ownKeys: { state: 'complete' as const }, keys: [key(2)] }
    expect([...deadSecrets(held, [], reading)]).toEqual([[heldSecret(1).id, 'deleted']])
    expect(deadSecrets(held, [], { ...reading, ownKeys: { state: 'failed', why: { code: 'timeout', message: '', retryable: true } } }).size).toBe(0)
    expect(deadSecrets(held, [], { ...reading, readAt: '2027-03-12T09:00:00.000Z' }).size).toBe(0)
    expect(deadSecrets(held, [], { ...reading, organizationId: id(2) }).size).toBe(0)
    expect(deadSecrets(held, [], null).size).toBe(0)
  })

  it('go into one file together', async () => {
    await show(keySecrets({ held: [heldSecret(1), heldSecret(2), heldSecret(3)] }), { 'keySecrets.save': () => ({ path: '/home/ada/keys.age' }) })
    await tick('Choose CI deploy 1')
    await tick('Choose CI deploy 3')
    await press('Save the 2 chosen to one file…')
    for (const input of document.querySelectorAll<HTMLInputElement>('dialog input')) {
      input.value = 'correct horse battery'
      input.dispatchEvent(new Event('input'))
    }
    document.querySelector('dialog form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    expect(fake.inputsOf('keySecrets.save')).toEqual([{ secretIds: [heldSecret(1).id, heldSecret(3).id], passphrase: 'correct horse battery' }])
    expect(text()).toContain('2 secrets are saved in /home/ada/keys.age.')
  })

  it('are let go untaken only after a tick that says what that means', async () => {
    await show(keySecrets({ held: [heldSecret(1)] }), { 'keySecrets.release': () => keySecrets() })
    await press('The secret of CI deploy 1 is not needed')
    expect(button('Forget it for good')?.disabled).toBe(true)
    await tick('I do not need it: it is then gone for good')
    await press('Forget it for good')
    expect(fake.inputsOf('keySecrets.release')).toEqual([{ secretIds: [heldSecret(1).id], notNeeded: true }])
    expect(text()).not.toContain('CI deploy 1')
  })

  it('follow main, whose word is newer than an answer under way', async () => {
    const slow = later<KeySecrets>()
    fake = createFakeDesktop({ 'keySecrets.list': () => slow.promise })
    mounted = await mountInApp(WaitingSecrets, { fake })
    useConnectionStore().state = signedIn(session)
    const started = useKeySecretsStore().start()
    fake.emit('keySecrets.changed', keySecrets({ held: [heldSecret(7)] }))
    slow.resolve(keySecrets())
    await started
    await flushPromises()
    expect(text()).toContain('CI deploy 7')
  })

  it('of one sign-in are not shown to another', async () => {
    await show(keySecrets({ held: [heldSecret(1)] }))
    fake.answer('keySecrets.list', () => later<KeySecrets>().promise)
    useConnectionStore().state = signedIn(apiKey)
    await flushPromises()
    expect(text()).not.toContain('CI deploy 1')
    useConnectionStore().state = signedOut()
    fake.emit('keySecrets.changed', keySecrets({ held: [heldSecret(1)] }))
    await flushPromises()
    expect(useKeySecretsStore().held).toEqual([])
  })

  it('say that they could not be read instead of showing none', async () => {
    await show(keySecrets(), {
      'keySecrets.list': () => {
        throw new AppError({ code: 'storageFailed', message: '', retryable: true })
      }
    })
    expect(document.querySelector('[role=alert]')?.textContent).toContain('reading the secrets that wait for you')
  })
})

describe('answers that were lost', () => {
  const asked = (): unknown[] => ['regenerate', 'remove', 'look'].map((name) => mounted.wrapper.findComponent(WaitingSecrets).emitted(name))

  it('of a key that was regenerated say that the old value is dead, and lead on', async () => {
    await show(keySecrets({ lost: [lostAttempt(4)] }))
    expect(text()).toContain('The old value no longer works, and nobody has the new one.')
    await press('Regenerate…')
    await press('Delete the key…')
    expect(asked()).toEqual([[[4]], [[4]], undefined])
  })

  it('of a key that was not say that the old value works, and offer no deletion', async () => {
    await show(keySecrets({ lost: [lostAttempt(4, { finding: 'notRotated' })] }))
    expect(text()).toContain('The old value still works')
    expect(button('Delete the key…')).toBeUndefined()
  })

  it('that nobody knows of claim neither, and look again', async () => {
    await show(keySecrets({ lost: [lostAttempt(4, { finding: 'unknown', lookedAt: null })] }))
    expect(text()).not.toContain('still works')
    expect(text()).not.toContain('no longer works')
    expect(text()).toContain('Not looked since Gatehouse was started.')
    expect(button('Regenerate…')).toBeUndefined()
    await press('Look again')
    expect(asked()).toEqual([undefined, undefined, [[]]])
  })

  it('of a new key that could be one of several name them and touch none', async () => {
    await show(keySecrets({ lost: [lostAttempt(4, { cause: 'create', finding: 'unknown', keyId: null, candidates: [11, 12] })] }))
    expect(text()).toContain('2 keys could be the new one: numbers 11, 12.')
    expect(text()).toContain('Nobody can say yet whether there is a new key.')
    expect(button('Delete the key…')).toBeUndefined()
  })

  it('of another organization lead to it first', async () => {
    await show(keySecrets({ lost: [lostAttempt(4, { organizationId: id(2), organizationName: 'Harbour & Finch' })] }), { 'connection.rememberOrganization': () => null })
    expect(button('Regenerate…')).toBeUndefined()
    await press('Open Harbour & Finch')
    expect(button('Regenerate…')).toBeDefined()
  })

  it('are taken off the list when the person says so', async () => {
    await show(keySecrets({ lost: [lostAttempt(4)] }), { 'keySecrets.dismiss': () => keySecrets() })
    await press('Take CI deploy off the list')
    expect(fake.inputsOf('keySecrets.dismiss')).toEqual([{ attemptId: lostAttempt(4).id }])
    expect(text()).not.toContain('CI deploy')
  })
})

it('says before anything that no key can be created where there is no keychain', async () => {
  await show(keySecrets({ place: 'none' }))
  expect(text()).toContain('No key can be created or regenerated here')
})

describe('the notice', () => {
  it('counts what waits on every page but theirs', async () => {
    await show(keySecrets({ held: [heldSecret(1), heldSecret(2)], lost: [lostAttempt(3)] }), {}, SecretsNotice, '/security')
    expect(text()).toContain('2 secrets are waiting for you. The answer to one request for a key was lost.')
    expect(document.querySelector('a')?.getAttribute('href')).toBe('/keys')
    await mounted.router.push('/keys').catch(() => undefined)
    await flushPromises()
    expect(text()).not.toContain('waiting')
  })

  it('counts no secret that is known to work no longer', async () => {
    const old = heldSecret(1, { receivedAt: '2027-03-12T10:00:00.000Z' })
    const newer = heldSecret(2, { keyId: 1, receivedAt: '2027-03-12T10:05:00.000Z' })
    await show(keySecrets({ held: [old, newer] }), {}, SecretsNotice, '/security')
    expect(text()).toContain('One secret is waiting for you.')
    fake.emit('keySecrets.changed', keySecrets({ held: [old], lost: [lostAttempt(1, { askedAt: '2027-03-12T10:05:00.000Z' })] }))
    await flushPromises()
    expect(text()).not.toContain('is waiting for you')
    expect(text()).toContain('The answer to one request for a key was lost.')
  })

  it('is not there while nothing waits', async () => {
    await show(keySecrets(), {}, SecretsNotice, '/security')
    expect(text()).toBe('')
  })
})
