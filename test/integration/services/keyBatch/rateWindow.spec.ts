import { afterEach, expect, it } from 'vitest'
import type { Sandbox } from '../../../../electron/main/sandbox'
import { createHttpClient } from '../../../../electron/main/capgo/httpClient'
import { createRateGates } from '../../../../electron/main/capgo/rateGate'
import { createRequester } from '../../../../electron/main/capgo/requester'
import { discoverServer } from '../../../../electron/main/capgo/endpoints/discovery'
import { startSandbox } from '../../../../electron/main/sandbox'
import { createApiKeyCredential } from '../../../../electron/main/services/connection/apiKeyCredential'
import type { ActiveConnection } from '../../../../electron/main/services/connection/connectionService'
import { createBatchDisk, keyRows, startBatchProcess, stateWithOwnKeys } from '../../../support/keyBatchSetUp'
import { quietLog } from '../../../support/quietLog'

let sandbox: Sandbox | undefined
afterEach(() => sandbox?.close())

it('rotates 5,000 keys with an API key inside the real rate window: one refusal for each window, and silence until it has passed', async () => {
  let now = Date.parse('2026-11-21T10:00:00.000Z')
  const clock = (): number => now
  const { state, keys } = await stateWithOwnKeys(5000, clock)
  const server = await startSandbox({ state, clock })
  sandbox = server
  const http = createHttpClient({ log: quietLog(), userAgent: 'Gatehouse/test', now: clock, repetition: { retries: 0 } })
  const refusedAt: number[] = []
  const askedAt: number[] = []
  const active: ActiveConnection = {
    connection: {
      id: '11111111-1111-4111-8111-111111111111', name: 'Test', demo: false, server: new URL(server.api).host, userId: server.demo.userId,
      credential: { kind: 'apiKey', storage: 'memory', fingerprint: '0123456789ab' }, has: { apiKey: true, session: false }, lastOrganizationId: null
    },
    requester: createRequester({
      http: {
        async send(request) {
          askedAt.push(now)
          const answer = await http.send(request)
          if (answer.status === 429) refusedAt.push(now)
          return answer
        }
      },
      server: await discoverServer(http, server.api),
      credentials: createApiKeyCredential(server.demo.apiKey, () => undefined),
      gates: createRateGates({ now: clock, uptime: clock })
    }),
    signal: new AbortController().signal
  }
  const disk = await createBatchDisk()
  const began = Date.now()
  const { batches, told } = startBatchProcess(disk, active, {
    now: clock,
    uptime: clock,
    wait: (ms) => {
      now += ms
      // What is told is told by the real clock.
      return new Promise((resolve) => setImmediate(resolve))
    }
  })
  const { id } = await batches.start({ organizationId: server.demo.organizationId, action: { kind: 'rotate' }, keys })
  let batch = (await batches.list({ organizationId: server.demo.organizationId }))[0]
  while (batch?.state !== 'finished' && batch?.state !== 'paused') {
    await new Promise((resolve) => setTimeout(resolve, 50))
    batch = (await batches.list({ organizationId: server.demo.organizationId }))[0]
  }
  const took = Date.now() - began
  expect([batch.id, batch.state, batch.items.filter(({ state: stands }) => stands === 'done').length]).toEqual([id, 'finished', 5000])
  const rotated = new Map(keyRows(state).map((row) => [row.id, row.key]))
  expect(keyRows(server.state()).filter((row) => rotated.get(row.id) !== row.key)).toHaveLength(5000)
  expect(refusedAt.length).toBeGreaterThan(1)
  for (const at of refusedAt) expect(askedAt.filter((asked) => asked > at && asked < at + 60_000)).toEqual([])
  // Told by the whole list, and therefore not at every key.
  expect(told.length).toBeLessThan(took / 200 + 2)
  expect(told.at(-1)?.state ?? 'running').toMatch(/finished|running|waitingForServer/u)
}, 300_000)
