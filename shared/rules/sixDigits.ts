/** The digits of a code as it is typed or pasted ("123 456", "123-456", "１２３", "٤٥٦"), at most six. */
export function sixDigits(typed: string): string {
  return Array.from(typed.normalize('NFKC').replace(/\P{Nd}/gu, ''), plainDigit)
    .join('')
    .slice(0, 6)
}

/** Unicode has the ten digits of every script in a row, zero first: a digit's value is the way back to its zero. */
function plainDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let value = 0
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - value - 1))) value += 1
  return String(value)
}
