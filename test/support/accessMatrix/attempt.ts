import { z } from 'zod'
import { asAppError } from '#shared/errors/appError'
import type { GatehouseAction } from '#shared/rules/actionAccess'
import type { CapgoRequester, CapgoRequest } from '../../../electron/main/capgo/requester'
import type { Sandbox } from '../../../electron/main/sandbox'
import type { ApiKeyRow, OrgRow, RoleBindingRow } from '../../../electron/main/sandbox/store/rows'
import { roleIdOf } from '../../../electron/main/sandbox/world/roleCatalog'
import { keyOf, personOf, type Role } from './matrixWorld'

/** What became of a thing that was really done, or tried: by its effect, not by the politeness of the answer. */
export interface Attempted {
  allowed: boolean
  /** The server's words, where it had any. */
  said: string
}

interface Trial {
  request: Pick<CapgoRequest<z.ZodType>, 'host' | 'method' | 'path' | 'body'>
  /** Whether it took effect. */
  took(answer: unknown, sandbox: Sandbox): boolean
}

const rowsOf = <T>(sandbox: Sandbox, table: string): T[] => [...(sandbox.state().tables[table] ?? [])] as T[]
const keyIn = (sandbox: Sandbox, id: number): ApiKeyRow | undefined => rowsOf<ApiKeyRow>(sandbox, 'apiKeys').find((row) => row.id === id)
/** Answered emptily is not answered. */
const someRows = (answer: unknown): boolean => Array.isArray(answer) && answer.length > 0
const inThirtyDays = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString()

function trials(role: Role): Record<GatehouseAction, Trial> {
  const { organizationId, userId } = personOf(role)
  const list = (rpc: string, argument: string): Trial => ({ request: { host: 'supabase', method: 'POST', path: `/rest/v1/rpc/${rpc}`, body: { [argument]: organizationId } }, took: someRows })
  const setting = (fields: Partial<OrgRow>): Trial => ({
    request: { host: 'api', method: 'PUT', path: '/organization', body: { orgId: organizationId, ...fields } },
    took: (_answer, sandbox) => {
      const row = rowsOf<OrgRow>(sandbox, 'orgs').find(({ id }) => id === organizationId)
      return Object.entries(fields).every(([name, value]) => row?.[name as keyof OrgRow] === value)
    }
  })
  const change = (name: 'rename' | 'regenerate' | 'roles', fields: Record<string, unknown>, took: (row: ApiKeyRow | undefined, sandbox: Sandbox) => boolean): Trial => {
    const { id } = keyOf(role, name)
    return { request: { host: 'api', method: 'PUT', path: `/apikey/${String(id)}`, body: { id, ...fields } }, took: (_answer, sandbox) => took(keyIn(sandbox, id), sandbox) }
  }
  const binding = (role_name: string) => ({ role_name, scope_type: 'org', org_id: organizationId })
  const removed = keyOf(role, 'delete').id
  return {
    readMembers: list('get_org_members', 'guild_id'),
    readTwoFactorStatus: list('check_org_members_2fa_enabled', 'org_id'),
    readPasswordStatus: list('check_org_members_password_policy', 'org_id'),
    readAudit: {
      request: { host: 'api', method: 'GET', path: `/organization/audit?orgId=${organizationId}`, body: undefined },
      took: (answer) => (z.object({ total: z.number() }).safeParse(answer).data?.total ?? 0) > 0
    },
    changeSettings: setting({ enforce_encrypted_bundles: true }),
    enforceTwoFactor: setting({ enforcing_2fa: true }),
    relaxTwoFactor: setting({ enforcing_2fa: false }),
    listOwnKeys: { request: { host: 'api', method: 'GET', path: '/apikey', body: undefined }, took: someRows },
    createKey: {
      request: { host: 'api', method: 'POST', path: '/apikey', body: { name: 'made by the matrix', hashed: true, expires_at: inThirtyDays(), bindings: [binding('org_member')] } },
      took: (_answer, sandbox) => rowsOf<ApiKeyRow>(sandbox, 'apiKeys').some((row) => row.user_id === userId && row.name === 'made by the matrix')
    },
    editKeyName: change('rename', { name: 'renamed by the matrix' }, (row) => row?.name === 'renamed by the matrix'),
    regenerateKey: change('regenerate', { regenerate: true }, (row) => row !== undefined && row.key !== keyOf(role, 'regenerate').text),
    deleteKey: { request: { host: 'api', method: 'DELETE', path: `/apikey/${String(removed)}`, body: undefined }, took: (_answer, sandbox) => keyIn(sandbox, removed) === undefined },
    listOrganizationKeys: list('get_org_apikeys', 'p_org_id'),
    changeKeyRoles: change('roles', { bindings: [binding('apikey_manager')] }, (row, sandbox) =>
      rowsOf<RoleBindingRow>(sandbox, 'roleBindings').some(({ principal_id, role_id }) => principal_id === row?.rbac_id && role_id === roleIdOf('apikey_manager'))
    )
  }
}

/** Does it at the server, looks at what became of it, and puts the organization back to `fields`. */
export async function attempt(action: GatehouseAction, role: Role, requester: CapgoRequester, sandbox: Sandbox, fields: Partial<OrgRow>): Promise<Attempted> {
  const { request, took } = trials(role)[action]
  const { organizationId: id } = personOf(role)
  const answer = await requester.send({ ...request, answer: z.unknown() }).then(
    ({ body, status }) => ({ body, said: String(status) }),
    (thrown: unknown) => ({ body: null, said: wordsOf(thrown) })
  )
  const succeeded = /^2/u.test(answer.said)
  const allowed = took(answer.body, sandbox) && succeeded
  sandbox.arrange([{ do: 'set-organization', id, fields: { enforce_encrypted_bundles: false, ...fields } }])
  return { allowed, said: succeeded && !allowed ? `${answer.said} without effect` : answer.said }
}

function wordsOf(thrown: unknown): string {
  const { code, data } = asAppError(thrown)
  return `${String(data.details?.status ?? '')} ${data.details?.backendMessage === 'NO_RIGHTS' ? 'NO_RIGHTS' : (data.details?.backendCode ?? code)}`
}
