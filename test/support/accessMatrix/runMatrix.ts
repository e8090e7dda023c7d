import type { Connection } from '#shared/domain/connection'
import { asAppError } from '#shared/errors/appError'
import { gatehouseActions, judgeAction, judgeUnread, type GatehouseAction, type Offer } from '#shared/rules/actionAccess'
import { discoverServer } from '../../../electron/main/capgo/endpoints/discovery'
import { levelOf, signInWithPassword, verifyTotp } from '../../../electron/main/capgo/endpoints/signIn'
import { createHttpClient } from '../../../electron/main/capgo/httpClient'
import { createRequester, type CapgoRequester, type Credential } from '../../../electron/main/capgo/requester'
import { startSandbox, totp, type Sandbox, type SandboxState } from '../../../electron/main/sandbox'
import type { OrgRow } from '../../../electron/main/sandbox/store/rows'
import { encodeBase32 } from '../../../electron/main/sandbox/totp'
import { readOrganizationAccess } from '../../../electron/main/services/organizationAccess'
import { quietLog } from '../quietLog'
import { attempt, type Attempted } from './attempt'
import { keyOf, matrixWorld, password, personOf, roles, type Role } from './matrixWorld'

export const signIns = ['session without 2FA', 'session from before 2FA', 'session with 2FA', 'plain key', 'hashed key', 'expiring key', 'legacy key'] as const
export type SignIn = (typeof signIns)[number]

const policy = { enabled: true, min_length: 10, require_uppercase: true, require_number: true, require_special: true }
/** What the organization demands; `proven`: the person has shown that their password meets it. */
export const policyStates: Record<string, { fields: Partial<OrgRow>; proven: boolean }> = {
  none: { fields: { enforcing_2fa: false }, proven: false },
  '2FA enforced': { fields: { enforcing_2fa: true }, proven: false },
  'password policy, proven': { fields: { enforcing_2fa: false, password_policy_config: policy }, proven: true },
  'password policy, not proven': { fields: { enforcing_2fa: false, password_policy_config: policy }, proven: false },
  'expiry required': { fields: { enforcing_2fa: false, require_apikey_expiration: true, max_apikey_expiration_days: 90 }, proven: false },
  'secure keys enforced': { fields: { enforcing_2fa: false, enforce_hashed_api_keys: true }, proven: false }
}

export interface Cell {
  signIn: SignIn
  role: Role
  policyState: string
  action: GatehouseAction
  offer: Offer
  attempted: Attempted
}

const secret = encodeBase32(Buffer.from('second factor of all'))
const http = createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: Date.now })
const credentialsOf = (credential: Credential) => ({ current: () => Promise.resolve(credential), rejected: () => false })

interface Start {
  state: SandboxState
  credential(role: Role): Credential
}

/** Every sign-in × role × policy state × action: judged by what the real client reads, then done. */
export async function runMatrix(): Promise<Cell[]> {
  const world = matrixWorld(Date.now())
  const starts = await signInEverybody(world)
  const contexts = signIns.flatMap((signIn) => Object.keys(policyStates).map((policyState) => ({ signIn, policyState })))
  const cells: Cell[] = []
  for (const { signIn, policyState } of contexts) {
    const sandbox = await startSandbox({ world, state: starts[signIn].state })
    try {
      const perRole = await Promise.all(roles.map((role) => runContext(sandbox, { signIn, role, policyState }, starts[signIn].credential(role))))
      cells.push(...perRole.flat())
    } finally {
      await sandbox.close()
    }
  }
  return cells
}

async function runContext(sandbox: Sandbox, where: Pick<Cell, 'signIn' | 'role' | 'policyState'>, credential: Credential): Promise<Cell[]> {
  const { fields, proven } = policyStates[where.policyState] ?? { fields: {}, proven: false }
  const { organizationId, userId, email } = personOf(where.role)
  sandbox.arrange([{ do: 'set-organization', id: organizationId, fields }])
  const server = await discoverServer(http, sandbox.api)
  if (proven) await provePassword(sandbox, email, organizationId)
  const requester = createRequester({ http, server, credentials: credentialsOf(credential) })
  const connection = connectionOf(credential, userId, email)
  const judge = await readOrganizationAccess({ requester, connection, signal: new AbortController().signal }, organizationId, Date.now).then(
    (access) => (action: GatehouseAction) => judgeAction(action, access),
    (thrown: unknown) => () => judgeUnread(asAppError(thrown).data)
  )
  const cells: Cell[] = []
  for (const action of gatehouseActions) cells.push({ ...where, action, offer: judge(action), attempted: await attempt(action, where.role, requester, sandbox, fields) })
  return cells
}

async function provePassword(sandbox: Sandbox, email: string, org_id: string): Promise<void> {
  const answer = await fetch(`${sandbox.api}/private/validate_password_compliance`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password, org_id }) })
  if (answer.status !== 200) throw new Error(`The proof of the password was refused: ${String(answer.status)}`)
}

/** Signs everybody in once; what the server then holds is where each context of that sign-in begins. */
async function signInEverybody(world: ReturnType<typeof matrixWorld>): Promise<Record<SignIn, Start>> {
  const sandbox = await startSandbox({ world })
  try {
    const requester = createRequester({ http, server: await discoverServer(http, sandbox.api), credentials: null })
    const low = await tokens((role) => signInWithPassword(requester, { email: personOf(role).email, password }))
    const before = structuredClone(sandbox.state())
    sandbox.arrange(roles.map((role) => ({ do: 'set-member-2fa', user_id: personOf(role).userId, enabled: true, secret })))
    const since = structuredClone(sandbox.state())
    const high = await tokens((role) => signInWithCode(requester, personOf(role).email))
    const after = structuredClone(sandbox.state())
    const session = (accessTokens: Map<Role, string>) => (role: Role): Credential => ({ kind: 'session', accessToken: accessTokens.get(role) ?? '' })
    const key = (name: 'plain' | 'hashed' | 'expiring' | 'legacy'): Start => ({ state: before, credential: (role) => ({ kind: 'apiKey', key: keyOf(role, name).text }) })
    return {
      'session without 2FA': { state: before, credential: session(low) },
      'session from before 2FA': { state: since, credential: session(low) },
      'session with 2FA': { state: after, credential: session(high) },
      'plain key': key('plain'),
      'hashed key': key('hashed'),
      'expiring key': key('expiring'),
      'legacy key': key('legacy')
    }
  } finally {
    await sandbox.close()
  }
}

async function tokens(signIn: (role: Role) => Promise<{ accessToken: string }>): Promise<Map<Role, string>> {
  return new Map(await Promise.all(roles.map(async (role) => [role, (await signIn(role)).accessToken] as const)))
}

async function signInWithCode(requester: CapgoRequester, email: string): Promise<{ accessToken: string }> {
  const { accessToken, verifiedTotpFactorIds } = await signInWithPassword(requester, { email, password })
  return verifyTotp(requester, accessToken, verifiedTotpFactorIds[0] ?? '', totp(secret, Date.now()))
}

function connectionOf(credential: Credential, userId: string, email: string): Connection {
  return {
    id: '11111111-1111-4111-8111-111111111111', name: 'Matrix', demo: false, server: 'matrix.example', userId, lastOrganizationId: null,
    credential: credential.kind === 'apiKey' ? { kind: 'apiKey', storage: 'memory', fingerprint: '0123456789ab' } : { kind: 'session', storage: 'memory', email, level: levelOf(credential.accessToken) },
    has: { apiKey: credential.kind === 'apiKey', session: credential.kind === 'session' }
  }
}
