import { describe, expect, it } from 'vitest'
import { compareVersions, isOffered, versionSchema } from '#shared/rules/versions'

/** In the order of Semantic Versioning 2.0, §11, and some more. */
const inOrder = ['0.9.9', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0-0', '2.0.0']

describe('versions', () => {
  it('stand in the order of Semantic Versioning', () => {
    for (const [i, one] of inOrder.entries()) for (const [j, other] of inOrder.entries()) expect(Math.sign(compareVersions(one, other) ?? Number.NaN), `${one} ${other}`).toBe(Math.sign(i - j))
  })

  it('are equal whatever was built of them', () => {
    expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0)
  })

  it('are none when they are written otherwise', () => {
    for (const text of ['', '1', '1.0', 'v1.0.0', '01.0.0', '1.0.0-', '1.0.0-01', '1.0.0+', '1.0.0 ', ' 1.0.0', '1.0.0\n', '1.0.0-é', '1.0.9999999999', `1.0.0-${'a'.repeat(64)}`]) {
      expect(versionSchema.safeParse(text).success, text).toBe(false)
      expect(compareVersions(text, '0.0.1'), text).toBeNull()
      expect(isOffered(text, '0.0.1'), text).toBe(false)
    }
  })

  it('are offered upwards only, and prereleases only to prereleases', () => {
    const offered = (own: string): string[] => inOrder.filter((listed) => isOffered(listed, own))
    expect(offered('1.0.0')).toEqual(['1.0.1', '1.2.0', '1.10.0', '2.0.0'])
    expect(offered('1.0.0-rc.1')).toEqual(['1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0-0', '2.0.0'])
    expect(offered('2.0.0')).toEqual([])
  })
})
