import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Policy } from '#shared/domain/policy'
import type { UpdateOffer, Updates, UpdateStep } from '#shared/domain/updates'
import { AppError, asAppError } from '#shared/errors/appError'
import { versionSchema } from '#shared/rules/versions'
import type { PublicFiles } from '../capgo/publicFile'
import type { Logger } from '../log/logger'
import { createJsonFile } from '../storage/jsonFile'
import { mayAskFor, type MayAsk } from './mayAsk'
import { feedFile, type Packaged } from './packagedFeed'
import { mostFeedBytes, readFeed, type Copy, type FoundUpdate } from './readFeed'
import type { Handover, Updater } from './updater'
import { updateProblem } from './updateProblem'

const dayMs = 24 * 3600_000
const feedLimitMs = 30_000

/** What the feed answered last to which version, so that not every start asks again. */
const keptSchema = z.strictObject({ lookedAt: z.iso.datetime(), feed: z.string().max(1100), version: versionSchema, newer: z.boolean() }).nullable()

export interface UpdateServiceDeps {
  /** Where the last look is kept. */
  path: string
  /** false: run from its source, by a developer or on the stand-in host. */
  isPackaged: boolean
  copy: Copy
  packaged: Packaged
  policy(): Policy
  /** The person wants it to look by itself. */
  automatic(): boolean
  files: PublicFiles
  updater(): Promise<Updater>
  /** Asks what quitting asks; true: the program may go. */
  mayQuit(): Promise<boolean>
  /** It does not go after all: quitting asks again. */
  stay(): void
  quit(handover: Handover): void
  onChange(updates: Updates): void
  log: Logger
  now(): number
}

export type UpdateService = ReturnType<typeof createUpdateService>

/**
 * Looks for a newer version, downloads it and hands over to it, each when it is wanted. Nothing is asked of a feed while the policy
 * does not let it, and nothing but the feed file and the one file that it lists is ever asked for.
 */
