import { randomBytes, randomUUID } from 'node:crypto'
import type { FactorRow } from '../store/rows'
import type { Store } from '../store/store'
import { instantOf } from '../store/timestamps'
import { encodeBase32, isTotpAccepted } from '../totp'
import { AuthError } from './authError'

/** Life of a challenge, in milliseconds. */
export const CHALLENGE_LIFE_MS = 300_000
/** Capgo backend: how long after the e-mailed code a second factor may be enrolled, in milliseconds. */
export const EMAIL_OTP_LIFE_MS = 3_600_000

/** Second factors (TOTP): enrol, challenge, verify, unenrol. */
export class Factors {
  constructor(private readonly store: Store) {}

  private ownFactor(userId: string, factorId: string): FactorRow {
    const factor = this.store.factors.get(factorId)
    if (!factor || factor.user_id !== userId) throw new AuthError(404, 'mfa_factor_not_found', 'Factor not found')
    return factor
  }

  challenge(userId: string, factorId: string) {
    const factor = this.ownFactor(userId, factorId)
    const challenge = this.store.challenges.insert({ id: randomUUID(), factor_id: factor.id, created_at: this.store.now(), verified_at: null })
    return { id: challenge.id, type: factor.factor_type, expires_at: Math.floor((this.store.nowMs() + CHALLENGE_LIFE_MS) / 1000) }
  }

  /** @throws AuthError mfa_challenge_not_found, mfa_challenge_expired, mfa_verification_failed */
  verify(userId: string, factorId: string, challengeId: string, code: string): void {
    const factor = this.ownFactor(userId, factorId)
    const challenge = this.store.challenges.get(challengeId)
    if (!challenge || challenge.factor_id !== factor.id) throw new AuthError(404, 'mfa_challenge_not_found', 'MFA challenge not found')
    if (challenge.verified_at || this.store.nowMs() - instantOf(challenge.created_at) > CHALLENGE_LIFE_MS) {
      this.store.challenges.delete(challenge.id)
      throw new AuthError(422, 'mfa_challenge_expired', `MFA challenge ${challenge.id} has expired, verify against another challenge or create a new challenge.`)
    }
    if (!isTotpAccepted(factor.secret, code, this.store.nowMs())) throw new AuthError(422, 'mfa_verification_failed', 'Invalid TOTP code entered')
    this.store.challenges.delete(challenge.id)
    if (factor.status !== 'verified') this.store.factors.update(factor.id, { status: 'verified', updated_at: this.store.now() })
  }

  /** Capgo backend: a row rule on factors refuses enrolment without an e-mailed code verified within the last hour. */
  enrol(userId: string, email: string, friendlyName: string | null, issuer: string) {
    const verified = this.store.emailOtpVerified.get(userId)
    if (!verified || this.store.nowMs() - instantOf(verified.verified_at) > EMAIL_OTP_LIFE_MS) {
      throw new AuthError(500, 'unexpected_failure', 'Database error saving new factor')
    }
    const existing = this.store.factors.where('user_id', userId)
    if (friendlyName && existing.some((factor) => factor.friendly_name === friendlyName)) {
      throw new AuthError(422, 'mfa_factor_name_conflict', `A factor with the friendly name "${friendlyName}" for this user already exists`)
    }
    const now = this.store.now()
    const secret = encodeBase32(randomBytes(20))
    const factor = this.store.factors.insert({
      id: randomUUID(), user_id: userId, friendly_name: friendlyName, factor_type: 'totp', status: 'unverified', secret, created_at: now, updated_at: now
    })
    const uri = `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(email)}?algorithm=SHA1&digits=6&issuer=${encodeURIComponent(issuer)}&period=30&secret=${secret}`
    return { id: factor.id, type: 'totp', friendly_name: factor.friendly_name, totp: { qr_code: qrPlaceholder(uri), secret, uri } }
  }

  unenrol(userId: string, aal: string, factorId: string) {
    const factor = this.ownFactor(userId, factorId)
    if (factor.status === 'verified' && aal !== 'aal2') throw new AuthError(422, 'insufficient_aal', 'AAL2 required to unenroll verified factor')
    for (const challenge of this.store.challenges.where('factor_id', factor.id)) this.store.challenges.delete(challenge.id)
    this.store.factors.delete(factor.id)
    return { id: factor.id }
  }
}

/** Nobody scans a code off this server; clients only need an image of the right kind that carries the address as text. */
function qrPlaceholder(uri: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><title>${uri.replaceAll('&', '&amp;')}</title></svg>`
  return `data:image/svg+xml;utf-8,${svg}`
}
