import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import type { Sessions } from '../auth/sessions'
import type { MemberLists } from '../rules/members'
import type { RateLimits } from '../rules/rateLimits'
import type { Store } from '../store/store'
import { createApiKey } from './apiKeyCreate'
import { deleteApiKey, getApiKey, listApiKeys } from './apiKeyRead'
import { updateApiKey } from './apiKeyUpdate'
import { getApp, listApps } from './apps'
import { Gate } from './caller'
import { CapgoError } from './capgoError'
import { capgoCors } from './cors'
import { getAudit } from './organizationAudit'
import { createOrganization, deleteOrganization } from './organizationCreate'
import { getMembers, getOrganization } from './organizationGet'
import { inviteMember, removeMember } from './organizationMembers'
import { putOrganization } from './organizationPut'
import { Groups } from './privateGroups'
import { addBinding, changeBinding, listBindings, removeBinding, withTextRefusals } from './privateRoleBindings'
import { listRoles } from './privateRoles'
import { validatePassword } from './validatePassword'
import { verifyEmailOtp } from './verifyEmailOtp'

export interface FunctionDependencies {
  store: Store
  sessions: Sessions
  lists: MemberLists
  limits: RateLimits
  maxRows: () => number
  /** the address that `/private/config` names; known once the server listens */
  supabaseUrl: () => string
}

/** Which host the functions stand on: what manages roles is offered under `/functions/v1` of the Supabase host only. */
export type FunctionHost = 'api' | 'supabase'

/** Capgo's own functions. */
export function functionRoutes(dependencies: FunctionDependencies, host: FunctionHost): Hono {
  const { store, sessions, limits } = dependencies
  const app = new Hono()
  const gate = new Gate(store, sessions, limits)
  app.use(requestId())
  app.use(capgoCors)
  app.onError((error, c) => {
    if (!(error instanceof CapgoError)) throw error
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
    return c.json(error.body(), error.status)
  })
  app.get('/ok', (c) => c.json({ status: 'ok' }))
  organizationRoutes(app, dependencies, gate)
  apiKeyRoutes(app, store, gate)
  app.get('/app', (c) => listApps(c, store, gate.key(c)))
  app.get('/app/:id', (c) => getApp(c, store, gate.key(c), c.req.param('id')))
  privateRoutes(app, dependencies, gate)
  if (host === 'supabase') roleRoutes(app, store, gate)
  app.all('*', (c) => c.json({ error: 'not_found', message: 'Not found' }, 404))
  return app
}

function organizationRoutes(app: Hono, { store, lists, maxRows }: FunctionDependencies, gate: Gate): void {
  app.get('/organization', (c) => getOrganization(c, store, gate.key(c)))
  app.post('/organization', (c) => createOrganization(c, store, gate.any(c)))
  app.delete('/organization', (c) => deleteOrganization(c, store, gate.key(c)))
  app.put('/organization', (c) => putOrganization(c, store, gate.any(c)))
  app.get('/organization/members', (c) => getMembers(c, store, gate.key(c), lists, maxRows()))
  app.post('/organization/members', (c) => inviteMember(c, store, gate.key(c)))
  app.delete('/organization/members', (c) => removeMember(c, store, gate.any(c)))
  app.get('/organization/audit', (c) => getAudit(c, store, gate.any(c)))
}

function apiKeyRoutes(app: Hono, store: Store, gate: Gate): void {
  app.get('/apikey', (c) => listApiKeys(c, store, gate.any(c)))
  app.post('/apikey', (c) => createApiKey(c, store, gate.any(c)))
  app.put('/apikey', (c) => updateApiKey(c, store, gate.any(c), undefined))
  app.get('/apikey/:id', (c) => getApiKey(c, store, gate.any(c), c.req.param('id')))
  app.put('/apikey/:id', (c) => updateApiKey(c, store, gate.any(c), c.req.param('id')))
  app.delete('/apikey/:id', (c) => deleteApiKey(c, store, gate.any(c), c.req.param('id')))
}

function privateRoutes(app: Hono, { store, limits, supabaseUrl }: FunctionDependencies, gate: Gate): void {
  app.get('/private/config', (c) => {
    const supaHost = supabaseUrl()
    return c.json({ supaHost, supbaseId: new URL(supaHost).hostname.split('.')[0], supaKey: store.anonKey, stripeEnabled: false })
  })
  app.post('/private/verify_email_otp', (c) => verifyEmailOtp(c, store, gate.session(c)))
  app.post('/private/validate_password_compliance', (c) => validatePassword(c, store, limits))
  const groups = new Groups(store)
  app.get('/private/groups/:id/members', (c) => groups.members(c, gate.any(c), c.req.param('id')))
  app.post('/private/groups/:id/members', (c) => groups.addMember(c, gate.any(c), c.req.param('id')))
  app.delete('/private/groups/:id/members/:user', (c) => groups.removeMember(c, gate.any(c), c.req.param('id'), c.req.param('user')))
  app.get('/private/groups/:id', (c) => groups.list(c, gate.any(c), c.req.param('id')))
  app.post('/private/groups/:id', (c) => groups.create(c, gate.any(c), c.req.param('id')))
  app.put('/private/groups/:id', (c) => groups.update(c, gate.any(c), c.req.param('id')))
  app.delete('/private/groups/:id', (c) => groups.delete(c, gate.any(c), c.req.param('id')))
}

function roleRoutes(app: Hono, store: Store, gate: Gate): void {
  app.get('/private/roles', (c) => {
    gate.session(c)
    return listRoles(c, store, undefined)
  })
  app.get('/private/roles/:scope', (c) => {
    gate.session(c)
    return listRoles(c, store, c.req.param('scope'))
  })
  app.get('/private/role_bindings/:org', (c) => withTextRefusals(c, gate.any(c), (actor) => listBindings(c, store, actor, c.req.param('org'))))
  app.post('/private/role_bindings', (c) => withTextRefusals(c, gate.any(c), (actor) => addBinding(c, store, actor)))
  app.patch('/private/role_bindings/:id', (c) => withTextRefusals(c, gate.any(c), (actor) => changeBinding(c, store, actor, c.req.param('id'))))
  app.delete('/private/role_bindings/:id', (c) => withTextRefusals(c, gate.any(c), (actor) => removeBinding(c, store, actor, c.req.param('id'))))
}
