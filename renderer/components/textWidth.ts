let context: CanvasRenderingContext2D | null | undefined

/** The width of a text in pixels as the page's own font draws it. @param style another weight or size of it, as in `600 12px` */
export function textWidth(text: string, style?: { weight: number; size: number }): number {
  if (context === undefined) context = document.createElement('canvas').getContext('2d')
  // Without a canvas: the width of an average character.
  if (!context) return text.length * 7.5
  // Not its `font`: that is empty where something is set that the shorthand cannot say, and a canvas then goes on with its own.
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(document.body)
  context.font = style === undefined ? `${fontWeight} ${fontSize} ${fontFamily}` : `${String(style.weight)} ${String(style.size)}px ${fontFamily}`
  return context.measureText(text).width
}
