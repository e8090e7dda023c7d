import { z } from 'zod'

/** Which standards a pack maps the state to. */
export const evidenceStandards = ['soc2', 'iso27001', 'hipaa', 'gdpr', 'pciDss'] as const

/** What a pack is made of, whatever snapshot it is of. */
export const packChoiceSchema = z.strictObject({
  standards: z.array(z.enum(evidenceStandards)).min(1).max(5),
  /** `a…@example.com` instead of addresses, in every file of the pack. */
  maskEmails: z.boolean()
})
export type PackChoice = z.infer<typeof packChoiceSchema>

/** As of a pack that nobody has chosen anything of yet: every standard, and nobody's address. */
export const defaultPackChoice: PackChoice = { standards: [...evidenceStandards], maskEmails: true }
