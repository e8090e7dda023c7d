import { randomUUID } from 'node:crypto'
import type { KeySecrets } from '#shared/domain/heldSecret'
import type { KeyTwin, TwinStage } from '#shared/domain/keyTwin'
import { AppError, asAppError } from '#shared/errors/appError'
import type { ParsedInput } from '#shared/ipc/contract'
import type { Logger } from '../../log/logger'
import type { ApiKeyService } from '../apiKeys/apiKeyService'
import { createOneAtATime } from '../apiKeys/oneAtATime'
import { fateOfWrite } from '../apiKeys/refusals'
import type { ActiveConnection } from '../connection/connectionService'
import { isOf, placeOf, type OwnPlace } from '../ownPlace'
import { copyConflict as conflict, requireCopy } from './copyHolds'
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
export function createKeyTwinService({ path, active, apiKeys, secrets, requirePresence, now, log }: KeyTwinDeps) {
  const file = createTwinFile(path, ({ reason }) => log.warn('keyTwin.setAside', { reason }))

  const alone = createOneAtATime()

  const reach = (twin: StoredTwin, stage: TwinStage): StoredTwin => ({ ...twin, stage, reached: [...twin.reached, { stage, at: new Date(now()).toISOString() }] })
  const told = ({ id, organizationId, oldKeyId, oldName, newKeyId, newName, secretId, stage, reached }: StoredTwin): KeyTwin => ({ id, organizationId, oldKeyId, oldName, newKeyId, newName, secretId, stage, reached })
  const put = async (twin: StoredTwin): Promise<KeyTwin> => {
    await file.update(({ twins }) => ({ twins: twins.some(({ id }) => id === twin.id) ? twins.map((one) => (one.id === twin.id ? twin : one)) : [twin, ...twins] }))
    return told(twin)
  }

  /** What the escrow says by now of copies whose answer this program never had, or lost. */
  const settle = async (): Promise<void> => {
    const { twins } = (await file.read()).value
    if (!twins.some(({ stage }) => stage === 'creating')) return
    const waiting = await secrets()
    await file.update((stored) => ({ twins: stored.twins.map((twin) => (twin.stage === 'creating' ? settled(twin, waiting, reach) : twin)) }))
  }

  const found = async (twinId: string): Promise<{ twin: StoredTwin; open: ActiveConnection }> => {
    const open = await active()
    await settle()
    const twin = (await file.read()).value.twins.find((one) => one.id === twinId && isOf(one, placeOf(open)))
    if (twin) return { twin, open }
    throw new AppError({ code: 'notFound', message: 'There is no such rotation.', retryable: false })
  }

  const startAlone = async (place: OwnPlace, input: ParsedInput<'keyTwin.start'>): Promise<KeyTwin> => {
    await settle()
    const { organizationId, keyId: oldKeyId, name: oldName, newName } = input
    if ((await file.read()).value.twins.some((one) => isOf(one, place) && one.oldKeyId === oldKeyId && !over.has(one.stage))) throw conflict('A copy of this key is under way.', 'twinInProgress')
    const blank: StoredTwin = { ...place, id: randomUUID(), organizationId, oldKeyId, oldName, newKeyId: null, newName, secretId: null, stage: 'creating', reached: [] }
    let asked: StoredTwin | null = null
    const beforeSending = async (secretId: string | null): Promise<void> => {
      const twin = reach({ ...blank, secretId }, 'creating')
      await put(twin)
      asked = twin
    }
    const made = await apiKeys.copy(input, { cause: 'twin', beforeSending }).catch(async (thrown: unknown) => {
      // Whatever else is thrown, a copy may be there.
      if (asked && madeNothing(thrown)) await file.update(({ twins }) => ({ twins: twins.filter(({ id, stage }) => id !== blank.id || stage !== 'creating') })).catch(() => undefined)
      throw thrown
    })
    const twin = asked ?? blank
    if (made.outcome === 'held') return put(reach({ ...twin, newKeyId: made.keyId, secretId: made.secretId }, 'created'))
    // Locked meanwhile, or left, it is looked at another time.
    await settle().catch(() => undefined)
    const kept = await file.read().then(({ value }) => value.twins.find(({ id }) => id === twin.id), () => undefined)
    return told(kept ?? twin)
  }

  return {
    /** @throws AppError `storageFailed` */
    async list({ organizationId }: ParsedInput<'keyTwin.list'>): Promise<KeyTwin[]> {
      const place = placeOf(await active())
      await settle()
      return (await file.read()).value.twins.filter((one) => one.organizationId === organizationId && isOf(one, place)).map(told)
    },

    /**
     * @throws AppError `presenceNeeded`, `conflict` (`twinInProgress`, `changeInFlight`), and as `ApiKeyService.copy`: no copy was made then.
     * One whose answer was lost stays at `creating`, with its attempt.
     */
    async start(input: ParsedInput<'keyTwin.start'>): Promise<KeyTwin> {
      await requirePresence()
      const place = placeOf(await active())
      return alone(`${place.server} ${place.userId} ${String(input.keyId)}`, () => startAlone(place, input))
    },

    /** @throws AppError `notFound`, `conflict` (the stage that it is at) */
    async advance({ twinId, stage }: ParsedInput<'keyTwin.advance'>): Promise<KeyTwin> {
      const { twin } = await found(twinId)
      if (twin.stage === stage) return told(twin)
      if (twin.stage !== after[stage]) throw conflict('The rotation is at another stage.', twin.stage)
      return put(reach(twin, stage))
    },

    /**
     * Deletes the old key, from `confirmed` only, and only while the copy is there.
     * @throws AppError `presenceNeeded`, `notFound`, `conflict` (the stage; as `requireCopy`; `drifted`), and as `ApiKeyService.delete`
     */
    async finish({ twinId }: ParsedInput<'keyTwin.finish'>): Promise<KeyTwin> {
      await requirePresence()
      const { twin, open } = await found(twinId)
      if (twin.stage === 'finished') return told(twin)
      if (twin.stage !== 'confirmed') throw conflict('The rotation is at another stage.', twin.stage)
      await requireCopy(open, twin, now)
      const { outcome } = await apiKeys.delete({ organizationId: twin.organizationId, keyId: twin.oldKeyId, name: twin.oldName })
      // Gone already, as after a crash or by another hand: that is what was wanted.
      if (outcome === 'done' || outcome === 'alreadySo') return put(reach(twin, 'finished'))
      throw conflict('The old key is not as it was when its copy was made.', outcome)
    },

    /** Both keys stay as they are. @throws AppError `notFound`, `conflict` where it is finished */
    async abandon({ twinId }: ParsedInput<'keyTwin.abandon'>): Promise<KeyTwin> {
      const { twin } = await found(twinId)
      if (twin.stage === 'abandoned') return told(twin)
      if (twin.stage === 'finished') throw conflict('The rotation is finished.', twin.stage)
      return put(reach(twin, 'abandoned'))
    }
  }
}

/** Refused by the server, or never sent. */
function madeNothing(thrown: unknown): boolean {
  const error = asAppError(thrown)
  return error.code === 'notApplied' || (error.data.requestId !== undefined && fateOfWrite(error) === 'refused')
}

function settled(twin: StoredTwin, { held, lost }: KeySecrets, reach: (twin: StoredTwin, stage: TwinStage) => StoredTwin): StoredTwin {
  const secret = held.find(({ id }) => id === twin.secretId)
  if (secret) return reach({ ...twin, newKeyId: secret.keyId }, 'created')
  const attempt = lost.find(({ id }) => id === twin.secretId)
  // It is there, and its secret is nobody's: the person regenerates it, and goes on.
  if (attempt?.finding === 'created' && attempt.keyId !== null) return reach({ ...twin, newKeyId: attempt.keyId }, 'created')
  return attempt?.finding === 'notCreated' ? reach(twin, 'abandoned') : twin
}
