import type { KeyState } from '#shared/domain/apiKey'
import { asAppError, AppError, type AppErrorData, type ErrorCode } from '#shared/errors/appError'
import type { Logger } from '../../log/logger'
import type { ApiKeyService } from '../apiKeys/apiKeyService'
import type { ActiveConnection } from '../connection/connectionService'
import { verdictOfChange, verdictOfError, verdictOfSecret, type Verdict } from './keyVerdict'
import type { StoredBatch } from './storedBatch'

export interface RunDeps {
  active(): Promise<ActiveConnection>
  apiKeys: Pick<ApiKeyService, 'regenerate' | 'update' | 'delete'>
  now(): number
  /** Milliseconds, by a clock that only ever goes forward. */
  uptime(): number
  /** Resolves after that many milliseconds, or as soon as the signal is aborted; never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Milliseconds between two keys. */
  pauseMs: number
  changed(batch: StoredBatch): void
  log: Logger
}

export interface Run {
  batch: StoredBatch
  /** On whose behalf; of another connection, or after a lock, nothing goes on. */
  active: ActiveConnection
  /** As the keys were read when the run began, for an edit. */
  states: ReadonlyMap<number, KeyState>
  /** Aborted: the person wants a pause. */
  stop: AbortSignal
}

/** After the server's own word, so that a clock that is read to the second does not come too early. */
const marginMs = 1000
/** The server's window for a key, where it does not say until when (Capgo backend). */
const usualSilenceMs = 60_000
/** So many failures of the network or the server, one after the other, are no longer a single key's. */
const failuresInARow = 10
const passing: ReadonlySet<ErrorCode> = new Set(['timeout', 'connectionLost', 'serverError', 'invalidResponse'])

/** One key after the other, each sent at most once. Never rejects: what stops it stands with the run. */
export async function runBatch(deps: RunDeps, run: Run): Promise<void> {
  const { batch } = run
  try {
    await batch.run({ state: 'running', until: null, why: null })
    const why = await everyKey(deps, run)
    if (batch.nextWaiting(0) === null) await batch.run({ state: 'finished', until: null, why })
    else await batch.run({ state: 'paused', until: endOfSilence(deps, batch), why })
  } catch (thrown) {
    const why = asAppError(thrown).data
    deps.log.warn('keyBatch.stopped', { id: batch.head.id, code: why.code })
    // In memory it stands all the same; the disk has it, or has it as of an earlier run: paused.
    await batch.run({ state: 'paused', until: endOfSilence(deps, batch), why }).catch(() => undefined)
  }
  deps.changed(batch)
}

/** A pause ends no silence, and outlives the program. */
function endOfSilence({ now }: RunDeps, batch: StoredBatch): string | null {
  const leftMs = batch.silentForMs()
  return leftMs > 0 ? new Date(Math.ceil(now() + leftMs)).toISOString() : null
}

/** @returns why it stopped before the end; null: at the end, or because the person wants it */
async function everyKey(deps: RunDeps, run: Run): Promise<AppErrorData | null> {
  const { batch } = run
  let inARow = 0
  for (let index = batch.nextWaiting(0); index !== null && !run.stop.aborted; index = batch.nextWaiting(index)) {
    deps.changed(batch)
    const elsewhere = await whyElsewhere(deps, run)
    if (elsewhere) return elsewhere
    const verdict = await oneKey(deps, run, index)
    if (verdict.then === 'next') {
      await batch.stand(index, verdict.item)
      const { why, state } = verdict.item
      inARow = state === 'failed' && why !== null && passing.has(why.code) ? inARow + 1 : 0
      if (inARow >= failuresInARow) return why
      if (batch.nextWaiting(index) !== null) await deps.wait(deps.pauseMs, run.stop)
      continue
    }
    // Sent, refused and not carried out: it may be sent again.
    if (batch.item(index).state === 'sent') await batch.stand(index, { state: 'waiting', why: null, secretId: null })
    if (verdict.then === 'pause') return verdict.why
    await silence(deps, run, verdict.until)
  }
  return null
}

/** Nothing is sent until then, by anybody who uses this credential (`capgo/rateGate`). */
async function silence(deps: RunDeps, { batch, stop, active }: Run, told: string | null): Promise<void> {
  // Of the moment no more than this: how long. A clock that is set meanwhile makes it neither shorter nor longer.
  const forMs = told === null ? usualSilenceMs : Math.max(Date.parse(told) - deps.now(), 0)
  const endsAt = deps.uptime() + forMs + marginMs
  await batch.run({ state: 'waitingForServer', until: new Date(deps.now() + forMs + marginMs).toISOString(), why: null })
  deps.changed(batch)
  const ended = AbortSignal.any([stop, active.signal])
  // At least the margin: a moment that has passed must not become a loop.
  for (let left = forMs + marginMs; left > 0 && !ended.aborted; left = endsAt - deps.uptime()) await deps.wait(Math.min(left, usualSilenceMs), ended)
  if (!ended.aborted) await batch.run({ state: 'running', until: null, why: null })
}

/** Locked, signed out, or another connection: the keys are not that one's to change. */
async function whyElsewhere(deps: RunDeps, { active }: Run): Promise<AppErrorData | null> {
  try {
    const now = await deps.active()
    if (now.connection.id === active.connection.id && now.connection.userId === active.connection.userId && !active.signal.aborted) return null
    return new AppError({ code: 'cancelled', message: 'Another connection was opened.', retryable: true }).data
  } catch (thrown) {
    return asAppError(thrown).data
  }
}

async function oneKey({ apiKeys }: RunDeps, { batch, states }: Run, index: number): Promise<Verdict> {
  const { id: batchId, organizationId, action } = batch.head
  const { keyId, name } = batch.item(index)
  const chosen = { organizationId, keyId, name }
  let sent: { attemptId: string | null } | null = null
  const beforeSending = async (attemptId: string | null): Promise<void> => {
    await batch.put(index, { state: 'sent', why: null, secretId: attemptId })
    sent = { attemptId }
  }
  try {
    switch (action.kind) {
      case 'rotate':
        return verdictOfSecret(await apiKeys.regenerate(chosen, { cause: 'regenerate', batchId, beforeSending }))
      case 'delete':
        return verdictOfChange(await apiKeys.delete(chosen, { beforeSending }))
      case 'expire': {
        const base = states.get(keyId)
        if (base === undefined) return verdictOfChange({ outcome: 'drifted', now: null })
        return verdictOfChange(await apiKeys.update({ ...chosen, base, change: { expiresAt: action.expiresAt } }, { beforeSending }))
      }
    }
  } catch (thrown) {
    return verdictOfError(asAppError(thrown), sent)
  }
}
