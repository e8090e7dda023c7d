import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { decodeOutline, decodeSnapshot, encodeSnapshot, renameSnapshot } from '../../../electron/main/reviews/snapshotFile'
import { createRandom } from '../../support/random'
import { snapshotOf } from '../../support/snapshotFixtures'

const key = randomBytes(32)

describe('a snapshot at rest', () => {
  it('gives back what was taken, and its outline without its body', () => {
    const snapshot = snapshotOf()
    const { file, outline } = encodeSnapshot(snapshot, key)
    expect(decodeSnapshot(file, snapshot.id, key)).toEqual({ outline, snapshot })
    expect(outline).toMatchObject({ members: 2, keys: 2, bytes: file.length, hash: createHash('sha256').update(canonicalJson(snapshot)).digest('hex') })
    // The body, from the end: the outline needs none of it.
    expect(decodeOutline(file.subarray(0, file.length / 2), file.length, snapshot.id, key)).toEqual(outline)
  })

  it('calls what was not whole no number', () => {
    const snapshot = snapshotOf()
    const cut = { ...snapshot, security: { ...snapshot.security, membersCompleteness: { state: 'incomplete' as const, received: 2, expected: 5 } }, keys: { known: false as const, why: { code: 'timeout' as const, message: 'The look-up took too long.', retryable: true } } }
    expect(encodeSnapshot(cut, key).outline).toMatchObject({ members: null, keys: null })
  })

  it('says nothing of anybody without its key', () => {
    const snapshot = snapshotOf()
    const { file } = encodeSnapshot(snapshot, key)
    for (const said of ['ines@example.com', 'Harbour', 'capgo.example.com', snapshot.name, 'user-self']) expect(file.includes(said)).toBe(false)
    expect(decodeSnapshot(file, snapshot.id, randomBytes(32))).toBeNull()
    expect(decodeOutline(file, file.length, snapshot.id, randomBytes(32))).toBeNull()
  })

  it('is nothing at all once a bit of it is another, wherever', () => {
    const snapshot = snapshotOf()
    const { file } = encodeSnapshot(snapshot, key)
    for (let at = 0; at < file.length; at += 1) {
      const changed = Buffer.from(file)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      expect(decodeSnapshot(changed, snapshot.id, key), `byte ${String(at)}`).toBeNull()
    }
  })

  it('is nothing at all once it is cut, or longer', () => {
    const snapshot = snapshotOf()
    const { file } = encodeSnapshot(snapshot, key)
    const random = createRandom(7)
    for (let time = 0; time < 300; time += 1) expect(decodeSnapshot(file.subarray(0, random.between(0, file.length - 1)), snapshot.id, key)).toBeNull()
    expect(decodeSnapshot(Buffer.concat([file, Buffer.from([0])]), snapshot.id, key)).toBeNull()
  })

  it('never opens as another: under another id, or with the other half of another', () => {
    const [one, other] = [snapshotOf(), snapshotOf({ name: 'After the audit' })]
    const [first, second] = [encodeSnapshot(one, key).file, encodeSnapshot(other, key).file]
    expect(decodeSnapshot(first, other.id, key)).toBeNull()
    // The same snapshot taken anew under the same id: an older body with a newer outline.
    const newer = encodeSnapshot({ ...one, takenAt: '2027-04-12T09:30:00.000Z' }, key).file
    const bodyAt = (file: Buffer): number => 25 + file.readUInt32BE(21)
    const mixed = Buffer.concat([newer.subarray(0, bodyAt(newer)), first.subarray(bodyAt(first))])
    expect(decodeSnapshot(mixed, one.id, key)).toBeNull()
    expect(decodeSnapshot(Buffer.concat([first.subarray(0, bodyAt(first)), second.subarray(bodyAt(second))]), one.id, key)).toBeNull()
  })

  it('takes another name, and is the same snapshot with the same hash', () => {
    const snapshot = snapshotOf()
    const { file, outline } = encodeSnapshot(snapshot, key)
    const renamed = renameSnapshot(file, snapshot.id, 'March', key)
    expect(decodeSnapshot(renamed?.file ?? file, snapshot.id, key)).toEqual({ outline: { ...outline, name: 'March', bytes: renamed?.file.length }, snapshot })
    expect(renameSnapshot(file, snapshot.id, 'March', randomBytes(32))).toBeNull()
  })
})
