import type { ReviewRun, ReviewRunList, ReviewToday, StepResult, StepStanding } from '#shared/domain/reviewRun'
import { AppError, asAppError } from '#shared/errors/appError'
import type { ParsedInput } from '#shared/ipc/contract'
import { exportName } from '#shared/rules/exportName'
import { standingsOf } from '#shared/rules/reviewStanding'
import { locksOut } from '#shared/rules/settingsReach'
import { overrideMatches } from '#shared/rules/twoFactorLockoutGuard'
import { createOneAtATime } from '../apiKeys/oneAtATime'
import type { ActiveConnection } from '../connection/connectionService'
import { readKeyInventory } from '../keyInventory'
import { readOrganizationSecurity } from '../organizationSecurity'
import { listOwnOrganizations } from '../organizations'
import { requireSeen } from '../lock/behindLock'
import { placeOf } from '../ownPlace'
import { carryOut, drifted, type Done } from './carryOut'
import type { OpenFile, ReviewRunsDeps } from './reviewRunsDeps'
import { writeReport } from './runReport'
import { createRunFile, withRun, type StoredRun } from './runFile'

/** What is thrown before anything leaves this computer: the step stands as it stood. */
const beforeSending: ReadonlySet<string> = new Set(['presenceNeeded', 'lockoutBlocked', 'conflict', 'locked', 'unauthorized', 'cancelled', 'vaultUnavailable', 'vaultLocked', 'storageFailed', 'notFound'])

export type ReviewRunsService = ReturnType<typeof createReviewRuns>

/**
 * Applies a review step by step, for days if need be: each step is held against today, done once by the service that does it
 * everywhere else, read back and written down. What was begun is on the disk before it is sent, so that after a crash it is
 * `sent` and never done again without being looked at.
 */
