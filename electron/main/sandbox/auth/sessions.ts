import { randomBytes, randomUUID } from 'node:crypto'
import { isPasswordRight, sha256 } from '../store/hashing'
import type { SessionRow, UserRow } from '../store/rows'
import type { Store } from '../store/store'
import { instantOf, toTimestamp } from '../store/timestamps'
import { AuthError } from './authError'
import { readToken, signToken, type SessionClaims } from './jwt'
import { userBody } from './userBody'

/** Life of an access token, in seconds. */
export const ACCESS_TOKEN_LIFE_S = 3600
/** For how long a refresh token that was already used is still taken, in milliseconds: two windows may refresh at once. */
export const REUSE_TOLERANCE_MS = 10_000

/** Sign-in sessions: short-lived signed access tokens and rotating refresh tokens, one family per session. */
export class Sessions {
  constructor(private readonly store: Store) {}

  /** @throws AuthError invalid_credentials */
  async signIn(email: string, password: string) {
    const user = this.store.userByEmail(email)
    const right = await isPasswordRight(password, user?.password_hash ?? null)
    if (!user || !right) throw new AuthError(400, 'invalid_credentials', 'Invalid login credentials')
    const now = this.store.now()
    this.store.signIns.delete(user.id)
    this.store.signIns.insert({ user_id: user.id, last_sign_in_at: now })
    const session = this.store.sessions.insert({ id: randomUUID(), user_id: user.id, aal: 'aal1', amr: [this.method('password')], created_at: now })
    return this.answer(user, session)
  }

  /** Rotates. @throws AuthError refresh_token_not_found, refresh_token_already_used */
  refresh(token: string) {
    const row = this.store.refreshTokens.get(sha256(token))
    const session = row && this.store.sessions.get(row.session_id)
    const user = session && this.store.users.get(session.user_id)
    if (!row || !session || !user) throw new AuthError(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found')
    if (row.revoked && this.store.nowMs() - instantOf(row.updated_at) > REUSE_TOLERANCE_MS) {
      // Somebody else may hold a copy: nobody continues with this family.
      this.revokeFamily(session.id)
      throw new AuthError(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used')
    }
    if (!row.revoked) this.store.refreshTokens.update(row.token_hash, { revoked: true, updated_at: this.store.now() })
    return this.answer(user, session)
  }

  /** Raises a session to aal2 and ends the person's other sessions below it, as the real sign-in server does. */
  raise(sessionId: string) {
    const session = this.store.sessions.get(sessionId)
    const user = session && this.store.users.get(session.user_id)
    if (!session || !user) throw new AuthError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist')
    for (const other of this.store.sessions.where('user_id', user.id)) if (other.id !== sessionId && other.aal === 'aal1') this.end(other.id)
    for (const row of this.store.refreshTokens.where('session_id', sessionId)) this.store.refreshTokens.delete(row.token_hash)
    const amr = [this.method('totp'), ...session.amr.filter(({ method }) => method !== 'totp')]
    return this.answer(user, this.store.sessions.update(sessionId, { aal: 'aal2', amr }) ?? session)
  }

  end(sessionId: string): void {
    for (const row of this.store.refreshTokens.where('session_id', sessionId)) this.store.refreshTokens.delete(row.token_hash)
    this.store.sessions.delete(sessionId)
  }

  /** The claims of an access token that is ours and not expired. Does not ask whether the session still exists. */
  claimsOf(accessToken: string): SessionClaims | 'expired' | undefined {
    const claims = readToken(accessToken, this.store.jwtSecret)
    return claims && claims.exp * 1000 <= this.store.nowMs() ? 'expired' : claims
  }

  /** The session and person behind an access token; undefined when it is not ours, expired, or signed out. */
  liveSession(accessToken: string): { session: SessionRow; user: UserRow; claims: SessionClaims } | undefined {
    const claims = this.claimsOf(accessToken)
    if (!claims || claims === 'expired') return undefined
    const session = this.store.sessions.get(claims.session_id)
    const user = session && this.store.users.get(session.user_id)
    return session && user ? { session, user, claims } : undefined
  }

  private revokeFamily(sessionId: string): void {
    for (const row of this.store.refreshTokens.where('session_id', sessionId)) {
      // Far enough back that the tolerance does not apply to any of them.
      this.store.refreshTokens.update(row.token_hash, { revoked: true, updated_at: toTimestamp(this.store.nowMs() - 2 * REUSE_TOLERANCE_MS) })
    }
  }

  private method(method: string) {
    return { method, timestamp: Math.floor(this.store.nowMs() / 1000) }
  }

  private answer(user: UserRow, session: SessionRow) {
    const refreshToken = randomBytes(16).toString('base64url')
    this.store.refreshTokens.insert({ token_hash: sha256(refreshToken), session_id: session.id, revoked: false, updated_at: this.store.now() })
    const issuedAt = Math.floor(this.store.nowMs() / 1000)
    const expiresAt = issuedAt + ACCESS_TOKEN_LIFE_S
    const claims: SessionClaims = {
      sub: user.id, session_id: session.id, aal: session.aal, role: 'authenticated', exp: expiresAt, iat: issuedAt, aud: 'authenticated',
      email: user.email, phone: '', app_metadata: user.app_metadata, user_metadata: user.user_metadata, amr: session.amr, is_anonymous: false
    }
    return {
      access_token: signToken(claims, this.store.jwtSecret),
      token_type: 'bearer',
      expires_in: ACCESS_TOKEN_LIFE_S,
      expires_at: expiresAt,
      refresh_token: refreshToken,
      user: userBody(this.store, user)
    }
  }
}
