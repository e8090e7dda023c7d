import { createHmac, timingSafeEqual } from 'node:crypto'

export interface SessionClaims {
  sub: string
  session_id: string
  aal: 'aal1' | 'aal2'
  role: string
  /** seconds since 1970 */
  exp: number
  [claim: string]: unknown
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signatureOf = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest()

export function signToken(claims: SessionClaims, secret: string): string {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${text}.${signatureOf(text, secret).toString('base64url')}`
}

/** The claims of a token that we signed, expired or not; undefined for anything else. */
export function readToken(token: string, secret: string): SessionClaims | undefined {
  const [header, payload, signature, ...rest] = token.split('.')
  if (!header || !payload || !signature || rest.length) return undefined
  const given = Buffer.from(signature, 'base64url')
  const wanted = signatureOf(`${header}.${payload}`, secret)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as SessionClaims
}
