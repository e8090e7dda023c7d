import { randomUUID } from 'node:crypto'
import type { KeySecrets } from '#shared/domain/heldSecret'
import type { KeyBatch } from '#shared/domain/keyBatch'
import type { KeyInventory } from '#shared/domain/keyInventory'
import { AppError } from '#shared/errors/appError'
import type { ParsedInput } from '#shared/ipc/contract'
import { listOrganizations } from '../../capgo/endpoints/organizations'
import type { Logger } from '../../log/logger'
import { createSerialQueue } from '../../storage/serialQueue'
import type { ActiveConnection } from '../connection/connectionService'
import { readKeyInventory } from '../keyInventory'
import { placeOf, type OwnPlace } from '../ownPlace'
import { settled } from '../settled'
import type { BatchFiles } from './batchFiles'
import { planKeys, stateOfFact } from './batchPlan'
import { isOpen, resolveSent, settleLate } from './resolveSent'
import { runBatch, type RunDeps } from './runBatch'
import type { StoredBatch } from './storedBatch'
import { createProgress } from './tellProgress'
import { waitOrStop } from './waitOrStop'

export interface KeyBatchDeps extends Pick<RunDeps, 'active' | 'apiKeys' | 'now' | 'uptime'> {
  files: BatchFiles
  /** What waits for this person in the escrow. */
  secrets(): Promise<KeySecrets>
  /** @throws AppError `presenceNeeded` */
  requirePresence(): Promise<void>
  onChange(batch: KeyBatch): void
  log: Logger
  wait?: RunDeps['wait']
  pauseMs?: number
}

interface Live {
  batch: StoredBatch
  stop: AbortController
  over: Promise<void>
}

/** Between two keys, in milliseconds: time to pause, and to leave the server to others. */
const usualPauseMs = 100
/** How long the end of the program waits for the key that is on its way, in milliseconds. */
const quitLimitMs = 5000

export type KeyBatchService = ReturnType<typeof createKeyBatchService>

