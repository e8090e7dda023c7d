import { computed, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { AppError, asAppError } from '#shared/errors/appError'
import type { Finding, PlannedStep, ReviewDraft } from '#shared/domain/review'
import { useDesktop } from '../desktop/client'
import { useConnectionStore } from './connection'

/** How long after the last stroke it is kept, and how long after a failure it is tried again, in milliseconds. */
export const keepAfterMs = 500
export const tryAgainAfterMs = 5000

type Written = Partial<Pick<ReviewDraft, 'title' | 'summary' | 'findings' | 'steps' | 'needsApproval'>>

/** The review that somebody is writing. Every change is kept soon after it; nothing is taken for kept before main has said so. */
export const useReviewDraftStore = defineStore('reviewDraft', () => {
  const desktop = useDesktop()
  const connection = useConnectionStore()
  const draft = shallowRef<ReviewDraft | null>(null)
  /** As it is typed; an empty one is not kept. */
  const title = ref('')
  const reading = ref(false)
  const notRead = shallowRef<AppError | null>(null)
  const notKept = shallowRef<AppError | null>(null)
  const conflict = ref(false)
  const keptAt = ref<string | null>(null)
  const unsaved = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<void> | null = null
  let asked = 0
  /** What could not be kept when another one was opened: it is tried again, and there when it is opened again. */
  const left = new Map<string, ReviewDraft>()

  /** Nothing waits to be kept, and nothing stands against it. */
  const isKept = computed(() => draft.value !== null && !unsaved.value && !conflict.value && notKept.value === null)

  /** Shows a review; the one before it is kept first. A failure is a state, not an error. */
  async function open(reviewId: string): Promise<void> {
    if (draft.value?.id === reviewId && (unsaved.value || conflict.value)) return
    await flush()
    if (draft.value !== null && draft.value.id !== reviewId && (unsaved.value || conflict.value)) leave(draft.value)
    asked += 1
    const mine = asked
    if (left.has(reviewId)) {
      // Whoever may not see it gets nothing of it; it stays here for who wrote it.
      const refused = await refusal(reviewId)
      if (mine !== asked) return
      if (refused !== null) {
        become(null)
        notRead.value = refused
        return
      }
      const before = left.get(reviewId)
      if (before !== undefined) {
        left.delete(reviewId)
        become(before)
        unsaved.value = true
        return save()
      }
    }
    if (draft.value?.id !== reviewId) become(null)
    reading.value = true
    notRead.value = null
    try {
      const read = await desktop.reviews.read({ reviewId })
      // What was written while it was read is the later word.
      if (mine === asked && !(unsaved.value && draft.value?.id === reviewId)) become(read)
    } catch (thrown) {
      if (mine === asked) notRead.value = asAppError(thrown)
    } finally {
      if (mine === asked) reading.value = false
    }
  }

  const refusal = (reviewId: string): Promise<AppError | null> =>
    desktop.reviews.read({ reviewId }).then(() => null, (thrown: unknown) => (asAppError(thrown).code === 'locked' ? asAppError(thrown) : null))

  function leave(unkept: ReviewDraft): void {
    left.set(unkept.id, unkept)
    setTimeout(() => void keepLeft(), tryAgainAfterMs)
  }

  async function keepLeft(): Promise<void> {
    let again = false
    for (const [id, unkept] of left) {
      try {
        await desktop.reviews.keep({ draft: unkept })
        if (left.get(id) === unkept) left.delete(id)
      } catch (thrown) {
        // Over another window's it is not put without being asked.
        again ||= asAppError(thrown).code !== 'conflict'
      }
    }
    if (again) setTimeout(() => void keepLeft(), tryAgainAfterMs)
  }

  function become(next: ReviewDraft | null): void {
    clearTimeout(timer)
    draft.value = next
    title.value = next?.title ?? ''
    keptAt.value = next?.updatedAt ?? null
    unsaved.value = false
    conflict.value = false
    notKept.value = null
  }

  function change(written: Written): void {
    if (draft.value === null) return
    if (written.title !== undefined) title.value = written.title
    const { title: typed = draft.value.title, ...rest } = written
    draft.value = { ...draft.value, ...rest, title: typed.trim() === '' ? draft.value.title : typed }
    unsaved.value = true
    schedule(keepAfterMs)
  }

  function schedule(afterMs: number): void {
    clearTimeout(timer)
    if (!conflict.value) timer = setTimeout(() => void save(), afterMs)
  }

  /** Keeps what is not kept yet; several calls at once follow each other. */
  async function save(): Promise<void> {
    clearTimeout(timer)
    if (saving !== null) return saving.then(save)
    if (draft.value === null || !unsaved.value || conflict.value) return
    saving = keep(draft.value).finally(() => (saving = null))
    return saving
  }

  async function keep(sent: ReviewDraft): Promise<void> {
    unsaved.value = false
    try {
      const { updatedAt } = await desktop.reviews.keep({ draft: { ...sent, title: sent.title.trim() } })
      const waiting = left.get(sent.id)
      if (waiting !== undefined) left.set(sent.id, { ...waiting, updatedAt })
      if (draft.value?.id !== sent.id) return
      draft.value = { ...draft.value, updatedAt }
      keptAt.value = updatedAt
      notKept.value = null
    } catch (thrown) {
      const error = asAppError(thrown)
      if (draft.value?.id !== sent.id) {
        // It was put away meanwhile, and this is the last of it.
        if (error.code !== 'conflict' && !left.has(sent.id)) leave(sent)
        return
      }
      unsaved.value = true
      if (error.code === 'conflict') {
        conflict.value = true
        return
      }
      // What ends behind the lock is kept after it.
      if (error.code !== 'locked') notKept.value = error
      schedule(tryAgainAfterMs)
    }
  }

  /** On leaving, and before it is signed. */
  const flush = (): Promise<void> => save()

  /** Reads what stands on the disk, and drops what was written here. */
  async function reload(): Promise<void> {
    const id = draft.value?.id
    if (id === undefined) return
    unsaved.value = false
    conflict.value = false
    await open(id)
  }

  /** Puts what was written here in place of what another window kept. @throws AppError of the reading */
  async function keepMine(): Promise<void> {
    const id = draft.value?.id
    if (id === undefined) return
    const { updatedAt, signedAt } = await desktop.reviews.read({ reviewId: id })
    if (draft.value?.id !== id) return
    draft.value = { ...draft.value, updatedAt, signedAt }
    conflict.value = false
    unsaved.value = true
    await save()
  }

  const setFinding = (id: string, given: Partial<Finding>): void => change({ findings: (draft.value?.findings ?? []).map((one) => (one.id === id ? { ...one, ...given } : one)) })
  const addFinding = (finding: Finding): void => change({ findings: [...(draft.value?.findings ?? []), finding] })
  const removeFinding = (id: string): void => change({ findings: (draft.value?.findings ?? []).filter((one) => one.id !== id) })
  const addSteps = (steps: readonly PlannedStep[]): void => change({ steps: [...(draft.value?.steps ?? []), ...steps] })
  const removeStep = (id: string): void => change({ steps: (draft.value?.steps ?? []).filter((one) => one.id !== id) })
  const noteStep = (id: string, note: string): void => change({ steps: (draft.value?.steps ?? []).map((one) => (one.id === id ? { ...one, note } : one)) })

  function moveStep(id: string, by: 1 | -1): void {
    const steps = [...(draft.value?.steps ?? [])]
    const from = steps.findIndex((one) => one.id === id)
    const [step] = from < 0 ? [] : steps.splice(from, 1)
    if (step === undefined) return
    steps.splice(Math.max(0, from + by), 0, step)
    change({ steps })
  }

  /** @throws AppError `conflict`, `notFound`, of the vault; null: the dialog was closed, and nothing was signed */
  async function sign(how: { expiresAt: string; passphrase: string | null; recipient: string | null }): Promise<{ path: string } | null> {
    const id = draft.value?.id
    if (id === undefined) return null
    await flush()
    // What main has is signed; it has to be what is seen.
    if (!isKept.value) throw notKept.value ?? new AppError({ code: 'conflict', message: 'What was written last is not kept.', retryable: true, details: { foundState: 'notKept' } })
    const saved = await desktop.reviews.sign({ reviewId: id, ...how })
    if (saved !== null && draft.value?.id === id) await open(id)
    return saved
  }

  watch(
    () => connection.passedBy,
    () => {
      if (draft.value !== null && (unsaved.value || conflict.value)) leave(draft.value)
      asked += 1
      become(null)
    },
    { flush: 'sync' }
  )

  // Behind the lock nothing is kept; it is right after it.
  watch(
    () => connection.locked === null,
    (isOpen) => {
      if (isOpen && unsaved.value) void save()
    }
  )

  return { draft, title, reading, notRead, notKept, conflict, keptAt, unsaved, isKept, open, change, flush, reload, keepMine, setFinding, addFinding, removeFinding, addSteps, removeStep, noteStep, moveStep, sign, identity: () => desktop.reviews.identity(), openSnapshot: (snapshotId: string) => desktop.snapshots.open({ snapshotId }) }
})
