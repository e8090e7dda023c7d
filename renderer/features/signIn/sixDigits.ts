/** The digits of a code as it is typed or pasted ("123 456", "123-456"), at most six. */
export function sixDigits(typed: string): string {
  return typed.replace(/\D/gu, '').slice(0, 6)
}
