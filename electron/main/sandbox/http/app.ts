import type { HttpBindings } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { authRoutes } from '../auth/routes'
import { consolePages } from '../console/signInPages'
import type { Sessions } from '../auth/sessions'
import { functionRoutes } from '../functions/routes'
import { restRoutes } from '../postgrest/routes'
import { disturbed } from './faults'
import { ownHostOnly } from './ownHost'
import { arrange, StepError, type Step, type StepContext } from './steps'

export type HostPart = 'api' | 'supabase'
type App = Hono<{ Bindings: HttpBindings }>

const ARRANGE = '/_sandbox'

export interface AppDependencies extends StepContext {
  supabaseUrl: () => string
  /** whether the test-only routes exist */
  canArrange: boolean
  /** whether signing in demands a captcha, with a page of the console's that has one */
  captcha: boolean
  /** whether requests of web pages are refused */
  ownUseOnly: boolean
  /** called after each request that changed anything */
  onChange: () => void
}

/** Builds the application of one listening port, which plays one or both hosts. */
export function buildApp(dependencies: AppDependencies, sessions: Sessions, parts: readonly HostPart[]): App {
  const { store, lists, limits, knobs, supabaseUrl } = dependencies
  const app: App = new Hono()
  const functions = { store, sessions, lists, limits, maxRows: () => knobs.maxRows, supabaseUrl }
  app.use(ownHostOnly({ refusePages: dependencies.ownUseOnly }))
  app.use(observed(dependencies))
  if (dependencies.canArrange) app.route(ARRANGE, arrangeRoutes(dependencies))
  if (parts.includes('supabase')) {
    // The gateway lets every page read its answers; what protects them are the credentials.
    app.use('/auth/v1/*', gatewayCors)
    app.use('/rest/v1/*', gatewayCors)
    app.route('/auth/v1', authRoutes(store, sessions, dependencies))
    app.route('/rest/v1', restRoutes({ store, sessions, lists, maxRows: () => knobs.maxRows }))
    app.route('/functions/v1', functionRoutes(functions, 'supabase'))
  }
  if (parts.includes('api') && dependencies.captcha) app.route('/', consolePages({ supabaseUrl, anonKey: store.anonKey }))
  if (parts.includes('api')) app.route('/', functionRoutes(functions, 'api'))
  app.notFound((c) => c.json({ message: 'no Route matched with those values' }, 404))
  app.onError((_error, c) => c.json({ error: 'unknown_error', message: 'Unknown error', moreInfo: {} }, 500))
  return app
}

const gatewayCors = cors({
  origin: '*',
  allowHeaders: ['authorization', 'apikey', 'content-type', 'prefer', 'range', 'range-unit', 'accept-profile', 'content-profile', 'x-client-info', 'x-supabase-api-version', 'capgkey'],
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  exposeHeaders: ['content-range', 'content-location', 'date', 'range-unit', 'x-supabase-api-version']
})

/** Around every request: the log, the latency, the fault that a test asked for, and a `Date` that follows our clock. */
function observed({ store, log, knobs, faults, onChange }: AppDependencies): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    if (c.req.path.startsWith(`${ARRANGE}/`)) return next()
    const entry = log.begin(c.req.method, c.req.url)
    const revision = store.revision()
    if (knobs.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, knobs.latencyMs))
    const fault = faults.take(c.req.method, c.req.path)
    if (fault) {
      const answered = async () => {
        // What is taken apart must be plain text.
        c.req.raw.headers.delete('accept-encoding')
        await next()
        return c.res
      }
      const outcome = await disturbed(fault, answered, c.env, store.nowMs())
      // Emptied first: setting an answer over another one merges the headers of both.
      c.res = undefined
      c.res = outcome
    } else await next()
    if (store.revision() !== revision) onChange()
    if (c.res.headers.has('x-hono-already-sent')) {
      entry.endedAt = Date.now()
      return
    }
    c.res.headers.set('date', new Date(store.nowMs()).toUTCString())
    entry.status = c.res.status
    entry.endedAt = Date.now()
  }
}

/** What tests may do from outside; exists with `--arrange` only. */
function arrangeRoutes(context: StepContext): Hono {
  const app = new Hono()
  app.post('/arrange', async (c) => {
    const body = (await c.req.json().catch(() => null)) as { steps?: unknown } | null
    if (!Array.isArray(body?.steps)) return c.json({ error: 'the body must be { "steps": [ … ] }' }, 400)
    try {
      arrange(body.steps as Step[], context)
    } catch (error) {
      if (!(error instanceof StepError) && !(error instanceof SyntaxError)) throw error
      return c.json({ error: error.message }, 400)
    }
    return c.body(null, 204)
  })
  app.get('/log', (c) => c.json(context.log.all()))
  app.post('/log/clear', (c) => {
    context.log.clear()
    return c.body(null, 204)
  })
  return app
}
