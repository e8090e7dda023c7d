import { randomUUID } from 'node:crypto'
import type { MemberLists } from '../rules/members'
import type { RateLimits } from '../rules/rateLimits'
import { recordAudit } from '../rules/audit'
import { ANONYMOUS } from '../rules/actor'
import { sha256 } from '../store/hashing'
import type { OrgRow, PrincipalType, ScopeType } from '../store/rows'
import type { Store } from '../store/store'
import { instantOf, toTimestamp } from '../store/timestamps'
import { encodeBase32 } from '../totp'
import { mirroredUuid } from '../world/seededUuid'
import { FAULT_KINDS, type Fault, type Faults } from './faults'
import type { RequestLog } from './requestLog'

/** Settings that tests may turn while the server runs. */
export interface Knobs {
  maxRows: number
  latencyMs: number
  /** added to the machine's clock, in milliseconds */
  clockOffsetMs: number
}

export interface StepContext {
  store: Store
  lists: MemberLists
  limits: RateLimits
  faults: Faults
  log: RequestLog
  knobs: Knobs
}

/** One arrangement: `do` names it, the other fields are its values. */
export type Step = { do: string } & Readonly<Record<string, unknown>>

/** An arrangement that cannot be made; the message says why. */
export class StepError extends Error {}

function textOf(step: Step, field: string): string {
  const value = step[field]
  if (typeof value !== 'string' || value === '') throw new StepError(`${step.do}: "${field}" must be text`)
  return value
}

function optionalText(step: Step, field: string): string {
  const value = step[field]
  return typeof value === 'string' ? value : ''
}

function numberOf(step: Step, field: string): number {
  const value = Number(step[field])
  if (step[field] === undefined || step[field] === null || Number.isNaN(value)) throw new StepError(`${step.do}: "${field}" must be a number`)
  return value
}

function roleId(store: Store, step: Step, name: string): string {
  const role = store.roleByName(name)
  if (!role) throw new StepError(`${step.do}: there is no role "${name}"`)
  return role.id
}

function bind(store: Store, step: Step, type: PrincipalType, principalId: string, role: string, orgId: string, scope: ScopeType = 'org'): void {
  store.roleBindings.insert({
    id: randomUUID(), principal_type: type, principal_id: principalId, role_id: roleId(store, step, role), scope_type: scope, org_id: orgId,
    app_id: typeof step.app_id === 'string' ? step.app_id : null, channel_id: null,
    granted_by: typeof step.granted_by === 'string' ? step.granted_by : principalId, granted_at: store.now(), expires_at: null, reason: 'Arranged', is_direct: true
  })
}

type Arrangement = (step: Step, context: StepContext) => void

/** The steps that the replayer of recorded exchanges uses. */
const recorded: Record<string, Arrangement> = {
  'age-refresh-token': (step, { store }) => {
    const row = store.refreshTokens.get(sha256(textOf(step, 'refresh_token')))
    if (!row) throw new StepError('age-refresh-token: there is no such token')
    store.refreshTokens.update(row.token_hash, { updated_at: toTimestamp(instantOf(row.updated_at) - numberOf(step, 'seconds') * 1000) })
  },
  'add-pending-invitation': (step, { store }) => {
    const now = store.now()
    store.pendingInvitations.insert({
      id: store.takeId('pending_invitations'), email: textOf(step, 'email'), org_id: textOf(step, 'org_id'), role: textOf(step, 'role'),
      first_name: optionalText(step, 'first_name'), last_name: optionalText(step, 'last_name'), future_uuid: randomUUID(), created_at: now, updated_at: now
    })
  },
  'set-api-key-expiry': (step, { store }) => {
    const expires = step.expires_at === null ? null : toTimestamp(instantOf(textOf(step, 'expires_at')))
    if (!store.apiKeys.update(numberOf(step, 'id'), { expires_at: expires })) throw new StepError('set-api-key-expiry: there is no such key')
  },
  'add-api-key-without-bindings': (step, { store }) => {
    const now = store.now()
    store.apiKeys.insert({
      id: store.takeId('api_keys'), created_at: now, updated_at: now, user_id: textOf(step, 'user_id'), key: textOf(step, 'key'), name: textOf(step, 'name'),
      key_hash: null, expires_at: null, rbac_id: randomUUID(), global_permissions: []
    })
  },
  'add-role-binding': (step, { store }) => {
    bind(store, step, textOf(step, 'principal_type') as PrincipalType, textOf(step, 'principal_id'), textOf(step, 'role'), textOf(step, 'org_id'), textOf(step, 'scope_type') as ScopeType)
  },
  'set-email-otp': (step, { store }) => {
    const email = textOf(step, 'email').toLowerCase()
    store.oneTimeCodes.delete(email)
    store.oneTimeCodes.insert({ email, code: textOf(step, 'code'), sent_at: store.now() })
  },
  'set-api-key-rate-limit': (step, { limits }) => limits.setKeyLimit(step.limit === null ? null : numberOf(step, 'limit'))
}

