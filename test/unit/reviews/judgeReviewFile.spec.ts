import { generateKeyPairSync, sign as signWithNode, verify as verifyWithNode } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { reviewFileLimits } from '#shared/domain/reviewFile'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { judgeReviewFile } from '../../../electron/main/reviews/judgeReviewFile'
import { bodyBytes } from '../../../electron/main/reviews/signedBytes'
import { fingerprintOf, holds, newSeed, sha256, signerOf } from '../../../electron/main/reviews/signing'
import { withApproval } from '../../../electron/main/reviews/writeReviewFile'
import { approverKey, approverWord, authorKey, judged, reviewBody, signedFile, sound, strangerKey } from '../../support/reviewFileFixtures'

type Raw = Record<string, unknown> & { body: Record<string, unknown>; approvals: Record<string, unknown>[] }
const rawOf = (text: string): Raw => JSON.parse(text) as Raw
/** Signed by its author, whatever it says. */
const signedAsIs = (body: unknown, more: object = {}): string =>
  canonicalJson({ format: 'gatehouse-review', version: 1, body, publicKey: authorKey.publicKey, signature: authorKey.sign(bodyBytes(1, body)), approvals: [], ...more })
const why = (text: string | Uint8Array): string => {
  const judgement = judged(text)
  return judgement.result === 'refused' ? `${judgement.why}${judgement.field === null ? '' : ` ${judgement.field}`}` : judgement.result
}

describe('Ed25519 keys', () => {
  it('are those of RFC 8032, section 7.1', () => {
    const signer = signerOf('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
    expect(Buffer.from(signer.publicKey, 'base64').toString('hex')).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')
    const signature = 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'
    expect(Buffer.from(signer.sign(Buffer.alloc(0)), 'base64').toString('hex')).toBe(signature)
  })

  it('have a fingerprint of the SHA-256 of their 32 bytes, and are another each time', () => {
    expect(fingerprintOf(authorKey.publicKey).replaceAll(' ', '').toLowerCase()).toBe(sha256(Buffer.from(authorKey.publicKey, 'base64')))
    expect(fingerprintOf(authorKey.publicKey)).toMatch(/^[0-9A-F]{4}(?: [0-9A-F]{4}){15}$/u)
    expect(newSeed()).not.toBe(newSeed())
  })

  it('do not hold in another text of the same bytes', () => {
    const bytes = Buffer.from('x')
    const signature = authorKey.sign(bytes)
    expect(holds(authorKey.publicKey, bytes, signature)).toBe(true)
    // The last sign before the padding has four bits to spare.
    const spare = signature.replace(/.==$/u, (end) => `${'BCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charAt('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(end.charAt(0)))}==`)
    expect(Buffer.from(spare, 'base64').equals(Buffer.from(signature, 'base64'))).toBe(true)
    for (const other of [spare, ` ${signature}`, signature.slice(0, -2), '', null, 7, signature.replaceAll('+', '-').replaceAll('/', '_').concat('\n')]) expect(holds(authorKey.publicKey, bytes, other)).toBe(false)
    expect(holds('A'.repeat(44), bytes, signature)).toBe(false)
  })

  it('sign what others can check by the README alone', () => {
    const { body, signature, publicKey } = rawOf(signedFile())
    const { publicKey: any, privateKey } = generateKeyPairSync('ed25519')
    const key = { key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(String(publicKey), 'base64').toString('base64url') }, format: 'jwk' as const }
    const message = Buffer.concat([Buffer.from('gatehouse-review/1/body\n'), Buffer.from(canonicalJson(body))])
    expect(verifyWithNode(null, message, key, Buffer.from(String(signature), 'base64'))).toBe(true)
    expect(verifyWithNode(null, message, any, signWithNode(null, message, privateKey))).toBe(true)
  })
})

