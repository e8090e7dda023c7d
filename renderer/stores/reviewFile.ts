import { computed, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { asAppError, type AppError } from '#shared/errors/appError'
import type { ReviewOpening } from '#shared/domain/reviewFile'
import type { ReviewRun, ReviewToday } from '#shared/domain/reviewRun'
import type { PolicyWarning } from '#shared/rules/policyLockoutGuard'
import { settingsOf } from '#shared/rules/changedSettings'
import type { Language } from '#shared/text/language'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'
import { useOrganizationsStore } from './organizations'
import { usePresenceStore } from './presence'
import { failedAfter, shownData, type RemoteData } from './remoteData'

/** How a person decided on a step. */
export interface StepDecision {
  despite: string | null
  note: string
  override: { name: string; outweighs: PolicyWarning[] } | null
}

/** A review file that is open, how it stands today, and what has been done of it. */
export const useReviewFileStore = defineStore('reviewFile', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const organizations = useOrganizationsStore()
  const presence = usePresenceStore()
  const opening = shallowRef<ReviewOpening | null>(null)
  const today = shallowRef<RemoteData<ReviewToday>>({ status: 'idle' })
  const run = shallowRef<ReviewRun | null>(null)
  const runNotRead = shallowRef<AppError | null>(null)
  const runs = shallowRef<readonly ReviewRun[]>([])
  /** Files in which runs are kept and that cannot be read. */
  const runsUnreadable = shallowRef<readonly string[]>([])
  const runsBehindLock = ref(0)
  const readingToday = ref(false)
  /** The file that was saved with the person's own word in it. */
  const saidIn = ref<string | null>(null)
  let generation = 0

  const review = computed(() => (opening.value?.result === 'opened' ? opening.value.review : null))
  const fileId = computed(() => (opening.value === null ? null : opening.value.result === 'opened' ? opening.value.review.fileId : opening.value.fileId))
  const seen = computed(() => shownData(today.value)?.data ?? null)

  /** @param id null: asks for a file. @returns null: the dialog was closed. @throws AppError `locked`, `notFound`, `storageFailed` */
  async function open(id: string | null, passphrase: string | null = null): Promise<ReviewOpening | null> {
    const asked = (generation += 1)
    const answer = await desktop.reviewFiles.open({ fileId: id, passphrase, organizationId: organizations.selectedId })
    if (answer === null || asked !== generation) return answer
    await become(answer)
    return answer
  }

  async function become(answer: ReviewOpening): Promise<void> {
    const before = review.value?.fileId
    opening.value = answer
    // Another file may call itself the same review: nothing that was read for one is shown of the other.
    if (review.value?.fileId !== before) {
      today.value = { status: 'idle' }
      run.value = null
    }
    if (review.value !== null && run.value === null) await loadRun()
  }

  /** The obstacles are judged anew. @throws AppError as `open` */
  const judgeAgain = (): Promise<unknown> => (fileId.value === null ? Promise.resolve() : open(fileId.value))

  /** What has been done of it on this computer. A failure is a state, not an error. */
  async function loadRun(): Promise<void> {
    const of = review.value
    if (of === null || connection.connection === null || connection.connection.snapshot !== undefined) return
    runNotRead.value = null
    try {
      const { runs: list, unreadable } = await desktop.reviewRuns.list({ organizationId: of.body.organization.id })
      runsUnreadable.value = unreadable
      if (review.value?.body.id === of.body.id) run.value = list.find(({ reviewId }) => reviewId === of.body.id) ?? null
    } catch (thrown) {
      runNotRead.value = asAppError(thrown)
    }
  }

  /** Those of the open organization; what cannot be read is not told here. */
  async function loadRuns(): Promise<void> {
    const organizationId = organizations.selectedId
    runs.value = []
    runsBehindLock.value = 0
    if (organizationId === null || connection.connection === null || connection.connection.snapshot !== undefined) return
    const list = await desktop.reviewRuns.list({ organizationId }).catch(() => null)
    if (list === null || organizationId !== organizations.selectedId) return
    runs.value = list.runs
    runsUnreadable.value = list.unreadable
    runsBehindLock.value = list.behindLock
  }

  /** @throws AppError `notFound` */
  async function trust(publicKey: string, name: string): Promise<void> {
    await desktop.reviews.trust({ publicKey, name })
    await judgeAgain()
  }

  /** @returns where it was saved; null: the dialog was closed. @throws AppError `conflict`, `unauthorized` */
  async function say(verdict: 'approved' | 'rejected', note: string): Promise<string | null> {
    if (fileId.value === null) return null
    const answer = await desktop.reviewFiles.approve({ fileId: fileId.value, verdict, note })
    if (answer === null) return null
    generation += 1
    saidIn.value = answer.opening.result === 'opened' ? answer.opening.review.fileId : null
    await become(answer.opening)
    return answer.path
  }

  /** Reads how every step stands now. A failure is a state, not an error. */
  async function readToday(): Promise<void> {
    const id = fileId.value
    if (id === null || readingToday.value) return
    readingToday.value = true
    if (seen.value === null) today.value = { status: 'loading' }
    try {
      const data = await desktop.reviewRuns.today({ fileId: id })
      if (fileId.value === id) today.value = { status: 'ready', data, fetchedAt: data.readAt }
      // The server has told its time by now.
      await judgeAgain().catch(() => undefined)
    } catch (thrown) {
      if (fileId.value === id) today.value = failedAfter(today.value, asAppError(thrown))
    } finally {
      readingToday.value = false
    }
  }

  async function follow(asking: (fileId: string) => Promise<ReviewRun>): Promise<void> {
    const id = fileId.value
    if (id === null) return
    const next = await asking(id)
    if (review.value?.body.id === next.reviewId) run.value = next
  }

  /** @throws AppError `conflict` with the obstacles, `storageFailed` */
  const start = (): Promise<void> => follow((id) => desktop.reviewRuns.start({ fileId: id }))

  /** Does one step, decided on what is shown; the others are held against today anew. @throws AppError; nothing was sent then */
  async function applyStep(stepId: string, { despite, note, override }: StepDecision): Promise<void> {
    const on = seen.value
    if (on === null) return
    const settings = settingsOf(on.security)
    const judgedOn = { security: on.security.readingId, keys: on.keys?.readingId ?? null, settings: settings.known ? settings.value : null }
    try {
      const isKey = review.value?.body.steps.find(({ id }) => id === stepId)?.kind === 'key'
      await presence.withPresence(isKey ? 'keys' : 'settings', () => follow((id) => desktop.reviewRuns.applyStep({ fileId: id, stepId, judgedOn, despite, note, override })))
    } finally {
      await readToday()
    }
  }

  const skipStep = (stepId: string, note: string): Promise<void> => follow((id) => desktop.reviewRuns.skipStep({ fileId: id, stepId, note }))
  const finish = async (): Promise<void> => {
    await follow((id) => desktop.reviewRuns.finish({ fileId: id }))
    await judgeAgain()
  }
  const saveReport = async (language: Language): Promise<{ path: string } | null> => (run.value === null || fileId.value === null ? null : desktop.reviewRuns.saveReport({ fileId: fileId.value, language }))

  watch(
    () => connection.passedBy,
    () => {
      generation += 1
      opening.value = null
      today.value = { status: 'idle' }
      run.value = null
      runs.value = []
      runsUnreadable.value = []
      runsBehindLock.value = 0
      saidIn.value = null
    },
    { flush: 'sync' }
  )

  // What stands against it depends on who asks, and where.
  watch(
    () => [connection.signInId, connection.connection?.snapshot?.id ?? null, organizations.selectedId] as const,
    () => {
      today.value = { status: 'idle' }
      run.value = null
      void judgeAgain().catch(() => undefined)
    }
  )

  return { opening, review, fileId, saidIn, today, seen, run, runs, runsUnreadable, runsBehindLock, runNotRead, readingToday, open, judgeAgain, loadRun, loadRuns, trust, say, readToday, start, applyStep, skipStep, finish, saveReport, write: (mail: { to: string[]; subject: string; body: string }) => desktop.mail.compose(mail), copy: (text: string) => desktop.clipboard.copyText({ text }) }
})
