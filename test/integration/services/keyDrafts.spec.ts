import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DraftedKeys } from '#shared/domain/keyDrafts'
import { AppError, asAppError } from '#shared/errors/appError'
import { emptyKeyDraft } from '#shared/rules/keyDraft'
import type { ActiveConnection } from '../../../electron/main/services/connection/connectionService'
import { createKeyDraftService } from '../../../electron/main/services/drafts/keyDraftService'
import { quietLog } from '../../support/quietLog'

const organizationId = '7c1d2a4e-0b0f-4c53-9a61-3f6a5d0c8e11'
const other = '0d9f4a61-7b1e-4b7c-8a44-4c8d6e0f2b73'
const keptAt = '2027-03-12T09:00:00.000Z'
const base = { name: 'CI deploy', expiresAt: null, roles: { organizationRole: null, apps: [{ appId: 'app-row-1', role: 'app_preview' }] }, mayCreateOrganizations: false }
const halfDone: DraftedKeys = {
  newKey: { ...emptyKeyDraft, name: 'Half do', expiry: { kind: 'at', at: '' }, apps: [{ appId: 'app-row-1', role: 'app_uploader' }] },
  edits: [{ keyId: 101, base, wanted: { ...base, name: '' } }]
}
let folder = ''
let connection = { server: 'api.capgo.app', userId: 'ada', demo: false }
let locked = false
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-key-drafts-'))
  connection = { server: 'api.capgo.app', userId: 'ada', demo: false }
  locked = false
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const failure = (promise: Promise<unknown>) => promise.then(() => asAppError(new Error('no error')), asAppError)
const path = () => join(folder, 'keyDrafts.json')
const at = (id = organizationId) => ({ organizationId: id, of: { server: connection.server, userId: connection.userId } })
/** As after the program was killed: nothing is remembered but the file. */
const start = () =>
  createKeyDraftService({
    path: path(),
    snapshotId: () => null,
    active: () => (locked ? Promise.reject(new AppError({ code: 'locked', message: 'Locked.', retryable: false })) : Promise.resolve({ connection } as unknown as ActiveConnection)),
    now: () => Date.parse(keptAt),
    log: quietLog()
  })
const draftIn = async (id = organizationId) => (await start().read(at(id))).draft

describe('what is typed about keys', () => {
  it('is there after the program was killed, half-typed parts too, and gone with the last of it', async () => {
    await start().keep({ ...at(), drafted: halfDone })
    expect(await draftIn()).toEqual({ ...halfDone, keptAt })
    await start().keep({ ...at(), drafted: { ...halfDone, newKey: null } })
    expect(await draftIn()).toEqual({ newKey: null, edits: halfDone.edits, keptAt })
    await start().keep({ ...at(), drafted: { newKey: null, edits: [] } })
    expect(await draftIn()).toBeNull()
    expect(await readFile(path(), 'utf8')).not.toContain(organizationId)
  })

  it('of many letters in a row is the last word, and reading waits for it', async () => {
    const service = start()
    const names = Array.from({ length: 40 }, (_, length) => 'x'.repeat(length + 1))
    const keeping = names.map((name) => service.keep({ ...at(), drafted: { newKey: { ...emptyKeyDraft, apps: [], name }, edits: [] } }))
    expect((await service.read(at())).draft?.newKey?.name).toHaveLength(40)
    await Promise.all(keeping)
    expect((await draftIn())?.newKey?.name).toHaveLength(40)
  })

  it('is of one person, one server and one organization', async () => {
    await start().keep({ ...at(), drafted: halfDone })
    expect(await draftIn(other)).toBeNull()
    connection = { ...connection, userId: 'bea' }
    expect(await draftIn()).toBeNull()
    connection = { ...connection, userId: 'ada', server: 'capgo.example' }
    expect(await draftIn()).toBeNull()
  })

  it('is not told to somebody else who is signed in by then, nor kept for them, nor behind the lock', async () => {
    const [service, ada] = [start(), at()]
    await service.keep({ ...ada, drafted: halfDone })
    connection = { ...connection, userId: 'bea' }
    expect((await failure(service.read(ada))).data).toMatchObject({ code: 'conflict', details: { foundState: 'otherPerson' } })
    expect((await failure(service.keep({ ...ada, drafted: { newKey: null, edits: [] } }))).data.code).toBe('conflict')
    connection = { ...connection, userId: 'ada' }
    locked = true
    expect((await failure(service.read(ada))).data.code).toBe('locked')
    expect((await failure(service.keep({ ...ada, drafted: { newKey: null, edits: [] } }))).data.code).toBe('locked')
    locked = false
    expect(await draftIn()).toEqual({ ...halfDone, keptAt })
  })

  it('that is damaged loses no other, stands aside, and that is said', async () => {
    const whole = { server: 'api.capgo.app', userId: 'ada', organizationId, keptAt, ...halfDone }
    await writeFile(path(), JSON.stringify({ version: 1, data: { drafts: [whole, { ...whole, organizationId: other, newKey: { ...halfDone.newKey, organizationRole: 'emperor' } }] } }))
    const service = start()
    expect(await service.read(at())).toEqual({ organizationId, draft: { ...halfDone, keptAt }, setAside: true })
    expect((await service.read(at(other))).draft).toBeNull()
    expect((await readdir(folder)).some((name) => name.endsWith('.aside'))).toBe(true)
  })

  it('of which the whole file is no text of ours stands aside too, and the next is kept', async () => {
    await writeFile(path(), 'not a file of drafts')
    const service = start()
    expect(await service.read(at())).toEqual({ organizationId, draft: null, setAside: true })
    await service.keep({ ...at(), drafted: halfDone })
    expect(await draftIn()).toEqual({ ...halfDone, keptAt })
  })
})
