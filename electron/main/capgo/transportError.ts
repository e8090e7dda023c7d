import { AppError, type AppErrorData, type ErrorCode } from '#shared/errors/appError'
import { ProxyFault } from './proxyFault'

interface Circumstances {
  host: string
  requestId: string
  timedOut: boolean
  cancelled: boolean
  /** The network was found gone while the request was under way. */
  wentOffline?: boolean
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

/**
 * Only what is found at the handshake, before anything was sent; other faults of TLS are broken connections. Node gives
 * verdicts that it has no name for (a signature or a key that is too weak) as UNSPECIFIED.
 */
const certificateCodes = /^(CERT_|CA_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_|ERROR_IN_CERT_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|UNSPECIFIED$|ERR_SSL_(EE|CA)_(KEY|MD)_TOO_)/u

/** Codes after which the request certainly never reached the server. */
const neverSent = new Set<ErrorCode>(['hostNotFound', 'connectionRefused', 'untrustedHost', 'proxyFailed'])

/** A failure before anything was sent, whatever its code means elsewhere. */
class UnsentError extends AppError {}

/** A refusal of this computer's own: nothing was sent. */
export function unsent(data: AppErrorData): AppError {
  return new UnsentError(data)
}

/** Whether a write that failed so may have been carried out all the same. */
export function mayHaveArrived(error: AppError): boolean {
  return !(error instanceof UnsentError || neverSent.has(error.code))
}

/** Without a network nothing is tried. */
export function offlineBeforehand({ host, requestId }: { host: string; requestId: string }): AppError {
  return new UnsentError({ code: 'offline', message: `There is no network, so ${host} was not asked.`, retryable: true, requestId, details: { host } })
}

/**
 * What failed on the way, in the app's own codes. axios' error carries the request configuration, and with it the
 * credential: nothing of it is copied, and it does not become the cause.
 */
export function transportError(thrown: unknown, about: Circumstances): AppError {
  if (thrown instanceof AppError) return thrown
  const code = codeOf(thrown)
  const details: NonNullable<AppErrorData['details']> = { host: about.host }
  const base = { requestId: about.requestId, details }
  if (about.cancelled) return new AppError({ ...base, code: 'cancelled', message: 'The request was cancelled.', retryable: true })
  if (about.wentOffline) return new AppError({ ...base, code: 'offline', message: `The network was gone before ${about.host} had answered.`, retryable: true })
  const fault = faultOf(thrown)
  if (fault) {
    const status = fault.status === undefined ? {} : { status: fault.status }
    return new AppError({ ...base, code: 'proxyFailed', message: fault.message, retryable: true, details: { ...details, ...status, proxy: fault.proxy } })
  }
  if (about.timedOut) return new AppError({ ...base, code: 'timeout', message: `${about.host} did not answer in time.`, retryable: true })
  if (certificateCodes.test(code)) {
    return new AppError({ ...base, code: 'untrustedHost', message: `The certificate of ${about.host} was not accepted (${code}).`, retryable: false })
  }
  // axios gives one code to a body that is too large and to a body that broke off; only its sentence tells them apart.
  const known = code === 'ERR_BAD_RESPONSE' && thrown instanceof Error && thrown.message.includes('maxContentLength') ? 'invalidResponse' : codes[code]
  if (known) {
    const data = { ...base, code: known, message: `The request to ${about.host} failed (${code}).`, retryable: known !== 'invalidResponse' }
    return found(thrown, whileConnecting) ? new UnsentError(data) : new AppError(data)
  }
  // A connection that broke (reset, aborted, cut in the middle of the body) says nothing about the network as a whole.
  return new AppError({ ...base, code: 'connectionLost', message: `The connection to ${about.host} broke off${code ? ` (${code})` : ''}.`, retryable: true })
}

interface Fault {
  code?: unknown
  syscall?: unknown
  /** Node's, one per address of a host that none of them reached. */
  errors?: unknown
  cause?: unknown
}

const whileConnecting = ({ syscall, errors }: Fault): boolean => syscall === 'connect' || Array.isArray(errors)

/** The first of an error and its causes that fits. */
function found(thrown: unknown, fits: (error: Fault) => boolean): Fault | null {
  if (typeof thrown !== 'object' || thrown === null) return null
  return fits(thrown) ? thrown : found((thrown as Fault).cause, fits)
}

const codeOf = (thrown: unknown): string => (found(thrown, ({ code }) => typeof code === 'string' && code !== 'ERR_NETWORK')?.code as string | undefined) ?? ''

export function faultOf(thrown: unknown): ProxyFault | null {
  const fault = found(thrown, (error) => error instanceof ProxyFault)
  return fault instanceof ProxyFault ? fault : null
}
