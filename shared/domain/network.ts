import { z } from 'zod'

export const networkStateSchema = z.strictObject({ online: z.boolean() })

/** A proxy as `kind://host:port`; it carries no name and no password, for settings are kept in a file. */
export const proxyAddressSchema = z
  .string()
  .max(300)
  .regex(/^(https?|socks[45]):\/\/([a-z0-9]([a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]):[1-9]\d{0,4}$/u)
  .refine((address) => Number(address.slice(address.lastIndexOf(':') + 1)) <= 65_535)

/** How main reaches servers: as the system says, directly, or by one proxy (`http://host:port`). */
export const proxyChoiceSchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('system') }),
  z.strictObject({ mode: z.literal('direct') }),
  z.strictObject({ mode: z.literal('manual'), address: proxyAddressSchema })
])
export type ProxyChoice = z.infer<typeof proxyChoiceSchema>

/** How a server is reached at this moment, by the choice in force. */
export const networkRouteSchema = z.strictObject({
  /** The server that was asked about, as `host` or `host:port`. */
  host: z.string(),
  /** The proxies that are tried, in this order, each as `kind://host:port`; `direct` stands for none. */
  ways: z.array(z.string()).min(1)
})
export type NetworkRoute = z.infer<typeof networkRouteSchema>

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

/** Why a file of certificates was not taken; `invalidInput` carries it as the field `certificate`. */
export const certificateProblemSchema = z.enum([
  /** Over a mebibyte, or over a hundred certificates. */
  'tooLarge',
  /** Neither PEM nor DER, or cut off. */
  'unreadable',
  /** It belongs to a server or a person and may not vouch for others. */
  'notAuthority',
  'expired',
  'notYetValid',
  /** Its own issuer is neither in the file nor among those that were added. */
  'issuerMissing',
  /** A key of so few bits that anybody could forge what it signs. */
  'weakKey',
  /** As many are kept as may be. */
  'tooMany'
])
export type CertificateProblem = z.infer<typeof certificateProblemSchema>
