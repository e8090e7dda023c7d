import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createExpiryNotices, type ExpiryNotice } from '../../../electron/main/services/expiryNotices/expiryNotices'
import { inventory, key, othersKey } from '../../support/keyInventoryFixtures'
import { lookUpFailure, organizationId } from '../../support/organizationSecurityFixtures'
import { quietLog } from '../../support/quietLog'

const start = Date.parse('2027-03-01T00:00:00.000Z')
const day = 86_400_000
const inDays = (days: number) => ({ expiresAt: new Date(start + days * day).toISOString() })
const capgo = { server: 'https://api.example', demo: false, userId: 'anna' }

describe('notices before keys run out', () => {
  let folder = ''
  let nowMs = start
  let wanted = true
  let open: typeof capgo | null = capgo
  let shown: ExpiryNotice[] = []
  const create = () =>
    createExpiryNotices({
      path: join(folder, 'expiry-notices.json'),
      open: () => open,
      wanted: () => Promise.resolve(wanted),
      show(notice) {
        shown.push(notice)
        return true
      },
      now: () => nowMs,
      log: quietLog()
    })
  const said = () => shown.splice(0).map(({ days, count }) => [days, count])

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-notices-'))
    nowMs = start
    wanted = true
    open = capgo
    shown = []
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('reach nobody but the person who read the keys', async () => {
    await create().keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(40))]))
    nowMs = start + 15 * day
    open = { ...capgo, userId: 'ben' }
    await create().organizationsRead(open, [organizationId], true)
    expect(said()).toEqual([])
    open = capgo
    await create().organizationsRead(open, [organizationId], true)
    expect(said()).toEqual([[30, 1]])
  })

  it('are told at 30, 7 and 1 days, each once, as the clock goes on and over restarts', async () => {
    await create().keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(40)), key(2, inDays(20)), key(3, inDays(21)), key(4, { expiresAt: null })]))
    expect(said()).toEqual([[30, 2]])
    const again = create()
    await again.organizationsRead(capgo, [organizationId], true)
    expect(said()).toEqual([])
    nowMs = start + 14 * day
    await again.look()
    expect(said()).toEqual([
      [30, 1],
      [7, 2]
    ])
    nowMs = start + 19 * day
    await create().organizationsRead(capgo, [organizationId], true)
    expect(said()).toEqual([[1, 1]])
    nowMs = start + 41 * day
    await create().organizationsRead(capgo, [organizationId], true)
    expect(said()).toEqual([])
  })

  it('say nothing of an organization that the person has left, and until it is known that they have not', async () => {
    await create().keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(40))]))
    nowMs = start + 15 * day
    const started = create()
    await started.look()
    expect(said()).toEqual([])
    // An API key is shown a part of them: what was noted of the others waits.
    await started.organizationsRead(capgo, [], false)
    expect(said()).toEqual([])
    await started.organizationsRead(capgo, [organizationId], true)
    expect(said()).toEqual([[30, 1]])
    nowMs = start + 35 * day
    await started.organizationsRead(capgo, [], true)
    expect(said()).toEqual([])
    expect(await readFile(join(folder, 'expiry-notices.json'), 'utf8')).not.toContain(organizationId)
  })

  it('leave out the wider notice of a key that was told of nearer, and tell anew when its expiry moves', async () => {
    const notices = create()
    await notices.keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(0.5))]))
    expect(said()).toEqual([[1, 1]])
    await notices.keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(5))]))
    expect(said()).toEqual([[7, 1]])
  })

  it('go by the server’s clock', async () => {
    await create().keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(31))], { clockSkewMs: 2 * day }))
    expect(said()).toEqual([[30, 1]])
  })

  it('are not told while nothing is open, of another server, or when nobody wants them; nothing is used up by that', async () => {
    open = null
    const notices = create()
    await notices.keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(3))]))
    open = { server: 'https://other.example', demo: false, userId: 'anna' }
    await notices.look()
    open = capgo
    wanted = false
    await notices.look()
    expect(said()).toEqual([])
    wanted = true
    await notices.look()
    expect(said()).toEqual([[7, 1]])
  })

  it('believe no part of a list: keys that it lacks keep the expiry that they were read with', async () => {
    const notices = create()
    await notices.keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(35)), key(2, inDays(36))]))
    await notices.keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(35))], { organizationKeys: { state: 'incomplete', received: 1, expected: 2 } }))
    nowMs = start + 10 * day
    await notices.look()
    expect(said()).toEqual([[30, 2]])
  })

  it('keep what is known of others’ keys when a credential sees own ones only', async () => {
    const notices = create()
    await notices.keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(3)), othersKey(2, inDays(4))]))
    expect(said()).toEqual([[7, 2]])
    await notices.keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(3))], { organizationKeys: { state: 'failed', why: lookUpFailure } }))
    await notices.keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(3)), othersKey(2, inDays(4))]))
    expect(said()).toEqual([])
  })

  it('name no key in the file, and survive a damaged one', async () => {
    const path = join(folder, 'expiry-notices.json')
    await create().keysRead(capgo, 'Harbour Lights', inventory([key(1, { ...inDays(3), name: 'Very telling name' })], { organizationKeys: { state: 'failed', why: lookUpFailure } }))
    expect(await readFile(path, 'utf8')).not.toContain('telling')
    await writeFile(path, '{"version":1,"data":{"places":[{"server":1}]}}')
    const notices = create()
    await notices.look()
    await notices.keysRead(capgo, 'Harbour Lights', inventory([key(1, inDays(3))]))
    expect(shown).toHaveLength(2)
    expect(shown[1]).toEqual({ organizationId, organizationName: 'Harbour Lights', days: 7, count: 1 })
  })
})
