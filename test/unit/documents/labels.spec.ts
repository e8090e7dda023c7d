import { expect, it } from 'vitest'
import { guides } from './documents'

/** Every text of the window, of the menu and of main, from the files themselves. */
const areas = import.meta.glob<Record<string, unknown>>('../../../shared/text/en/*.ts', { eager: true })

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.split(' | ')
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

const texts = [...new Set(Object.values(areas).flatMap(textsIn))]
const whole = new Set(texts)

const literally = (words: string): string => words.replace(/[$()*+.?[\\\]^{|}]/gu, '\\$&')
const filling = (place: string): string => (place === '{count}' || place === '{number}' ? '[\\d,]+' : '.{1,60}')

/** Texts with something filled in, as patterns; one that is hardly more than what is filled in would allow anything. */
const filled = texts
  .filter((text) => text.includes('{') && text.replace(/\{\w+\}/gu, '').replace(/\P{L}/gu, '').length >= 10)
  .map((text) => new RegExp(`^${text.split(/(\{\w+\})/u).map((part, index) => (index % 2 === 0 ? literally(part) : filling(part))).join('')}$`, 'u'))

const isLabel = (words: string): boolean => whole.has(words) || filled.some((pattern) => pattern.test(words))

it('what the README and the guides set in bold is a label of the window, word for word', () => {
  const bold = guides().flatMap(({ path, prose }) => [...prose.matchAll(/\*\*([^*]+)\*\*/gu)].map(([, words = '']) => ({ path, words: words.replace(/\s+/gu, ' ') })))
  expect(bold.length).toBeGreaterThan(100)
  expect(bold.filter(({ words }) => !isLabel(words))).toEqual([])
})

it('what they quote of the window is said there, but for what stands for something else (…)', () => {
  const quoted = guides().flatMap(({ path, prose }) => [...prose.matchAll(/“([^”]+)”/gu)].map(([, words = '']) => ({ path, words: words.replace(/\s+/gu, ' ') })))
  // A word or two in quotation marks is a word that is spoken of.
  const sentences = quoted.filter(({ words }) => words.split(' ').length > 3)
  expect(sentences.length).toBeGreaterThan(5)
  const isSaid = (words: string): boolean => {
    const pattern = new RegExp(words.split('…').map(literally).join('.*'), 'u')
    return texts.some((text) => pattern.test(text))
  }
  expect(sentences.filter(({ words }) => !isSaid(words))).toEqual([])
})
