import { describe, expect, it } from 'vitest'
import { packLists, unpackLists, type PackedAnswer } from '#shared/ipc/packedLists'

const list = <T>(length: number, row: (index: number) => T): T[] => Array.from({ length }, (_, index) => row(index))
/** As the bridge carries it: cloned, and nothing shared with what main has. */
const across = <T>(value: T): T => unpackLists(structuredClone(packLists(value)))

describe('a long list of plain rows', () => {
  const members = list(3000, (index) => ({ id: `m${String(index)}`, email: `é${String(index)}"\\\n\t@example.com`, role: ['org_member', 'org_admin'][index % 2], count: index % 7, age: index / 3, gone: index % 5 === 0, ...(index % 11 === 0 ? { unreadable: true } : {}), note: index % 3 === 0 ? null : '' }))

  it('crosses as a text and is the same on the other side', () => {
    const value = { organizationId: 'o', security: { members, readAt: 'now' }, keys: [] }
    const packed = packLists(value)
    expect(packed.value.security.members).toBeNull()
    expect(packed.lists).toContain('m2999')
    expect(unpackLists(structuredClone(packed))).toEqual(value)
    expect(value.security.members).toBe(members)
  })

  it('may be the whole answer', () => expect(across(members)).toEqual(members))

  it('keeps its rows apart from each other', () => {
    const one = { b: 1 }
    const [first, second] = across(list(600, () => ({ a: one })))
    expect(first).not.toBe(second)
    expect(first?.a).not.toBe(second?.a)
  })

  it.each([
    ['texts with the separating character', (index: number) => ({ name: `a\u007f${String(index)}` })],
    ['lone halves of characters', (index: number) => ({ name: `\ud83d${String(index)}` })],
    ['empty texts and every control character', (index: number) => ({ name: String.fromCharCode(index % 160), other: index % 2 === 0 ? '' : String(index) })],
    ['names that objects have', (index: number) => ({ constructor: 'c', toString: String(index), hasOwnProperty: true })],
    ['more than the letters there are', (index: number) => ({ value: index % 57, value2: index % 56 })],
    ['numbers of every size', (index: number) => ({ value: index * 1e300, small: index * 5e-324, whole: index - 300 })],
    ['no property at all', () => ({})],
    ['objects and lists inside', (index: number) => ({ bindings: { known: true, value: index % 2 === 0 ? [] : [{ role: 'org_admin', app: null }] }, tags: ['a', index] })]
  ])('is the same with %s', (_, row: (index: number) => object) => {
    const rows = list(700, row)
    expect(across({ rows })).toEqual({ rows })
    expect(packLists({ rows }).lists).toBeDefined()
  })

  it.each([
    ['it is short', list(499, () => ({ a: 1 }))],
    ['a row holds more', list(700, (index) => (index === 699 ? { a: { b: new Date(1) } } : { a: 1 }))],
    ['a row holds nothing where something could be', list(700, () => ({ a: { b: undefined } }))],
    ['a row tells how it is to be written', list(700, () => ({ a: { toJSON: 'x' } }))],
    ['a list has holes', list(700, () => ({ a: [1, undefined] }))],
    ['a row is none', list(700, (index) => (index === 3 ? 'text' : { a: 1 }))],
    ['a number is none', list(700, () => ({ a: Number.NaN }))],
    ['a property is sometimes missing and always different', list(700, (index) => (index === 0 ? { a: '1' } : { a: '1', b: String(index) }))],
    ['a property would be the prototype', list(700, () => JSON.parse('{"__proto__":"x"}') as object)]
  ])('crosses as it is where %s', (_, rows: unknown[]) => {
    const packed: PackedAnswer<unknown> = packLists({ rows })
    expect(packed).toEqual({ value: { rows } })
    expect(across({ rows })).toEqual({ rows })
  })

  it('leaves alone what is beside it', () => {
    const date = new Date(5)
    expect(across({ rows: members, date, map: new Map([[1, 2]]), nothing: undefined })).toEqual({ rows: members, date, map: new Map([[1, 2]]), nothing: undefined })
  })
})
