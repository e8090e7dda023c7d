import { z } from 'zod'

/** What one `mailto:` link may hold, so that mail programs and the systems that hand it over take the whole of it. */
export const mailLimits = { addresses: 50, characters: 2000 } as const

/** A message to begin in the person's mail program; every address goes into blind copy. */
export const mailSchema = z.strictObject({
  to: z.array(z.string().min(3).max(320)).min(1).max(mailLimits.addresses),
  subject: z.string().max(200).regex(/^\P{Cc}*$/u),
  body: z.string().max(1500).regex(/^[\P{Cc}\n]*$/u)
})
export type Mail = z.infer<typeof mailSchema>
