import { isErrorCode, isSensitiveKey } from './sensitiveKeys'

export const redacted = '[redacted]'

/** Text beyond this length is not searched, and therefore not logged either. */
const maxSearched = 20_000
const maxKept = 4_000

const uuidPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/giu

/** Removes from free text whatever has the shape of a credential. Too much rather than too little. */
export function redactText(text: string): string {
  const searched = text.length > maxSearched ? withoutCutWord(text.slice(0, maxSearched)) : text
  const clean = redactPlainText(redactUrls(redactBlocks(searched)))
  if (clean.length > maxKept) return `${withoutCutWord(clean.slice(0, maxKept))}… [${text.length} characters]`
  return searched === text ? clean : `${clean}… [${text.length} characters]`
}

function redactPlainText(text: string): string {
  return redactShapes(redactPairs(redactBlocks(text)))
}

/** A cut may go through a credential, whose rest would no longer be recognised. */
function withoutCutWord(text: string): string {
  return text.slice(0, text.search(/\s\S*$/u) + 1)
}

function redactBlocks(text: string): string {
  return withoutColours(text)
    .replace(/-----BEGIN [A-Z ]{1,40}-----[\s\S]*?(?:-----END [A-Z ]{1,40}-----|$)/gu, redacted)
    .replace(/\botpauth:\/\/\S*/giu, redacted)
    .replace(/\b(bearer|basic|digest|negotiate|apikey|token)(\s+)(?!\[redacted\])[\w+/=.~-]*[\d+/=._~-][\w+/=.~-]*/giu, `$1$2${redacted}`)
    .replace(/(bearer|\bbasic)(\s+)(?!\[redacted\])\S+/giu, `$1$2${redacted}`)
}

/** A terminal's colours would stand between a word and its boundary. */
function withoutColours(text: string): string {
  return text.split('\u001b').map((part, index) => (index === 0 ? part : part.replace(/^\[[\d;]*[A-Za-z]/u, ''))).join('')
}

/** Of an address: no user or password, no fragment (sign-in links carry tokens there), no value of a sensitive parameter. */
function redactUrls(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s"'<>`]+)/giu, (_match, scheme: string, rest: string) => {
    const [beforeFragment = '', ...fragment] = rest.split('#')
    const [address = '', ...query] = beforeFragment.split('?')
    const host = address.replace(/^[^/]*@/u, `${redacted}@`)
    const parameters = query.join('?').split('&').map(redactParameter).join('&')
    return `${scheme}${host}${query.length > 0 ? `?${parameters}` : ''}${fragment.length > 0 ? `#${redacted}` : ''}`
  })
}

function redactParameter(parameter: string): string {
  const [name = '', ...value] = parameter.split('=')
  if (value.length === 0) return parameter
  return `${name}=${isSensitiveKey(decoded(name)) ? redacted : redactPlainText(decoded(value.join('=')))}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `password=…`, `"token": "…"`, `Cookie: …`, also inside JSON that stands in a string. */
function redactPairs(text: string): string {
  const pair = /(?<![\w-])(\\*["']?)([\w-]{3,40})(\\*["']?\s*[:=]\s*)(\\*"(?:[^"\\]|\\[^"])*\\*"|'[^']*'|[^\s"',;&)}\]]+)/gu
  const whole = text.replace(/\b((?:set-)?cookie|(?:proxy-)?authorization)(["']?\s*[:=]\s*)[^\r\n]*/giu, `$1$2${redacted}`)
  const pairs = whole.replace(pair, (match, open: string, name: string, middle: string, value: string) => {
    if (!isSensitiveKey(name)) return match
    const bare = value.replace(/^\\*["']|\\*["']$/gu, '')
    if (bare === '' || bare === 'null' || bare === redacted || bare === redacted.slice(0, -1)) return match
    return name.toLowerCase() === 'code' && isErrorCode(bare) ? match : `${open}${name}${middle}${redacted}`
  })
  return pairs
    .replace(/\b((?:passwords?|passphrase|secret|api key|code|otp|totp|pin)(?:\s+(?:is|was|of))?\s+)(?!\[redacted\])(["'“«]?)(?=\S*\d)[^\s"'”»]{4,}/giu, `$1$2${redacted}`)
}

function redactShapes(text: string): string {
  return text
    .replace(/\b[\w-]{6,}\.[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*){0,2}/gu, (match) => (match.startsWith('eyJ') || match.split('.').some(isRandom) ? redacted : match))
    .replace(uuidPattern, redacted)
    .replace(/(?<![A-Za-z0-9_])[A-Z2-7]{16,}={0,6}(?![A-Za-z0-9_])/gu, redacted)
    .replace(/\b(?=(?:[A-Za-z]{4}[ -]){0,12}[A-Za-z]{0,3}[2-7])[A-Za-z2-7]{4}(?:[ -][A-Za-z2-7]{4}){3,}\b/gu, redacted)
    .replace(/[A-Za-z0-9_+/=%-]{20,}/gu, (match) => (isRandom(match) ? redacted : match))
}

/**
 * Whether a run of 20 characters or more is a token rather than words. Words are long stretches of one kind of letter
 * (`node_modules/some-package/lib`, `judgeEnforcingTwoFactor`, `requires_2fa_to_enforce_2fa`); random text changes between
 * small, capital and digit every second character.
 */
export function isRandom(run: string): boolean {
  if (run.length < 20) return false
  const words = run.replace(/2fa/giu, '')
  const pieces = words.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/gu) ?? []
  const digits = words.replace(/\D/gu, '').length
  const letters = words.replace(/[^A-Za-z]/gu, '').length
  if (letters === 0) return digits >= 20
  // One long stretch of a single kind, such as a hash in small letters only, has no place in names of ours.
  if (pieces.some((piece) => piece.length > 24)) return true
  // Names of ours have no digit in the middle of a long word.
  if (words.split(/[/_+=%-]/u).some((part) => part.length >= 16 && /[A-Za-z]\d+[A-Za-z]/u.test(part))) return true
  // A path: mostly segments of small letters; a short hash at its end does no harm, a token does.
  const wordy = words.split(/[/_=%-]/u).filter((part) => /^[a-z]{4,20}$/u.test(part)).join('').length
  if (run.includes('/') && wordy * 2 >= letters) return run.split('/').some(isRandom)
  const mixed = /[a-z]/u.test(words) && /[A-Z]/u.test(words)
  return digits > 4 || letters / pieces.length < (mixed ? 4 : 3)
}
