import { AppError, type ErrorCode } from '#shared/errors/appError'

interface Circumstances {
  host: string
  requestId: string
  timedOut: boolean
  cancelled: boolean
}

const codes: Record<string, ErrorCode> = {
  ENOTFOUND: 'hostNotFound',
  EAI_AGAIN: 'hostNotFound',
  EAI_NODATA: 'hostNotFound',
  ECONNREFUSED: 'connectionRefused',
  EHOSTUNREACH: 'offline',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EADDRNOTAVAIL: 'offline',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  ECONNABORTED: 'timeout',
  ERR_FR_TOO_MANY_REDIRECTS: 'invalidResponse',
  ERR_FR_MAX_BODY_LENGTH_EXCEEDED: 'invalidInput'
}

/** Only what is found at the handshake, before anything was sent; other faults of TLS are broken connections. */
const certificateCodes = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED)/u

/** Codes after which the request certainly never reached the server. */
const neverSent = new Set<ErrorCode>(['hostNotFound', 'connectionRefused', 'untrustedHost'])

/** Whether a write that failed so may have been carried out all the same. */
export function mayHaveArrived(error: AppError): boolean {
  return !neverSent.has(error.code)
}

/**
 * What failed on the way, in the app's own codes. axios' error carries the request configuration, and with it the
 * credential: nothing of it is copied, and it does not become the cause.
 */
export function transportError(thrown: unknown, about: Circumstances): AppError {
  if (thrown instanceof AppError) return thrown
  const code = codeOf(thrown)
  const details = { host: about.host }
  const base = { requestId: about.requestId, details }
  if (about.cancelled) return new AppError({ ...base, code: 'cancelled', message: 'The request was cancelled.', retryable: true })
  if (about.timedOut) return new AppError({ ...base, code: 'timeout', message: `${about.host} did not answer in time.`, retryable: true })
  if (certificateCodes.test(code)) {
    return new AppError({ ...base, code: 'untrustedHost', message: `The certificate of ${about.host} was not accepted (${code}).`, retryable: false })
  }
  // axios gives one code to a body that is too large and to a body that broke off; only its sentence tells them apart.
  const known = code === 'ERR_BAD_RESPONSE' && thrown instanceof Error && thrown.message.includes('maxContentLength') ? 'invalidResponse' : codes[code]
  if (known) return new AppError({ ...base, code: known, message: `The request to ${about.host} failed (${code}).`, retryable: known !== 'invalidResponse' })
  // A connection that broke (reset, aborted, cut in the middle of the body) says nothing about the network as a whole.
  return new AppError({ ...base, code: 'connectionLost', message: `The connection to ${about.host} broke off${code ? ` (${code})` : ''}.`, retryable: true })
}

function codeOf(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null) return ''
  const { code, cause } = thrown as { code?: unknown; cause?: unknown }
  return typeof code === 'string' && code !== 'ERR_NETWORK' ? code : codeOf(cause)
}
