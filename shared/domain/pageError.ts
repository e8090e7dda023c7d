import { z } from 'zod'

/** An error that nothing in the page caught, cut to what a log needs. */
export const pageErrorSchema = z.strictObject({
  /** Where it surfaced: in a component, outside, or as a promise that nobody waited for. */
  kind: z.enum(['component', 'window', 'promise']),
  name: z.string().max(100),
  message: z.string().max(1000),
  /** The frames only. */
  stack: z.string().max(4000)
})
export type PageError = z.infer<typeof pageErrorSchema>