describe('a review file', () => {
  it('says after it was written and approved twice what it said', () => {
    const body = reviewBody()
    const text = signedFile(body, [approverKey, strangerKey])
    const file = sound(text)
    expect(file.body).toEqual(body)
    expect(file.approvals.map(({ publicKey }) => publicKey)).toEqual([approverKey.publicKey, strangerKey.publicKey])
    expect(file.bodyHash).toBe(sha256(canonicalJson(body)))
    expect(canonicalJson(JSON.parse(text))).toBe(text)
  })

  it('is refused when the text is not the one of its values', () => {
    const text = signedFile()
    for (const other of [`${text}\n`, ` ${text}`, JSON.stringify(JSON.parse(text), null, 1), text.replace('Été', String.raw`\u00c9t\u00e9`), text.replace('"version":1', '"version":1.0'), text.replace('"count":null', '"count":null,"count":null')]) {
      expect(other).not.toBe(text)
      expect(why(other)).toBe('badSignature')
    }
    expect(why(`\ufeff${text}`)).toBe('notReview')
    expect(why(Buffer.concat([Buffer.from(text), Buffer.from([0xff])]))).toBe('notReview')
  })

  it('is judged in the order of the README', () => {
    expect(why(Buffer.alloc(reviewFileLimits.encryptedBytes + 1))).toBe('tooLarge')
    expect(why(Buffer.alloc(reviewFileLimits.bytes + 1, 0xff))).toBe('tooLarge')
    expect(why(Buffer.alloc(50, 0xff))).toBe('notReview')
    expect(why('['.repeat(100_000))).toBe('tooDeep')
    expect(why(`{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`)).toBe('tooDeep')
    expect(why('-----BEGIN AGE ENCRYPTED FILE-----\n')).toBe('encrypted')
    for (const none of ['', 'null', '[]', '7', '{}', '{"format":"gatehouse-evidence"}', 'PK\u0003\u0004', '{"format":"gatehouse-review","version":0}', '{"format":"gatehouse-review","version":1.5}', '{"format":"gatehouse-review","version":"1"}']) expect(why(none), none).toBe('notReview')
    expect(why('{"format":"gatehouse-review","version":2,"whatever":[]}')).toBe('newerVersion 2')
    expect(why(canonicalJson({ format: 'gatehouse-review', version: 1, approvals: 'none' }))).toBe('badSignature')
  })

  it('says where its shape fails, once its signature holds', () => {
    const body = reviewBody()
    expect(why(signedAsIs(body))).toBe('sound')
    expect(why(signedAsIs(body, { more: 1 }))).toMatch(/^badShape/u)
    expect(why(signedAsIs({ ...body, title: '' }))).toBe('badShape body.title')
    expect(why(signedAsIs({ ...body, title: 'x ' }))).toBe('badShape body')
    expect(why(signedAsIs({ ...body, more: 1 }))).toMatch(/^badShape body/u)
    expect(why(signedAsIs({ ...body, steps: [...body.steps, { ...body.steps[0] }] }))).toBe('badShape body.steps')
    expect(why(signedAsIs({ ...body, findings: [...body.findings, ...body.findings] }))).toBe('badShape body.findings')
    expect(why(signedAsIs({ ...body, expiresAt: body.createdAt }))).toBe('badShape body.expiresAt')
    expect(why(signedAsIs({ ...body, expiresAt: '2028-03-12T10:00:00.000Z' }))).toBe('badShape body.expiresAt')
    expect(why(signedAsIs(null))).toMatch(/^badShape body/u)
    expect(why(signedAsIs(JSON.parse(canonicalJson(body).replace('"author":', '"__proto__":{"admin":true},"author":'))))).toMatch(/^badShape body/u)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  it('is hostile in vain', () => {
    const text = signedFile()
    const hostile = [
      text.replace('"version":1', '"version":1e400'),
      text.replace('"version":1', '"version":NaN'),
      text.replace('"count":null', '"count":1e999'),
      text.replace('"count":null', `"count":${'9'.repeat(100_000)}`),
      text.replace('Été', String.raw`\ud800`),
      text.replace('"author":', '"__proto__":{"x":1},"author":'),
      text.replace('"author":{', '"author":null,"author":{'),
      text.replace('"format":', '"toJSON":1,"format":')
    ]
    for (const other of hostile) {
      expect(other).not.toBe(text)
      expect(['notReview', 'badSignature']).toContain(why(other))
    }
  })

  it('of an older version is read by that version’s signature and turned into today’s', () => {
    const body = reviewBody()
    const { title, ...rest } = body
    const old = signedAsIs({ ...rest, name: title })
    const format = { current: 2, migrations: { 1: (older: unknown) => { const { name, ...others } = older as Record<string, unknown>; return { ...others, title: name } } } }
    const judgement = judgeReviewFile(Buffer.from(old), format)
    expect(judgement).toMatchObject({ result: 'sound', file: { body: { title }, signed: { version: 1 } } })
    const current = canonicalJson({ ...rawOf(old), version: 2 })
    // The same signature is none of a later version.
    expect(judgeReviewFile(Buffer.from(current), format)).toMatchObject({ why: 'badSignature' })
  })
})

describe('an approval', () => {
  it('is of one file only', () => {
    const [one, other] = [signedFile(reviewBody(), [approverKey]), signedFile(reviewBody({ id: '9c4ed7a5-3a5c-4f27-9a42-2ac4f58d0a02' }))]
    expect(why(canonicalJson({ ...rawOf(other), approvals: rawOf(one).approvals }))).toBe('badApproval approvals.0')
    // The author signs the same anew.
    const again = sound(signedFile(reviewBody({ expiresAt: '2027-04-13T10:00:00.000Z' })))
    expect(why(canonicalJson({ format: 'gatehouse-review', ...again.signed, approvals: sound(one).approvals }))).toBe('badApproval approvals.0')
  })

  it('is nobody else’s, and nothing of it is another', () => {
    const raw = rawOf(signedFile(reviewBody(), [approverKey]))
    const [approval] = raw.approvals
    for (const change of [{ verdict: 'rejected' }, { note: 'x' }, { at: '2027-03-14T08:00:00.000Z' }, { publicKey: strangerKey.publicKey }, { by: { userId: 'x', email: null } }]) {
      expect(why(canonicalJson({ ...raw, approvals: [{ ...approval, ...change }] }))).toBe('badApproval approvals.0')
    }
    expect(why(canonicalJson({ ...raw, approvals: [{ ...approval, signature: raw['signature'] }] }))).toBe('badApproval approvals.0')
    expect(why(canonicalJson({ ...raw, approvals: [{ ...approval, more: 1 }] }))).toMatch(/^badShape approvals.0/u)
  })

  it('stands after those before it: none of them can be taken out, doubled or moved', () => {
    const file = sound(signedFile(reviewBody(), [approverKey]))
    const no = withApproval(file, approverWord({ verdict: 'rejected' }), strangerKey)
    const yes = withApproval(sound(no), approverWord({ by: { userId: 'z', email: null } }), authorKey)
    const raw = rawOf(yes)
    const [first, second, third] = raw.approvals
    for (const approvals of [[first, third], [second, third], [third], [second, first, third], [first, second, third, third], [first, first, second, third]]) {
      expect(why(canonicalJson({ ...raw, approvals }))).toMatch(/^badApproval/u)
    }
    expect(why(yes)).toBe('sound')
  })
})
