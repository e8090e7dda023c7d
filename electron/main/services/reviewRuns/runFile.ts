import { z } from 'zod'
import { reviewRunSchema } from '#shared/domain/reviewRun'
import { createJsonFile, type SetAside } from '../../storage/jsonFile'

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

export function createRunFile(path: string, onSetAside: (aside: SetAside) => void) {
  return createJsonFile({ path, version: 1, schema: contentSchema, migrations: {}, empty: () => ({ runs: [], usedUp: [] }), onSetAside })
}

/** With this run in its place, or as the newest. */
export function withRun(content: z.infer<typeof contentSchema>, stored: StoredRun): z.infer<typeof contentSchema> {
  const isThere = content.runs.some(({ run }) => run.reviewId === stored.run.reviewId)
  const runs = isThere ? content.runs.map((one) => (one.run.reviewId === stored.run.reviewId ? stored : one)) : [stored, ...content.runs]
  const forgotten = runs.filter(({ run }) => run.finishedAt !== null).slice(mostRuns)
  return { runs: runs.filter((one) => !forgotten.includes(one)), usedUp: [...content.usedUp, ...forgotten.map(({ run }) => run.reviewId)] }
}
