import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { BatchItem, KeyBatch } from '#shared/domain/keyBatch'
import type { KeyRevocation } from '#shared/domain/keyRevocation'
import type { KeyTwin } from '#shared/domain/keyTwin'
import { dayMs } from '#shared/rules/keyFindings'
import { listKeys, type ListedKey } from '#shared/rules/keyListing'
import BulkDialog from '../../../renderer/features/keyRotation/BulkDialog.vue'
import ExpiryCalendar from '../../../renderer/features/keyRotation/ExpiryCalendar.vue'
import RevokeDialog from '../../../renderer/features/keyRotation/RevokeDialog.vue'
import RotationPanels from '../../../renderer/features/keyRotation/RotationPanels.vue'
import TwinDialog from '../../../renderer/features/keyRotation/TwinDialog.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useKeyBatchStore } from '../../../renderer/stores/keyBatch'
import { useKeyRevocationStore } from '../../../renderer/stores/keyRevocation'
import { useKeySecretsStore } from '../../../renderer/stores/keySecrets'
import { useKeyTwinStore } from '../../../renderer/stores/keyTwin'
import { useOrganizationsStore } from '../../../renderer/stores/organizations'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { organizationId } from '../../support/organizationSecurityFixtures'
import { id, organizations, session, signedIn } from '../support/connections'
import { createFakeDesktop, type Answers, type FakeDesktop } from '../support/fakeDesktop'
import { heldSecret, keySecrets } from '../support/keySecrets'
import { mountInApp, type Mounted } from '../support/mountInApp'

enableAutoUnmount(afterEach)
beforeEach(() => document.body.replaceChildren())

const nowMs = Date.now()
const iso = (days: number): string => new Date(nowMs + days * dayMs).toISOString()
const policies = (given: { requiresKeyExpiration?: boolean; maxKeyExpirationDays?: number | null; enforcesSecureKeys?: boolean } = {}) => ({ known: true as const, value: { enforcesSecureKeys: false, requiresKeyExpiration: false, maxKeyExpirationDays: null, ...given } })
const listed = (keys: Parameters<typeof inventory>[0]): ListedKey[] => listKeys(inventory(keys), { organizationId, policies: policies(), twoFactorOf: () => 'enabled', nowMs })
const own = (count: number) => listed(Array.from({ length: count }, (_, index) => key(index + 1, { name: `CI ${index + 1}`, expiresAt: null })))