/** The same for many keys: planned, written down before each is sent, one after the other, each at most once. */
export function createKeyBatchService(deps: KeyBatchDeps) {
  const { files, now, log } = deps
  const wait = deps.wait ?? waitOrStop
  const known = new Map<string, StoredBatch>()
  /** By owner: one run at a time, and none while another begins. */
  const live = new Map<string, Live | 'beginning'>()
  const tell = createProgress(deps.onChange)
  let loading: Promise<void> | null = null

  let unreadable: readonly string[] = []

  const load = async (): Promise<void> => {
    const found = await files.load()
    for (const batch of found.batches) known.set(batch.head.id, batch)
    unreadable = found.unreadable
  }
  const ready = async (): Promise<void> => {
    loading ??= load()
    await loading.catch((thrown: unknown) => {
      loading = null
      throw thrown
    })
  }

  const found = async (id: string): Promise<{ batch: StoredBatch; active: ActiveConnection }> => {
    const active = await deps.active()
    await ready()
    const batch = known.get(id)
    if (batch && ownerOf(batch.head) === ownerOf(placeOf(active))) return { batch, active }
    throw new AppError({ code: 'notFound', message: 'There is no such bulk run.', retryable: false })
  }
  const liveOf = ({ head }: StoredBatch): Live | null => {
    const one = live.get(ownerOf(head))
    return one !== undefined && one !== 'beginning' && one.batch.head.id === head.id ? one : null
  }
  /** A run of which the program ended is paused, and one that has just been set going runs, whatever the disk says. */
  const told = (batch: StoredBatch): KeyBatch => {
    const shown = batch.told()
    const rests = shown.state === 'finished' || shown.state === 'paused'
    if (liveOf(batch) !== null) return rests ? { ...shown, state: 'running', why: null } : shown
    return rests ? shown : { ...shown, state: 'paused' }
  }

  /** @throws AppError `conflict` (`runInFlight`) */
  const alone = async <T>(active: ActiveConnection, task: () => Promise<T>): Promise<T> => {
    const owner = ownerOf(placeOf(active))
    if (live.has(owner)) throw new AppError({ code: 'conflict', message: 'Another bulk run is under way.', retryable: false, details: { foundState: 'runInFlight' } })
    live.set(owner, 'beginning')
    try {
      return await task()
    } finally {
      if (live.get(owner) === 'beginning') live.delete(owner)
    }
  }

  /** What is looked at again is not set going meanwhile, and the other way round. */
  const inTurn = createSerialQueue()
  /** Never fails: what cannot be told now is told another time. */
  const settle = (active: ActiveConnection, concerns: (batch: StoredBatch) => boolean, ask: () => Promise<Parameters<typeof settleLate>[1]>): Promise<void> =>
    inTurn(async () => {
      const owner = ownerOf(placeOf(active))
      const open = [...known.values()].filter((batch) => ownerOf(batch.head) === owner && !batch.damaged && concerns(batch) && batch.told().items.some((item) => isOpen(item, batch.head.action.kind === 'rotate')))
      if (open.length === 0 || live.has(owner)) return
      const asked = await ask()
      // What waits for somebody else says nothing.
      if (ownerOf(placeOf(await deps.active())) !== owner) return
      for (const batch of open) if (!live.has(owner) && (await settleLate(batch, asked))) tell(batch)
    }).catch((thrown: unknown) => {
      log.warn('keyBatch.notSettled', { error: thrown })
    })
  const settleRotations = (active: ActiveConnection, organizationId: string): Promise<void> =>
    settle(active, ({ head }) => head.organizationId === organizationId && head.action.kind === 'rotate', async () => ({ secrets: await deps.secrets() }))

  const setOut = (batch: StoredBatch, active: ActiveConnection, keys: Awaited<ReturnType<typeof readKeyInventory>>['keys']): void => {
    const owner = ownerOf(batch.head)
    const stop = new AbortController()
    const states = new Map(keys.map((key) => [key.id, stateOfFact(key, batch.head.organizationId)]))
    const run = { batch, active, states, stop: stop.signal }
    const over = runBatch({ active: deps.active, apiKeys: deps.apiKeys, now, uptime: deps.uptime, wait, pauseMs: deps.pauseMs ?? usualPauseMs, changed: tell, log }, run).finally(() => {
      live.delete(owner)
      tell(batch)
    })
    live.set(owner, { batch, stop, over })
  }

  return {
    /** @throws AppError `storageFailed` */
    async list({ organizationId }: ParsedInput<'keyBatch.list'>): Promise<KeyBatch[]> {
      const active = await deps.active()
      await ready()
      await settleRotations(active, organizationId)
      const owner = ownerOf(placeOf(active))
      return [...known.values()]
        .filter(({ head }) => head.organizationId === organizationId && ownerOf(head) === owner)
        .sort((one, other) => Date.parse(other.head.startedAt) - Date.parse(one.head.startedAt))
        .map(told)
    },

    /** Runs of an earlier time whose files cannot be read: whose they are, and which keys were sent, nobody can say. @throws AppError `storageFailed` */
    async unreadable(): Promise<string[]> {
      await ready()
      return [...unreadable]
    },

    /** What was read says what became of keys whose outcome a run at rest does not know. Never fails. @param askedAt when it was asked for, by `uptime` */
    async keysRead(active: ActiveConnection, inventory: KeyInventory, askedAt: number): Promise<void> {
      if (inventory.ownKeys.state !== 'complete' || !(await ready().then(() => true, () => false))) return
      const { organizationId } = inventory
      await settle(active, ({ head }) => head.organizationId === organizationId && head.action.kind !== 'rotate', () => Promise.resolve({ inventory, askedAt }))
      await settleRotations(active, organizationId)
    },

    /** @throws AppError `presenceNeeded`, `conflict` (`runInFlight`), `storageFailed`, and of the list of keys: nothing was sent then */
    async start({ organizationId, action, keys }: ParsedInput<'keyBatch.start'>): Promise<KeyBatch> {
      await deps.requirePresence()
      const active = await deps.active()
      await ready()
      return alone(active, async () => {
        const [inventory, organizations] = await Promise.all([readKeyInventory(active, organizationId, now), settled(listOrganizations(active.requester, active.signal))])
        const organizationName = (organizations.known ? organizations.value.rows.find(({ id }) => id === organizationId)?.name : undefined) ?? ''
        const planned = planKeys(inventory, action, keys)
        const batch = await files.begin({ version: 1, id: randomUUID(), ...placeOf(active), organizationId, organizationName, action, startedAt: new Date(now()).toISOString(), keys: planned })
        known.set(batch.head.id, batch)
        setOut(batch, active, inventory.keys)
        return told(batch)
      })
    },

    /** Between keys: what is on its way is awaited. @throws AppError `notFound` */
    async pause({ batchId }: ParsedInput<'keyBatch.pause'>): Promise<KeyBatch> {
      const { batch } = await found(batchId)
      const running = liveOf(batch)
      running?.stop.abort()
      await running?.over
      return told(batch)
    },

    /** @throws AppError `presenceNeeded`, `notFound`, `conflict` (`runInFlight`), `vaultUnavailable`, `storageFailed` (also: its file is damaged) */
    async resume({ batchId, retryFailed }: ParsedInput<'keyBatch.resume'>): Promise<KeyBatch> {
      await deps.requirePresence()
      const { batch, active } = await found(batchId)
      if (liveOf(batch) !== null) return told(batch)
      if (batch.damaged) throw new AppError({ code: 'storageFailed', message: 'The file of the bulk run is damaged, so that nobody can say which keys were sent.', retryable: false })
      // Of an earlier run of the program, too: every call begins the silence anew.
      const silentMs = batch.silentForMs()
      if (silentMs > 0) throw silence(new Date(Math.ceil(now() + silentMs)).toISOString())
      return alone(active, async () => {
        const askedAt = deps.uptime()
        const [inventory, secrets] = await Promise.all([readKeyInventory(active, batch.head.organizationId, now), deps.secrets()])
        await inTurn(async () => {
          await resolveSent(batch, { inventory, secrets, askedAt })
          for (const [index, { state }] of retryFailed ? batch.told().items.entries() : []) if (state === 'failed') await batch.stand(index, { state: 'waiting', why: null, secretId: null })
        })
        setOut(batch, active, inventory.keys)
        return told(batch)
      })
    },

    /** @throws AppError `notFound`, `conflict` while it runs, or (`outcomesUnknown`) where a key's outcome is unknown and that was not said first; `storageFailed` */
    async forget({ batchId, alsoUnknown }: ParsedInput<'keyBatch.forget'>): Promise<null> {
      await ready()
      if (alsoUnknown && unreadable.includes(batchId)) {
        // The file is kept: somebody may still make something of it.
        await files.setAside(batchId)
        unreadable = unreadable.filter((id) => id !== batchId)
        return null
      }
      const { batch } = await found(batchId)
      if (liveOf(batch) !== null) throw new AppError({ code: 'conflict', message: 'The bulk run is under way.', retryable: false, details: { foundState: 'runInFlight' } })
      if (!alsoUnknown && batch.told().items.some(({ state }) => state === 'lost' || state === 'sent')) throw new AppError({ code: 'conflict', message: 'Of some keys of the run the outcome is not known.', retryable: false, details: { foundState: 'outcomesUnknown' } })
      await files.remove(batchId)
      known.delete(batchId)
      return null
    },

    /** Before the program ends: the key that is on its way is awaited, within seconds. */
    async finish(): Promise<void> {
      const runs = [...live.values()].filter((one) => one !== 'beginning')
      for (const { stop } of runs) stop.abort()
      const limit = new AbortController()
      await Promise.race([Promise.all(runs.map(({ over }) => over)), waitOrStop(quitLimitMs, limit.signal)])
      limit.abort()
    }
  }
}

function silence(until: string): AppError {
  return new AppError({ code: 'rateLimited', message: `The server wants no request before ${until}.`, retryable: true, details: { until } })
}

const ownerOf = ({ server, userId }: OwnPlace): string => `${server} ${userId}`
