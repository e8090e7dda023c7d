import type { Context } from 'hono'
import { z } from 'zod'
import type { SignedIn } from '../rules/actor'
import type { Store } from '../store/store'
import { instantOf, toZulu } from '../store/timestamps'
import { bodyOrQuery } from './body'
import { invalidBody, unauthorized } from './capgoError'

/** How long an e-mailed code is good for, in milliseconds. */
const CODE_LIFE_MS = 3_600_000

const body = z.object({ token: z.string().length(6), type: z.string().optional() })

/** `POST /private/verify_email_otp`: proves control of the mailbox; needed before a second factor is enrolled. */
export async function verifyEmailOtp(c: Context, store: Store, actor: SignedIn): Promise<Response> {
  const given = body.safeParse(await bodyOrQuery(c))
  if (!given.success) throw invalidBody(given.error)
  const email = store.users.get(actor.userId)?.email ?? ''
  const sent = store.oneTimeCodes.get(email)
  if (!sent || sent.code !== given.data.token || store.nowMs() - instantOf(sent.sent_at) > CODE_LIFE_MS) throw unauthorized('invalid_otp', 'Invalid or expired OTP')
  store.oneTimeCodes.delete(email)
  store.emailOtpVerified.delete(actor.userId)
  const { verified_at } = store.emailOtpVerified.insert({ user_id: actor.userId, verified_at: store.now() })
  return c.json({ verified_at: toZulu(verified_at) })
}
