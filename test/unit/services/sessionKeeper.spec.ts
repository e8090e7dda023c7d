import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import type { SignedInSession } from '../../../electron/main/capgo/endpoints/signIn'
import { createSessionKeeper, type KeptSession } from '../../../electron/main/services/connection/sessionKeeper'

function renewed(number: number, overrides: Partial<SignedInSession> = {}): SignedInSession {
  return { accessToken: `access-${String(number)}`, refreshToken: `refresh-${String(number)}`, expiresInSeconds: 3600, userId: 'u', email: 'e', level: 'aal2', verifiedTotpFactorIds: ['f'], ...overrides }
}

function setUp(refresh: (token: string, call: number) => Promise<SignedInSession>, options: { expiresAt?: number } = {}) {
  const seen = { refreshes: [] as string[], saved: [] as KeptSession[], ended: [] as AppError[], now: 1_000_000, refusesToSave: false }
  const keeper = createSessionKeeper({
    session: { accessToken: 'access-0', refreshToken: 'refresh-0', expiresAt: options.expiresAt ?? 1_030_000 },
    refresh(token) {
      seen.refreshes.push(token)
      return refresh(token, seen.refreshes.length)
    },
    save(session) {
      if (!seen.refusesToSave) seen.saved.push(session)
      return Promise.resolve(!seen.refusesToSave)
    },
    now: () => seen.now,
    onEnded: (error) => seen.ended.push(error)
  })
  return { keeper, seen }
}

const failure = (code: 'sessionEnded' | 'connectionLost' | 'offline') => new AppError({ code, message: code, retryable: false })

