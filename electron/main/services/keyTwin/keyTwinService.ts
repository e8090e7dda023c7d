import { randomUUID } from 'node:crypto'
import type { KeySecrets } from '#shared/domain/heldSecret'
import type { KeyTwin, TwinStage } from '#shared/domain/keyTwin'
import { AppError, asAppError } from '#shared/errors/appError'
import type { ParsedInput } from '#shared/ipc/contract'
import type { Logger } from '../../log/logger'
import type { ApiKeyService } from '../apiKeys/apiKeyService'
import { mayLandForMs } from '../apiKeys/lostKeyRequest'
import { createOneAtATime } from '../apiKeys/oneAtATime'
import { listCertainOwnKeys } from '../apiKeys/ownKeys'
import { fateOfWrite } from '../apiKeys/refusals'
import type { ActiveConnection } from '../connection/connectionService'
import { createSerialQueue, type SerialQueue } from '../../storage/serialQueue'
import { isOf, placeOf, type OwnPlace } from '../ownPlace'
import { copyConflict as conflict, requireCopy } from './copyHolds'
import { isForgotten, settledBy, settledByKeys } from './settleTwin'
import { createTwinFile, type StoredTwin } from './twinFile'

export interface KeyTwinDeps {
  path: string
  /** @throws AppError `unauthorized`, `locked` */
  active(): Promise<ActiveConnection>
  apiKeys: Pick<ApiKeyService, 'copy' | 'delete'>
  /** What waits for this person in the escrow. */
  secrets(): Promise<KeySecrets>
  /** @throws AppError `presenceNeeded` */
  requirePresence(): Promise<void>
  now(): number
  /** Milliseconds on a clock that only goes forward: nobody sets it, and it begins anew with the program. */
  uptime(): number
  log: Logger
}

const over: ReadonlySet<TwinStage> = new Set(['finished', 'abandoned'])
/** What each stage comes after, where the person says that it is reached. */
const after = { handedOver: 'created', confirmed: 'handedOver' } as const

export type KeyTwinService = ReturnType<typeof createKeyTwinService>

/**
 * Rotations with an overlap, each stage on the disk, so that they go on days later: the copy is made, handed over and tried
 * while the old key works, and only then is the old key deleted.
 */