export function createUpdateService(deps: UpdateServiceDeps) {
  const { copy, packaged, log, now } = deps
  const file = createJsonFile({ path: deps.path, version: 1, schema: keptSchema, migrations: {}, empty: () => null, onSetAside: ({ reason }) => log.warn('updates.setAside', { reason }) })
  let step: UpdateStep = { status: 'unknown' }
  let lookedAt: string | null = null
  let triedAt = Number.NEGATIVE_INFINITY
  let found: FoundUpdate | null = null
  let looking: Promise<void> | null = null
  let work = new AbortController()
  let updater: Updater | null = null
  let restarting: Promise<boolean> | null = null
  /** What the policy says of where updates come from, as long as what is known here holds. */
  let source = sourceNow()
  let told: Updates | null = null

  function ability(): Updates['ability'] {
    if (!deps.isPackaged) return 'source'
    const { updates, servers } = deps.policy()
    // Requests go to the listed servers and nowhere else, so a feed that only the package names has to be among them.
    const outside = servers !== null && updates.feed === null && packaged.feed !== null && !servers.includes(new URL(packaged.feed).origin)
    if (!updates.enabled || outside) return 'policy'
    return feed() === null ? 'noFeed' : 'able'
  }

  function feed(): Updates['feed'] {
    const { feed: managed } = deps.policy().updates
    if (managed !== null) return { address: managed, by: 'policy' }
    return packaged.feed === null ? null : { address: packaged.feed, by: 'package' }
  }

  function sourceNow(): string {
    const { servers } = deps.policy()
    return JSON.stringify([ability(), feed(), servers])
  }

  const current = (): Updates => ({ ability: ability(), installation: copy.installation, feed: deps.isPackaged ? feed() : null, lookedAt, step })

  function tell(next: UpdateStep = step): void {
    step = next
    const updates = current()
    if (isDeepStrictEqual(updates, told)) return
    told = updates
    deps.onChange(updates)
  }

  function failed(during: 'look' | 'download' | 'install', thrown: unknown, offer: UpdateOffer | null): void {
    const { data } = asAppError(thrown)
    log.warn('updates.failed', { during, code: data.code, problem: data.fieldErrors?.['update'] ?? null })
    tell({ status: 'failed', during, error: data, offer })
  }

  function requireAbility(): void {
    const what = ability()
    if (what === 'able') return
    if (what === 'policy') throw new AppError({ code: 'managed', message: 'Updates are managed by the administrator of this computer.', retryable: false, fieldErrors: { updates: 'managed' } })
    throw new AppError({ code: 'conflict', message: what === 'source' ? 'A copy that is run from its source does not update itself.' : 'This copy knows no feed of updates.', retryable: false })
  }

  /** As the policy has it at the moment of asking. */
  const mayAsk: MayAsk = (url) => {
    const where = feed()
    return where !== null && mayAskFor(deps.policy(), where.address)(url)
  }

  async function ask(address: string, signal: AbortSignal): Promise<string> {
    const { host } = new URL(address)
    const answer = await deps.files.open(address, AbortSignal.any([signal, AbortSignal.timeout(feedLimitMs)]), mayAsk)
    try {
      if (answer.status !== 200) throw updateProblem(answer.status === 404 ? 'notFound' : 'status', `${host} answered ${String(answer.status)} and no feed.`, { host, status: answer.status })
      const chunks: Uint8Array[] = []
      let bytes = 0
      for await (const chunk of answer.bytes) {
        bytes += chunk.length
        if (bytes > mostFeedBytes) throw updateProblem('tooLarge', `What ${host} answered is too long for a feed.`, { host })
        chunks.push(chunk)
      }
      return Buffer.concat(chunks).toString('utf8')
    } finally {
      answer.end()
    }
  }

  async function doLook(): Promise<void> {
    const where = feed()
    if (where === null) return
    work = new AbortController()
    const { signal } = work
    triedAt = now()
    found = null
    tell({ status: 'looking' })
    try {
      const address = feedFile(where.address, packaged.channel, copy)
      const answer = readFeed(await ask(address, signal), address, copy, mayAsk)
      signal.throwIfAborted()
      lookedAt = new Date(now()).toISOString()
      if (answer.newer) found = { offer: answer.offer, sha512: answer.sha512 }
      log.info('updates.looked', { newer: answer.newer, listed: answer.newer ? answer.offer.version : answer.listed })
      tell(answer.newer ? { status: 'available', offer: answer.offer } : { status: 'upToDate', listed: answer.listed })
      await file.write({ lookedAt, feed: where.address, version: copy.version, newer: answer.newer }).catch((error: unknown) => log.warn('updates.notKept', { error }))
    } catch (thrown) {
      if (signal.aborted) tell({ status: 'unknown' })
      else failed('look', thrown, null)
    }
  }

  function forget(): void {
    found = null
    lookedAt = null
    triedAt = Number.NEGATIVE_INFINITY
    // What is under way says so itself when it has ended.
    if (step.status === 'looking' || step.status === 'downloading') work.abort()
    else step = { status: 'unknown' }
    if (step.status === 'unknown') void updater?.drop()
  }

  async function doRestart(): Promise<boolean> {
    requireAbility()
    if (step.status !== 'ready') throw new AppError({ code: 'conflict', message: 'No update is ready.', retryable: false })
    const { offer } = step
    if (!(await deps.mayQuit())) return false
    try {
      // The question may have stood there for hours, and another policy come meanwhile.
      requireAbility()
      const now: UpdateStep = current().step
      if (now.status !== 'ready' || now.offer !== offer || updater === null) {
        deps.stay()
        return false
      }
      deps.quit(await updater.install())
      return true
    } catch (thrown) {
      deps.stay()
      if (found !== null) failed('install', thrown, offer)
      return false
    }
  }

  /** Nothing is looked for while a found version is on its way or here. */
  async function look(): Promise<void> {
    if (step.status === 'downloading' || step.status === 'ready') return
    looking ??= doLook().finally(() => (looking = null))
    await looking
  }

  return {
    current,
    /** Reads when it looked last. Never fails. */
    async start(): Promise<void> {
      const { value } = await file.read().catch(() => ({ value: null }))
      if (value === null || value.version !== copy.version || value.feed !== feed()?.address) return
      lookedAt = value.lookedAt
      if (!value.newer) triedAt = Date.parse(value.lookedAt)
      tell()
    },
    /** To be called now and then: looks once a day where the person wants it. */
    async lookWhenDue(): Promise<void> {
      // A clock that was set back does not keep it from looking.
      const due = now() - triedAt >= dayMs || triedAt > now()
      if (due && deps.automatic() && ability() === 'able') await look()
    },
    /** @returns what is known then; why a look failed stands in it. @throws AppError `managed`, or `conflict` where nothing can be looked at */
    async check(): Promise<Updates> {
      requireAbility()
      await look()
      return current()
    },
    /** Begins the download and ends with it. What failed stands in the state. @throws AppError as `check`, `conflict` where nothing was found */
    async download(): Promise<Updates> {
      requireAbility()
      if (step.status === 'downloading' || step.status === 'ready') return current()
      const wanted = found
      if (wanted === null || wanted.sha512 === null || copy.installation !== 'restart') throw new AppError({ code: 'conflict', message: 'There is nothing to download.', retryable: false })
      work = new AbortController()
      const { signal } = work
      const onPercent = (percent: number): void => {
        if (!signal.aborted) tell({ status: 'downloading', offer: wanted.offer, percent })
      }
      onPercent(0)
      try {
        updater = await deps.updater()
        await updater.download(wanted, { signal, onPercent, mayAsk })
        signal.throwIfAborted()
        tell({ status: 'ready', offer: wanted.offer })
      } catch (thrown) {
        await updater?.drop()
        // Another policy may have ended it, and what it was found by does not hold then.
        if (signal.aborted) tell(found === wanted ? { status: 'available', offer: wanted.offer } : { status: 'unknown' })
        else failed('download', thrown, wanted.offer)
      }
      return current()
    },
    /** Breaks off what is under way; a found version stays found. */
    cancel(): Updates {
      work.abort()
      return current()
    },
    /** Asks as quitting does, hands over and quits; asked twice, it does it once. @returns false where the person stays. @throws AppError as `check` */
    restart(): Promise<boolean> {
      restarting ??= doRestart().finally(() => (restarting = null))
      return restarting
    },
    /** Another policy is in force. Where updates come from another place now, or from none, what came from the former one goes. */
    policyChanged(): void {
      const before = source
      source = sourceNow()
      if (source !== before) forget()
      tell()
    }
  }
}
