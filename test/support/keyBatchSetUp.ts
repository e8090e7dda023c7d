import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KeyBatch } from '#shared/domain/keyBatch'
import { startSandbox, type SandboxState } from '../../electron/main/sandbox'
import { createApiKeyService } from '../../electron/main/services/apiKeys/apiKeys'
import { createBatchFiles } from '../../electron/main/services/keyBatch/batchFiles'
import { createKeyBatchService, type KeyBatchDeps, type KeyBatchService } from '../../electron/main/services/keyBatch/keyBatchService'
import type { StoredBatch } from '../../electron/main/services/keyBatch/storedBatch'
import type { ActiveConnection } from '../../electron/main/services/connection/connectionService'
import { escrowOnDisk, type EscrowDisk } from './escrowOnDisk'
import { journalInMemory } from './journalInMemory'
import { createMortal, type Mortal } from './mortal'
import { quietLog } from './quietLog'

interface KeyRow {
  id: number
  name: string
  user_id: string
  key: string | null
  rbac_id: string
  expires_at: string | null
}
interface BindingRow {
  id: string
  principal_id: string
  org_id: string
}

export const keyRows = (state: SandboxState): KeyRow[] => [...(state.tables['apiKeys'] ?? [])] as KeyRow[]
const uuid = (kind: number, count: number): string => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(count).padStart(12, '0')}`

/** A server's state in which the demo person has that many further keys, members of the sample organization. */
export async function stateWithOwnKeys(count: number, clock?: () => number): Promise<{ state: SandboxState; keys: { keyId: number; name: string }[] }> {
  const sandbox = await startSandbox(clock ? { clock } : {})
  const { demo } = sandbox
  const state = sandbox.state()
  await sandbox.close()
  const like = keyRows(state).find(({ name }) => name === 'Nightly upload')
  const bindings = [...(state.tables['roleBindings'] ?? [])] as BindingRow[]
  const binding = bindings.find((one) => one.principal_id === like?.rbac_id && one.org_id === demo.organizationId)
  if (!like || !binding) throw new Error('The samples are others by now.')
  const added = Array.from({ length: count }, (_, position) => ({ ...like, id: 10_000 + position, name: `Robot ${String(position + 1)}`, expires_at: null, key: uuid(7, position), rbac_id: uuid(8, position) }))
  const bound = added.map((row, position) => ({ ...binding, id: uuid(9, position), principal_id: row.rbac_id }))
  return {
    state: { ...state, tables: { ...state.tables, apiKeys: [...keyRows(state), ...added], roleBindings: [...bindings, ...bound] } },
    keys: added.map(({ id, name }) => ({ keyId: id, name }))
  }
}

/** What outlives the process. */
export async function createBatchDisk(): Promise<{ folder: string; escrow: EscrowDisk }> {
  return { folder: await mkdtemp(join(tmpdir(), 'gatehouse-batch-')), escrow: new Map() }
}

export interface BatchProcess {
  batches: KeyBatchService
  mortal: Mortal
  /** What the window was told, the newest last. */
  told: KeyBatch[]
}

/** One process on that disk, until it dies. */
export function startBatchProcess(disk: { folder: string; escrow: EscrowDisk }, active: ActiveConnection | (() => Promise<ActiveConnection>), how: Partial<KeyBatchDeps> & { mortal?: Mortal } = {}): BatchProcess {
  const { mortal = createMortal(), ...more } = how
  const told: KeyBatch[] = []
  const now = more.now ?? Date.now
  const uptime = more.uptime ?? (() => performance.now())
  const given = typeof active === 'function' ? active : () => Promise.resolve(active)
  const requesters = new Map<ActiveConnection['requester'], ActiveConnection['requester']>()
  const mortalActive = async (): Promise<ActiveConnection> => {
    const { requester, ...one } = await given()
    const known = requesters.get(requester) ?? { send: (request) => mortal.step(() => requester.send(request)) }
    requesters.set(requester, known)
    return { ...one, requester: known }
  }
  const files = createBatchFiles((name) => join(disk.folder, ...(name === undefined ? [] : [name])), { now, uptime, log: quietLog() })
  const written = (batch: StoredBatch): StoredBatch => ({
    ...batch,
    put: (...args) => mortal.step(() => batch.put(...args)),
    stand: (...args) => mortal.step(() => batch.stand(...args)),
    run: (...args) => mortal.step(() => batch.run(...args))
  })
  const { escrow, secrets } = escrowOnDisk(disk.escrow, mortal)
  const batches = createKeyBatchService({
    files: {
      load: async () => {
        const { batches: read, unreadable } = await files.load()
        return { batches: read.map(written), unreadable }
      },
      remove: (id) => files.remove(id),
      setAside: (id) => files.setAside(id),
      begin: async (head) => written(await mortal.step(() => files.begin(head)))
    },
    active: mortalActive,
    apiKeys: createApiKeyService({ active: mortalActive, now, log: quietLog(), journal: journalInMemory(), escrow, uptime, secondLookMs: 0 }),
    secrets,
    requirePresence: () => Promise.resolve(),
    onChange(batch) {
      if (!mortal.dead) told.push(batch)
    },
    now,
    uptime,
    wait: () => Promise.resolve(),
    log: quietLog(),
    ...more
  })
  return { batches, mortal, told }
}
