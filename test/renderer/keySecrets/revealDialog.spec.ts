import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { defineComponent, h, isVNode, type ComponentInternalInstance, type VNode } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { HeldSecret, KeySecrets } from '#shared/domain/heldSecret'
import RevealDialog from '../../../renderer/features/keySecrets/RevealDialog.vue'
import { secretGroups } from '../../../renderer/features/keySecrets/secretGroups'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { useKeySecretsStore } from '../../../renderer/stores/keySecrets'
import { usePresenceStore } from '../../../renderer/stores/presence'
import { locked, session, signedIn } from '../support/connections'
import { createFakeDesktop, later, type FakeDesktop } from '../support/fakeDesktop'
import { heldSecret, keySecrets } from '../support/keySecrets'
import { mountInApp, type Mounted } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const secret = '6ba7b810-9dad-41d1-80b4-00c04fd430c8'
const clearsAt = '2027-03-12T10:00:40.000Z'

/** What stands in the shell: the dialog of the secret that is open. */
const Host = defineComponent(() => {
  const store = useKeySecretsStore()
  return () => (store.opened ? h(RevealDialog, { key: store.opened.id, secret: store.opened, onClose: () => void store.close() }) : null)
})

let fake: FakeDesktop
let mounted: Mounted
let listed: KeySecrets

async function open(given: Partial<HeldSecret> = {}): Promise<void> {
  listed = keySecrets({ held: [heldSecret(1, given)] })
  fake = createFakeDesktop({
    'keySecrets.list': () => listed,
    'keySecrets.reveal': () => ({ secret, until: new Date(Date.now() + 30_000).toISOString() }),
    'keySecrets.conceal': () => null,
    'keySecrets.copy': () => ({ clearsAt, keptOutOfHistory: true }),
    'keySecrets.save': () => ({ path: '/home/ada/keys.age' }),
    'keySecrets.release': () => keySecrets()
  })
  mounted = await mountInApp(Host, { fake })
  useConnectionStore().state = signedIn(session)
  await useKeySecretsStore().start()
  useKeySecretsStore().open(heldSecret(1).id)
  await flushPromises()
}

beforeEach(() => document.body.replaceChildren())
afterEach(() => void vi.useRealTimers())

const dialog = () => document.querySelector('dialog')
const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name)
async function press(name: string): Promise<void> {
  const found = button(name)
  if (!found) throw new Error(`There is no button “${name}”.`)
  found.click()
  await flushPromises()
}
async function escape(): Promise<void> {
  dialog()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
  dialog()?.dispatchEvent(new Event('cancel', { cancelable: true }))
  await flushPromises()
}
function instancesIn(node: VNode): ComponentInternalInstance[] {
  const inside = Array.isArray(node.children) ? node.children.filter(isVNode).flatMap(instancesIn) : []
  return node.component ? [node.component, ...instancesIn(node.component.subTree), ...inside] : inside
}
/** Everything that the window still holds of it: the page, the stores, and the state of every component. */
function traces(): string[] {
  const seen = new Set<unknown>()
  const holds = (value: unknown): boolean => {
    if (typeof value === 'string') return value.includes(secret) || value.includes(secretGroups(secret).join(' '))
    if (typeof value !== 'object' || value === null || value instanceof Node || seen.has(value) || (value as { __v_skip?: boolean }).__v_skip === true) return false
    seen.add(value)
    return Object.values(value).some(holds)
  }
  const found: string[] = []
  if (document.documentElement.textContent.includes(secret) || document.documentElement.innerHTML.includes(secret)) found.push('document')
  if (holds(mounted.pinia.state.value)) found.push('stores')
  if (instancesIn(mounted.wrapper.vm.$.subTree).some((instance) => holds(instance.props) || holds((instance as unknown as { setupState: unknown }).setupState))) found.push('components')
  return found
}

