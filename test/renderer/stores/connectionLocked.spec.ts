import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import type { SignInStep } from '#shared/domain/connection'
import { desktopKey } from '../../../renderer/desktop/client'
import { useConnectionStore } from '../../../renderer/stores/connection'
import { id, session, signedOut } from '../support/connections'
import { createFakeDesktop, later } from '../support/fakeDesktop'

it('stays locked when the answer to the sign-in before comes after the lock', async () => {
  const step = later<SignInStep>()
  const fake = createFakeDesktop({ 'connection.current': () => signedOut(), 'connection.verifyCode': () => step.promise })
  const store = await inStore(fake)
  const verifying = store.verifyCode({ attemptId: id(1), code: '123456' })
  fake.emit('connection.changed', { status: 'signedIn', connection: session })
  fake.emit('connection.changed', { status: 'locked', connection: session, because: 'person', since: '2026-11-21T12:00:00.000Z', proof: 'keychain' })
  step.resolve({ step: 'signedIn', connection: session })
  await verifying
  expect(store.state.status).toBe('locked')
})

it('takes over an answer that no event told of', async () => {
  const fake = createFakeDesktop({ 'connection.current': () => signedOut(), 'connection.verifyCode': () => ({ step: 'signedIn', connection: session }) })
  const store = await inStore(fake)
  await store.verifyCode({ attemptId: id(1), code: '123456' })
  expect(store.connection?.id).toBe(session.id)
})

async function inStore(fake: ReturnType<typeof createFakeDesktop>): Promise<ReturnType<typeof useConnectionStore>> {
  mount({ template: '<div />' }, { global: { plugins: [createPinia()], provide: { [desktopKey as symbol]: fake.desktop } } })
  const store = useConnectionStore()
  await store.start()
  return store
}
