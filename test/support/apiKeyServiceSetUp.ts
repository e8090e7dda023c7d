import { AppError } from '#shared/errors/appError'
import type { KeyWish } from '#shared/domain/apiKey'
import type { OwnKeyRow } from '../../electron/main/capgo/endpoints/apiKeys'
import { listKeyBindings, listOwnKeys } from '../../electron/main/capgo/endpoints/apiKeys'
import type { Logger } from '../../electron/main/log/logger'
import type { Sandbox, SandboxOptions } from '../../electron/main/sandbox'
import { createApiKeyService } from '../../electron/main/services/apiKeys/apiKeys'
import { journalInMemory } from './journalInMemory'
import { keyEscrowInMemory } from './keyEscrowInMemory'
import { quietLog } from './quietLog'
import { signedInToSandbox } from './signedInToSandbox'

/** The service, signed in to an embedded server, with a clock that can be moved. @param open servers for the test to close */
export async function apiKeyServiceSetUp(open: Sandbox[], options: SandboxOptions = {}, how: Parameters<typeof signedInToSandbox>[1] & { log?: Logger } = {}) {
  const { sandbox, active } = await signedInToSandbox(options, how)
  open.push(sandbox)
  const journal = journalInMemory()
  const escrow = keyEscrowInMemory()
  const clock = { aheadMs: 0 }
  const service = createApiKeyService({ active: () => Promise.resolve(active), now: () => Date.now() + clock.aheadMs, uptime: () => performance.now() + clock.aheadMs, log: how.log ?? quietLog(), journal, escrow, secondLookMs: 0 })
  const { organizationId } = sandbox.demo
  const own = (): Promise<OwnKeyRow[]> => listOwnKeys(active.requester)
  const named = async (name: string): Promise<OwnKeyRow> => {
    const found = (await own()).find((row) => row.name === name)
    if (found === undefined) throw new Error(`there is no key "${name}"`)
    return found
  }
  return {
    sandbox,
    active,
    journal,
    escrow,
    clock,
    service,
    organizationId,
    own,
    named,
    /** As the person sees a key when they confirm. */
    chosen: async (name: string) => ({ organizationId, keyId: (await named(name)).id, name }),
    rolesOf: async ({ rbac_id }: OwnKeyRow) =>
      (await listKeyBindings(active.requester, { rbacIds: [rbac_id ?? ''] })).rows.map((row) => [row.roles?.name, row.scope_type, row.org_id, row.app_id, row.channel_id].filter((part) => part != null).join(' ')).sort(),
    writes: () => sandbox.requestLog().filter(({ method, path }) => path.startsWith('/apikey') && method !== 'GET').map(({ method }) => method),
    words: () => journal.entries.map(({ change, result }) => [change.kind, result?.word])
  }
}

export type ApiKeyServiceSetUp = Awaited<ReturnType<typeof apiKeyServiceSetUp>>

export const wish = (fields: Partial<KeyWish> = {}): KeyWish => ({ name: 'Nightly build', secure: true, expiresAt: null, organizationRole: 'org_member', apps: [], mayCreateOrganizations: false, ...fields })

/** What a promise was refused with; fails where it was not. */
export async function refusalOf(asked: Promise<unknown>): Promise<AppError> {
  const value = await asked.then(
    () => null,
    (thrown: unknown) => thrown
  )
  if (value instanceof AppError) return value
  throw new Error('it was not refused with an AppError', { cause: value })
}
