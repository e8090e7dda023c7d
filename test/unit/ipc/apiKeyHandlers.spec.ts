import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { KeyChange } from '#shared/domain/apiKey'
import { apiKeyHandlers } from '../../../electron/main/ipc/handlers/apiKeys'
import type { ApiKeyService } from '../../../electron/main/services/apiKeys/apiKeyService'

const organizationId = '22222222-2222-4222-8222-222222222222'
const chosen = { organizationId, keyId: 7, name: 'Build' }
const roles = { organizationRole: null, apps: [] }
const wish = { name: 'Build', secure: true, expiresAt: null, organizationRole: null, apps: [], mayCreateOrganizations: false }
const edit = (change: KeyChange) => ({ ...chosen, base: { name: 'Build', expiresAt: null, roles, mayCreateOrganizations: false }, change })

function setUp(isPresent: boolean) {
  const done: string[] = []
  const doing = (name: string, outcome: unknown) => () => {
    done.push(name)
    return Promise.resolve(outcome)
  }
  const held = { outcome: 'held', secretId: organizationId, keyId: 7 }
  const service = { create: doing('create', held), copy: doing('copy', held), regenerate: doing('regenerate', held), update: doing('update', { outcome: 'alreadySo' }), delete: doing('delete', { outcome: 'alreadySo' }) } as unknown as ApiKeyService
  const insist = (): Promise<void> => (isPresent ? Promise.resolve() : Promise.reject(new AppError({ code: 'presenceNeeded', message: '', retryable: true })))
  return { done, handlers: apiKeyHandlers(Promise.resolve({ service, insist })) }
}

describe('changes of keys', () => {
  it.each<[string, (handlers: ReturnType<typeof apiKeyHandlers>) => Promise<unknown>]>([
    ['create', (handlers) => handlers['apiKeys.create']({ organizationId, wish })],
    ['regenerate', (handlers) => handlers['apiKeys.regenerate'](chosen)],
    ['delete', (handlers) => handlers['apiKeys.delete'](chosen)],
    ['update', (handlers) => handlers['apiKeys.update'](edit({ roles }))],
    ['update', (handlers) => handlers['apiKeys.update'](edit({ expiresAt: null }))],
    ['update', (handlers) => handlers['apiKeys.update'](edit({ mayCreateOrganizations: false }))]
  ])('need somebody who is there: %s', async (name, change) => {
    const absent = setUp(false)
    await expect(change(absent.handlers)).rejects.toMatchObject({ code: 'presenceNeeded' })
    expect(absent.done).toEqual([])
    const present = setUp(true)
    await change(present.handlers)
    expect(present.done).toEqual([name])
  })

  it('do not when it is the name only', async () => {
    const { done, handlers } = setUp(false)
    await handlers['apiKeys.update'](edit({ name: 'Build 2' }))
    expect(done).toEqual(['update'])
  })
})
