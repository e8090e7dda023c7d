import { z } from 'zod'

/** What the way to a server consists of, in the order in which it is tried. */
export const checkStepNames = ['network', 'way', 'name', 'connection', 'certificate', 'answer'] as const

export const checkStepSchema = z.strictObject({
  /** As `host` or `host:port`. */
  host: z.string().max(300),
  step: z.enum(checkStepNames),
  /** `skipped`: there is nothing to try here, or a step before it failed. */
  outcome: z.enum(['good', 'failed', 'skipped']),
  /** Milliseconds that it took. */
  tookMs: z.int().min(0),
  /** English and technical, for whoever reads the report; without credentials. */
  detail: z.string().max(2000)
})
export type CheckStep = z.infer<typeof checkStepSchema>

/** The report as it is shown and, unchanged, as it is saved. */
export const diagnosticsSchema = z.strictObject({ reportId: z.uuid(), checks: z.array(checkStepSchema).max(100), text: z.string().max(2_000_000) })
export type Diagnostics = z.infer<typeof diagnosticsSchema>
