import { z } from 'zod'
import { sectionNames } from './section'

/** What the system asked the program to open: a review file by double click, or a page by a link. It leads there and does nothing. */
export const openRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file'), fileId: z.uuid(), fileName: z.string().max(300) }),
  z.strictObject({ kind: z.literal('page'), section: z.enum(sectionNames) })
])
export type ToldOpenRequest = z.infer<typeof openRequestSchema>
