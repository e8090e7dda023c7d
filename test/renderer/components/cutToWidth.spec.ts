import { describe, expect, it } from 'vitest'
import { cutToWidth } from '../../../renderer/components/cutToWidth'

const tenPixelsEach = (text: string): number => text.length * 10

describe('an address cut to a width', () => {
  it('stays whole where it fits', () => {
    expect(cutToWidth('ada@meridian.example', 200, tenPixelsEach)).toBe('ada@meridian.example')
  })

  it('keeps its beginning and its end, and fits', () => {
    const cut = cutToWidth(`${'a'.repeat(80)}@long.example`, 300, tenPixelsEach)
    expect(cut).toMatch(/^a+…a*@long\.example$/u)
    expect(tenPixelsEach(cut)).toBeLessThanOrEqual(300)
  })
})
