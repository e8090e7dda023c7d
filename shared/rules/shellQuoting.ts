/** Text as one word of a POSIX shell (sh, bash, zsh): bare where every character stands for itself, else in single quotes. */
export function posixQuoted(text: string): string {
  return bare.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** Text as one word of PowerShell, which takes the typographic single quotes for its own and begins a splat with `@`. */
export function powershellQuoted(text: string): string {
  return bareInPowershell.test(text) ? text : `'${text.replaceAll(/['\u2018-\u201B]/gu, (quote) => quote + quote)}'`
}

const bare = /^[\w@%+:./-]+$/u
const bareInPowershell = /^[\w:./-]+$/u

/** JSON with everything but printable ASCII written out, so that no shell, terminal or encoding changes it on the way. */
export function jsonInAscii(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[^\u0020-\u007E]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
