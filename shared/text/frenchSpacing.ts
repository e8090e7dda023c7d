/** Nested texts of one language. */
export interface TextTree {
  readonly [key: string]: string | TextTree
}

const narrow = '\u202F'
const wide = '\u00A0'

/**
 * French puts a space before ; : ? ! » and after «, and no line may break there. It is written as an ordinary space in
 * the texts, where one can see it, and made unbreakable here.
 */
export function withFrenchSpacing<T extends TextTree>(texts: T): T {
  const spaced = Object.entries(texts).map(([key, value]) => [key, typeof value === 'string' ? unbreakable(value) : withFrenchSpacing(value)])
  return Object.fromEntries(spaced) as T
}

function unbreakable(text: string): string {
  return text.replace(/ (?=[;?!])/gu, narrow).replace(/ (?=[:»])/gu, wide).replace(/(?<=«) /gu, wide)
}
