import { z } from 'zod'
import { reviewRunSchema, type StepResult } from '#shared/domain/reviewRun'
import type { SealKeys } from '../../reviews/sealKey'
import { createSealedDocument, type SealedDocument } from '../../reviews/sealedDocument'
import { createJsonFile } from '../../storage/jsonFile'

/** A run, whose it is, and of which file: another one of the same id is not taken for it. */
const storedRunSchema = z.strictObject({
  server: z.string().max(700),
  userId: z.string().max(100),
  reviewHash: z.string().regex(/^[0-9a-f]{64}$/u),
  run: reviewRunSchema
})
export type StoredRun = z.infer<typeof storedRunSchema>

/** Runs beyond these are forgotten, the oldest finished ones first; their journal entries stay. */
export const mostRuns = 500

const contentSchema = z.strictObject({
  runs: z.array(storedRunSchema),
  /** Ids of reviews whose runs were forgotten: they stay used up. */
  usedUp: z.array(z.uuid())
})
export type RunContent = z.infer<typeof contentSchema>

export interface RunFileOptions {
  /** Where a file of this name is; without a name, the program's folder. */
  pathOf(name?: string): string
  keys: SealKeys
  onSetAside(reason: string): void
}

/** `review-runs.sealed`; an earlier Gatehouse kept `review-runs.json`, as this one does what names nobody while there is no keychain. */
export function createRunFile({ pathOf, keys, onSetAside }: RunFileOptions): SealedDocument<RunContent> {
  const empty = (): RunContent => ({ runs: [], usedUp: [] })
  const plain = createJsonFile({ path: pathOf('review-runs.json'), version: 1, schema: contentSchema, migrations: {}, empty, onSetAside: ({ reason }) => onSetAside(reason) })
  return createSealedDocument({ pathOf, name: 'review-runs', version: 1, schema: contentSchema, empty, keys, plain, bare, merge, onSetAside: () => onSetAside('notOpened') })
}

/** With this run in its place, or as the newest. */
export function withRun(content: RunContent, stored: StoredRun): RunContent {
  const isThere = content.runs.some(({ run }) => run.reviewId === stored.run.reviewId)
  const runs = isThere ? content.runs.map((one) => (one.run.reviewId === stored.run.reviewId ? stored : one)) : [stored, ...content.runs]
  const forgotten = runs.filter(({ run }) => run.finishedAt !== null).slice(mostRuns)
  return { runs: runs.filter((one) => !forgotten.includes(one)), usedUp: [...content.usedUp, ...forgotten.map(({ run }) => run.reviewId)] }
}

/** What keeps a step from being done twice, and nothing that anybody said or is called. */
export function bare({ runs, usedUp }: RunContent): RunContent {
  return {
    runs: runs.map((one) => ({
      ...one,
      run: { ...one.run, title: '', fileName: null, appliedBy: { ...one.run.appliedBy, email: null }, steps: one.run.steps.map((step) => ({ ...step, note: '', differences: [], why: null, by: step.by && { ...step.by, email: null } })) }
    })),
    usedUp
  }
}

/** What either of them has begun, done or used up stays so. */
export function merge(sealed: RunContent, plain: RunContent): RunContent {
  const both = sealed.runs.map((one) => {
    const other = plain.runs.find(({ run, reviewHash }) => run.reviewId === one.run.reviewId && reviewHash === one.reviewHash)
    if (other === undefined) return one
    const steps = one.run.steps.map((step) => later(step, other.run.steps.find(({ stepId }) => stepId === step.stepId)))
    return { ...one, run: { ...one.run, finishedAt: one.run.finishedAt ?? other.run.finishedAt, steps } }
  })
  const only = plain.runs.filter(({ run }) => sealed.runs.every((one) => one.run.reviewId !== run.reviewId))
  return { runs: [...only, ...both], usedUp: [...new Set([...sealed.usedUp, ...plain.usedUp])] }
}

function later(one: StepResult, other: StepResult | undefined): StepResult {
  if (other === undefined || other.at === null || (one.at !== null && one.at >= other.at)) return one
  // The plain one has left out what was said; nothing of that is lost where nothing came after it.
  return { ...other, note: other.note === '' ? one.note : other.note, differences: other.differences.length === 0 ? one.differences : other.differences }
}
