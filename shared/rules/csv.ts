import { visibleText } from './visibleText'

/**
 * CSV as RFC 4180 has it, every cell in quotes, with what spreadsheets would run as a formula made text by an apostrophe
 * in front (OWASP, "CSV Injection"). Where the list separator is a semicolon (French, German, …) a spreadsheet also splits
 * inside our quotes, so that a formula may begin behind a `;` or a line break in the middle of a cell. Characters that
 * steer or hide text are written out as in the window; line breaks and other control characters stay.
 */
export function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

/** Behind these a spreadsheet may see the beginning of a cell. */
const boundary = '[;\\p{Cc}\\u2028\\u2029]'
/** Blanks, quotes and everything without ink: readers drop it, and then the cell begins with what follows. */
const passedOver = '[\\p{Zs}"\\p{Default_Ignorable_Code_Point}\\p{Cf}\\u2800]'
/** `= + - @`, also in their small and full-width forms, and the minus sign of mathematics. */
const sign = '[=+\\-@\\u2212\\uFE62\\uFE63\\uFE66\\uFE6B\\uFF0B\\uFF0D\\uFF1D\\uFF20]'

const formula = new RegExp(`(?<=^|${boundary})(?=${passedOver}*${sign})`, 'gu')

function cell(text: string): string {
  const harmless = shown(text.replace(formula, "'").replace(/^(?=\p{Cc})/u, "'"))
  return `"${harmless.replaceAll('"', '""')}"`
}

const shown = (text: string): string => text.replace(/\P{Cc}+/gu, visibleText)
