/** Text as one word of a POSIX shell (sh, bash, zsh): bare where every character stands for itself, else in single quotes. */
export function posixQuoted(text: string): string {
  return bare.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/**
 * Text as one word of PowerShell, which takes the typographic single quotes for its own, begins a splat with `@`, and cuts a
 * bare word that begins with a hyphen at its first dot or colon (about_Parsing, about_Quoting_Rules). What holds a double quote
 * is for a cmdlet only: Windows PowerShell 5.1 hands it to a program without it, PowerShell 7.3 and later whole.
 */
export function powershellQuoted(text: string): string {
  return bareInPowershell.test(text) ? text : `'${text.replaceAll(/['\u2018-\u201B]/gu, (quote) => quote + quote)}'`
}

const bare = /^[\w@%+:./-]+$/u
const bareInPowershell = /^(?!-.*[.:])[\w:./-]+$/u

/** JSON with everything but printable ASCII written out, so that no shell, terminal or encoding changes it on the way. */
export function jsonInAscii(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[^\u0020-\u007E]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
