import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { appErrorSchema, asAppError } from '#shared/errors/appError'
import { createApiKeyCredential } from '../../../electron/main/services/connection/apiKeyCredential'
import { signInWithPassword } from '../../../electron/main/capgo/endpoints/signIn'
import { createRequester } from '../../../electron/main/capgo/requester'
import { mayHaveArrived, transportError } from '../../../electron/main/capgo/transportError'
import { cannedHttp } from '../../support/cannedHttp'

const server = { api: 'https://api.capgo.example', supabase: 'https://sb.capgo.example', anonKey: 'anon' }
const key = '3f0c2c1e-7a4b-4c52-9d1e-canary000001'
const failure = (promise: Promise<unknown>) => promise.then(() => asAppError(new Error('no error')), asAppError)
const ask = (status: number, body: unknown) =>
  failure(createRequester({ http: cannedHttp(() => ({ status, body })), server, credentials: createApiKeyCredential(key, () => undefined) }).send({ host: 'api', method: 'GET', path: '/x', answer: z.unknown() }))

describe('a refusal', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf'])('in the word %s is an error of ours all the same', async (word) => {
    for (const body of [{ error: word }, { code: word, message: word }, { error_code: word, msg: word }]) {
      expect(appErrorSchema.safeParse((await ask(400, body)).data).success).toBe(true)
    }
  })

  it('never gives back the credential it quotes', async () => {
    for (const body of [{ code: '22P02', message: `invalid input syntax for type uuid: "${key}"` }, { error: key, message: key, moreInfo: { error: key, reason: key } }]) {
      expect(JSON.stringify((await ask(400, body)).data)).not.toContain(key)
    }
  })

  it('never gives back the first part of a credential that stands where the text is cut', async () => {
    for (const before of [190, 195, 990, 995]) {
      const quoted = '.'.repeat(before) + key
      expect(JSON.stringify((await ask(400, { error: quoted, message: quoted, moreInfo: { error: quoted } })).data)).not.toContain(key.slice(0, 5))
    }
  })

  it('never gives back a password or a code it quotes', async () => {
    const http = cannedHttp(() => ({ status: 400, body: { msg: 'nobody has the password canary-password', error_code: 'canary-password' } }))
    const error = await failure(signInWithPassword(createRequester({ http, server, credentials: null }), { email: 'a@b.example', password: 'canary-password' }))
    expect(JSON.stringify(error.data)).not.toContain('canary-password')
  })

  it.each([500, 502, 503, 504])('with status %i decides nothing, whatever its words', async (status) => {
    expect((await ask(status, { error: 'cannot_update_org', message: 'Cannot update org' })).code).toBe('serverError')
  })
})

describe('a fault on the way', () => {
  const about = { host: 'h', requestId: 'r', timedOut: false, cancelled: false }
  const fault = (code: string) => transportError(Object.assign(new Error('x'), { code }), about)

  it.each(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'INVALID_PURPOSE', 'UNSPECIFIED'])('%s is found before anything is sent', (code) => {
    expect(fault(code).code).toBe('untrustedHost')
    expect(mayHaveArrived(fault(code))).toBe(false)
  })

  it.each(['ENETUNREACH', 'EHOSTUNREACH', 'ETIMEDOUT'])('%s while connecting comes before anything is sent, later it may not', (code) => {
    const connecting = transportError(Object.assign(new Error('x'), { code, cause: Object.assign(new Error('y'), { code, syscall: 'connect' }) }), about)
    expect([mayHaveArrived(connecting), mayHaveArrived(fault(code))]).toEqual([false, true])
  })

  it.each(['EPROTO', 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'ECONNRESET', 'EPIPE', 'ERR_TLS_RENEGOTIATION_DISABLED'])('%s may come after everything was sent', (code) => {
    expect(mayHaveArrived(fault(code))).toBe(true)
  })
})
