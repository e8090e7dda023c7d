import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ActiveConnection } from '../../../electron/main/services/connection/connectionService'
import { createCampaignService } from '../../../electron/main/services/campaign/campaignService'
import { quietLog } from '../../support/quietLog'

const organizationId = '7c1d2a4e-0b0f-4c53-9a61-3f6a5d0c8e11'
const other = '0d9f4a61-7b1e-4b7c-8a44-4c8d6e0f2b73'
const twoFactor = { organizationId, goal: 'twoFactor' } as const
let folder = ''
let now = 0
let connection = { server: 'api.capgo.app', demo: false }
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-campaign-'))
  now = Date.parse('2027-03-12T09:00:00.000Z')
  connection = { server: 'api.capgo.app', demo: false }
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const path = () => join(folder, 'campaigns.json')
/** As after a restart: nothing is remembered but the file. */
const start = (log = quietLog()) => createCampaignService({ path: path(), active: () => Promise.resolve({ connection } as unknown as ActiveConnection), now: () => now, log })

describe('the record of who was asked', () => {
  it('survives a restart, and says when', async () => {
    const before = start()
    await before.record({ ...twoFactor, userIds: ['ada', 'bea', 'ada'] })
    now += 86_400_000
    await before.record({ ...twoFactor, userIds: ['bea'] })
    await before.plan({ ...twoFactor, enforceOn: '2027-04-01' })
    const read = await start().read({ organizationId })
    expect(read.twoFactor).toEqual({ enforceOn: '2027-04-01', asked: [{ at: '2027-03-12T09:00:00.000Z', userIds: ['ada', 'bea'] }, { at: '2027-03-13T09:00:00.000Z', userIds: ['bea'] }] })
    expect([read.password, read.setAside]).toEqual([{ enforceOn: null, asked: [] }, false])
  })

  it('is of one organization of one server, and of one goal', async () => {
    await start().record({ ...twoFactor, userIds: ['ada'] })
    await start().record({ organizationId, goal: 'password', userIds: ['bea'] })
    expect((await start().read({ organizationId: other })).twoFactor.asked).toEqual([])
    connection = { server: 'capgo.example', demo: false }
    expect((await start().read({ organizationId })).twoFactor.asked).toEqual([])
    connection = { server: 'api.capgo.app', demo: false }
    const { twoFactor: one, password } = await start().read({ organizationId })
    expect([one.asked, password.asked].map((asked) => asked.map(({ userIds }) => userIds))).toEqual([[['ada']], [['bea']]])
  })

  it('of the demonstration is found again wherever that listens', async () => {
    connection = { server: '127.0.0.1:40001', demo: true }
    await start().record({ ...twoFactor, userIds: ['ada'] })
    connection = { server: '127.0.0.1:40002', demo: true }
    expect((await start().read({ organizationId })).twoFactor.asked).toHaveLength(1)
  })

  it('forgets one time, or all of a goal', async () => {
    const service = start()
    await service.record({ ...twoFactor, userIds: ['ada'] })
    // The clock has not moved: it is a time of its own all the same.
    const { twoFactor: { asked } } = await service.record({ ...twoFactor, userIds: ['bea'] })
    expect(new Set(asked.map(({ at }) => at)).size).toBe(2)
    const left = await service.forget({ ...twoFactor, at: asked[0]?.at ?? null })
    expect(left.twoFactor.asked.map(({ userIds }) => userIds)).toEqual([['bea']])
    await service.record({ organizationId: other, goal: 'twoFactor', userIds: ['cid'] })
    await service.forget({ ...twoFactor, at: null })
    expect((await start().read({ organizationId })).twoFactor.asked).toEqual([])
    expect((await start().read({ organizationId: other })).twoFactor.asked).toHaveLength(1)
  })

  it('holds thousands of people and loses none when several are marked at once', async () => {
    const service = start()
    const many = Array.from({ length: 5_000 }, (_, index) => `user-${index}`)
    await Promise.all([many.slice(0, 2_500), many.slice(2_500), ['last']].map((userIds) => service.record({ ...twoFactor, userIds })))
    const { asked } = (await start().read({ organizationId })).twoFactor
    expect(asked.flatMap(({ userIds }) => userIds).sort()).toEqual([...many, 'last'].sort())
  })

  it('has ids and no address', async () => {
    await start().record({ ...twoFactor, userIds: ['ada'] })
    const text = await readFile(path(), 'utf8')
    expect(text).toContain('"ada"')
    expect(text).not.toContain('@')
  })

  it.each(['not JSON', '{"version":1,"data":{"campaigns":[{"server":1}]}}', '{"version":99,"data":{}}'])('sets a file of %j aside, says so, and goes on', async (content) => {
    await writeFile(path(), content)
    const service = start()
    expect(await service.read({ organizationId })).toMatchObject({ setAside: true, twoFactor: { asked: [] } })
    expect((await readdir(folder)).filter((name) => name.endsWith('.aside'))).toHaveLength(1)
    expect((await service.record({ ...twoFactor, userIds: ['ada'] })).twoFactor.asked).toHaveLength(1)
    expect(await start().read({ organizationId })).toMatchObject({ setAside: false, twoFactor: { asked: [{ userIds: ['ada'] }] } })
  })

  it('loses one organization’s record only, where that alone is damaged', async () => {
    await start().record({ ...twoFactor, userIds: ['ada'] })
    await start().record({ ...twoFactor, organizationId: other, userIds: ['bea'] })
    await writeFile(path(), (await readFile(path(), 'utf8')).replace('"bea"', '7'))
    const service = start()
    expect(await service.read({ organizationId })).toMatchObject({ setAside: true, twoFactor: { asked: [{ userIds: ['ada'] }] } })
    expect((await service.read({ organizationId: other })).twoFactor.asked).toEqual([])
  })

  it('marks nobody for somebody who is not signed in', async () => {
    const service = createCampaignService({ path: path(), active: () => Promise.reject(new Error('nobody')), now: () => now, log: quietLog() })
    await expect(service.record({ ...twoFactor, userIds: ['ada'] })).rejects.toThrow('nobody')
    expect(await readdir(folder)).toEqual([])
  })
})