describe('showing a key', () => {
  it('asks for the secret only when the person asks, and shows it in groups beside its fingerprint', async () => {
    await open()
    expect(fake.inputsOf('keySecrets.reveal')).toEqual([])
    expect(dialog()?.textContent).toContain('Hidden. 36 characters.')
    expect(dialog()?.textContent).toContain('3f2a 9c01 77de')
    await press('Show the key')
    expect(fake.inputsOf('keySecrets.reveal')).toEqual([{ secretId: heldSecret(1).id }])
    expect([...(dialog()?.querySelectorAll('code span') ?? [])].map((one) => one.textContent)).toEqual(['6ba7', 'b810-', '9dad-', '41d1-', '80b4-', '00c0', '4fd4', '30c8'])
    expect(traces()).toEqual(['document', 'components'])
  })

  it('holds it nowhere once it is hidden', async () => {
    await open()
    await press('Show the key')
    await press('Hide')
    expect(traces()).toEqual([])
    expect(fake.inputsOf('keySecrets.conceal')).toHaveLength(1)
  })

  it('hides it by itself after 30 seconds, however late main says', async () => {
    await open()
    fake.answer('keySecrets.reveal', () => ({ secret, until: new Date(Date.now() + 600_000).toISOString() }))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
    await press('Show the key')
    await vi.advanceTimersByTimeAsync(29_000)
    expect(traces()).toContain('document')
    expect(dialog()?.textContent).toContain('Out of sight in 0:01')
    await vi.advanceTimersByTimeAsync(1_100)
    expect(traces()).toEqual([])
    expect(fake.inputsOf('keySecrets.conceal')).toHaveLength(1)
  })

  it('hides it when the window is put away beside the clock', async () => {
    await open()
    await press('Show the key')
    expect(document.body.textContent.replaceAll(/\s/gu, '')).toContain(secret)
    fake.emit('app.hidden', null)
    await flushPromises()
    expect(document.body.textContent.replaceAll(/\s/gu, '')).not.toContain(secret)
    expect(dialog()).not.toBeNull()
  })

  it('hides it when Gatehouse locks', async () => {
    await open()
    await press('Show the key')
    useConnectionStore().state = locked(session)
    await flushPromises()
    expect(traces()).toEqual([])
  })

  it('drops a secret that arrives after it was hidden by a lock', async () => {
    await open()
    const answer = later<{ secret: string; until: string }>()
    fake.answer('keySecrets.reveal', () => answer.promise)
    await press('Show the key')
    useConnectionStore().state = locked(session)
    answer.resolve({ secret, until: new Date(Date.now() + 30_000).toISOString() })
    await flushPromises()
    expect(traces()).toEqual([])
  })

  it('asks whether it is still the same person where main wants that, and shows nothing before', async () => {
    await open()
    let proved = false
    fake.answer('keySecrets.reveal', () => {
      if (!proved) throw new AppError({ code: 'presenceNeeded', message: '', retryable: true, details: { foundState: 'password' } })
      return { secret, until: new Date(Date.now() + 30_000).toISOString() }
    })
    fake.answer('presence.prove', () => {
      proved = true
      return { until: clearsAt }
    })
    await press('Show the key')
    expect(usePresenceStore().asked).toBe('password')
    expect(traces()).toEqual([])
    await usePresenceStore().prove('right')
    await flushPromises()
    expect(traces()).toContain('document')
  })

  it('says that the keychain cannot be read, offers neither, and lets the person go', async () => {
    await open({ readable: false })
    expect(dialog()?.textContent).toContain('It is not forgotten')
    expect(button('Show the key')?.disabled).toBe(true)
    expect(button('Copy')?.disabled).toBe(true)
    await press('Leave it waiting')
    expect(dialog()).toBeNull()
    expect(fake.inputsOf('keySecrets.release')).toEqual([])
  })
})

it('of a key that was regenerated again says that it works no longer, before anybody hands it over', async () => {
  await open()
  expect(dialog()?.textContent).not.toContain('works no longer')
  fake.emit('keySecrets.changed', keySecrets({ held: [heldSecret(1), heldSecret(2, { keyId: 1, receivedAt: '2027-03-12T11:00:00.000Z' })] }))
  await flushPromises()
  expect(dialog()?.textContent).toContain('The newer secret is the one to hand over.')
})

