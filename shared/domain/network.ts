import { z } from 'zod'

export const networkStateSchema = z.strictObject({ online: z.boolean() })

/** A certificate authority that the person added to those of the system. */
export const extraCertificateSchema = z.strictObject({
  /** SHA-256 of the certificate, in hexadecimal. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/u),
  subject: z.string(),
  issuer: z.string(),
  /** ISO 8601 in UTC. */
  validTo: z.iso.datetime()
})
export type ExtraCertificate = z.infer<typeof extraCertificateSchema>
