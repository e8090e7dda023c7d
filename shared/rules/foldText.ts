/** A text as somebody searches for it: without case and accents ("zoe" finds "Zoë"). */
export function foldText(text: string): string {
  // Most texts are plain, and a hundred thousand of them are gone through with every key.
  if (/^[ -~]*$/u.test(text)) return text.toLowerCase()
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
