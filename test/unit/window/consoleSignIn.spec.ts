import { describe, expect, it } from 'vitest'
import { mayLoad, mayVisit } from '../../../electron/main/window/consoleSignIn/pagePolicy'
import { readTarget } from '../../../electron/main/window/consoleSignIn/signInProxy'
import { findStoredSession } from '../../../electron/main/window/consoleSignIn/storedSession'

const console = 'https://console.capgo.app'
const now = Date.parse('2026-11-21T12:00:00Z')
const token = `${'a'.repeat(30)}.${'b'.repeat(30)}.${'c'.repeat(30)}`
const kept = (session: unknown, name = 'sb-capgo-auth-token') => [[name, typeof session === 'string' ? session : JSON.stringify(session)]]

describe('where the window of the console may go', () => {
  it.each(['https://console.capgo.app/login', 'https://idp.example/saml?x=1', 'https://login.microsoftonline.com/'])('%s', (address) => {
    expect(mayVisit(address, console)).toBe(true)
  })

  it.each([
    'http://console.capgo.app/login',
    'http://idp.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://bundle/index.html',
    'https://console.capgo.app@evil.example/',
    'https://localhost/',
    'http://127.0.0.1:9222/json',
    'https://127.1.2.3/',
    'https://[::1]/',
    'https://0.0.0.0/',
    'not an address'
  ])('not to %s', (address) => {
    expect(mayVisit(address, console)).toBe(false)
  })

  it('to a console on this computer and what belongs to it, and still not to other names of this computer', () => {
    expect(mayVisit('http://127.0.0.1:4000/login', 'http://127.0.0.1:4000')).toBe(true)
    expect(mayVisit('http://127.0.0.1:4001/auth/v1/token', 'http://127.0.0.1:4000')).toBe(true)
    expect(mayVisit('http://localhost:4000/', 'http://127.0.0.1:4000')).toBe(false)
    expect(mayVisit('file:///etc/passwd', 'http://127.0.0.1:4000')).toBe(false)
  })

  it('loads what a page makes by itself, and sockets to where it may go', () => {
    expect(mayLoad('blob:https://console.capgo.app/x', console)).toBe(true)
    expect(mayLoad('wss://challenge.example/', console)).toBe(true)
    expect(mayLoad('ws://challenge.example/', console)).toBe(false)
    expect(mayLoad('chrome-extension://x/y', console)).toBe(false)
  })
})

describe('the session that the page keeps', () => {
  it('is found under the name that supabase-js gives it, with the seconds that are left', () => {
    const session = { access_token: token, refresh_token: 'r-1', expires_at: now / 1000 + 90, user: { id: 'x' } }
    expect(findStoredSession(kept(session), now)).toEqual({ accessToken: token, refreshToken: 'r-1', expiresInSeconds: 90 })
    const encoded = `base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`
    expect(findStoredSession(kept(encoded), now)?.refreshToken).toBe('r-1')
  })

  it('has no seconds left where the page does not say, or says that it is over', () => {
    expect(findStoredSession(kept({ access_token: token, refresh_token: 'r' }), now)?.expiresInSeconds).toBe(0)
    expect(findStoredSession(kept({ access_token: token, refresh_token: 'r', expires_at: 1 }), now)?.expiresInSeconds).toBe(0)
  })

  it.each([
    ['nothing', null],
    ['no list', { 0: ['sb-x-auth-token', '{}'] }],
    ['no text', [['sb-x-auth-token', { access_token: token, refresh_token: 'r' }]]],
    ['no JSON', kept('{')],
    ['another name', kept({ access_token: token, refresh_token: 'r' }, 'sb-x-auth-token-code-verifier')],
    ['a token that would end a header', kept({ access_token: `${token}\r\nX: y`, refresh_token: 'r' })],
    ['no refresh token', kept({ access_token: token })],
    ['a value of a hundred thousand signs', kept('x'.repeat(100_001))],
    ['fifty-one entries', Array.from({ length: 51 }, () => ['sb-x-auth-token', '{}'])]
  ])('is not taken from %s', (_what, answer) => {
    expect(findStoredSession(answer, now)).toBeNull()
  })
})

describe('what a proxy is asked to reach', () => {
  it.each([
    ['console.capgo.app:443', { host: 'console.capgo.app', port: 443 }],
    ['[2001:db8::1]:443', { host: '2001:db8::1', port: 443 }]
  ])('%s', (authority, target) => {
    expect(readTarget(authority)).toEqual(target)
  })

  it.each(['console.capgo.app', ':443', 'a b:443', 'host:443/path', 'user@host:443', 'host:99999999', ''])('nothing by "%s"', (authority) => {
    expect(readTarget(authority)).toBeNull()
  })
})
