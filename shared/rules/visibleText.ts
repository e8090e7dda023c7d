/**
 * Characters that steer or hide text instead of standing in it: direction marks and overrides, zero-width marks, tag
 * characters, line and paragraph separators, and the control characters. In an e-mail address or a name they can make
 * one member look like another.
 */
const steering = new RegExp(
  [
    // Direction: marks, embeddings, overrides, isolates; U+2028 and U+2029 end lines.
    '[\\u061C\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F]',
    // Without width or without ink.
    '[\\u00AD\\u115F\\u1160\\u200B\\u3164\\uFEFF\\uFFA0\\uFFF9-\\uFFFB]',
    '\\u034F',
    '\\u17B4',
    '\\u17B5',
    '[\\u180B-\\u180F]',
    // Tags and further variation selectors.
    '[\\u{E0000}-\\u{E0FFF}]',
    '\\p{Cc}'
  ].join('|'),
  'gu'
)

/**
 * The joiners (U+200C, U+200D) are ordinary letters' work in Persian, Hindi and composed emoji, and a disguise anywhere
 * else: they stay only behind a letter or sign that they can join.
 */
const looseJoiner = /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\p{M}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}])[\u200C\u200D]/gu

/** Text as it may be shown: every such character is written out as its code point, for example `[U+202E]`. */
export function visibleText(text: string): string {
  return text.replace(steering, written).replace(looseJoiner, written)
}

/** Longer than any name or role that anybody reads; the server sets no limit. */
const longestName = 240

/** A name or a role as it may be shown in one line or within a sentence: such characters written out, an endless one cut. */
export function visibleName(name: string): string {
  // By characters, so that none is cut in two.
  return visibleText(name.length > longestName ? `${Array.from(name.slice(0, longestName)).slice(0, -1).join('')}…` : name)
}

/** Whether showing the text changes it, so that a hint is due. */
export function hidesCharacters(text: string): boolean {
  return visibleText(text) !== text
}

function written(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0
  return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`
}
