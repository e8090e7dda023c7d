import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { z } from 'zod'
import type { KeyChangeOutcome } from '#shared/domain/apiKey'
import type { KeyTwin, TwinStage } from '#shared/domain/keyTwin'
import type { CapgoAnswer, CapgoRequest, CapgoRequester } from '../../../electron/main/capgo/requester'
import type { Sandbox } from '../../../electron/main/sandbox'
import { createApiKeyService } from '../../../electron/main/services/apiKeys/apiKeys'
import { readKeyInventory } from '../../../electron/main/services/keyInventory'
import { createKeyTwinService, type KeyTwinDeps } from '../../../electron/main/services/keyTwin/keyTwinService'
import { escrowOnDisk } from '../../support/escrowOnDisk'
import { journalInMemory } from '../../support/journalInMemory'
import { createMortal } from '../../support/mortal'
import { quietLog } from '../../support/quietLog'
import { createRandom } from '../../support/random'
import { signedInToSandbox } from '../../support/signedInToSandbox'

let sandbox: Sandbox | undefined
let folder = ''
afterEach(async () => {
  await sandbox?.close()
  await rm(folder, { recursive: true, force: true })
})

const stages: readonly TwinStage[] = ['creating', 'created', 'handedOver', 'confirmed', 'finished']
const isWay = (reached: readonly { stage: TwinStage }[]): boolean => reached.every(({ stage }, index) => stage === stages[index] || (stage === 'abandoned' && index === reached.length - 1))

it('a thousand interleavings of two windows’ clicks: each stage once and in its order, the old key deleted once, and never after giving up', async () => {
  const { active, sandbox: server } = await signedInToSandbox()
  sandbox = server
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-twin-'))
  const path = join(folder, 'key-twins.json')
  const { organizationId } = server.demo
  const old = (await readKeyInventory(active, organizationId, Date.now)).keys.find(({ name }) => name === 'Driver app release')
  if (!old) throw new Error('The samples are others by now.')
  const { escrow, secrets } = escrowOnDisk(new Map(), createMortal())
  const apiKeys = createApiKeyService({ active: () => Promise.resolve(active), now: Date.now, log: quietLog(), journal: journalInMemory(), escrow, uptime: () => performance.now() })
  const random = createRandom(20261122)
  const hop = async (): Promise<void> => {
    for (let left = random.between(0, 4); left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve))
  }
  // What the server says of the two keys is asked of it once: they stay as they are, for their deletion is counted and not carried out.
  const answers = new Map<string, Promise<CapgoAnswer<unknown>>>()
  const requester: CapgoRequester = {
    async send<S extends z.ZodType>(request: CapgoRequest<S>) {
      const asked = `${request.method} ${request.path}`
      const answer = answers.get(asked) ?? active.requester.send(request)
      answers.set(asked, answer)
      await hop()
      return answer as Promise<CapgoAnswer<z.output<S>>>
    }
  }
  const deps: KeyTwinDeps = {
    path,
    active: () => Promise.resolve({ ...active, requester }),
    apiKeys,
    secrets,
    requirePresence: hop,
    now: Date.now,
    uptime: () => 0,
    log: quietLog()
  }
  const { id: twinId } = await createKeyTwinService(deps).start({ organizationId, keyId: old.id, name: old.name, newName: 'Driver app release (2)', secure: true, expiresAt: new Date(Date.now() + 30 * 864e5).toISOString() })
  const begun = await readFile(path, 'utf8')

  const round = async (number: number): Promise<number> => {
    let deletions = 0
    const own = join(folder, `${String(number)}.json`)
    await writeFile(own, begun)
    const remove = async (): Promise<KeyChangeOutcome> => {
      deletions += 1
      await hop()
      return deletions === 1 ? { outcome: 'done', confirmed: 'readBack' } : { outcome: 'alreadySo' }
    }
    const service = createKeyTwinService({ ...deps, path: own, apiKeys: { ...apiKeys, delete: remove } })
    const clicks = [() => service.advance({ twinId, stage: 'handedOver' }), () => service.advance({ twinId, stage: 'confirmed' }), () => service.finish({ twinId })]
    const said: KeyTwin[] = []
    const click = async (one: () => Promise<KeyTwin>): Promise<void> => {
      await hop()
      await one().then((twin) => said.push(twin), () => undefined)
    }
    const window = async (): Promise<void> => {
      for (const one of clicks) await Promise.all([click(one), ...(random.next() < 0.5 ? [click(one)] : [])])
    }
    const eager = Array.from({ length: random.between(0, 3) }, () => click(random.pick(clicks)))
    await Promise.all([window(), window(), ...eager, ...(random.next() < 0.5 ? [click(() => service.abandon({ twinId }))] : [])])
    const [kept] = await service.list({ organizationId })
    const where = `round ${String(number)}`
    expect(isWay(kept?.reached ?? []), where).toBe(true)
    expect([deletions, kept?.reached.at(-1)?.stage], where).toEqual([kept?.stage === 'finished' ? 1 : 0, kept?.stage])
    for (const { reached } of said) expect(kept?.reached.slice(0, reached.length), where).toEqual(reached)
    return deletions
  }
  let finished = 0
  for (let first = 0; first < 1000; first += 50) {
    const deleted = await Promise.all(Array.from({ length: 50 }, (_, index) => round(first + index)))
    finished += deleted.filter((count) => count === 1).length
  }
  expect([finished > 300, finished < 1000]).toEqual([true, true])
})
