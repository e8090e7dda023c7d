import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError, asAppError } from '#shared/errors/appError'
import type { ActiveConnection } from '../../../electron/main/services/connection/connectionService'
import { createSecurityDraftService } from '../../../electron/main/services/drafts/securityDraftService'
import { quietLog } from '../../support/quietLog'

const organizationId = '7c1d2a4e-0b0f-4c53-9a61-3f6a5d0c8e11'
const other = '0d9f4a61-7b1e-4b7c-8a44-4c8d6e0f2b73'
const keptAt = '2027-03-12T09:00:00.000Z'
let folder = ''
let connection = { server: 'api.capgo.app', userId: 'ada', demo: false }
let locked = false
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-draft-'))
  connection = { server: 'api.capgo.app', userId: 'ada', demo: false }
  locked = false
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const failure = (promise: Promise<unknown>) => promise.then(() => asAppError(new Error('no error')), asAppError)
const path = () => join(folder, 'securityDrafts.json')
const who = () => ({ server: connection.server, userId: connection.userId })
/** As after a restart: nothing is remembered but the file. */
const start = () =>
  createSecurityDraftService({
    snapshotId: () => null,
    path: path(),
    active: () => (locked ? Promise.reject(new AppError({ code: 'locked', message: 'Locked.', retryable: false })) : Promise.resolve({ connection } as unknown as ActiveConnection)),
    now: () => Date.parse(keptAt),
    log: quietLog()
  })
const draftIn = async (id = organizationId) => (await start().read({ organizationId: id, of: who() })).draft

describe('the draft of settings', () => {
  it('is on the disk once it is kept, and there after a restart, half-typed numbers too', async () => {
    const settings = { enforcesTwoFactor: true, maxKeyExpirationDays: 9000, passwordPolicy: { enabled: true, minLength: null, requireUppercase: true, requireNumber: false, requireSpecial: false } }
    await start().keep({ organizationId, of: who(), settings })
    expect(await draftIn()).toEqual({ settings, keptAt })
  })

  it('of many changes in a row is the last one, and reading waits for it', async () => {
    const service = start()
    const keeping = Array.from({ length: 40 }, (_, days) => service.keep({ organizationId, of: who(), settings: { maxKeyExpirationDays: days } }))
    expect((await service.read({ organizationId, of: who() })).draft?.settings).toEqual({ maxKeyExpirationDays: 39 })
    await Promise.all(keeping)
    expect((await draftIn())?.settings).toEqual({ maxKeyExpirationDays: 39 })
  })

  it('is of one person, one server and one organization', async () => {
    await start().keep({ organizationId, of: who(), settings: { enforcesTwoFactor: true } })
    await start().keep({ organizationId: other, of: who(), settings: { enforcesSecureKeys: true } })
    connection = { ...connection, userId: 'bea' }
    expect(await draftIn()).toBeNull()
    connection = { ...connection, userId: 'ada', server: 'capgo.example' }
    expect(await draftIn()).toBeNull()
    connection = { ...connection, server: 'api.capgo.app' }
    expect([(await draftIn())?.settings, (await draftIn(other))?.settings]).toEqual([{ enforcesTwoFactor: true }, { enforcesSecureKeys: true }])
  })

  it('that arrives when somebody else is signed in is neither kept for them nor told to them', async () => {
    const service = start()
    const ada = who()
    await service.keep({ organizationId, of: ada, settings: { enforcesTwoFactor: true } })
    connection = { ...connection, userId: 'bea' }
    expect((await failure(service.keep({ organizationId, of: ada, settings: { enforcesSecureKeys: true } }))).data).toMatchObject({ code: 'conflict', details: { foundState: 'otherPerson' } })
    expect((await failure(service.read({ organizationId, of: ada }))).data.code).toBe('conflict')
    expect(await draftIn()).toBeNull()
    connection = { ...connection, userId: 'ada' }
    expect((await draftIn())?.settings).toEqual({ enforcesTwoFactor: true })
  })

  it('of the demonstration is found again wherever that listens', async () => {
    connection = { server: '127.0.0.1:40001', userId: 'ada', demo: true }
    await start().keep({ organizationId, of: who(), settings: { enforcesTwoFactor: true } })
    connection = { server: '127.0.0.1:40002', userId: 'ada', demo: true }
    expect(await draftIn()).not.toBeNull()
  })

  it('is gone from the disk with the last change in it', async () => {
    const service = start()
    await service.keep({ organizationId, of: who(), settings: { enforcesTwoFactor: true } })
    await service.keep({ organizationId, of: who(), settings: {} })
    expect(await draftIn()).toBeNull()
    expect(await readFile(path(), 'utf8')).not.toContain(organizationId)
  })

  it('is neither told nor changed behind the lock', async () => {
    const service = start()
    await service.keep({ organizationId, of: who(), settings: { enforcesTwoFactor: true } })
    locked = true
    expect((await failure(service.read({ organizationId, of: who() }))).data.code).toBe('locked')
    expect((await failure(service.keep({ organizationId, of: who(), settings: {} }))).data.code).toBe('locked')
    locked = false
    expect((await draftIn())?.settings).toEqual({ enforcesTwoFactor: true })
  })

  it('that is damaged loses no other, stands aside, and that is said', async () => {
    const whole = { server: 'api.capgo.app', userId: 'ada', organizationId, keptAt, settings: { enforcesTwoFactor: true } }
    await writeFile(path(), JSON.stringify({ version: 1, data: { drafts: [whole, { ...whole, organizationId: other, settings: { enforcesTwoFactor: 'perhaps' } }] } }))
    const service = start()
    expect(await service.read({ organizationId, of: who() })).toEqual({ organizationId, draft: { settings: whole.settings, keptAt }, setAside: true })
    expect((await service.read({ organizationId: other, of: who() })).draft).toBeNull()
    expect((await readdir(folder)).some((name) => name.endsWith('.aside'))).toBe(true)
  })
})
