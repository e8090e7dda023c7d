import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { open, seal, sealKeyBytes } from '../../../electron/main/reviews/sealedFile'

const key = randomBytes(sealKeyBytes)
const header = { kind: 'review', id: 'one' }

describe('a sealed file', () => {
  it('opens with its key under its header, and tells nothing but its first line', () => {
    const file = seal(Buffer.from('ada@example.com'), key, header)
    expect(open(file, key, header)?.toString()).toBe('ada@example.com')
    expect(file.toString('latin1')).toMatch(/^gatehouse-sealed-1 \{"id":"one","kind":"review"\}\n/u)
    expect(file.toString('latin1')).not.toContain('example')
    expect(open(seal(Buffer.alloc(0), key, header), key, header)).toHaveLength(0)
  })

  it('does not open with another key, in another’s place, or cut or changed at any byte', () => {
    const file = seal(Buffer.from('content'), key, header)
    expect(open(file, randomBytes(sealKeyBytes), header)).toBeNull()
    expect(open(file, key, { ...header, id: 'two' })).toBeNull()
    expect(open(file, key, { ...header, kind: 'snapshot' })).toBeNull()
    for (let at = 0; at < file.length; at += 1) {
      expect(open(file.subarray(0, at), key, header), `cut at ${at}`).toBeNull()
      const changed = Buffer.from(file)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(open(changed, key, header), `changed at ${at}`).toBeNull()
    }
    expect(open(Buffer.concat([file, Buffer.from([0])]), key, header)).toBeNull()
  })

  it('never looks the same twice', () => {
    expect(seal(Buffer.from('content'), key, header).equals(seal(Buffer.from('content'), key, header))).toBe(false)
  })
})
