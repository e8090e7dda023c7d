import { afterEach, expect, it } from 'vitest'
import type { KeyBatch } from '#shared/domain/keyBatch'
import type { Sandbox } from '../../../../electron/main/sandbox'
import { createBatchDisk, keyRows, startBatchProcess, stateWithOwnKeys } from '../../../support/keyBatchSetUp'
import { createMortal } from '../../../support/mortal'
import { createRandom } from '../../../support/random'
import { signedInToSandbox } from '../../../support/signedInToSandbox'

let sandbox: Sandbox | undefined
afterEach(() => sandbox?.close())

it('rotates each of 500 keys at most once through 50 deaths and a network that fails one time in five, and accounts for all of them', async () => {
  const random = createRandom(20261121)
  const { state, keys } = await stateWithOwnKeys(500)
  const rotations = new Map<number, number>()
  const secretOf = new Map(keyRows(state).map(({ id, key }) => [id, key]))
  const counted = (): void => {
    for (const { id, key } of sandbox ? keyRows(sandbox.state()) : []) {
      if (secretOf.get(id) === key) continue
      secretOf.set(id, key)
      rotations.set(id, (rotations.get(id) ?? 0) + 1)
    }
  }
  const signedIn = await signedInToSandbox({ state, onChange: counted }, { timeoutMs: 400 })
  sandbox = signedIn.sandbox
  const faults = ['drop-before', 'drop-after', 'status', 'delay'].flatMap((kind) => Array.from({ length: 40 }, () => ({ do: 'fault', route: random.next() < 0.75 ? 'PUT /apikey' : 'GET /apikey', kind, ms: 500, skip: random.between(0, 600) })))
  sandbox.arrange(faults)

  const disk = await createBatchDisk()
  const { organizationId } = sandbox.demo
  const steps = (): number => random.between(1, 130)
  let restarts = 0
  let process = startBatchProcess(disk, signedIn.active, { mortal: createMortal(steps()) })
  let last: KeyBatch | undefined
  let begun = process.batches.start({ organizationId, action: { kind: 'rotate' }, keys })
  for (;;) {
    const { mortal, batches } = process
    const over = begun.then(async ({ id }) => {
      for (;;) {
        const [batch] = await batches.list({ organizationId })
        if (batch?.state === 'finished' || batch?.state === 'paused') return batch
        await new Promise((resolve) => setTimeout(resolve, 5))
        if (mortal.dead) return new Promise<never>(() => id)
      }
    })
    const ended = await Promise.race([mortal.died.then(() => null), over.catch(() => null)])
    if (ended?.state === 'finished' && restarts >= 50) {
      last = ended
      break
    }
    if (mortal.dead) restarts += 1
    process = startBatchProcess(disk, signedIn.active, { mortal: restarts < 50 ? createMortal(steps()) : createMortal() })
    const { batches: next } = process
    const retryFailed = random.next() < 0.3
    // Looking at what is kept may settle something of it, and is a step at which this one may die as well.
    begun = next.list({ organizationId }).then(([known]) => (known ? next.resume({ batchId: known.id, retryFailed }) : next.start({ organizationId, action: { kind: 'rotate' }, keys })))
    begun.catch(() => undefined)
  }

  // What the last deaths left under way has landed by now.
  await new Promise((resolve) => setTimeout(resolve, 600))
  counted()
  const items = last.items
  expect(items.map(({ keyId }) => keyId)).toEqual(keys.map(({ keyId }) => keyId))
  expect(Math.max(...rotations.values())).toBe(1)
  const held = [...disk.escrow.values()].filter(({ stage }) => stage === 'held')
  for (const { keyId, state: stands, secretId } of items) {
    const attempt = disk.escrow.get(secretId ?? '')
    if (stands === 'done') expect([rotations.get(keyId), attempt?.stage, attempt?.secret], String(keyId)).toEqual([1, 'held', secretOf.get(keyId)])
    else if (stands === 'lost') expect([attempt?.stage === 'held', attempt?.about.keyName], String(keyId)).toEqual([false, keys.find((one) => one.keyId === keyId)?.name])
    else expect([stands, rotations.get(keyId) ?? 0], String(keyId)).toEqual(['failed', 0])
  }
  expect(items.filter(({ state: stands }) => stands === 'done')).toHaveLength(held.length)
  // Every rotation that happened is one of those, or a stated loss.
  const told = new Set(items.filter(({ state: stands }) => stands === 'done' || stands === 'lost').map(({ keyId }) => keyId))
  expect([...rotations.keys()].filter((id) => !told.has(id))).toEqual([])
  expect([restarts, items.filter(({ state: stands }) => stands === 'lost').length > 20]).toEqual([50, true])
}, 240_000)