let fake: FakeDesktop
let mounted: Mounted
async function show(component: object, props: Record<string, unknown>, answers: Answers = {}): Promise<void> {
  fake = createFakeDesktop(answers)
  mounted = await mountInApp(component, { fake, props })
  useConnectionStore().state = signedIn(session)
  await Promise.all([useKeySecretsStore().start(), useKeyBatchStore().open(organizationId), useKeyTwinStore().open(organizationId), useKeyRevocationStore().open(organizationId)])
  await flushPromises()
}
const text = () => document.body.textContent.replaceAll(/\s+/gu, ' ')
const button = (name: string) => [...document.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent.trim()) === name)
async function press(name: string): Promise<void> {
  const found = button(name)
  if (!found) throw new Error(`There is no button “${name}” among: ${[...document.querySelectorAll('button')].map((one) => one.textContent.trim()).join(', ')}`)
  found.click()
  await flushPromises()
}
async function submit(typed?: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('dialog .text-field input')
  if (typed !== undefined && input) {
    input.value = typed
    input.dispatchEvent(new Event('input'))
  }
  document.querySelector('dialog form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
}

const item = (keyId: number, given: Partial<BatchItem> = {}): BatchItem => ({ keyId, name: `CI ${keyId}`, state: 'done', why: null, secretId: null, ...given })
const batch = (given: Partial<KeyBatch> = {}): KeyBatch => ({ id: id(700), organizationId, organizationName: 'Meridian Parcel', action: { kind: 'rotate' }, startedAt: iso(0), state: 'running', until: null, why: null, items: [item(1)], ...given })

describe('a run over many keys', () => {
  const started = { 'keyBatch.start': () => batch() }

  it('is a plan first: what stops working, which keys, which are left out and why', async () => {
    await show(BulkDialog, { organizationId, kind: 'rotate', policies: policies(), nowMs, rows: [...own(2), ...listed([key(8, { name: 'Gatehouse', inUse: 'yes' }), othersKey(9, { name: 'Nightly' })])] }, started)
    expect(text()).toContain('Any integration using the old values stops working immediately')
    expect(text()).toContain('2 keys are affected.')
    expect(text()).toContain('Left out, because Gatehouse is signed in with it: one key')
    expect(text()).toContain('Left out, because only its owner can change it: one key')
    expect(fake.inputsOf('keyBatch.start')).toEqual([])
    await submit()
    expect(fake.inputsOf('keyBatch.start')).toEqual([{ organizationId, action: { kind: 'rotate' }, keys: [{ keyId: 1, name: 'CI 1' }, { keyId: 2, name: 'CI 2' }] }])
    expect(mounted.wrapper.emitted('close')).toHaveLength(1)
  })

  it.each(['rotate', 'delete'] as const)('to %s says what stops: roles, apps, organizations and owners, together and by key, and what is not known', async (kind) => {
    const onApp = (appId: string) => ({ organizationId, scope: 'app', appId, role: 'app_uploader' })
    const app = { id: 'app-row-1', appId: 'com.example.driver', name: 'Driver app' }
    const rows = listKeys(
      inventory(
        [
          key(1, { name: 'CI one', bindings: { known: true, value: [onApp(app.id)] } }),
          key(2, { name: 'CI two', bindings: { known: true, value: [onApp(app.id), { organizationId, scope: 'org', appId: null, role: 'org_member' }, { organizationId: id(2), scope: 'org', appId: null, role: 'org_admin' }] } }),
          key(3, { name: 'Nobody knows', bindings: { known: false, why: { code: 'forbidden', message: '', retryable: false } } }),
          key(4, { name: 'Idle', bindings: { known: true, value: [] } })
        ],
        { apps: { known: true, value: [app] } }
      ),
      { organizationId, policies: policies(), twoFactorOf: () => 'enabled', nowMs }
    )
    await show(BulkDialog, { organizationId, kind, policies: policies(), nowMs, rows }, { ...started, 'organizations.list': () => [{ ...organizations[0], id: organizationId, name: 'Meridian Parcel' }, { ...organizations[0], id: id(2), name: 'Harbour & Finch' }] as never })
    await useOrganizationsStore().load()
    await flushPromises()
    const facts = [...document.querySelectorAll('.fact-list__row')].map((row) => row.textContent.replaceAll(/\s+/gu, ' ').trim())
    expect(facts).toEqual([
      expect.stringMatching(/Roles here ?Member \(one key\), no role at all \(one key\)/u),
      expect.stringMatching(/Apps ?Driver app \(2 keys\)/u),
      expect.stringMatching(/Organizations ?Meridian Parcel \(2 keys\), Harbour & Finch \(one key\)/u),
      expect.stringMatching(/Owners ?you \(4 keys\)/u),
      expect.stringMatching(/Not known ?Of one key the roles could not be read/u)
    ])
    const names = [...document.querySelectorAll('.key-names li')].map((one) => one.textContent.replaceAll(/\s+/gu, ' ').trim())
    expect(names[0]).toBe('CI one Driver app: App Uploader')
    expect(names[1]).toContain('Member, Driver app: App Uploader')
    expect(names[1]).toContain('also in Harbour & Finch')
    expect(names.slice(2)).toEqual(['Nobody knows roles unknown', 'Idle no role'])
    expect(button(kind === 'delete' ? 'Delete 4 keys' : 'Regenerate 4 keys')).toBeDefined()
  })

  it('of more than ten keys is confirmed by their number', async () => {
    await show(BulkDialog, { organizationId, kind: 'delete', policies: policies(), nowMs, rows: own(11) }, started)
    await submit('10')
    expect(text()).toContain('Type the number of keys.')
    expect(fake.inputsOf('keyBatch.start')).toEqual([])
    await submit('11')
    expect(fake.inputsOf('keyBatch.start')).toHaveLength(1)
  })

  it('of regenerating is not begun where no secret can be kept', async () => {
    await show(BulkDialog, { organizationId, kind: 'rotate', policies: policies(), nowMs, rows: own(1) }, { ...started, 'keySecrets.list': () => keySecrets({ place: 'none' }) })
    expect(text()).toContain('No key can be created or regenerated here')
    await submit()
    expect(fake.inputsOf('keyBatch.start')).toEqual([])
  })

  it('of regenerating says where the new secrets are kept', async () => {
    const props = { organizationId, kind: 'rotate', policies: policies(), nowMs, rows: own(1) }
    await show(BulkDialog, props, started)
    fake.emit('keySecrets.changed', keySecrets())
    await flushPromises()
    expect(text()).toContain('goes into the keychain')
    fake.emit('keySecrets.changed', keySecrets({ place: 'run' }))
    await flushPromises()
    expect(text()).toContain('in memory only, until Gatehouse quits')
    expect(text()).not.toContain('keychain')
  })

  it('sets an expiry within the policy only', async () => {
    await show(BulkDialog, { organizationId, kind: 'expire', policies: policies({ requiresKeyExpiration: true, maxKeyExpirationDays: 30 }), nowMs, rows: own(1) }, started)
    const day = document.querySelector<HTMLInputElement>('input[type=date]')
    if (!day) throw new Error('There is no day.')
    day.value = iso(40).slice(0, 10)
    day.dispatchEvent(new Event('input'))
    await flushPromises()
    await submit()
    expect(fake.inputsOf('keyBatch.start')).toEqual([])
    day.value = iso(10).slice(0, 10)
    day.dispatchEvent(new Event('input'))
    await flushPromises()
    await submit()
    const action = fake.inputsOf('keyBatch.start')[0]?.action
    expect(action?.kind === 'expire' ? action.expiresAt : null).toMatch(new RegExp(`^${iso(10).slice(0, 7)}|^${iso(11).slice(0, 7)}`, 'u'))
  })

  it.each([
    [0, false],
    [-60, true]
  ])('tells a date by both clocks unless they are the same (%d minutes from UTC)', async (offset, both) => {
    const zone = vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(offset)
    onTestFinished(() => zone.mockRestore())
    await show(BulkDialog, { organizationId, kind: 'expire', policies: policies(), nowMs, rows: own(1) }, started)
    const day = document.querySelector<HTMLInputElement>('input[type=date]')
    if (!day) throw new Error('There is no day.')
    day.value = iso(10).slice(0, 10)
    day.dispatchEvent(new Event('input'))
    await flushPromises()
    const hint = document.querySelector('.expiry-field__hint')?.textContent ?? ''
    expect([hint.includes(' UTC'), hint.includes('(')]).toEqual([true, both])
  })

  it('begins with none of the keys where none may be changed', async () => {
    await show(BulkDialog, { organizationId, kind: 'delete', policies: policies(), nowMs, rows: listed([othersKey(9)]) }, started)
    expect(text()).toContain('None of the chosen keys can be part of this.')
    expect(document.querySelector('form')).toBeNull()
  })
})

describe('the panel of a run', () => {
  const failure = { code: 'forbidden' as const, message: '', retryable: false }
  const items = [item(1), item(2, { state: 'failed', why: failure }), item(3, { state: 'lost', secretId: id(601) }), item(4, { state: 'waiting' })]

  it('counts every state, and names what is not done', async () => {
    await show(RotationPanels, { apps: [] }, { 'keyBatch.list': () => [batch({ items })] })
    expect(document.querySelector('progress')?.getAttribute('aria-label')).toBe('3 of 4 keys')
    expect(text()).toContain('CI 2: You may not do this')
    expect(text()).toContain('Answer lost: sent, and not known to be done (1)')
  })

  it('says that the file of an earlier run cannot be read, until somebody has taken note of it', async () => {
    await show(RotationPanels, { apps: [] }, { 'keyBatch.unreadable': () => [id(701)], 'keyBatch.forget': () => null })
    expect(text()).toContain('cannot say which keys that run changed')
    await press('Take off the page')
    expect(fake.inputsOf('keyBatch.forget')).toEqual([{ batchId: id(701), alsoUnknown: true }])
    expect(text()).not.toContain('cannot say which keys')
  })

  it('says until when the server wants silence, and follows main', async () => {
    await show(RotationPanels, { apps: [] }, { 'keyBatch.list': () => [batch({ items })] })
    fake.emit('keyBatch.changed', batch({ items, state: 'waitingForServer', until: '2027-03-12T10:00:09.000Z' }))
    await flushPromises()
    expect(text()).toMatch(/The server asks for silence until \d{1,2}:\d{2}:09/u)
    fake.emit('keyBatch.changed', batch({ organizationId: id(2), id: id(701) }))
    await flushPromises()
    expect(useKeyBatchStore().batches).toHaveLength(1)
  })

  it('pauses, goes on, tries the failed again, and is forgotten when it stands still', async () => {
    const paused = batch({ items, state: 'paused' })
    await show(RotationPanels, { apps: [] }, { 'keyBatch.list': () => [batch({ items })], 'keyBatch.pause': () => paused, 'keyBatch.resume': () => paused, 'keyBatch.forget': () => null })
    expect(button('Take off the page')).toBeUndefined()
    await press('Pause')
    await press('Go on')
    await press('Try the failed one again')
    expect(fake.inputsOf('keyBatch.resume')).toEqual([{ batchId: id(700), retryFailed: false }, { batchId: id(700), retryFailed: true }])
    await press('Take off the page')
    expect(fake.inputsOf('keyBatch.forget')).toEqual([])
    expect(text()).toContain('Of one key nobody knows whether it was changed')
    document.querySelector<HTMLButtonElement>('dialog .n-button--error-type')?.click()
    await flushPromises()
    expect(fake.inputsOf('keyBatch.forget')).toEqual([{ batchId: id(700), alsoUnknown: true }])
    expect(document.querySelector('progress')).toBeNull()
  })

  it('offers its secrets as one file, and no others', async () => {
    await show(RotationPanels, { apps: [] }, { 'keyBatch.list': () => [batch({ items, state: 'finished' })], 'keySecrets.list': () => keySecrets({ held: [heldSecret(1, { batchId: id(700) }), heldSecret(2, { batchId: id(700) }), heldSecret(3)] }) })
    await press('Save 2 secrets to one encrypted file…')
    expect(useKeySecretsStore().savingIds).toEqual([heldSecret(1).id, heldSecret(2).id])
  })

  it('says where its secrets were saved, and nothing of those of another run', async () => {
    const runs = [1, 2].map((one) => batch({ id: id(700 + one), state: 'finished', items: [item(one, { secretId: heldSecret(one).id })] }))
    await show(RotationPanels, { apps: [] }, { 'keyBatch.list': () => runs, 'keySecrets.list': () => keySecrets({ held: [heldSecret(1, { batchId: id(701) }), heldSecret(2, { batchId: id(702) })] }) })
    const secrets = useKeySecretsStore()
    secrets.saveTogether([heldSecret(1).id])
    secrets.endSaving('/home/ada/keys.age')
    await flushPromises()
    expect(text().split('/home/ada/keys.age')).toHaveLength(2)
  })

  it('says that the runs could not be read instead of showing none', async () => {
    await show(RotationPanels, { apps: [] }, { 'keyBatch.list': () => { throw new AppError({ code: 'storageFailed', message: '', retryable: true }) } })
    expect(document.querySelector('[role=alert]')?.textContent).toContain('reading the runs over many keys')
  })
})

describe('a key that is replaced by a copy', () => {
  const twin = (stage: KeyTwin['stage'], given: Partial<KeyTwin> = {}): KeyTwin => ({ id: id(800), organizationId, oldKeyId: 1, oldName: 'CI deploy', newKeyId: 2, newName: 'CI deploy (new)', secretId: heldSecret(2).id, stage, reached: [{ stage: 'created', at: iso(-2) }], ...given })

  it('begins with a copy of the same term, secure where the organization wants it', async () => {
    const row = listed([key(1, { name: 'CI deploy', kind: 'plain', createdAt: iso(-10), expiresAt: iso(20) })])[0]
    await show(TwinDialog, { organizationId, row, policies: policies({ enforcesSecureKeys: true }), nowMs }, { 'keyTwin.start': () => twin('created') })
    await submit()
    expect(fake.inputsOf('keyTwin.start')).toEqual([{ organizationId, keyId: 1, name: 'CI deploy', newName: 'CI deploy (new)', secure: true, expiresAt: iso(30) }])
    expect(useKeySecretsStore().openId).toBe(heldSecret(2).id)
  })

  it('offers the next step only, and deletes the old key after the copy was seen to work', async () => {
    let now = twin('created')
    await show(RotationPanels, { apps: [] }, {
      'keyTwin.list': () => [now],
      'keyTwin.advance': ({ stage }) => (now = twin(stage, { reached: [...now.reached, { stage, at: iso(0) }] })),
      'keyTwin.finish': () => (now = twin('finished')),
      'keySecrets.list': () => keySecrets({ held: [heldSecret(2, { copied: true })] })
    })
    await press('Show the secret…')
    expect(useKeySecretsStore().openId).toBe(heldSecret(2).id)
    expect(button('Delete the old key…')).toBeUndefined()
    await press('It is handed over')
    expect(button('Delete the old key…')).toBeUndefined()
    await press('The copy works')
    await press('Delete the old key…')
    expect(fake.inputsOf('keyTwin.finish')).toEqual([])
    expect(text()).toContain('The old key is revoked immediately')
    await press('Delete the old key')
    expect(fake.inputsOf('keyTwin.finish')).toEqual([{ twinId: id(800) }])
    expect(button('Give up…')).toBeUndefined()
  })

  it('can be removed from the list once it has ended, and not before', async () => {
    await show(RotationPanels, { apps: [] }, { 'keyTwin.list': () => [twin('finished'), { ...twin('abandoned'), id: id(801), oldName: 'Nightly' }, { ...twin('confirmed'), id: id(802), oldName: 'Release' }], 'keyTwin.dismiss': () => null })
    expect(button('Remove from this list: Release')).toBeUndefined()
    await press('Remove from this list: CI deploy')
    await press('Remove from this list: Nightly')
    expect(fake.inputsOf('keyTwin.dismiss')).toEqual([{ twinId: id(800) }, { twinId: id(801) }])
    expect(text()).not.toContain('Nightly')
    expect(text()).toContain('Release')
  })

  it.each([['created', 'It is handed over'], ['handedOver', 'The copy works'], ['confirmed', 'Delete the old key…']] as const)('%s: goes no step further while nobody has the copy’s secret, and leads to it', async (stage, next) => {
    await show(RotationPanels, { apps: [] }, { 'keyTwin.list': () => [twin(stage)], 'keySecrets.list': () => keySecrets({ held: [heldSecret(2)] }) })
    await press(next)
    expect(fake.inputsOf('keyTwin.advance')).toEqual([])
    expect(document.querySelector('dialog')).toBeNull()
    expect(useKeySecretsStore().openId).toBe(heldSecret(2).id)
    expect(document.querySelector('[role=alert]')?.textContent).toContain('neither copied nor saved')
  })

  it.each([['newKeyReachesLess', 'does not have all the roles'], ['newKeyExpired', 'has expired or is about to'], ['newKeyGone', 'The copy is gone'], ['drifted', 'not as it was when its copy was made']])('says why the old key stays (%s), and blames nobody', async (foundState, words) => {
    await show(RotationPanels, { apps: [] }, {
      'keyTwin.list': () => [twin('confirmed')],
      'keyTwin.finish': () => {
        throw new AppError({ code: 'conflict', message: 'x', retryable: false, details: { foundState } })
      }
    })
    await press('Delete the old key…')
    await press('Delete the old key')
    expect(text()).toContain(words)
    expect(text()).not.toContain('Somebody changed')
  })

  it('says that giving up leaves both keys', async () => {
    await show(RotationPanels, { apps: [] }, { 'keyTwin.list': () => [twin('handedOver')], 'keyTwin.abandon': () => twin('abandoned') })
    await press('Give up…')
    expect(text()).toContain('Both keys stay, with their roles.')
    await press('Give up')
    expect(fake.inputsOf('keyTwin.abandon')).toEqual([{ twinId: id(800) }])
  })
})

describe('somebody else’s key', () => {
  const binding = { organizationId, scope: 'org', appId: null, role: 'org_admin' }
  const elsewhere = { ...binding, organizationId: id(2) }
  const revocation = (state: KeyRevocation['roles'][number]['state']): KeyRevocation => ({ id: id(900), organizationId, keyId: 9, rbacId: 'rbac-9', keyName: 'Nightly', ownerEmail: 'bo@meridian.example', at: iso(0), roles: [{ binding, state, why: state === 'stays' ? { code: 'forbidden', message: '', retryable: false } : null }] })

  it('loses the roles that were shown, in this organization only, after its name was typed', async () => {
    const row = listed([othersKey(9, { name: 'Nightly', rbacId: 'rbac-9', bindings: { known: true, value: [binding, elsewhere] } })])[0]
    await show(RevokeDialog, { organizationId, row, apps: [] }, { 'keyRevocation.revoke': () => revocation('taken') })
    expect(text()).toContain('stops working immediately')
    expect(button('Take one role away')?.disabled).toBe(true)
    await submit('nightly')
    expect(button('Take one role away')?.disabled).toBe(true)
    expect(fake.inputsOf('keyRevocation.revoke')).toEqual([])
    await submit('Nightly')
    expect(button('Take one role away')?.disabled).toBe(false)
    expect(fake.inputsOf('keyRevocation.revoke')).toEqual([{ organizationId, keyId: 9, name: 'Nightly', rbacId: 'rbac-9', seen: [binding] }])
  })

  it('whose name hides characters is confirmed by its number', async () => {
    const row = listed([othersKey(9, { name: 'Night\u202Ely', rbacId: 'rbac-9', bindings: { known: true, value: [binding] } })])[0]
    await show(RevokeDialog, { organizationId, row, apps: [] }, { 'keyRevocation.revoke': () => revocation('taken') })
    await submit('9')
    expect(fake.inputsOf('keyRevocation.revoke')).toHaveLength(1)
  })

  it('whose roles are not known is not revoked; its owner can be written to', async () => {
    const row = listed([othersKey(9, { ownerEmail: 'bo@meridian.example', bindings: { known: false, why: { code: 'forbidden', message: '', retryable: false } } })])[0]
    await show(RevokeDialog, { organizationId, row, apps: [] })
    expect(document.querySelector('form')).toBeNull()
    await press('Write to the owner…')
    expect(mounted.wrapper.emitted('write')).toHaveLength(1)
  })

  it('gets its roles back after they were named, and a refusal is not told as done', async () => {
    await show(RotationPanels, { apps: [] }, { 'keyRevocation.list': () => [revocation('taken'), { ...revocation('stays'), id: id(901) }], 'keyRevocation.undo': () => revocation('givenBack') })
    expect(text()).toContain('The server refused to take one role away; it still works. You may not do this')
    await press('Give the roles back…')
    expect(text()).toContain('in the whole organization')
    await press('Give one role back')
    expect(fake.inputsOf('keyRevocation.undo')).toEqual([{ revocationId: id(900) }])
    expect(text()).toContain('One role was given back.')
  })

  it('is removed from the list at once where nothing can be given back, and after a warning where something can', async () => {
    await show(RotationPanels, { apps: [] }, { 'keyRevocation.list': () => [revocation('taken'), { ...revocation('givenBack'), id: id(901), keyName: 'Weekly' }], 'keyRevocation.dismiss': () => null })
    await press('Remove from this list: Weekly')
    expect(fake.inputsOf('keyRevocation.dismiss')).toEqual([{ revocationId: id(901), alsoTaken: false }])
    expect(text()).not.toContain('Weekly')
    await press('Remove from this list: Nightly')
    expect(text()).toContain('cannot give it back any more')
    expect(text()).toContain('in the whole organization')
    expect(fake.inputsOf('keyRevocation.dismiss')).toHaveLength(1)
    await press('Remove from this list')
    expect(fake.inputsOf('keyRevocation.dismiss').at(-1)).toEqual({ revocationId: id(900), alsoTaken: true })
    expect(text()).not.toContain('Nightly')
  })
})

describe('the month of expiries', () => {
  it('has one day in the tab order, moves it by the arrow keys, and tells what runs out on it', async () => {
    const noon = new Date()
    noon.setHours(12, 0, 0, 0)
    const inTwo = new Date(noon.getTime() + 2 * dayMs).toISOString()
    await show(ExpiryCalendar, { keys: [key(1, { name: 'CI deploy', expiresAt: inTwo })], nowMs: noon.getTime() })
    const inTabOrder = () => [...document.querySelectorAll<HTMLElement>('td button[tabindex="0"]')]
    const move = async (name: string): Promise<void> => {
      inTabOrder()[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }))
      await flushPromises()
    }
    expect(inTabOrder()).toHaveLength(1)
    expect(inTabOrder()[0]?.getAttribute('aria-current')).toBe('date')
    await move('ArrowRight')
    await move('ArrowRight')
    expect(inTabOrder()).toHaveLength(1)
    expect(document.activeElement).toBe(inTabOrder()[0])
    expect(inTabOrder()[0]?.getAttribute('aria-label')).toContain('one key runs out')
    expect(document.querySelector('.expiry-calendar__chosen')?.textContent).toContain('CI deploy')
    await move('ArrowDown')
    expect(document.querySelector('.expiry-calendar__chosen')?.textContent).toContain('nothing runs out')
  })
})
