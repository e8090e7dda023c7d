import { describe, expect, it } from 'vitest'
import { themes, tokensAsCss, type ColourTokens } from '../../../renderer/theme/tokens'
import { naiveOverrides } from '../../../renderer/theme/naiveTheme'

type Token = keyof ColourTokens

/** WCAG 2.2: relative luminance of #rrggbb. */
function luminance(colour: string): number {
  const channels = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/iu.exec(colour)?.slice(1).map((hex) => parseInt(hex, 16) / 255)
  if (!channels) throw new Error(`${colour} is not an opaque colour`)
  const [red = 0, green = 0, blue = 0] = channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds: Token[] = ['canvas', 'surface', 'sunken', 'rail', 'hover']
const softs: Token[] = ['accentSoft', 'goodSoft', 'warningSoft', 'dangerSoft', 'unknownSoft']

/** Text on what it stands on. */
const texts: [Token, Token[]][] = [
  ['text', [...grounds, ...softs]],
  ['textMuted', [...grounds, ...softs]],
  ['accent', ['canvas', 'surface', 'rail', 'accentSoft']],
  ['good', ['canvas', 'surface', 'goodSoft']],
  ['warning', ['canvas', 'surface', 'warningSoft']],
  ['danger', ['canvas', 'surface', 'dangerSoft']],
  ['unknown', ['canvas', 'surface', 'unknownSoft']],
  ['onAccent', ['accent', 'accentHover', 'accentPressed']],
  ['onDanger', ['danger']]
]

/** Edges of what can be operated, focus rings, and icons. */
const edges: [Token, Token[]][] = [
  ['borderStrong', ['canvas', 'surface', 'sunken', 'rail']],
  ['focus', grounds],
  ['codeInk', ['codePaper']],
  ['accent', ['canvas', 'surface', 'rail', 'hover']]
]

const pairs = (list: [Token, Token[]][]) => list.flatMap(([front, backs]) => backs.map((back) => [front, back] as const))

describe.each(Object.entries(themes))('contrast in the %s theme', (_, tokens) => {
  it.each(pairs(texts))('of text %s on %s is at least 4.5', (front, back) => {
    expect(contrast(tokens[front], tokens[back])).toBeGreaterThanOrEqual(4.5)
  })

  it.each(pairs(edges))('of %s on %s is at least 3', (front, back) => {
    expect(contrast(tokens[front], tokens[back])).toBeGreaterThanOrEqual(3)
  })
})

describe('contrast in the high-contrast theme', () => {
  it.each([...pairs(texts), ...pairs(edges)])('of %s on %s is at least 7', (front, back) => {
    expect(contrast(themes.contrast[front], themes.contrast[back])).toBeGreaterThanOrEqual(7)
  })
})

describe('tokens', () => {
  it('reach the page as custom properties of their theme', () => {
    const css = tokensAsCss()
    expect(css).toContain(":root[data-theme='dark'] { color-scheme: dark;")
    expect(css).toContain(`--color-text-muted: ${themes.light.textMuted};`)
    expect(css.match(/--color-/gu)).toHaveLength(Object.keys(themes.light).length * 3)
    expect(css).toContain(":root[data-theme='contrast'] { color-scheme: dark;")
  })

  it('reach Naive UI as literal colours, which it computes with', () => {
    const { common, Button } = naiveOverrides('dark')
    expect(common?.primaryColor).toBe(themes.dark.accent)
    expect(Button?.textColorPrimary).toBe(themes.dark.onAccent)
  })
})
