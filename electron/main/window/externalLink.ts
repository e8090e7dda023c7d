import { AppError } from '#shared/errors/appError'

/** Capgo's own domain; its sub-domains (console, docs, …) are included. */
const domains = ['capgo.app']
const maxLength = 2_000

/**
 * The address to open, in its normal form, if it may be opened at all: https, one of our domains, no credentials, no
 * other port, and written so that every reader of it reads the same.
 * @throws AppError `invalidInput`
 */
export function checkLink(address: string): string {
  // Parsers drop line breaks and tabs, and take a backslash for a slash: such an address is not what it looks like.
  if (address.length > maxLength || !/^https:\/\/[\x21-\x7e]+$/iu.test(address) || address.includes('\\')) refuse()
  const url = parse(address)
  const isOurs = domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`))
  // As written, before the parser tidied it: a bare host name, without user, port, escapes or marks.
  const isBareHost = /^[a-z0-9.-]+$/iu.test(address.slice('https://'.length).split(/[/?#]/u)[0] ?? '')
  if (url.protocol !== 'https:' || !isOurs || !isBareHost) refuse()
  return url.href
}

function parse(address: string): URL {
  try {
    return new URL(address)
  } catch {
    return refuse()
  }
}

function refuse(): never {
  throw new AppError({ code: 'invalidInput', message: 'Only https addresses of capgo.app are opened.', retryable: false })
}
