type Font = Pick<CSSStyleDeclaration, 'fontWeight' | 'fontSize' | 'fontFamily'>

let context: CanvasRenderingContext2D | null | undefined
let font: Font | null = null

/** Asking for it makes Chromium work out styles; one answer serves all that is drawn at once. */
function pageFont(): Font {
  if (font !== null) return font
  // Not its `font`: that is empty where something is set that the shorthand cannot say, and a canvas then goes on with its own.
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(document.body)
  font = { fontWeight, fontSize, fontFamily }
  queueMicrotask(() => (font = null))
  return font
}

/** The width of a text in pixels as the page's own font draws it. @param style another weight or size of it, as in `600 12px` */
export function textWidth(text: string, style?: { weight: number; size: number }): number {
  if (context === undefined) context = document.createElement('canvas').getContext('2d')
  // Without a canvas: the width of an average character.
  if (!context) return text.length * 7.5
  const { fontWeight, fontSize, fontFamily } = pageFont()
  context.font = style === undefined ? `${fontWeight} ${fontSize} ${fontFamily}` : `${String(style.weight)} ${String(style.size)}px ${fontFamily}`
  return context.measureText(text).width
}
