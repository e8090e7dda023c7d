import { expect } from '@playwright/test'
import { totp } from '../../../electron/main/sandbox/totp'
import type { Sandbox } from './sandbox'
import { demoPerson } from './signIn'

export interface KnownSession {
  access_token: string
  refresh_token: string
}

/** A session of the demo person whose tokens the test knows, whether or not this machine has a keychain to read them from. */
export async function sessionKnownToTheTest(sandbox: Sandbox): Promise<KnownSession> {
  const { email, password, totpSecret } = demoPerson(sandbox)
  const post = async (path: string, body: object, token?: string): Promise<Record<string, unknown>> => {
    const headers = { apikey: sandbox.anonKey, 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
    const answer = await fetch(`${sandbox.supabase}/auth/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(answer.ok, path).toBe(true)
    return (await answer.json()) as Record<string, unknown>
  }
  const first = (await post('token?grant_type=password', { email, password })) as unknown as KnownSession & { user: { factors: { id: string }[] } }
  const factor = `factors/${first.user.factors[0]?.id ?? ''}`
  const challenge = await post(`${factor}/challenge`, {}, first.access_token)
  return (await post(`${factor}/verify`, { challenge_id: challenge['id'], code: totp(totpSecret, Date.now()) }, first.access_token)) as unknown as KnownSession
}
