import { X509Certificate } from 'node:crypto'
import type { CertificateProblem, ExtraCertificate } from '#shared/domain/network'
import { AppError } from '#shared/errors/appError'

/** One file holds a few; hundreds are somebody's whole store. */
const mostPerFile = 100
const leastRsaBits = 2048

/**
 * The certificate authorities in a file, PEM (one or several) or DER (one). All or none: half a file would look like the
 * whole.
 * @param kept those that were added before; an issuer may be among them
 * @throws AppError `invalidInput` with what is wrong as the field `certificate`, and whose as `subject`
 */
export function readCertificates(content: Buffer, now: number, kept: readonly X509Certificate[] = []): X509Certificate[] {
  const certificates = parse(content)
  for (const certificate of certificates) {
    const problem = problemOf(certificate, [...certificates, ...kept], now)
    if (problem) throw refusal(problem, nameOf(certificate.subject))
  }
  return certificates
}

/** @throws Error when it is no certificate */
export function describeCertificate(certificate: X509Certificate): ExtraCertificate {
  return {
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validTo: new Date(certificate.validTo).toISOString()
  }
}

export function refusal(problem: CertificateProblem, subject?: string): AppError {
  return new AppError({
    code: 'invalidInput',
    message: subject === undefined ? `The file of certificates was not taken: ${problem}.` : `The certificate of ${subject} was not taken: ${problem}.`,
    retryable: false,
    fieldErrors: { certificate: problem, ...(subject === undefined ? {} : { subject }) }
  })
}

function parse(content: Buffer): X509Certificate[] {
  const blocks = content.toString('latin1').match(/-----BEGIN (?:X509 )?CERTIFICATE-----[^-]+-----END (?:X509 )?CERTIFICATE-----/gu) ?? []
  if (blocks.length > mostPerFile) throw refusal('tooLarge')
  // A first block that is whole says nothing about a second one that was cut off.
  const begun = content.toString('latin1').match(/-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/gu)?.length ?? 0
  if (begun !== blocks.length) throw refusal('unreadable')
  try {
    return blocks.length > 0 ? blocks.map((block) => new X509Certificate(block.replaceAll('X509 CERTIFICATE', 'CERTIFICATE'))) : [new X509Certificate(content)]
  } catch {
    throw refusal('unreadable')
  }
}

function problemOf(certificate: X509Certificate, issuers: readonly X509Certificate[], now: number): CertificateProblem | null {
  // Includes the key usage: an authority may sign certificates.
  if (!certificate.ca) return 'notAuthority'
  if (Date.parse(certificate.validTo) <= now) return 'expired'
  if (Date.parse(certificate.validFrom) > now) return 'notYetValid'
  if (isWeak(certificate)) return 'weakKey'
  // Nothing is trusted by an authority in the middle whose root is not trusted.
  return issuers.some((issuer) => isIssuedBy(certificate, issuer)) ? null : 'issuerMissing'
}

function isWeak({ publicKey }: X509Certificate): boolean {
  const bits = publicKey.asymmetricKeyDetails?.modulusLength
  return bits !== undefined && bits < leastRsaBits
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
}

/** `CN (O)` of a distinguished name, or as much of it as there is. */
function nameOf(distinguished: string): string {
  const parts = new Map(distinguished.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]))
  const organization = parts.get('O')
  const common = parts.get('CN') ?? parts.get('OU')
  const name = common === undefined ? (organization ?? distinguished.replaceAll('\n', ', ')) : organization === undefined || organization === common ? common : `${common} (${organization})`
  return name.slice(0, 300)
}
