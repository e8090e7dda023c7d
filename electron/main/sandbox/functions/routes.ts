import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import type { Sessions } from '../auth/sessions'
import type { MemberLists } from '../rules/members'
import type { RateLimits } from '../rules/rateLimits'
import type { Store } from '../store/store'
import { CapgoError } from './capgoError'
import { Gate } from './caller'
import { capgoCors } from './cors'
import { getMembers, getOrganization } from './organizationGet'
import { putOrganization } from './organizationPut'
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

/** Capgo's own functions: at the root of the API host and under `/functions/v1` of the Supabase host. */
export function functionRoutes(dependencies: FunctionDependencies): Hono {
  const { store, sessions, lists, limits, maxRows, supabaseUrl } = dependencies
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
  const config = () => {
    const supaHost = supabaseUrl()
    return { supaHost, supbaseId: new URL(supaHost).hostname.split('.')[0], supaKey: store.anonKey, stripeEnabled: false }
  }
  app.get('/private/config', (c) => c.json(config()))

  app.get('/organization', (c) => getOrganization(c, store, gate.key(c)))
  app.get('/organization/members', (c) => getMembers(c, store, gate.key(c), lists, maxRows()))
  app.put('/organization', (c) => putOrganization(c, store, gate.any(c)))
  app.post('/private/verify_email_otp', (c) => verifyEmailOtp(c, store, gate.any(c)))

  app.all('*', (c) => c.json({ error: 'not_found', message: 'Not found' }, 404))
  return app
}
