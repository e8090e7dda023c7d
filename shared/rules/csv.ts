/**
 * CSV as RFC 4180 has it, with what spreadsheets would run as a formula made text: a cell that begins with one of
 * `= + - @`, a tab or a carriage return gets an apostrophe in front (OWASP, "CSV Injection").
 */
export function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

function cell(text: string): string {
  // Also behind leading blanks and invisible marks, which spreadsheets pass over.
  const harmless = /^[\s\u200B-\u200F\u2060\uFEFF]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u.test(text) ? `'${text}` : text
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