export function createReviewRuns(deps: ReviewRunsDeps) {
  const { active, opened, readings, now, log } = deps
  const file = createRunFile({ pathOf: deps.pathOf, keys: deps.keys, onSetAside: (reason) => log.warn('reviewRuns.setAside', { reason }) })
  const alone = createOneAtATime()
  /** What the window was last shown of each file's steps, by the reading that it was shown with. */
  const shown = new Map<string, { reading: string; steps: readonly StepStanding[] }>()
  const iso = (): string => new Date(now()).toISOString()

  /** @throws AppError `locked` where somebody else's stands behind the lock */
  const read = async (reviewId: string): Promise<StoredRun | null> => {
    const stored = (await file.read()).runs.find(({ run }) => run.reviewId === reviewId) ?? null
    if (stored !== null) requireSeen(await deps.sight(), stored)
    return stored
  }
  const put = async (stored: StoredRun): Promise<ReviewRun> => {
    await file.update((content) => withRun(content, stored))
    return stored.run
  }
  const withStep = (stored: StoredRun, step: StepResult): StoredRun => ({ ...stored, run: { ...stored.run, steps: stored.run.steps.map((one) => (one.stepId === step.stepId ? step : one)) } })

  async function todayOf(open: ActiveConnection, { review: { body } }: OpenFile): Promise<ReviewToday> {
    const organizationId = body.organization.id
    const [security, keys] = await Promise.all([readOrganizationSecurity(open, organizationId, now), readKeyInventory(open, organizationId, now).catch((thrown: unknown) => {
      // Whoever may not see keys sees what is unknown of them; an end of the session is one of everything.
      if (asAppError(thrown).code === 'sessionEnded') throw thrown
      return null
    })])
    return { readAt: iso(), security: readings.remember(security), keys: keys === null ? null : readings.rememberKeys(keys), steps: standingsOf(body, { security, keys }) }
  }

  /** @throws AppError `notFound`, `conflict` (`runFinished`, `otherFile`) */
  async function requireRun({ review, hash }: OpenFile): Promise<StoredRun> {
    const stored = await read(review.body.id)
    if (stored === null) throw new AppError({ code: 'notFound', message: 'This review is not being applied.', retryable: false })
    if (stored.reviewHash !== hash) throw conflict('otherFile', 'A review of this id was begun, and it is another file.')
    if (stored.run.finishedAt !== null) throw conflict('runFinished', 'This review has been applied and closed.')
    // What was kept without a keychain has no title.
    return stored.run.title === '' ? { ...stored, run: { ...stored.run, title: review.body.title } } : stored
  }

  const stepOf = ({ run }: StoredRun, stepId: string): StepResult => {
    const step = run.steps.find((one) => one.stepId === stepId)
    if (step === undefined) throw new AppError({ code: 'notFound', message: 'The review has no such step.', retryable: false })
    return step
  }

  /** What was decided on has to be so still. @throws AppError `conflict`, `lockoutBlocked`, `forbidden` */
  function requireAsShown(fileId: string, input: ParsedInput<'reviewRuns.applyStep'>, found: StepStanding | undefined): StepStanding {
    const last = shown.get(fileId)
    const seen = last?.reading === input.judgedOn.security ? last.steps.find(({ stepId }) => stepId === input.stepId) : undefined
    if (seen === undefined || found === undefined || JSON.stringify(seen) !== JSON.stringify(found)) throw drifted()
    const wasOtherwise = found.standing === 'changedSince' || found.standing === 'unknown'
    if (found.standing === 'gone' || (wasOtherwise && input.despite === null)) throw drifted()
    if (found.possible === 'keyInUse') throw new AppError({ code: 'lockoutBlocked', message: 'It is the key that Gatehouse is signed in with.', retryable: false, details: { foundState: 'keyInUse' } })
    if (found.possible === 'ownerOnly' || found.possible === 'notPermitted') throw new AppError({ code: 'forbidden', message: 'The server lets others do this.', retryable: false, details: { foundState: found.possible } })
    return found
  }

  async function applyStep(open: ActiveConnection, opening: OpenFile, input: ParsedInput<'reviewRuns.applyStep'>): Promise<ReviewRun> {
    const { body } = opening.review
    const stored = await requireRun(opening)
    const before = stepOf(stored, input.stepId)
    const step = body.steps.find(({ id }) => id === input.stepId)
    if (step === undefined || before.state === 'done') throw conflict('stepDone', 'This step is done.')
    if (before.state === 'sent' && input.despite === null) throw conflict('stepSent', 'This step was begun before, and nobody knows what came of it.')
    requireSound(opening)
    const today = await todayOf(open, opening)
    // By the server's clock, which it has just told: a computer's that was set back revives nothing.
    requireSound(await opened(input.fileId, open))
    const standing = requireAsShown(input.fileId, input, today.steps.find(({ stepId }) => stepId === input.stepId))
    requireName(standing, input, today)
    const result = (fields: Partial<StepResult>): StepResult => ({
      ...before, why: null, outcome: null, differences: standing.differences, note: [input.despite, input.note].filter((word) => word !== null && word !== '').join('\n').slice(0, 2000), at: iso(), by: personOf(open), ...fields
    })
    // Nothing is left to be sent, and somebody saw that.
    if (standing.standing === 'alreadySo') return put(withStep(stored, result({ state: 'done', outcome: 'alreadySo' })))
    await put(withStep(stored, result({ state: 'sent' })))
    let done: Done
    try {
      done = await carryOut(deps, { organizationId: body.organization.id, step, input, today })
    } catch (thrown) {
      const error = asAppError(thrown)
      // Roles are taken one by one: some may be, and what came of them was not kept.
      if (error.code === 'storageFailed' && step.kind === 'key' && step.action === 'revoke') throw thrown
      if (error.code === 'outcomeUnknown') return put(withStep(stored, result({ state: 'done', outcome: 'unknown', why: error.data })))
      const nothingLeft = beforeSending.has(error.code) || (error.data.requestId === undefined && (error.code === 'policyViolation' || error.code === 'invalidInput'))
      if (!nothingLeft) return put(withStep(stored, result({ state: 'failed', why: error.data, outcome: error.code === 'notApplied' ? 'notApplied' : 'refused' })))
      await put(withStep(stored, before))
      throw thrown
    }
    // Where this cannot be written, what stands there is that it was begun.
    return put(withStep(stored, result({ state: 'done', ...done })))
  }

  const inTurn = async <T>(fileId: string, task: (open: ActiveConnection, opening: OpenFile) => Promise<T>): Promise<T> => {
    const open = await active()
    const opening = await opened(fileId, open)
    return alone(opening.review.body.id, () => task(open, opening))
  }

  return {
    /** Whether a review was applied to the end on this computer. @throws AppError `storageFailed`, of the vault */
    async wasApplied(reviewId: string): Promise<boolean> {
      const { runs, usedUp } = await file.read()
      return usedUp.includes(reviewId) || runs.some(({ run }) => run.reviewId === reviewId && run.finishedAt !== null)
    },

    /** The newest first, and the files of which nobody knows what was applied. @throws AppError `storageFailed`, of the vault */
    async list({ organizationId }: ParsedInput<'reviewRuns.list'>): Promise<ReviewRunList> {
      const { server } = placeOf(await active())
      const all = (await file.read()).runs.filter((one) => one.server === server && one.run.organizationId === organizationId)
      const names = await file.unreadable()
      const maySee = await deps.sight()
      const shown = all.filter(maySee)
      const unreadable = maySee(null) ? names : []
      return { runs: shown.map(({ run }) => run), unreadable, behindLock: all.length - shown.length + names.length - unreadable.length }
    },

    /** @throws AppError of the reading; `conflict` with the file's obstacles where it is of another organization */
    async today({ fileId }: ParsedInput<'reviewRuns.today'>): Promise<ReviewToday> {
      const open = await active()
      const opening = await opened(fileId, open)
      if (opening.review.obstacles.includes('foreignOrganization')) throw obstacles(opening)
      const today = await todayOf(open, opening)
      shown.set(fileId, { reading: today.security.readingId, steps: today.steps })
      return today
    },

    /** @throws AppError `conflict` with the file's obstacles in `details.foundState`, `storageFailed` */
    start: ({ fileId }: ParsedInput<'reviewRuns.start'>): Promise<ReviewRun> =>
      inTurn(fileId, async (open) => {
        // A server that answers tells its time; without one this computer's counts, and each step is held to the server's.
        await listOwnOrganizations(open).catch((error: unknown) => log.warn('reviewRuns.timeNotTold', { error }))
        const opening = await opened(fileId, open)
        requireSound(opening)
        const { body } = opening.review
        const stored = await read(body.id)
        if (stored !== null) return (await requireRun(opening)).run
        return put({
          ...placeOf(open),
          reviewHash: opening.hash,
          run: {
            reviewId: body.id,
            organizationId: body.organization.id,
            title: body.title,
            fileName: opening.review.fileName,
            startedAt: iso(),
            finishedAt: null,
            appliedBy: personOf(open),
            steps: body.steps.map(({ id }) => ({ stepId: id, state: 'waiting', outcome: null, why: null, note: '', differences: [], at: null, secretId: null, by: null }))
          }
        })
      }),

    /**
     * @throws AppError `conflict` (`drifted`: not as it was shown; `stepSent`, `stepDone`, `runFinished`, the file's obstacles),
     * `presenceNeeded`, `lockoutBlocked`, `forbidden`, `invalidInput`; nothing was sent then. What the server refused, and what
     * nobody knows, stands in the run.
     */
    applyStep: (input: ParsedInput<'reviewRuns.applyStep'>): Promise<ReviewRun> => inTurn(input.fileId, (open, opening) => applyStep(open, opening, input)),

    /** @throws AppError `conflict` (`stepDone`, `stepSent` without a word why) */
    skipStep: ({ fileId, stepId, note }: ParsedInput<'reviewRuns.skipStep'>): Promise<ReviewRun> =>
      inTurn(fileId, async (open, opening) => {
        const stored = await requireRun(opening)
        const before = stepOf(stored, stepId)
        if (before.state === 'done') throw conflict('stepDone', 'This step is done.')
        if (before.state === 'sent') return put(withStep(stored, { ...before, state: 'done', outcome: 'unknown', note, at: iso(), by: personOf(open) }))
        return put(withStep(stored, { ...before, state: 'skipped', outcome: null, note, at: iso(), by: personOf(open) }))
      }),

    /** Closes it: its id is used up. @throws AppError `conflict` (`stepsOpen`) while a step is neither done nor left out */
    finish: ({ fileId }: ParsedInput<'reviewRuns.finish'>): Promise<ReviewRun> =>
      inTurn(fileId, async (_, opening) => {
        const stored = await requireRun(opening)
        if (stored.run.steps.some(({ state }) => state === 'waiting' || state === 'sent' || state === 'failed')) throw conflict('stepsOpen', 'Some steps are neither done nor left out.')
        return put({ ...stored, run: { ...stored.run, finishedAt: iso() } })
      }),

    /** @throws AppError `locked`, `unauthorized`, `notFound`, `conflict` (`otherFile`), of the vault, `storageFailed` */
    async saveReport({ fileId, language }: ParsedInput<'reviewRuns.saveReport'>): Promise<{ path: string } | null> {
      const open = await active()
      const { review, hash } = await opened(fileId, open)
      const stored = await read(review.body.id)
      if (stored?.server !== placeOf(open).server) throw new AppError({ code: 'notFound', message: 'There is no such run on this computer.', retryable: false })
      if (stored.reviewHash !== hash) throw conflict('otherFile', 'What was done is of another file.')
      const content = await writeReport({ body: review.body, reviewHash: hash, run: stored.run, writtenAt: iso(), language }, deps)
      return deps.save(exportName('Applied review', { organizationName: review.body.title, readAt: iso() }, 'html'), content)
    }
  }
}

/** Whoever reviewed it did not see those who lose access by now: they are outweighed as the guard's warnings are. @throws AppError `lockoutBlocked` */
function requireName({ differences, standing }: StepStanding, { override }: ParsedInput<'reviewRuns.applyStep'>, { security }: ReviewToday): void {
  if (standing === 'alreadySo' || !differences.some(locksOut) || (override !== null && overrideMatches(override.name, security.organizationName))) return
  throw new AppError({ code: 'lockoutBlocked', message: 'It locks out more than were reviewed, and needs the typed override.', retryable: false, details: { foundState: 'overrideNeeded' } })
}

function personOf({ connection: { userId, credential } }: ActiveConnection): ReviewRun['appliedBy'] {
  return { userId, email: credential.kind === 'session' ? credential.email : null }
}

function requireSound(opening: OpenFile): void {
  if (opening.review.obstacles.length > 0) throw obstacles(opening)
}

const obstacles = ({ review }: OpenFile): AppError => conflict(review.obstacles.join(' '), 'Something stands against applying this review.')

function conflict(foundState: string, message: string): AppError {
  return new AppError({ code: 'conflict', message, retryable: false, details: { foundState: foundState.slice(0, 200) } })
}
