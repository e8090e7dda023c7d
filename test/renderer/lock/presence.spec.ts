import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError, asAppError } from '#shared/errors/appError'
import type { ConnectionState } from '#shared/domain/connection'
import PresenceDialog from '../../../renderer/features/lock/PresenceDialog.vue'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { usePresenceStore } from '../../../renderer/stores/presence'
import { apiKey, id, locked, session, signedIn } from '../support/connections'
import { createFakeDesktop } from '../support/fakeDesktop'
import { mountInApp, type Mounted } from '../support/mountInApp'

enableAutoUnmount(afterEach)

const needed = (proof: string) => new AppError({ code: 'presenceNeeded', message: '', retryable: true, details: { foundState: proof } })
const until = '2027-03-12T10:10:00.000Z'

const Host = defineComponent(() => {
  const store = usePresenceStore()
  return () => (store.asked ? h(PresenceDialog, { proof: store.asked }) : null)
})

/** An operation that main takes once it knows who asks. */
function dangerous(mounted: Mounted, proof = 'password') {
  const runs: string[] = []
  let proved = false
  mounted.fake.answer('presence.prove', ({ password }) => {
    if (proof === 'password' && password !== 'right') throw new AppError({ code: 'wrongPassword', message: '', retryable: true })
    proved = true
    return { until }
  })
  const run = usePresenceStore().withPresence('settings', () => {
    runs.push(proved ? 'done' : 'refused')
    return proved ? Promise.resolve('result') : Promise.reject(needed(proof))
  })
  const ended = run.then((value) => value, (thrown: unknown) => asAppError(thrown).code)
  return { runs, ended }
}

let mounted: Mounted
beforeEach(async () => {
  document.body.replaceChildren()
  mounted = await mountInApp(Host, { fake: createFakeDesktop(), at: '/security' })
  useConnectionStore().state = signedIn(session)
  await flushPromises()
})

const dialog = () => document.querySelector('dialog')
const button = (name: string) => [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name)
async function press(name: string): Promise<void> {
  button(name)?.click()
  await flushPromises()
}
async function enter(password: string): Promise<void> {
  const input = document.querySelector('input')
  if (!input) throw new Error('There is no field.')
  input.value = password
  input.dispatchEvent(new Event('input'))
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
}
async function become(state: ConnectionState): Promise<void> {
  useConnectionStore().state = state
  await flushPromises()
}

describe('an operation that wants presence', () => {
  it.each([
    ['settings', 'can lock people out'],
    ['keys', 'acts in its owner’s name'],
    ['secret', 'Whoever has the secret of a key'],
    ['letGo', 'does not come back'],
    ['change', 'Nothing has been changed yet']
  ] as const)('says why of what it is, and of nothing else: %s', async (act, said) => {
    const asked = usePresenceStore().withPresence(act, () => Promise.reject(needed('password'))).catch(() => 'ended')
    await flushPromises()
    expect(dialog()?.textContent).toContain(said)
    expect(dialog()?.textContent?.includes('lock people out')).toBe(act === 'settings')
    usePresenceStore().cancel()
    expect(await asked).toBe('ended')
  })

  it('runs again after the password, and gives its result', async () => {
    const { runs, ended } = dangerous(mounted)
    await flushPromises()
    expect(dialog()?.textContent).toContain('Nothing has been sent yet.')
    expect(document.activeElement).toBe(document.querySelector('input'))
    await enter('wrong')
    expect(dialog()?.textContent).toContain('This is not the password you signed in with.')
    await enter('right')
    expect(await ended).toBe('result')
    expect(runs).toEqual(['refused', 'done'])
    expect(dialog()).toBeNull()
  })

  it('is given up when the dialog is closed', async () => {
    const { runs, ended } = dangerous(mounted)
    await flushPromises()
    await press('Cancel')
    expect(await ended).toBe('presenceNeeded')
    expect([runs, dialog()]).toEqual([['refused'], null])
  })

  it('lets the system ask', async () => {
    const { ended } = dangerous(mounted, 'system')
    await flushPromises()
    expect(document.querySelector('input')).toBeNull()
    await press('Go on')
    expect(await ended).toBe('result')
    expect(mounted.fake.inputsOf('presence.prove')).toEqual([{ password: null }])
  })

  it('says why the system’s question was not answered, and asks again', async () => {
    const { ended } = dangerous(mounted, 'system')
    await flushPromises()
    const proves = mounted.fake
    proves.answer('presence.prove', () => {
      throw new AppError({ code: 'cancelled', message: '', retryable: true })
    })
    await press('Go on')
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('The question was not answered')
    await press('Cancel')
    expect(await ended).toBe('presenceNeeded')
  })

  it('leads to signing in again where nothing else is left, and back to the page', async () => {
    const { ended } = dangerous(mounted, 'signIn')
    await flushPromises()
    await press('Sign in again')
    expect(await ended).toBe('presenceNeeded')
    expect(mounted.router.currentRoute.value.fullPath).toBe(`/welcome?with=email&back=/security&connection=${session.id}`)
  })

  it('does so with the kind of credential that is in use', async () => {
    await become(signedIn(apiKey))
    dangerous(mounted, 'signIn')
    await flushPromises()
    await press('Sign in again')
    expect(mounted.router.currentRoute.value.query['with']).toBe('apiKey')
  })

  it('turns to signing in after too many wrong passwords', async () => {
    dangerous(mounted)
    await flushPromises()
    mounted.fake.answer('presence.prove', () => {
      throw new AppError({ code: 'wrongPassword', message: '', retryable: false, details: { foundState: 'noAttemptLeft' } })
    })
    await enter('wrong')
    expect(document.querySelector('input')).toBeNull()
    expect(button('Sign in again')).toBeDefined()
  })

  it('that is refused for something else is not asked about', async () => {
    const failing = usePresenceStore().withPresence('settings', () => Promise.reject(new AppError({ code: 'forbidden', message: '', retryable: false })))
    await expect(failing).rejects.toMatchObject({ code: 'forbidden' })
    expect(dialog()).toBeNull()
  })

  it('asks once for two of them', async () => {
    const one = dangerous(mounted)
    const two = dangerous(mounted)
    await flushPromises()
    expect(document.querySelectorAll('dialog')).toHaveLength(1)
    await enter('right')
    expect(await two.ended).toBe('result')
    expect(one.runs).toHaveLength(2)
  })
})

