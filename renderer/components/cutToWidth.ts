import { cutInMiddle } from '#shared/rules/cutInMiddle'

let context: CanvasRenderingContext2D | null | undefined

/** The width of a text in pixels as the page's own font draws it. */
function measured(text: string): number {
  if (context === undefined) context = document.createElement('canvas').getContext('2d')
  // Without a canvas: the width of an average character.
  if (!context) return text.length * 7.5
  context.font = getComputedStyle(document.body).font
  return context.measureText(text).width
}

/** The text cut in the middle, once, to what fits the width: of an e-mail address the domain stays. */
export function cutToWidth(text: string, width: number, measure: (text: string) => number = measured): string {
  // Nothing is as narrow as this; most addresses need no measuring.
  if (text.length * 12 <= width || measure(text) <= width) return text
  let room = Math.min(text.length, Math.max(3, Math.floor((text.length * width) / measure(text))))
  while (room > 3 && measure(cutInMiddle(text, room)) > width) room -= 1
  return cutInMiddle(text, room)
}
