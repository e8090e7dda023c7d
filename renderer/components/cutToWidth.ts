import { cutInMiddle } from '#shared/rules/cutInMiddle'
import { textWidth } from './textWidth'

/** The text cut in the middle, once, to what fits the width: of an e-mail address the domain stays. */
export function cutToWidth(text: string, width: number, measure: (text: string) => number = textWidth): string {
  // Nothing is as narrow as this; most addresses need no measuring.
  if (text.length * 12 <= width || measure(text) <= width) return text
  let room = Math.min(text.length, Math.max(3, Math.floor((text.length * width) / measure(text))))
  while (room > 3 && measure(cutInMiddle(text, room)) > width) room -= 1
  return cutInMiddle(text, room)
}
