import { describe, expect, it } from 'vitest'

describe('the style nonce', () => {
  it('is taken out of the page and given to every style that is made from then on', async () => {
    document.head.innerHTML = '<meta name="style-nonce" content="n0nce">'
    await import('../../../renderer/styleNonce')
    expect(document.querySelector('meta[name="style-nonce"]')).toBeNull()
    expect(document.createElement('style').nonce).toBe('n0nce')
    expect(document.createElement('div').getAttribute('nonce')).toBeNull()
  })
})