describe('the session keeper', () => {
  it('hands out the token in hand while it lasts', async () => {
    const { keeper, seen } = setUp(() => Promise.resolve(renewed(1)), { expiresAt: 2_000_000 })
    expect(await keeper.current()).toEqual({ kind: 'session', accessToken: 'access-0' })
    expect(seen.refreshes).toEqual([])
  })

  it('renews once for a thousand requests at the same moment, and keeps the rotated token before using it', async () => {
    const { keeper, seen } = setUp(() => Promise.resolve(renewed(1)))
    const tokens = await Promise.all(Array.from({ length: 1000 }, () => keeper.current()))
    expect(new Set(tokens.map((credential) => (credential.kind === 'session' ? credential.accessToken : '')))).toEqual(new Set(['access-1']))
    expect(seen.refreshes).toEqual(['refresh-0'])
    expect(seen.saved.map(({ refreshToken }) => refreshToken)).toEqual(['refresh-1'])
  })

  it('renews with the rotated token the next time', async () => {
    const { keeper, seen } = setUp((_, call) => Promise.resolve(renewed(call)))
    await keeper.current()
    seen.now += 3_590_000
    await keeper.current()
    expect(seen.refreshes).toEqual(['refresh-0', 'refresh-1'])
  })

  it('asks once more with the same token when the answer was lost on the way', async () => {
    const { keeper, seen } = setUp((_, call) => (call === 1 ? Promise.reject(failure('connectionLost')) : Promise.resolve(renewed(1))))
    expect(await keeper.current()).toMatchObject({ accessToken: 'access-1' })
    expect(seen.refreshes).toEqual(['refresh-0', 'refresh-0'])
    expect(seen.ended).toEqual([])
  })

  it('goes on with a token that still lasts while the server cannot be reached', async () => {
    const { keeper, seen } = setUp(() => Promise.reject(failure('offline')))
    expect(await keeper.current()).toMatchObject({ accessToken: 'access-0' })
    expect(seen.ended).toEqual([])
  })

  it('fails, without ending the session, when the token is over and the server cannot be reached', async () => {
    const { keeper, seen } = setUp(() => Promise.reject(failure('offline')), { expiresAt: 999_999 })
    await expect(keeper.current()).rejects.toMatchObject({ code: 'offline' })
    expect(seen.ended).toEqual([])
  })

  it('ends once and sends nothing more when the server has revoked it', async () => {
    const { keeper, seen } = setUp(() => Promise.reject(failure('sessionEnded')))
    await Promise.allSettled(Array.from({ length: 100 }, () => keeper.current()))
    await expect(keeper.current()).rejects.toMatchObject({ code: 'sessionEnded' })
    expect(seen.refreshes).toHaveLength(1)
    expect(seen.ended).toHaveLength(1)
  })

  it('takes a renewed session without the second factor for an ended one', async () => {
    const { keeper, seen } = setUp(() => Promise.resolve(renewed(1, { level: 'aal1' })))
    await expect(keeper.current()).rejects.toMatchObject({ code: 'sessionEnded' })
    expect(seen.saved).toEqual([])
  })

  it('ends when the renewal brings the very token that was refused', async () => {
    const { keeper, seen } = setUp(() => Promise.resolve(renewed(0)), { expiresAt: 2_000_000 })
    const over = new AppError({ code: 'sessionEnded', message: 'JWT expired', retryable: false, details: { status: 401, backendCode: 'PGRST303' } })
    expect(await keeper.rejected(over, await keeper.current())).toBe(false)
    expect(seen.ended).toHaveLength(1)
  })

  it('is not ended by the late refusal of a request that used the former token', async () => {
    const { keeper, seen } = setUp(() => Promise.resolve(renewed(1)))
    await keeper.current()
    await keeper.rejected(failure('sessionEnded'), { kind: 'session', accessToken: 'access-0' })
    expect(await keeper.current()).toMatchObject({ accessToken: 'access-1' })
    await keeper.rejected(failure('sessionEnded'), { kind: 'session', accessToken: 'access-1' })
    await expect(keeper.current()).rejects.toMatchObject({ code: 'sessionEnded' })
    expect(seen.ended).toHaveLength(1)
  })

  const tokenOver = new AppError({ code: 'sessionEnded', message: 'JWT expired', retryable: false, details: { status: 401, backendCode: 'PGRST303' } })
  const tried = (accessToken: string) => ({ kind: 'session', accessToken }) as const

  it('renews once when the server finds the token over before this computer does, however many are told so', async () => {
    const { keeper, seen } = setUp(() => Promise.resolve(renewed(1)), { expiresAt: 2_000_000 })
    expect(await Promise.all(Array.from({ length: 20 }, async () => keeper.rejected(tokenOver, tried('access-0'))))).toEqual(Array.from({ length: 20 }, () => true))
    expect(seen.refreshes).toEqual(['refresh-0'])
    expect(await keeper.current()).toMatchObject({ accessToken: 'access-1' })
    expect(seen.ended).toEqual([])
  })

  it('ends when the renewed token is refused as well, unless one was accepted in between', async () => {
    const { keeper, seen } = setUp((_, call) => Promise.resolve(renewed(call)), { expiresAt: 2_000_000 })
    expect(await keeper.rejected(tokenOver, tried('access-0'))).toBe(true)
    keeper.over?.(true)
    expect(await keeper.rejected(tokenOver, tried('access-1'))).toBe(true)
    expect(await keeper.rejected(tokenOver, tried('access-2'))).toBe(false)
    expect(seen.refreshes).toHaveLength(2)
    expect(seen.ended).toHaveLength(1)
  })

  it('ends at the first word of a session that was ended, without asking for a renewal', async () => {
    const { keeper, seen } = setUp(() => Promise.resolve(renewed(1)), { expiresAt: 2_000_000 })
    const over = new AppError({ code: 'sessionEnded', message: 'gone', retryable: false, details: { status: 403, backendCode: 'session_not_found' } })
    expect(await keeper.rejected(over, tried('access-0'))).toBe(false)
    expect(seen.refreshes).toEqual([])
    expect(seen.ended).toHaveLength(1)
  })

  it('hands out nothing once it was left, and tells nobody that it ended', async () => {
    const { keeper, seen } = setUp(() => Promise.resolve(renewed(1)), { expiresAt: 2_000_000 })
    expect(await keeper.leave()).toMatchObject({ accessToken: 'access-0', refreshToken: 'refresh-0' })
    await expect(keeper.current()).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen.ended).toEqual([])
  })

  it('forgets the session when it is left, for whoever still holds it', async () => {
    const { keeper } = setUp(() => Promise.resolve(renewed(1)), { expiresAt: 2_000_000 })
    await keeper.leave()
    expect(await keeper.leave()).toEqual({ accessToken: '', refreshToken: '', expiresAt: 0 })
  })

  it('tries again to keep what could not be kept, before the token is rotated once more and when it is left', async () => {
    const { keeper, seen } = setUp((_, call) => Promise.resolve(renewed(call)))
    seen.refusesToSave = true
    await keeper.current()
    seen.refusesToSave = false
    seen.now += 3_590_000
    await keeper.current()
    expect(seen.saved.map(({ refreshToken }) => refreshToken)).toEqual(['refresh-1', 'refresh-2'])
    seen.refusesToSave = true
    seen.now += 3_590_000
    await keeper.current()
    seen.refusesToSave = false
    expect(await keeper.leave()).toMatchObject({ refreshToken: 'refresh-3' })
    expect(seen.saved.at(-1)).toMatchObject({ refreshToken: 'refresh-3' })
  })

  it('goes on with another session of the person, kept first, without a word to those who wait', async () => {
    const { keeper, seen } = setUp(() => Promise.resolve(renewed(1)))
    const waiting = keeper.current()
    const raised = { accessToken: 'access-2', refreshToken: 'refresh-2', expiresAt: 9_000_000 }
    expect(await keeper.replace(raised)).toBe(true)
    expect(await waiting).toMatchObject({ accessToken: 'access-1' })
    expect(await keeper.current()).toMatchObject({ accessToken: 'access-2' })
    expect(seen.saved.map(({ refreshToken }) => refreshToken)).toEqual(['refresh-1', 'refresh-2'])
    await keeper.leave()
    expect(await keeper.replace(raised)).toBe(false)
  })
})
