import type { ErrorCode } from '../../errors/appError'

/** One sentence or two per code: what happened, what state things are in, what to do. */
export const errors: Record<ErrorCode, string> = {
  offline: 'This computer has no network connection. Nothing was sent; try again once it is back.',
  timeout: 'The server did not answer in time. Try again; if this was a change, read the page again first.',
  hostNotFound: 'The server’s address was not found. Nothing was sent; check the address and the network.',
  connectionRefused: 'The server’s computer answered, but nothing listens at that address. Nothing was sent; check the address, or try again later.',
  connectionLost: 'The connection broke before the whole answer arrived. Read again to see how things stand.',
  untrustedHost: 'The server’s certificate was not accepted, so nothing was sent to it. Check the address; if it is right, its administrator has to renew the certificate.',
  unauthorized: 'The server asks for a sign-in that counts here. Nothing was done; sign in again.',
  sessionEnded: 'The session has ended, so nothing was done. Sign in again to go on.',
  wrongApiKey: 'The server does not accept this API key. It does not say whether the key is wrong, revoked or expired; look at the key in the Capgo console, or use another one.',
  wrongPassword: 'The server does not accept this e-mail and password together. It does not say which of the two is wrong.',
  wrongCode: 'The server does not accept this code. Enter the one your authenticator shows now; each is good for about 30 seconds and can be used once.',
  captchaRequired: 'The server demands a captcha before it accepts a password, which only the Capgo console can show. Sign in with an API key instead; the console can make you one.',
  forbidden: 'You may not do this with your role or credential, so the server refused it and nothing was done.',
  notFound: 'The server no longer has this, or does not show it to you. Read again to see what is there.',
  conflict: 'Somebody changed the same thing at the same time. Read again and compare before you go on.',
  rateLimited: 'The server blocks further requests for a while because there were too many. Nothing was done; wait before trying again, for each attempt may prolong it.',
  serverError: 'The server failed while it worked on this. Read again to see how things stand, and try again later.',
  invalidInput: 'The server or Gatehouse found something in the input it cannot work with. Nothing was done; check what was entered.',
  invalidResponse: 'The answer is not what a Capgo server sends, so it was not used. Check the server’s address; if it is right, Gatehouse may be too old for it.',
  policyViolation: 'A policy of the organization or of Capgo stands against this. The server refused it and nothing was done.',
  lockoutBlocked: 'This might lock people out, so it was held back and nothing was sent.',
  notApplied: 'The change did not take effect. It was read back, and everything stands as before; you can try again.',
  outcomeUnknown: 'The answer was lost, so it is not known whether this was done. Read again before doing it once more.',
  cancelled: 'This was cancelled before it was finished. Read again to see how things stand.',
  vaultUnavailable: 'The system’s keychain cannot be reached, so nothing was stored in it. Secrets are kept for this run only.',
  vaultLocked: 'The system’s keychain is locked, so nothing was stored in it or read from it. Unlock it and start Gatehouse again.',
  storageFailed: 'A file could not be written or read. What it would have held is not saved; check the free space and the permissions of the folder.',
  untrustedSender: 'The request did not come from Gatehouse’s own window, so it was refused.',
  unexpected: 'Something failed in a way that was not foreseen. Read again to see how things stand; the details below help whoever looks into it.'
}
