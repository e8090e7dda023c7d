import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

// The window is laid out along the line, whichever way that runs: by start and end, and not by left and right.

const root = resolve(import.meta.dirname, '..', '..')

/** The styles of a file: the whole of a style sheet, what stands in the style blocks of a component. */
const stylesOf = (name: string, text: string): string => (name.endsWith('.css') ? text : [...text.matchAll(/<style[^>]*>([^]*?)<\/style>/gu)].map(([, css]) => css).join('\n'))

const sides = /(?:^|[\s;{])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:/u
const words = /(?:text-align|float|clear|justify-content|justify-items|justify-self)\s*:\s*(?:left|right)/u
const shorthand = /(?:^|[\s;{])(?:margin|padding|inset|border-width|border-color|border-style)\s*:\s*([^;]+)/u
const corners = /border-radius\s*:\s*([^;]+)/u

const partsOf = (value: string): string[] => value.trim().match(/(?:[^\s(]+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\S+)/gu) ?? []

/** What in these styles stays at its side when the lines run the other way. */
function bound(css: string): string[] {
  return css
    .replaceAll(/\/\*[^]*?\*\//gu, '')
    .split(/[\n;]/u)
    .map((line) => line.trim())
    .filter((line) => {
      if (sides.test(line) || words.test(line)) return true
      const four = partsOf(shorthand.exec(line)?.[1] ?? '')
      if (four.length === 4 && four[1] !== four[3]) return true
      const [topLeft, topRight, bottomRight, bottomLeft] = partsOf(corners.exec(line)?.[1] ?? '')
      if (bottomLeft === undefined) return topRight !== undefined && topLeft !== topRight
      return topLeft !== topRight || bottomRight !== bottomLeft
    })
}

describe('the styles of the renderer', () => {
  it('are told apart by the rule that holds them', () => {
    expect(bound('a { margin-left: 1px; left: 0; text-align: right; padding: 1px 2px 1px 3px; border-radius: 4px 0 0 4px; float: left }')).toHaveLength(6)
    expect(bound('a { margin-inline-start: 1px; text-align: end; padding: 1px 2px 3px 2px; border-radius: 4px 4px 0 0; inset: 0 auto; /* left: 0; */ }')).toEqual([])
  })

  it('bind nothing to the left or to the right', () => {
    const files = readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:vue|css)$/u.test(name))
    expect(files.length).toBeGreaterThan(100)
    expect(files.flatMap((name) => bound(stylesOf(name, readFileSync(join(root, 'renderer', name), 'utf8'))).map((line) => `${name}: ${line}`))).toEqual([])
  })
})
