import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KeyRevocation } from '#shared/domain/keyRevocation'
import type { KeyTwin } from '#shared/domain/keyTwin'
import type { KeySecrets } from '#shared/domain/heldSecret'
import RotationPanels from '../../../renderer/features/keyRotation/RotationPanels.vue'
import RevealDialog from '../../../renderer/features/keySecrets/RevealDialog.vue'
import WaitingSecrets from '../../../renderer/features/keySecrets/WaitingSecrets.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useKeyRevocationStore } from '../../../renderer/stores/keyRevocation'
import { useKeySecretsStore } from '../../../renderer/stores/keySecrets'
import { useKeyTwinStore } from '../../../renderer/stores/keyTwin'
import { organizationId } from '../../support/organizationSecurityFixtures'
import { id, organizations, session, signedIn } from '../support/connections'
import { createFakeDesktop, type Answers, type FakeDesktop } from '../support/fakeDesktop'
import { heldSecret, keySecrets } from '../support/keySecrets'
import { mountInApp } from '../support/mountInApp'
import { focused, withKeptFocus } from '../support/withKeptFocus'

enableAutoUnmount(afterEach)
beforeEach(() => document.body.replaceChildren())

let fake: FakeDesktop
async function show(component: object, props: Record<string, unknown>, answers: Answers): Promise<void> {
  fake = createFakeDesktop({ 'organizations.list': () => organizations, ...answers })
  await mountInApp(withKeptFocus(component), { fake, props })
  useConnectionStore().state = signedIn(session)
  await Promise.all([useKeySecretsStore().start(), useKeyTwinStore().open(organizationId), useKeyRevocationStore().open(organizationId)])
  await flushPromises()
}

/** As with the keyboard: the focus is on the button that is pressed. */
async function press(name: string): Promise<void> {
  const found = [...document.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent.trim()) === name)
  if (!found) throw new Error(`There is no button “${name}” among: ${[...document.querySelectorAll('button')].map((one) => one.textContent.trim()).join(', ')}`)
  found.focus()
  found.click()
  await flushPromises()
  await flushPromises()
}
async function tick(label: string): Promise<void> {
  const box = [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].find((one) => one.closest('label')?.textContent.trim().startsWith(label))
  if (!box) throw new Error(`There is no tick box “${label}”.`)
  box.click()
  await flushPromises()
}
async function typePassphrase(): Promise<void> {
  for (const input of document.querySelectorAll<HTMLInputElement>('dialog input')) {
    input.value = 'correct horse battery'
    input.dispatchEvent(new Event('input'))
  }
  document.querySelector('dialog form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
  await flushPromises()
}
const soon = (): string => new Date(Date.now() + 30_000).toISOString()

describe('where the focus is, of a key that is shown', () => {
  const secret = { ...heldSecret(1), id: id(501) }

  it('stays on the one button that shows and hides', async () => {
    await show(RevealDialog, { secret }, { 'keySecrets.reveal': () => ({ secret: '0f3c2a8e-9b41-4d67-8a25-6d1b3f90c7e2', until: soon() }), 'keySecrets.conceal': () => null })
    await press('Show the key')
    expect(focused()).toBe('Hide')
    await press('Hide')
    expect(focused()).toBe('Show the key')
  })

  it('stays on what copied it, and comes back from the dialog that saved it', async () => {
    await show(RevealDialog, { secret }, { 'keySecrets.copy': () => ({ clearsAt: soon(), keptOutOfHistory: true }), 'keySecrets.save': () => ({ path: '/home/ada/key.age' }) })
    await press('Copy')
    expect(focused()).toBe('Copy')
    await press('Save to an encrypted file…')
    await typePassphrase()
    expect(document.body.textContent).toContain('/home/ada/key.age')
    expect(focused()).toBe('Save to an encrypted file…')
  })
})

describe('where the focus is, of secrets that wait', () => {
  const two: KeySecrets = keySecrets({ held: [heldSecret(1), heldSecret(2)] })

  it('stays on what copied one', async () => {
    await show(WaitingSecrets, {}, { 'keySecrets.list': () => two, 'keySecrets.copy': () => ({ clearsAt: soon(), keptOutOfHistory: true }) })
    await press('Copy the secret of CI deploy 2')
    expect(focused()).toBe('Copy the secret of CI deploy 2')
  })

  it('goes to the title of the list when one is let go, and to the page’s when it was the last', async () => {
    let waiting = two
    await show(WaitingSecrets, {}, { 'keySecrets.list': () => waiting, 'keySecrets.release': ({ secretIds }) => (waiting = keySecrets({ held: waiting.held.filter((one) => !secretIds.includes(one.id)) })) })
    await press('The secret of CI deploy 2 is not needed')
    await tick('I do not need it')
    await press('Forget it for good')
    expect(focused()).toBe('Secrets that wait for you')
    await press('The secret of CI deploy 1 is not needed')
    await tick('I do not need it')
    await press('Forget it for good')
    expect(focused()).toBe('API Keys')
  })
})

describe('where the focus is, of a rotation', () => {
  const twin = (stage: KeyTwin['stage']): KeyTwin => ({ id: id(800), organizationId, oldKeyId: 1, oldName: 'CI deploy', newKeyId: 2, newName: 'CI deploy (new)', secretId: null, stage, reached: [{ stage, at: '2027-03-12T10:00:00.000Z' }] })

  it('is on the rotation after each of its steps', async () => {
    await show(RotationPanels, { apps: [] }, { 'keyTwin.list': () => [twin('created')], 'keyTwin.advance': ({ stage }) => twin(stage), 'keyTwin.finish': () => twin('finished') })
    const name = 'CI deploy → CI deploy (new)'
    for (const step of ['It is handed over', 'The copy works']) {
      await press(step)
      expect(focused()).toContain('CI deploy (new)')
    }
    await press('Delete the old key…')
    await press('Delete the old key')
    expect(focused(), name).toContain('CI deploy (new)')
  })

  it('is on the revocation whose roles were given back', async () => {
    const binding = { organizationId, scope: 'org', appId: null, role: 'org_admin' }
    const revocation = (state: 'taken' | 'givenBack'): KeyRevocation => ({ id: id(900), organizationId, keyId: 9, rbacId: 'rbac-9', keyName: 'Nightly', ownerEmail: 'bo@meridian.example', at: '2027-03-12T10:00:00.000Z', roles: [{ binding, state, why: null }] })
    await show(RotationPanels, { apps: [] }, { 'keyRevocation.list': () => [revocation('taken')], 'keyRevocation.undo': () => revocation('givenBack') })
    await press('Give the roles back…')
    await press('Give one role back')
    expect(focused()).toContain('Nightly')
  })
})