describe('letting it go', () => {
  it('closes neither by Escape nor by a button before it was taken', async () => {
    await open()
    await escape()
    expect(dialog()).not.toBeNull()
    expect(button('I have it, close')?.disabled).toBe(true)
    expect(button('Leave it waiting')).toBeUndefined()
    expect(fake.inputsOf('keySecrets.release')).toEqual([])
  })

  it('is let go by the button after copying, which says until when the clipboard holds it', async () => {
    await open()
    await press('Copy')
    expect(fake.inputsOf('keySecrets.copy')).toEqual([{ secretId: heldSecret(1).id }])
    expect(dialog()?.textContent).toContain('It stays out of the clipboard’s history.')
    await press('I have it, close')
    expect(fake.inputsOf('keySecrets.release')).toEqual([{ secretIds: [heldSecret(1).id], notNeeded: false }])
    expect(dialog()).toBeNull()
    expect(traces()).toEqual([])
  })

  it.each([['cleared', 'cleared from the clipboard'], ['replaced', 'Something else is in the clipboard now'], ['stuck', 'could not clear the clipboard']] as const)('says what became of the copy (%s), and no longer until when it stands', async (became, words) => {
    await open()
    await press('Copy')
    expect(dialog()?.textContent).toContain('The clipboard holds it until')
    fake.emit('keySecrets.clipboard', became)
    await flushPromises()
    expect(dialog()?.querySelector('[role=status]')?.textContent).toContain(words)
    expect(dialog()?.textContent).not.toContain('holds it until')
    // Copied once more, it stands there again.
    await press('Copy')
    expect(dialog()?.textContent).toContain('The clipboard holds it until')
  })

  it('stays kept when Escape closes it after copying', async () => {
    await open()
    await press('Copy')
    await escape()
    expect(dialog()).toBeNull()
    expect(fake.inputsOf('keySecrets.release')).toEqual([])
    expect(useKeySecretsStore().held).toHaveLength(1)
  })

  it('is let go untaken only when it is said not to be needed', async () => {
    await open()
    await press('Show the key')
    const tick = document.querySelector<HTMLInputElement>('input[type=checkbox]')
    tick?.click()
    await flushPromises()
    await press('Forget it for good')
    expect(fake.inputsOf('keySecrets.release')).toEqual([{ secretIds: [heldSecret(1).id], notNeeded: true }])
    expect(traces()).toEqual([])
  })

  it('stays open, and says so, when main could not let it go', async () => {
    await open()
    fake.answer('keySecrets.release', () => {
      throw new AppError({ code: 'vaultLocked', message: '', retryable: true })
    })
    await press('Copy')
    await press('I have it, close')
    expect(dialog()?.querySelector('[role=alert]')?.textContent).toContain('letting the secret go')
    expect(useKeySecretsStore().held).toHaveLength(1)
  })
})

describe('saving it', () => {
  async function type(passphrase: string, again: string): Promise<void> {
    const inputs = [...document.querySelectorAll<HTMLInputElement>('dialog dialog input')]
    for (const [index, text] of [passphrase, again].entries()) {
      const input = inputs[index]
      if (!input) throw new Error('There is no field.')
      input.value = text
      input.dispatchEvent(new Event('input'))
    }
    document.querySelector('dialog dialog form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
  }

  it('takes a passphrase of twelve characters that was typed twice, and forgets it', async () => {
    await open()
    await press('Save to an encrypted file…')
    await type('short', 'short')
    expect(document.querySelector('dialog dialog')?.textContent).toContain('7 characters too few.')
    await type('correct horse battery', 'correct horse')
    expect(document.querySelector('dialog dialog')?.textContent).toContain('The two are not the same.')
    expect(fake.inputsOf('keySecrets.save')).toEqual([])
    await type('correct horse battery', 'correct horse battery')
    expect(fake.inputsOf('keySecrets.save')).toEqual([{ secretIds: [heldSecret(1).id], passphrase: 'correct horse battery' }])
    expect(dialog()?.textContent).toContain('Saved in /home/ada/keys.age.')
    expect(document.querySelector('dialog dialog')).toBeNull()
    expect(button('I have it, close')?.disabled).toBe(false)
  })

  it.each(['storageFailed', 'unexpected'] as const)('says that nothing is lost where the file cannot be written (%s), keeps what was typed, and does not count as taken', async (code) => {
    await open()
    fake.answer('keySecrets.save', () => {
      throw new AppError({ code, message: 'The disk is full.', retryable: true })
    })
    await press('Save to an encrypted file…')
    await type('correct horse battery', 'correct horse battery')
    expect(document.querySelector('dialog dialog [role=alert]')?.textContent).toContain('The secret stays kept, and nothing of it is lost.')
    expect([...document.querySelectorAll<HTMLInputElement>('dialog dialog input')].map(({ value }) => value)).toEqual(['correct horse battery', 'correct horse battery'])
    expect(button('I have it, close')?.disabled).toBe(true)
    expect(useKeySecretsStore().held).toHaveLength(1)
    fake.answer('keySecrets.save', () => ({ path: '/home/ada/elsewhere.age' }))
    document.querySelector('dialog dialog form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    await flushPromises()
    expect(dialog()?.textContent).toContain('Saved in /home/ada/elsewhere.age.')
  })

  it('is not taken when the person closes the system’s dialog', async () => {
    await open()
    fake.answer('keySecrets.save', () => null)
    await press('Save to an encrypted file…')
    await type('correct horse battery', 'correct horse battery')
    expect(document.querySelector('dialog dialog')).not.toBeNull()
    expect(button('I have it, close')?.disabled).toBe(true)
  })
})

it('cuts every key into groups that are the key again', () => {
  for (const key of [secret, 'cap_0123456789abcdefg', '-', '----a', 'ab--cd']) expect(secretGroups(key).join('')).toBe(key)
})
