import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { sha256 } from '../../../../electron/main/reviews/signing'
import { writeReviewFile } from '../../../../electron/main/reviews/writeReviewFile'
import type { Sandbox } from '../../../../electron/main/sandbox'
import type { ActiveConnection } from '../../../../electron/main/services/connection/connectionService'
import { createOpenedFiles } from '../../../../electron/main/services/reviews/openedFiles'
import { createServerClock } from '../../../../electron/main/services/serverClock'
import { refusalOf } from '../../../support/apiKeyServiceSetUp'
import { authorKey } from '../../../support/reviewFileFixtures'
import { settingsStep } from '../../../support/reviewFixtures'
import { createReviewComputer, type ReviewComputer } from '../../../support/reviewsSetUp'
import { reviewRunsSetUp } from '../../../support/reviewRunsSetUp'

const open: Sandbox[] = []
const folders: string[] = []
const computers: ReviewComputer[] = []
afterEach(async () => {
  await Promise.all([...open.splice(0).map((sandbox) => sandbox.close()), ...folders.splice(0).map((folder) => rm(folder, { recursive: true })), ...computers.splice(0).map((computer) => computer.remove())])
})

const day = 864e5
const expiry = Date.parse('2027-04-12T10:00:00.000Z')

/** A real file, opened and applied against an embedded server whose clock, and this computer's, the test sets. */
async function setUp() {
  const set = await reviewRunsSetUp(open, folders, () => [settingsStep({ requiresKeyExpiration: true }, 1)])
  const computer = await createReviewComputer()
  computers.push(computer)
  const run = computer.start()
  const time = { computer: expiry - day, server: expiry - day, up: 0, tells: true, reachable: true }
  const serverClock = createServerClock({ now: () => time.computer, uptime: () => time.up })
  const telling: ActiveConnection = {
    ...set.active,
    requester: {
      async send(request) {
        if (!time.reachable) throw new Error('no network')
        return { ...(await set.active.requester.send(request)), clockSkewMs: time.tells ? time.server - time.computer : null }
      }
    }
  }
  const active = serverClock.following(telling)
  const files = createOpenedFiles({ choose: () => Promise.resolve(computer.chooses), save: () => Promise.resolve(null), signers: run.signers, secondPerson: run.secondPerson, wasApplied: () => Promise.resolve(false), connection: () => Promise.resolve(active.connection), sight: () => Promise.resolve(() => true), now: () => time.computer, clock: serverClock.of })
  await run.signers.trust({ publicKey: authorKey.publicKey, name: 'Compared' })
  const body = { ...set.body, baseHash: sha256(canonicalJson(set.body.base)) }
  computer.chooses = join(computer.folder, 'saved', 'one.gatehouse-review')
  await writeFile(computer.chooses, writeReviewFile(body, authorKey))
  const opening = await files.open({ fileId: null, passphrase: null, organizationId: body.organization.id })
  if (opening?.result !== 'opened') throw new Error(JSON.stringify(opening))
  const { fileId } = opening.review
  const service = set.start({ active: () => Promise.resolve(active), opened: files.opened, now: () => time.computer })
  const seen = async () => {
    const again = await files.open({ fileId, passphrase: null, organizationId: body.organization.id })
    if (again?.result !== 'opened') throw new Error('it was open')
    return { by: again.review.clock.by, obstacles: again.review.obstacles }
  }
  const apply = async () => service.applyStep({ ...set.decided(await service.today({ fileId }), 1), fileId })
  return { set, time, service, fileId, seen, apply }
}
const foundState = async (asked: Promise<unknown>) => (await refusalOf(asked)).data.details?.foundState

describe('the end of a review file', () => {
  it('is judged by the server’s clock once it has answered, and by this computer’s until then', async () => {
    const { time, service, fileId, seen, set } = await setUp()
    time.server = expiry + day
    expect(await seen()).toEqual({ by: 'computer', obstacles: [] })
    expect(await foundState(service.start({ fileId }))).toBe('expired')
    expect(await seen()).toEqual({ by: 'server', obstacles: ['expired'] })
    expect((await service.list({ organizationId: set.organizationId })).runs).toEqual([])
    // And the other way round: a computer that is ahead ends nothing before its time.
    time.server = expiry - day
    time.computer = expiry - day
    await service.start({ fileId })
    time.computer = expiry + day
    expect((await service.today({ fileId })).steps).toHaveLength(1)
    expect(await seen()).toEqual({ by: 'server', obstacles: [] })
  })

  it('is not put off by a clock that is set back while the review is being applied', async () => {
    const { time, service, fileId, seen, apply, set } = await setUp()
    await service.start({ fileId })
    time.server = expiry + day
    time.computer = expiry - 30 * day
    expect(await foundState(apply())).toBe('expired')
    expect(set.writes()).toEqual([])
    // Nor by one that is set back without the server being asked again.
    time.computer = expiry - 60 * day
    expect(await seen()).toEqual({ by: 'server', obstacles: ['expired'] })
  })

  it('is found also where the run was begun with no server to ask', async () => {
    const { time, service, fileId, seen, apply, set } = await setUp()
    time.server = expiry + day
    time.reachable = false
    await service.start({ fileId })
    expect((await seen()).by).toBe('computer')
    time.reachable = true
    expect(await foundState(apply())).toBe('expired')
    expect(set.writes()).toEqual([])
  })

  it('is judged by this computer’s clock where the server does not tell its time', async () => {
    const { time, service, fileId, seen, apply } = await setUp()
    time.tells = false
    await service.start({ fileId })
    expect(await seen()).toEqual({ by: 'computer', obstacles: [] })
    time.computer = expiry
    expect(await foundState(apply())).toBe('expired')
    time.computer = expiry - day
    expect((await apply()).steps).toMatchObject([{ state: 'done', outcome: 'applied' }])
  })
})
