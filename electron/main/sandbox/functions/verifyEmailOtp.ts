import type { Context } from 'hono'
import type { SessionActor } from '../rules/actor'
import type { Store } from '../store/store'
import { instantOf, toZulu } from '../store/timestamps'
import { jsonBody } from './body'
import { refused, unauthorized } from './capgoError'

/** How long an e-mailed code is good for, in milliseconds. */
const CODE_LIFE_MS = 3_600_000

/** `POST /private/verify_email_otp`: proves control of the mailbox; needed before a second factor is enrolled. */
export async function verifyEmailOtp(c: Context, store: Store, actor: SessionActor): Promise<Response> {
  const body = await jsonBody(c)
  const token = typeof body.token === 'string' ? body.token.replaceAll(' ', '') : ''
  if (!token) throw refused('invalid_body', 'Token or token_hash is required')
  if (token.length !== 6) throw refused('invalid_body', 'Token must be 6 characters long')
  const email = store.users.get(actor.userId)?.email ?? ''
  const sent = store.oneTimeCodes.get(email)
  if (!sent || sent.code !== token || store.nowMs() - instantOf(sent.sent_at) > CODE_LIFE_MS) throw unauthorized('invalid_otp', 'Invalid or expired OTP')
  store.oneTimeCodes.delete(email)
  store.emailOtpVerified.delete(actor.userId)
  const { verified_at } = store.emailOtpVerified.insert({ user_id: actor.userId, verified_at: store.now() })
  return c.json({ verified_at: toZulu(verified_at) })
}