describe('meanwhile', () => {
  it('unlocking is the proof', async () => {
    const runs: string[] = []
    const ended = usePresenceStore().withPresence('settings', () => {
      runs.push('run')
      return runs.length === 1 ? Promise.reject(needed('password')) : Promise.resolve('result')
    })
    await flushPromises()
    await become(locked(session))
    expect(dialog()).not.toBeNull()
    await become(signedIn(session))
    expect(await ended).toBe('result')
  })

  it('another connection ends it', async () => {
    const { ended } = dangerous(mounted)
    await flushPromises()
    await become(signedIn({ ...session, id: id(6) }))
    expect(await ended).toBe('presenceNeeded')
    expect(dialog()).toBeNull()
  })
})

describe('what is locked and about to be opened', () => {
  const opened: ConnectionState = signedIn({ ...session, id: id(3) })

  /** Main as it tells of the opening by an event, before it answers. */
  function opening(proof: string) {
    const given: (string | null)[] = []
    const ended = usePresenceStore()
      .withProof({ connection: { id: id(3), name: 'Northwind' }, kind: 'session' }, async (password) => {
        given.push(password)
        if (password === null) throw needed(proof)
        if (password !== 'right') throw new AppError({ code: 'wrongPassword', message: '', retryable: true })
        useConnectionStore().state = opened
        await flushPromises()
        return 'open'
      })
      .then((value) => value, (thrown: unknown) => asAppError(thrown).code)
    return { given, ended }
  }

  it('takes its own password, and does not open before', async () => {
    const { given, ended } = opening('password')
    await flushPromises()
    expect(dialog()?.textContent).toContain('Northwind was kept here when Gatehouse was locked.')
    await enter('wrong')
    expect(dialog()?.textContent).toContain('This is not the password')
    await enter('right')
    expect([await ended, given]).toEqual(['open', [null, 'wrong', 'right']])
    await flushPromises()
    expect(dialog()).toBeNull()
  })

  it('stays closed when the question is left', async () => {
    const { given, ended } = opening('password')
    await flushPromises()
    await press('Cancel')
    expect([await ended, given]).toEqual(['presenceNeeded', [null]])
  })

  it('leads to signing in to that connection where nothing else opens it', async () => {
    const { ended } = opening('signIn')
    await flushPromises()
    expect(dialog()?.textContent).toContain('Only signing in to it again opens it')
    await press('Sign in again')
    expect(await ended).toBe('presenceNeeded')
    await flushPromises()
    expect(mounted.router.currentRoute.value.query).toMatchObject({ with: 'email', connection: id(3) })
  })
})