/** What other people and a bad network do, for our own tests. */
const staged: Record<string, Arrangement> = {
  fault: (step, { faults }) => {
    const fault = step as unknown as Fault
    if (!FAULT_KINDS.includes(fault.kind)) throw new StepError(`fault: "kind" must be one of ${FAULT_KINDS.join(', ')}`)
    textOf(step, 'route')
    faults.add(fault)
  },
  'clear-faults': (_step, { faults }) => faults.clear(),
  'clear-log': (_step, { log }) => log.clear(),
  'set-max-rows': (step, { knobs }) => { knobs.maxRows = numberOf(step, 'rows') },
  'set-latency': (step, { knobs }) => { knobs.latencyMs = numberOf(step, 'ms') },
  'clock-offset': (step, { knobs }) => { knobs.clockOffsetMs = numberOf(step, 'ms') },
  'set-member-2fa': (step, { store }) => {
    const userId = textOf(step, 'user_id')
    for (const factor of store.factors.where('user_id', userId)) store.factors.delete(factor.id)
    if (step.enabled !== true) return
    const now = store.now()
    store.factors.insert({
      id: mirroredUuid(userId), user_id: userId, friendly_name: 'Authenticator', factor_type: 'totp', status: 'verified',
      secret: typeof step.secret === 'string' ? step.secret : encodeBase32(Buffer.from(userId.replaceAll('-', ''), 'hex')), created_at: now, updated_at: now
    })
  },
  'add-member': (step, { store }) => {
    const orgId = textOf(step, 'org_id')
    const role = typeof step.role === 'string' ? step.role : 'org_member'
    const user = memberAccount(step, store)
    const now = store.now()
    const row = store.orgUsers.insert({
      id: store.takeId('org_users'), org_id: orgId, user_id: user, app_id: null, channel_id: null, rbac_role_name: role, is_invite: false, created_at: now, updated_at: now
    })
    bind(store, step, 'user', user, role, orgId)
    recordAudit(store, ANONYMOUS, { table: 'org_users', recordId: row.id, orgId, before: null, after: row })
  },
  'remove-member': (step, { store }) => {
    const [orgId, userId] = [textOf(step, 'org_id'), textOf(step, 'user_id')]
    for (const row of store.orgUsers.where('user_id', userId)) {
      if (row.org_id !== orgId) continue
      store.orgUsers.delete(row.id)
      recordAudit(store, ANONYMOUS, { table: 'org_users', recordId: row.id, orgId, before: row, after: null })
    }
    for (const binding of store.roleBindings.where('principal_id', userId)) if (binding.org_id === orgId) store.roleBindings.delete(binding.id)
  },
  'set-organization': (step, { store }) => {
    const id = textOf(step, 'id')
    const before = store.orgs.get(id)
    const after = store.orgs.update(id, fieldsOf(step))
    if (!before || !after) throw new StepError('set-organization: there is no such organization')
    recordAudit(store, ANONYMOUS, { table: 'orgs', recordId: id, orgId: id, before, after })
  },
  /** Every session ends as if it had been signed out elsewhere: refresh tokens are gone, access tokens name no session. */
  'expire-sessions': (_step, { store }) => {
    for (const row of store.refreshTokens.all()) store.refreshTokens.delete(row.token_hash)
    for (const session of store.sessions.all()) store.sessions.delete(session.id)
  }
}

function fieldsOf(step: Step): Partial<OrgRow> {
  if (typeof step.fields !== 'object' || step.fields === null) throw new StepError(`${step.do}: "fields" must be an object`)
  return step.fields
}

/** The person with `user_id` or `email`; an unknown address becomes a new account without password. */
function memberAccount(step: Step, store: Store): string {
  if (typeof step.user_id === 'string') {
    if (!store.users.get(step.user_id)) throw new StepError('add-member: there is no such person')
    return step.user_id
  }
  const email = textOf(step, 'email').toLowerCase()
  const known = store.userByEmail(email)
  if (known) return known.id
  const now = store.now()
  return store.users.insert({
    id: randomUUID(), email, password_hash: null, first_name: optionalText(step, 'first_name'), last_name: optionalText(step, 'last_name'), image_url: '', country: null,
    user_metadata: {}, app_metadata: { provider: 'email', providers: ['email'] }, email_confirmed_at: now, created_at: now, updated_at: now
  }).id
}

const arrangements: ReadonlyMap<string, Arrangement> = new Map(Object.entries({ ...recorded, ...staged }))

/** @throws StepError at the first step that cannot be made; those before it stay made */
export function arrange(steps: readonly Step[], context: StepContext): void {
  for (const step of steps) {
    const arrangement = arrangements.get(step.do)
    if (!arrangement) throw new StepError(`unknown step "${step.do}": use one of ${[...arrangements.keys()].join(', ')}`)
    arrangement(step, context)
  }
}
