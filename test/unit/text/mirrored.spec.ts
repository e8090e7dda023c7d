import { describe, expect, it } from 'vitest'
import { firstEnglish } from '#shared/text/firstEnglish'
import { laterEnglish } from '#shared/text/laterEnglish'
import { mirrored, mirroredWords } from '#shared/text/mirrored'

const leaves = (texts: unknown): string[] => (typeof texts === 'string' ? [texts] : Object.values(texts as object).flatMap(leaves))
const places = (message: string): string[] => message.match(/\{[^}]*\}|\|/gu) ?? []

describe('texts that run from right to left', () => {
  it('are the words, turned round and longer, with what is filled in on its own', () => {
    expect(mirroredWords('Ask {count} member | Ask {count} members')).toBe(
      '\u202EAsk\u202C \u2068{count}\u2069 \u202Emeembeer\u202C | \u202EAsk\u202C \u2068{count}\u2069 \u202Emeembeers\u202C'
    )
  })

  it('point the other way', () => {
    expect(mirroredWords('{old} → {copy}')).toBe('\u2068{old}\u2069 ← \u2068{copy}\u2069')
  })

  it('keep every place for what is filled in, and are about a third longer', () => {
    const before = leaves({ ...firstEnglish, ...laterEnglish })
    const after = leaves(mirrored({ ...firstEnglish, ...laterEnglish }))
    expect(after).toHaveLength(before.length)
    expect(after.map(places)).toEqual(before.map(places))
    const letters = (texts: readonly string[]): number => texts.join('').replaceAll(/[^\p{L}]/gu, '').length
    expect(letters(after) / letters(before)).toBeGreaterThan(1.25)
    expect(letters(after) / letters(before)).toBeLessThan(1.5)
  })
})
