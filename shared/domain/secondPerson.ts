import { z } from 'zod'
import { organizationIdSchema } from './organization'

/** An organization of a server, named as review files name it (`demo` for the demonstration). */
const placeSchema = z.strictObject({ server: z.string().min(1).max(700), organizationId: organizationIdSchema })
export type ReviewPlace = z.infer<typeof placeSchema>

/** Whether whoever applies a review of an organization on this computer is held to a second person's approval. */
export const secondPersonChoiceSchema = placeSchema.extend({ needed: z.boolean() })

/** What this computer knows of organizations whose reviews need a second person. */
export const secondPersonSchema = z.strictObject({
  organizations: z.array(secondPersonChoiceSchema).max(1000),
  /** What was known could not be read and was set aside: until somebody decides anew, every organization counts as needing one. */
  uncertain: z.boolean()
})
export type SecondPerson = z.infer<typeof secondPersonSchema>
