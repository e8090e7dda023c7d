import { Hono, type Context } from 'hono'
import { hasTwoFactor } from '../rules/twoFactor'
import { hashPassword, isPasswordRight } from '../store/hashing'
import type { Store } from '../store/store'
import { AuthError } from './authError'
import { Factors } from './factors'
import type { Sessions } from './sessions'
import { captchaToken } from '../console/signInPages'
import { userBody } from './userBody'

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

async function bodyOf(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => {
    throw new AuthError(400, 'bad_json', 'Could not parse request body as JSON')
  })
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** What stands in `gotrue_meta_security` beside every request that may be asked for a captcha. */
function requireCaptcha(body: Record<string, unknown>): void {
  const security = body['gotrue_meta_security']
  const token = typeof security === 'object' && security !== null ? text((security as Record<string, unknown>)['captcha_token']) : ''
  if (token === '') throw new AuthError(400, 'captcha_failed', 'captcha protection: request disallowed (no captcha_token found)')
  if (token !== captchaToken) throw new AuthError(400, 'captcha_failed', 'captcha protection: request disallowed (invalid-input-response)')
}

/**
 * `/auth/v1`: the part of GoTrue that Capgo's clients use. The gateway asks for the anonymous key on every route.
 * @param captcha whether signing in and sending codes demand a captcha token; renewing a session never does
 */
export function authRoutes(store: Store, sessions: Sessions, { captcha }: { captcha: boolean }): Hono {
  const app = new Hono()
  const factors = new Factors(store)
  const answer = (c: Context, body: unknown) => c.json(body, 200, JSON_TYPE)

  const caller = (c: Context) => {
    const token = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (!token) throw new AuthError(401, 'no_authorization', 'This endpoint requires a valid Bearer token')
    const claims = sessions.claimsOf(token)
    if (!claims) throw new AuthError(403, 'bad_jwt', 'invalid JWT: unable to parse or verify signature, token signature is invalid: signature is invalid')
    if (claims === 'expired') throw new AuthError(403, 'bad_jwt', 'invalid JWT: unable to parse or verify signature, token has invalid claims: token is expired')
    const live = sessions.liveSession(token)
    if (!live) throw new AuthError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
    return live
  }

  app.use(async (c, next) => {
    if (c.req.header('apikey') !== store.anonKey) return c.json({ message: c.req.header('apikey') ? 'Invalid authentication credentials' : 'No API key found in request' }, 401, JSON_TYPE)
    return next()
  })

  app.onError((error, c) => {
    if (!(error instanceof AuthError)) throw error
    const apiVersion = c.req.header('x-supabase-api-version')
    // The version comes back with the answer: it tells the official library which of the two shapes it is reading.
    if (apiVersion !== undefined) c.header('x-supabase-api-version', apiVersion)
    return c.json(error.body(apiVersion), error.status, JSON_TYPE)
  })

  app.post('/token', async (c) => {
    const body = await bodyOf(c)
    switch (c.req.query('grant_type')) {
      case 'password':
        if (captcha) requireCaptcha(body)
        return answer(c, await sessions.signIn(text(body.email), text(body.password)))
      case 'refresh_token':
        return answer(c, sessions.refresh(text(body.refresh_token)))
      default:
        throw new AuthError(400, 'unsupported_grant_type', 'unsupported_grant_type')
    }
  })

  app.get('/user', (c) => answer(c, userBody(store, caller(c).user)))

  app.put('/user', async (c) => {
    const { user, session } = caller(c)
    const { password } = await bodyOf(c)
    if (typeof password === 'string') {
      if (password.length < 6) throw new AuthError(422, 'weak_password', 'Password should be at least 6 characters.')
      if (hasTwoFactor(store, user.id) && session.aal !== 'aal2') throw new AuthError(401, 'insufficient_aal', 'AAL2 session is required to update email or password when MFA is enabled.')
      if (await isPasswordRight(password, user.password_hash)) throw new AuthError(422, 'same_password', 'New password should be different from the old password.')
      store.users.update(user.id, { password_hash: await hashPassword(password), updated_at: store.now() })
      for (const other of store.sessions.where('user_id', user.id)) if (other.id !== session.id) sessions.end(other.id)
    }
    return answer(c, userBody(store, store.users.get(user.id) ?? user))
  })

  app.post('/logout', (c) => {
    const { session, user } = caller(c)
    const scope = c.req.query('scope') ?? 'global'
    for (const other of store.sessions.where('user_id', user.id)) {
      if (scope === 'global' || (other.id === session.id) === (scope === 'local')) sessions.end(other.id)
    }
    return c.body(null, 204)
  })

  app.post('/factors', async (c) => {
    const { user, session } = caller(c)
    if (hasTwoFactor(store, user.id) && session.aal !== 'aal2') throw new AuthError(403, 'insufficient_aal', 'AAL2 required to enroll a new factor')
    const body = await bodyOf(c)
    const { id, type, friendly_name, totp } = factors.enrol(user.id, user.email, text(body.friendly_name) || null, text(body.issuer) || 'localhost')
    return answer(c, { id, type, friendly_name, status: 'unverified', totp })
  })

  app.post('/factors/:id/challenge', (c) => answer(c, factors.challenge(caller(c).user.id, c.req.param('id'))))

  app.post('/factors/:id/verify', async (c) => {
    const { user, session } = caller(c)
    const body = await bodyOf(c)
    factors.verify(user.id, c.req.param('id'), text(body.challenge_id), text(body.code))
    return answer(c, sessions.raise(session.id))
  })

  app.delete('/factors/:id', (c) => {
    const { user, claims } = caller(c)
    return answer(c, factors.unenrol(user.id, claims.aal, c.req.param('id')))
  })

  app.post('/otp', async (c) => {
    const body = await bodyOf(c)
    if (captcha) requireCaptcha(body)
    const { email } = body
    const user = store.userByEmail(text(email))
    if (user) {
      store.oneTimeCodes.delete(user.email)
      store.oneTimeCodes.insert({ email: user.email, code: String(Math.floor(Math.random() * 1e6)).padStart(6, '0'), sent_at: store.now() })
    }
    return answer(c, {})
  })

  app.get('/settings', (c) =>
    answer(c, {
      external: { email: true, phone: false, anonymous_users: false },
      disable_signup: false,
      autoconfirm: true,
      mailer_autoconfirm: true,
      minimum_password_length: 6
    })
  )

  app.all('*', (c) => c.json({ code: 404, error_code: 'not_found', msg: 'requested path is invalid' }, 404, JSON_TYPE))
  return app
}
