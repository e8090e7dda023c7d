const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const ellipsis = '…'

/**
 * Text of at most `room` characters as people count them, cut in the middle: of an e-mail address the beginning tells
 * the person and the end the domain. Shorter text comes back as it is.
 */
export function cutInMiddle(text: string, room: number): string {
  if (text.length <= room) return text
  const parts = Array.from(graphemes.segment(text), ({ segment }) => segment)
  if (parts.length <= room) return text
  const kept = Math.max(2, room - 1)
  const end = Math.floor(kept / 2)
  return parts.slice(0, kept - end).join('') + ellipsis + parts.slice(-end).join('')
}
