import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { organizationHandlers } from '../../../electron/main/ipc/handlers/organization'
import { listOwnOrganizations } from '../../../electron/main/services/organizations'
import { createPolicyChange } from '../../../electron/main/services/policyChange/policyChange'
import { createShownReadings } from '../../../electron/main/services/shownReadings'
import { connectionSetUp } from '../../support/connectionSetUp'
import { journalInMemory } from '../../support/journalInMemory'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()))
})

/** A large organization, small ones beside it, and what the window asks of main. */
async function signedIn(members: number) {
  const { sandbox, start, signInByEmail } = await connectionSetUp(open, { members, orgs: 9 })
  const service = start()
  await signInByEmail(service)
  const readings = createShownReadings()
  const handlers = organizationHandlers(Promise.resolve(service), Date.now, { securityRead: () => undefined, keysRead: () => undefined }, { keysRead: () => Promise.resolve(), organizationsRead: () => Promise.resolve() }, { readingKeys: () => () => undefined }, readings, createPolicyChange({ active: () => Promise.resolve(service.active()), now: Date.now, readings, requirePresence: () => Promise.resolve(), journal: journalInMemory() }))
  const organizations = (await listOwnOrganizations(service.active())).filter(({ name }) => name.startsWith('Meridian'))
  const large = sandbox.demo.organizationId
  const small = organizations.map(({ id }) => id).filter((id) => id !== large)
  const read = (organizationId: string) => Promise.resolve(handlers['organizationSecurity.read']({ organizationId }))
  const requests = () => sandbox.requestLog().length
  /** Beyond the first wave: what only a reading that goes on asks for. */
  const followUps = () => sandbox.requestLog().filter(({ query }) => Number(new URLSearchParams(query).get('offset') ?? 0) > 1000).length
  return { sandbox, service, read, large, small, requests, followUps }
}

describe('switching organizations', () => {
  it('50 times in quick succession ends in the right organization’s data, and what was left is not read on', async () => {
    const { sandbox, read, large, small, requests, followUps } = await signedIn(3500)
    sandbox.clearRequestLog()
    await read(large)
    const ofOneReading = followUps()
    expect(ofOneReading).toBeGreaterThan(3)

    sandbox.clearRequestLog()
    sandbox.arrange([{ do: 'set-latency', ms: 300 }])
    const order = Array.from({ length: 50 }, (_, turn) => (turn % 2 === 1 ? large : (small[turn % small.length] ?? large)))
    const readings: Promise<unknown>[] = []
    for (const id of order) {
      const before = requests()
      const reading = read(id)
      reading.catch(() => undefined)
      readings.push(reading)
      // Each is on its way to the server before the next is opened; none is answered yet.
      while (requests() - before < 5) await nextTurn()
    }
    const results = await Promise.allSettled(readings)
    expect(results.slice(0, -1).map((result) => (result.status === 'rejected' ? (result.reason as { code?: string }).code : result.value))).toEqual(Array(49).fill('cancelled'))
    expect(results.at(-1)).toMatchObject({ status: 'fulfilled', value: { organizationId: large, organizationName: 'Meridian Logistics', membersCompleteness: { state: 'complete' } } })
    expect(followUps()).toBe(ofOneReading)
  }, 60_000)

  it('stops a reading between its pages', async () => {
    const { sandbox, read, large, small, followUps } = await signedIn(9000)
    sandbox.arrange([{ do: 'set-latency', ms: 100 }, { do: 'clear-log' }])
    const left = read(large)
    left.catch(() => undefined)
    while (followUps() === 0) await nextTurn()
    const opened = await read(small[0] ?? '')
    await expect(left).rejects.toMatchObject({ code: 'cancelled' })
    expect(opened.organizationId).toBe(small[0])
    // The four pages of each list that were under way, and none of the twelve after them.
    expect(followUps()).toBeLessThanOrEqual(8)
  }, 60_000)

  it('leaves readings of the same organization alone', async () => {
    const { read, large } = await signedIn(42)
    const both = await Promise.all([read(large), read(large)])
    expect(both.map(({ organizationId }) => organizationId)).toEqual([large, large])
  })

  it('ends with the connection as well', async () => {
    const { sandbox, service, read, large } = await signedIn(42)
    sandbox.arrange([{ do: 'set-latency', ms: 100 }])
    const left = read(large)
    left.catch(() => undefined)
    await nextTurn()
    void service.signOut()
    await expect(left).rejects.toBeDefined()
    await service.settled()
  })
})
