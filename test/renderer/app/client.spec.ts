import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { DesktopApi } from '#shared/ipc/desktopApi'
import { createDesktopClient } from '../../../renderer/desktop/client'
import { createFakeDesktop } from '../support/fakeDesktop'

describe('the reader of the bridge', () => {
  it('resolves to the value of an operation', async () => {
    const { desktop } = createFakeDesktop({ 'vault.state': () => 'locked' })
    expect(await desktop.vault.state()).toBe('locked')
  })

  it('throws the error that main sent, with all its details', async () => {
    const error = new AppError({ code: 'rateLimited', message: 'too many', retryable: true, requestId: 'r1', details: { status: 429, until: '2027-01-01T00:00:00.000Z' } })
    const { desktop } = createFakeDesktop({ 'organizations.list': () => Promise.reject(error) })
    const thrown: unknown = await desktop.organizations.list().catch((reason: unknown) => reason)
    expect(thrown).toBeInstanceOf(AppError)
    expect((thrown as AppError).data).toEqual(error.data)
  })

  it('says so when the program offers less than the window needs', async () => {
    const client = createDesktopClient({ on: () => () => undefined } as unknown as DesktopApi)
    await expect(client.vault.state()).rejects.toMatchObject({ code: 'unexpected' })
  })

  it('passes on events as the contract has them, drops others, and lets go', () => {
    const { desktop, emit, listenerCount } = createFakeDesktop()
    const heard: unknown[] = []
    const stop = desktop.on('network.changed', (payload) => heard.push(payload))
    emit('network.changed', { online: false })
    emit('network.changed', { online: 'perhaps' } as never)
    stop()
    emit('network.changed', { online: true })
    expect(heard).toEqual([{ online: false }])
    expect(listenerCount('network.changed')).toBe(0)
  })
})
