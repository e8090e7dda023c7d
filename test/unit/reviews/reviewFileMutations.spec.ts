import { expect, it } from 'vitest'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { approverKey, judged, reviewBody, signedFile, strangerKey } from '../../support/reviewFileFixtures'
import { createRandom } from '../../support/random'

const body = reviewBody({ base: { ...reviewBody().base, members: [], keys: [] } })
/** Files of one author with the same approvers; what was signed later is an earlier file with one word more. */
const [one, other] = [body, { ...body, id: '9c4ed7a5-3a5c-4f27-9a42-2ac4f58d0a02', title: 'Another', expiresAt: '2027-05-01T10:00:00.000Z' }].map((each) => [signedFile(each), signedFile(each, [approverKey]), signedFile(each, [approverKey, strangerKey])]) as [string[], string[]]
const valid = new Set([...one, ...other])
const random = createRandom(20270312)

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
const isInner = (value: Json): value is Json[] | { [name: string]: Json } => typeof value === 'object' && value !== null

/** Every place of a value: what it is in, and under which name or number. */
function placesIn(value: Json, found: { in: Json[] | { [name: string]: Json }; at: string | number }[] = []): typeof found {
  if (!isInner(value)) return found
  for (const at of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    found.push({ in: value, at })
    placesIn((value as Record<string | number, Json>)[at] as Json, found)
  }
  return found
}

const read = (text: string): Json => JSON.parse(text) as Json
const strangeValues: Json[] = [null, true, false, 0, 1, -1, 1e21, '', 'x', '2027-04-12T10:00:00.000Z', [], {}, 'AAAA', 'approved', 'rejected']

/** One step away from the file; the bytes of a text or its values. */
const mutations: ((text: string) => string | Uint8Array)[] = [
  function flipBit(text) {
    const bytes = Buffer.from(text)
    const at = random.between(0, bytes.length - 1)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7))
    return bytes
  },
  function replaceByte(text) {
    const bytes = Buffer.from(text)
    bytes[random.between(0, bytes.length - 1)] = random.between(0, 255)
    return bytes
  },
  function insertByte(text) {
    const bytes = Buffer.from(text)
    const at = random.between(0, bytes.length)
    return Buffer.concat([bytes.subarray(0, at), Buffer.from([random.between(0, 255)]), bytes.subarray(at)])
  },
  function removeBytes(text) {
    const bytes = Buffer.from(text)
    const at = random.between(0, bytes.length - 1)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.between(1, 8))])
  },
  function doubleBytes(text) {
    const bytes = Buffer.from(text)
    const [at, length] = [random.between(0, bytes.length - 1), random.between(1, 40)]
    return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)])
  },
  function cut(text) {
    return text.slice(0, random.between(0, text.length - 1))
  },
  function editValue(text) {
    const value = read(text)
    const place = random.pick(placesIn(value))
    ;(place.in as Record<string | number, Json>)[place.at] = random.pick(strangeValues)
    return canonicalJson(value)
  },
  function removeValue(text) {
    const value = read(text)
    const place = random.pick(placesIn(value))
    if (Array.isArray(place.in)) place.in.splice(Number(place.at), 1)
    else Reflect.deleteProperty(place.in, place.at)
    return canonicalJson(value)
  },
  function addValue(text) {
    const value = read(text)
    const place = random.pick(placesIn(value))
    if (Array.isArray(place.in)) place.in.splice(Number(place.at), 0, structuredClone(place.in[Number(place.at)] ?? null))
    else place.in[random.pick(['more', '__proto__x', 'id', 'signature', 'approvals'])] = random.pick(strangeValues)
    return canonicalJson(value)
  },
  function swapValues(text) {
    const value = read(text)
    const places = placesIn(value)
    const [a, b] = [random.pick(places), random.pick(places)] as { in: Record<string | number, Json>; at: string | number }[]
    if (a === undefined || b === undefined) return text
    // Never one into the other, which would be a value within itself.
    const within = (outer: Json | undefined, inner: object): boolean => outer === inner || (isInner(outer ?? null) && Object.values(outer as object).some((child: Json) => within(child, inner)))
    if (within(a.in[a.at], b.in) || within(b.in[b.at], a.in)) return text
    ;[a.in[a.at], b.in[b.at]] = [b.in[b.at] as Json, a.in[a.at] as Json]
    return canonicalJson(value)
  },
  function takeFromAnother(text) {
    const [value, foreign] = [read(text), read(random.pick(text.includes('Another') ? one : other))]
    const place = random.pick(placesIn(value))
    const same = placesIn(foreign).filter(({ at }) => at === place.at)
    if (same.length === 0) return text
    const from = random.pick(same)
    ;(place.in as Record<string | number, Json>)[place.at] = (from.in as Record<string | number, Json>)[from.at] as Json
    return canonicalJson(value)
  },
  function moveApproval(text) {
    const [value, foreign] = [read(text), read(random.pick([...valid]))] as { approvals: Json[] }[]
    if (value === undefined || foreign === undefined || foreign.approvals.length === 0) return text
    value.approvals.splice(random.between(0, value.approvals.length), random.between(0, 2), random.pick(foreign.approvals))
    return canonicalJson(value)
  }
]

it('accepts none of 100,000 mutations of review files, and all of the files', { timeout: 600_000 }, () => {
  for (const text of valid) expect(judged(text).result).toBe('sound')
  const accepted: string[] = []
  const reasons = new Map<string, number>()
  for (let count = 0; count < 100_000;) {
    const mutate = random.pick(mutations)
    const text = random.pick([...valid])
    const mutated = mutate(text)
    // One that comes out as a file that was really signed is no mutation: the same, or as it was before the last word.
    if (valid.has(Buffer.from(mutated).toString('utf8'))) continue
    count += 1
    const judgement = judged(mutated)
    if (judgement.result === 'refused') reasons.set(judgement.why, (reasons.get(judgement.why) ?? 0) + 1)
    else accepted.push(`${mutate.name}: ${Buffer.from(mutated).toString('latin1')}`)
  }
  expect(accepted).toEqual([])
  // Each kind of judging was reached.
  for (const why of ['notReview', 'newerVersion', 'badSignature', 'badShape', 'badApproval']) expect(reasons.get(why) ?? 0, why).toBeGreaterThan(0)
})