export function createKeyTwinService({ path, active, apiKeys, secrets, requirePresence, now, uptime, log }: KeyTwinDeps) {
  const file = createTwinFile(path, ({ reason }) => log.warn('keyTwin.setAside', { reason }))

  const alone = createOneAtATime()
  const begunAt = uptime()
  /** Copies of this run whose request has not come to its end yet. */
  const underWay = new Set<string>()
  /** When the request of a copy of this run came to its end, by `uptime`. Of former runs nothing is known. */
  const endedAt = new Map<string, number>()

  const reach = (twin: StoredTwin, stage: TwinStage): StoredTwin => ({ ...twin, stage, reached: [...twin.reached, { stage, at: new Date(now()).toISOString() }] })
  const told = ({ id, organizationId, oldKeyId, oldName, newKeyId, newName, secretId, stage, reached }: StoredTwin): KeyTwin => ({ id, organizationId, oldKeyId, oldName, newKeyId, newName, secretId, stage, reached })
  /** By what the file has then: between two readings of it another stage may have been reached. */
  const move = async (twin: StoredTwin, change: (kept: StoredTwin) => StoredTwin): Promise<KeyTwin> => {
    let moved = twin
    await file.update(({ twins }) => {
      moved = change(twins.find(({ id }) => id === twin.id) ?? twin)
      return { twins: twins.some(({ id }) => id === twin.id) ? twins.map((one) => (one.id === twin.id ? moved : one)) : [moved, ...twins] }
    })
    return told(moved)
  }
  const steps = new Map<string, { inTurn: SerialQueue; asked: number }>()
  /** One step of a rotation after the other: a double click and a second window see what the first has done. */
  const oneStep = async <T>(twinId: string, step: () => Promise<T>): Promise<T> => {
    const turn = steps.get(twinId) ?? { inTurn: createSerialQueue(), asked: 0 }
    steps.set(twinId, turn)
    turn.asked += 1
    try {
      return await turn.inTurn(step)
    } finally {
      turn.asked -= 1
      if (turn.asked === 0) steps.delete(twinId)
    }
  }

  /** What the escrow says by now of copies whose answer this program never had, or lost, and the server of those that it has forgotten. */
  const settle = async (open: ActiveConnection): Promise<void> => {
    const place = placeOf(open)
    const isOpen = (twin: StoredTwin): boolean => twin.stage === 'creating' && isOf(twin, place)
    const { twins } = (await file.read()).value
    if (!twins.some(isOpen)) return
    const waiting = await secrets()
    // What waits for somebody else says nothing.
    if (!isOf(placeOf(await active()), place)) return
    const isForgottenNow = (twin: StoredTwin): boolean => isOpen(twin) && !underWay.has(twin.id) && isForgotten(waiting, twin)
    const forgotten = new Set(twins.filter(isForgottenNow).map(({ id }) => id))
    const lookedAt = uptime()
    const own = forgotten.size === 0 ? null : await listCertainOwnKeys(open).catch(() => null)
    await file.update((stored) => {
      const taken = new Set(stored.twins.flatMap(({ newKeyId }) => newKeyId ?? []))
      const mayStillLand = ({ id }: StoredTwin): boolean => lookedAt - (endedAt.get(id) ?? begunAt) < mayLandForMs
      const settled = (twin: StoredTwin): StoredTwin => {
        if (!isOpen(twin)) return twin
        if (!forgotten.has(twin.id)) return settledBy(waiting, twin, reach)
        return own === null ? twin : settledByKeys({ ...own, taken, mayStillLand: mayStillLand(twin) }, twin, reach)
      }
      return { twins: stored.twins.map(settled) }
    })
  }

  /** Given up meanwhile, it stays so; which key is its copy is known all the same. */
  const madeAs = (kept: StoredTwin, { keyId, secretId }: { keyId: number; secretId: string }): StoredTwin => {
    const known = { ...kept, newKeyId: keyId, secretId }
    return kept.stage === 'creating' ? reach(known, 'created') : known
  }

  const found = async (twinId: string): Promise<{ twin: StoredTwin; open: ActiveConnection }> => {
    const open = await active()
    await settle(open)
    const twin = (await file.read()).value.twins.find((one) => one.id === twinId && isOf(one, placeOf(open)))
    if (twin) return { twin, open }
    throw new AppError({ code: 'notFound', message: 'There is no such rotation.', retryable: false })
  }

  const startAlone = async (open: ActiveConnection, place: OwnPlace, input: ParsedInput<'keyTwin.start'>): Promise<KeyTwin> => {
    await settle(open)
    const { organizationId, keyId: oldKeyId, name: oldName, newName } = input
    if ((await file.read()).value.twins.some((one) => isOf(one, place) && one.oldKeyId === oldKeyId && !over.has(one.stage))) throw conflict('A copy of this key is under way.', 'twinInProgress')
    const blank: StoredTwin = { ...place, id: randomUUID(), organizationId, oldKeyId, oldName, newKeyId: null, newName, secretId: null, stage: 'creating', reached: [] }
    let asked: StoredTwin | null = null
    const beforeSending = async (secretId: string | null): Promise<void> => {
      const twin = reach({ ...blank, secretId }, 'creating')
      underWay.add(twin.id)
      await move(twin, (kept) => kept)
      asked = twin
    }
    try {
      const made = await apiKeys.copy(input, { cause: 'twin', beforeSending }).catch(async (thrown: unknown) => {
        // Whatever else is thrown, a copy may be there.
        if (asked && madeNothing(thrown)) await file.update(({ twins }) => ({ twins: twins.filter(({ id, stage }) => id !== blank.id || stage !== 'creating') })).catch(() => undefined)
        throw thrown
      })
      const twin = asked ?? blank
      if (made.outcome === 'held') return await move(twin, (kept) => madeAs(kept, made))
      // Locked meanwhile, or left, it is looked at another time.
      await settle(open).catch(() => undefined)
      const kept = await file.read().then(({ value }) => value.twins.find(({ id }) => id === twin.id), () => undefined)
      return told(kept ?? twin)
    } finally {
      endedAt.set(blank.id, uptime())
      underWay.delete(blank.id)
    }
  }

  return {
    /** @throws AppError `storageFailed` */
    async list({ organizationId }: ParsedInput<'keyTwin.list'>): Promise<KeyTwin[]> {
      const open = await active()
      const place = placeOf(open)
      await settle(open)
      return (await file.read()).value.twins.filter((one) => one.organizationId === organizationId && isOf(one, place)).map(told)
    },

    /**
     * @throws AppError `presenceNeeded`, `conflict` (`twinInProgress`, `changeInFlight`), and as `ApiKeyService.copy`: no copy was made then.
     * One whose answer was lost stays at `creating`, with its attempt.
     */
    async start(input: ParsedInput<'keyTwin.start'>): Promise<KeyTwin> {
      await requirePresence()
      const open = await active()
      const place = placeOf(open)
      return alone(`${place.server} ${place.userId} ${String(input.keyId)}`, () => startAlone(open, place, input))
    },

    /** @throws AppError `notFound`, `conflict` (the stage that it is at) */
    advance: ({ twinId, stage }: ParsedInput<'keyTwin.advance'>): Promise<KeyTwin> =>
      oneStep(twinId, async () => {
        const { twin } = await found(twinId)
        if (twin.stage === stage) return told(twin)
        if (twin.stage !== after[stage]) throw conflict('The rotation is at another stage.', twin.stage)
        return move(twin, (kept) => reach(kept, stage))
      }),

    /**
     * Deletes the old key, from `confirmed` only, and only while the copy is there.
     * @throws AppError `presenceNeeded`, `notFound`, `conflict` (the stage; as `requireCopy`; `drifted`), and as `ApiKeyService.delete`
     */
    async finish({ twinId }: ParsedInput<'keyTwin.finish'>): Promise<KeyTwin> {
      await requirePresence()
      return oneStep(twinId, async () => {
        const { twin, open } = await found(twinId)
        if (twin.stage === 'finished') return told(twin)
        if (twin.stage !== 'confirmed') throw conflict('The rotation is at another stage.', twin.stage)
        await requireCopy(open, twin, now)
        const { outcome } = await apiKeys.delete({ organizationId: twin.organizationId, keyId: twin.oldKeyId, name: twin.oldName })
        // Gone already, as after a crash or by another hand: that is what was wanted.
        if (outcome === 'done' || outcome === 'alreadySo') return move(twin, (kept) => reach(kept, 'finished'))
        throw conflict('The old key is not as it was when its copy was made.', outcome)
      })
    },

    /** Both keys stay as they are. @throws AppError `notFound`, `conflict` where it is finished */
    abandon: ({ twinId }: ParsedInput<'keyTwin.abandon'>): Promise<KeyTwin> =>
      oneStep(twinId, async () => {
        const { twin } = await found(twinId)
        if (twin.stage === 'abandoned') return told(twin)
        if (twin.stage === 'finished') throw conflict('The rotation is finished.', twin.stage)
        return move(twin, (kept) => reach(kept, 'abandoned'))
      }),

    /** Takes one that has ended off the list; the journal keeps what was done. @throws AppError `notFound`, `conflict` (the stage) where it has not ended, `storageFailed` */
    dismiss: ({ twinId }: ParsedInput<'keyTwin.dismiss'>): Promise<null> =>
      oneStep(twinId, async () => {
        const { twin } = await found(twinId)
        if (!over.has(twin.stage)) throw conflict('The rotation has not ended.', twin.stage)
        await file.update(({ twins }) => ({ twins: twins.filter(({ id, stage }) => id !== twinId || !over.has(stage)) }))
        return null
      })
  }
}

/** Refused by the server, or never sent. */
function madeNothing(thrown: unknown): boolean {
  const error = asAppError(thrown)
  return error.code === 'notApplied' || (error.data.requestId !== undefined && fateOfWrite(error) === 'refused')
}
