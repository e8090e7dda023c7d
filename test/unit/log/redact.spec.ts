import { AxiosError, AxiosHeaders } from 'axios'
import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import { redact } from '../../../electron/main/log/redact'
import { redactText } from '../../../electron/main/log/redactText'

const apiKey = '3f1c9a52-7be4-4d0a-9c1e-5b8d2f60a713'
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlLWNhbmFyeQ'
const refreshToken = 'v1MrKx8Qe2Zt0yLcPw7s'
const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const hash = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9'
const base64 = 'q83vEjRWeJCrze/3+QkZPTE5k0a1Bf8='
const password = 'Tr0ub4dor&3'
const canaries = { apiKey, jwt, refreshToken, totpSecret, hash, base64, password }

function expectClean(value: unknown) {
  const text = JSON.stringify(value)
  for (const [name, canary] of Object.entries(canaries)) {
    expect(text.includes(canary), `${name} in ${text}`).toBe(false)
    expect(text.toLowerCase().includes(canary.toLowerCase().slice(0, 12)), `a part of ${name} in ${text}`).toBe(false)
  }
}

describe('by the name of the field', () => {
  const names = [
    'authorization', 'Authorization', 'Proxy-Authorization', 'capgkey', 'apikey', 'apiKey', 'api_key', 'x-api-key', 'X-API-Key', 'password', 'newPassword',
    'current_password', 'token', 'refresh_token', 'refreshToken', 'access_token', 'accessToken', 'id_token', 'captcha_token', 'secret', 'client_secret', 'key',
    'cookie', 'Set-Cookie', 'hashed_key', 'hashedKey', 'totp', 'private_key', 'qr_code', 'session'
  ]
  it.each(names)('%s', (name) => {
    expect(redact({ [name]: 'x' })).toEqual({ [name]: '[redacted]' })
    expect(redact({ a: [{ [name]: { deep: 'x' } }] })).toEqual({ a: [{ [name]: '[redacted]' }] })
    expect(redact({ [name]: 12345678 })).toEqual({ [name]: '[redacted]' })
  })

  it('says whether there was a value at all', () => {
    expect(redact({ token: null, key: '', hasPassword: true, session: undefined })).toEqual({ token: null, key: '', hasPassword: true, session: undefined })
  })

  it('in lists of header names and values, and in maps', () => {
    expect(redact(['Authorization', 'abc', 'Accept', 'text/plain'])).toEqual(['Authorization', '[redacted]', 'Accept', 'text/plain'])
    expect(redact([['capgkey', 'abc'], ['accept', '*']])).toEqual([['capgkey', '[redacted]'], ['accept', '*']])
    expect(redact({ name: 'Cookie', value: 'abc' })).toEqual({ name: 'Cookie', value: '[redacted]' })
    expect(redact(new Map([['password', 'abc'], ['page', 'x']]))).toEqual({ password: '[redacted]', page: 'x' })
    expect(redact(new Headers({ capgkey: 'abc', accept: '*' }))).toEqual({ accept: '*', capgkey: '[redacted]' })
  })

  it('tells one-time codes from error codes', () => {
    expect(redact({ code: '123456' })).toEqual({ code: '[redacted]' })
    expect(redact({ code: 123456 })).toEqual({ code: '[redacted]' })
    expect(redact({ code: 'aB3dE5gH' })).toEqual({ code: '[redacted]' })
    expect(redact({ code: totpSecret })).toEqual({ code: '[redacted]' })
    for (const code of ['unauthorized', 'lockoutBlocked', 'ECONNREFUSED', 'ERR_BAD_REQUEST', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED', 'PGRST116', '42501', 'invalid_apikey', 'requires_2fa_to_enforce_2fa', 401]) {
      expect(redact({ code })).toEqual({ code })
    }
  })
})

describe('by the shape of the value', () => {
  it.each(Object.entries({ apiKey, jwt, refreshToken, totpSecret, hash, base64 }))('%s, wherever it stands', (_name, secret) => {
    for (const value of [
      secret, `before ${secret} after`, `"${secret}"`, `(${secret})`, `x=${secret}&y=1`, `https://host.example/a/${secret}/b?c=${secret}#${secret}`,
      { note: secret }, [secret], { [secret]: 1 }, new Error(`failed with ${secret}`), new Set([secret]), new URL(`https://h.example/?q=${encodeURIComponent(secret)}`),
      { nested: { list: [{ text: `{"x":"${secret}"}` }] } }, `Bearer ${secret}`, `line\n${secret}\nline`, `/some/ordinary/folder/of/words/${secret}`
    ]) {
      expectClean(redact(value))
    }
  })

  it.each([
    `password=${password}`, `{"password":"${password}"}`, `{\\"password\\":\\"${password}\\"}`, `password: '${password}'`, `the password is ${password}`,
    `https://user:${encodeURIComponent(password)}@host.example/`, `https://user:${password}@host.example/`, `Authorization: Basic ${password}`, `Cookie: a=${password}; b=${password}`
  ])('a short secret that its surroundings give away: %s', (text) => {
    expectClean(redactText(text))
  })

  it('one-time codes in words, TOTP addresses, grouped TOTP secrets, PEM blocks', () => {
    expect(redactText('code 123456 was wrong')).not.toContain('123456')
    expect(redactText('otp: 123456')).not.toContain('123456')
    expect(redactText('otpauth://totp/Capgo:a@b.c?secret=ABCD&issuer=x')).toBe('[redacted]')
    expect(redactText('Enter JBSW Y3DP EHPK 3PXP in the app')).toBe('Enter [redacted] in the app')
    expect(redactText('Enter jbsw y3dp ehpk 3pxp in the app')).toBe('Enter [redacted] in the app')
    expect(redactText('-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\nrest')).toBe('[redacted]\nrest')
    expect(redactText('-----BEGIN PRIVATE KEY-----\nabc')).toBe('[redacted]')
  })

  it('keeps a UUID only as the whole value of a field for ids', () => {
    expect(redact({ organizationId: apiKey, org_id: apiKey, userId: apiKey, requestId: apiKey })).toEqual({ organizationId: apiKey, org_id: apiKey, userId: apiKey, requestId: apiKey })
    expectClean(redact({ organizationId: `x ${apiKey}`, userId: { value: apiKey }, id: apiKey, header: apiKey, url: `/organization/${apiKey}` }))
    expectClean(redact({ userId: jwt, orgId: hash }))
  })

  it('does not let a cut in a long text leave a part', { timeout: 60_000 }, () => {
    for (let before = 19_900; before < 20_010; before += 7) expectClean(redactText(`${'word '.repeat(before / 5)}${jwt} ${'word '.repeat(100)}`))
    expectClean(redactText('x'.repeat(19_990) + jwt))
    for (let before = 3_950; before < 4_010; before += 3) expectClean(redactText(`${'w '.repeat(before / 2)}${apiKey} ${'word '.repeat(100)}`))
  })
})

describe('what may be read', () => {
  it.each([
    'The server refused this: you need a second super admin.',
    'connect ECONNREFUSED 127.0.0.1:54321',
    'https://api.capgo.app/organization/members?limit=1000&select=id',
    'judgeEnforcingTwoFactor at /opt/gatehouse/out/main/index.js:120:13',
    'node_modules/zod/v4/classic/schemas.js',
    'requires_2fa_to_enforce_2fa',
    'app://bundle/assets/index-BxY12abc.js',
    '2027-03-12T10:20:30.400Z',
    '42 members, 100000 rows, 12.5 ms',
    'Cannot create an item in a locked collection',
    'org.freedesktop.DBus.Error.ServiceUnknown'
  ])('%s', (text) => {
    expect(redactText(text)).toBe(text)
  })

  it('plain fields stay as they are', () => {
    const fields = { channel: 'vault.state', ms: 12.5, ok: true, nothing: null, list: [1, 'two'], at: new Date(0) }
    expect(redact(fields)).toEqual({ ...fields, at: '1970-01-01T00:00:00.000Z' })
  })
})

describe('errors', () => {
  it('an HTTP error: no configuration, request, response', () => {
    const headers = new AxiosHeaders({ capgkey: apiKey, authorization: `Bearer ${jwt}` })
    const config = { headers, url: `https://h.example/?key=${apiKey}`, data: { password } }
    const response = { status: 401, statusText: '', headers, config, data: { refresh_token: refreshToken }, request: {} }
    const error = new AxiosError(`Request to ${config.url} failed`, 'ERR_BAD_REQUEST', config, { headers }, response)
    const logged = redact({ error, also: { config, response } })
    expectClean(logged)
    expect((logged as { error: object }).error).toMatchObject({ name: 'AxiosError', code: 'ERR_BAD_REQUEST', status: 401 })
    expect(Object.keys((logged as { error: object }).error)).not.toContain('config')
  })

  it('causes, several in one, fields of its own, and messages that repeat in the stack', () => {
    const inner = Object.assign(new Error(`token=${refreshToken}`), { token: jwt, headers: { capgkey: apiKey } })
    const error = new AggregateError([inner, new Error(password + ' ' + hash)].slice(0, 1), `outer ${jwt}\nsecond line ${apiKey}`, { cause: inner })
    expectClean(redact({ error }))
  })

  it('AppError with its data and cause', () => {
    const error = new AppError({ code: 'wrongApiKey', message: `The key ${apiKey} was refused.`, retryable: false, details: { status: 401, backendCode: 'invalid_apikey' } }, { cause: new Error(jwt) })
    expect(redact(error)).toMatchObject({ name: 'AppError', code: 'wrongApiKey', data: { code: 'wrongApiKey', details: { status: 401, backendCode: 'invalid_apikey' } } })
    expectClean(redact(error))
  })

  it('of a parser: not the text it could not read', () => {
    const parse = (text: string) => {
      try {
        return JSON.parse(text) as unknown
      } catch (error) {
        return error
      }
    }
    expectClean(redact(parse(password)))
    expect(redact(parse('hunter2'))).toMatchObject({ message: 'The text is not valid JSON.' })
    const mismatch = z.object({ token: z.literal('x') }).safeParse({ token: password }).error
    expect(redact(mismatch)).toMatchObject({ message: expect.stringContaining('token (invalid_value)') as string })
  })
})

describe('awkward values', () => {
  it('never throw and never recurse for ever', () => {
    const circular: Record<string, unknown> = { name: 'a' }
    circular['self'] = circular
    expect(redact(circular)).toEqual({ name: 'a', self: '[circular]' })
    let deep: unknown = apiKey
    for (let level = 0; level < 100; level += 1) deep = { deep }
    expectClean(redact(deep))
    const hostile = new Proxy({}, { ownKeys: () => { throw new Error(apiKey) } })
    expect(redact({ hostile })).toEqual({ hostile: '[unreadable]' })
    const getter = Object.defineProperty({}, 'value', { enumerable: true, get: () => { throw new Error(apiKey) } })
    expect(redact([getter])).toEqual(['[unreadable]'])
    expect(redact([() => apiKey, Symbol(apiKey), 10n, Number.NaN, Buffer.from(apiKey), new (class Socket { secret = apiKey })()])).toEqual([
      '[function]', '[symbol]', '10', 'NaN', `[${apiKey.length} bytes]`, '[Socket]'
    ])
    expect(JSON.stringify(redact(JSON.parse('{"__proto__":{"x":1}}')))).toBe('{"__proto__":{"x":1}}')
    expect((redact(Array.from({ length: 1000 }, (_, index) => index)) as unknown[]).length).toBe(101)
  })
})
