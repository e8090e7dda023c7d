import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { armor, Encrypter, generateIdentity, identityToRecipient, Stanza } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReviewBody } from '#shared/domain/review'
import { openingSchema, reviewFileLimits, type FileObstacle, type OpenedReview, type ReviewOpening } from '#shared/domain/reviewFile'
import { asAppError } from '#shared/errors/appError'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { fingerprintOf } from '../../../../electron/main/reviews/signing'
import { withApproval, writeReviewFile } from '../../../../electron/main/reviews/writeReviewFile'
import { encryptForAge } from '../../../../electron/main/storage/ageFile'
import { approverKey, approverWord, authorKey, reviewBody, signedFile, sound, strangerKey } from '../../../support/reviewFileFixtures'
import { createReviewComputer, personOf, type ReviewComputer } from '../../../support/reviewsSetUp'
import { createRandom } from '../../../support/random'

let computer: ReviewComputer
let run: ReturnType<ReviewComputer['start']>
beforeEach(async () => {
  computer = await createReviewComputer()
  run = computer.start()
})
afterEach(() => computer.remove())

const organizationId = reviewBody().organization.id
const approver = () => personOf({ userId: approverWord().by.userId }, 'noor@example.com')

/** Puts a file there and opens it as the person would. */
async function open(content: string | Uint8Array, more: { passphrase?: string; organizationId?: string | null; name?: string } = {}): Promise<ReviewOpening> {
  computer.chooses = join(computer.folder, 'saved', more.name ?? 'one.gatehouse-review')
  await writeFile(computer.chooses, content)
  const opening = await run.files.open({ fileId: null, passphrase: more.passphrase ?? null, organizationId: more.organizationId === undefined ? organizationId : more.organizationId })
  if (opening === null) throw new Error('nothing was opened')
  expect(openingSchema.parse(opening)).toEqual(opening)
  return opening
}
function opened(opening: ReviewOpening): OpenedReview {
  if (opening.result !== 'opened') throw new Error(JSON.stringify(opening))
  return opening.review
}
const why = (opening: ReviewOpening): string => (opening.result === 'refused' ? opening.why : 'opened')
const obstacles = async (content: string, more: Parameters<typeof open>[1] = {}): Promise<FileObstacle[]> => opened(await open(content, more)).obstacles
const errorOf = async (task: Promise<unknown>) => {
  const error = asAppError(await task.then(() => new Error('it did not fail'), (thrown: unknown) => thrown))
  return `${error.code} ${error.data.details?.foundState ?? ''}`.trim()
}
const compare = async (...keys: { publicKey: string }[]) => {
  for (const { publicKey } of keys) await run.signers.trust({ publicKey, name: `Compared ${publicKey.slice(0, 8)}` })
}

describe('signers', () => {
  it('are unknown until their fingerprints are compared, and again when that is taken back', async () => {
    const identity = await run.signers.identity()
    expect(identity).toMatchObject({ standing: 'own', name: null, storage: 'keychain', fingerprint: fingerprintOf(identity.publicKey) })
    expect(Object.keys(identity).sort()).toEqual(['fingerprint', 'name', 'publicKey', 'standing', 'storage'])
    expect(await run.signers.trust({ publicKey: authorKey.publicKey, name: 'Ines' })).toMatchObject([{ publicKey: identity.publicKey, standing: 'own' }, { publicKey: authorKey.publicKey, standing: 'known', name: 'Ines' }])
    expect(await run.signers.trust({ publicKey: authorKey.publicKey, name: 'Ines, by phone' })).toHaveLength(2)
    run = computer.start()
    expect(opened(await open(signedFile())).signer).toMatchObject({ standing: 'known', name: 'Ines, by phone' })
    expect(await run.signers.distrust({ publicKey: authorKey.publicKey })).toHaveLength(1)
    expect(opened(await open(signedFile())).signer).toMatchObject({ standing: 'unknown', name: null })
  })

  it('have one own key, also when it is asked for many times at once', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => run.signers.identity()))
    expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(1)
    expect([...computer.keychain.items.keys()].filter((name) => name.includes('signing-key'))).toHaveLength(1)
  })

  it('sign other things under names of their own', async () => {
    const body = { b: 1, a: 'é' }
    const signed = await run.signers.sign('gatehouse-applied-review/1', body)
    expect(signed.publicKey).toBe((await run.signers.identity()).publicKey)
    expect(run.signers.verify('gatehouse-applied-review/1', { a: 'é', b: 1 }, signed)).toBe(true)
    for (const [domain, other] of [['gatehouse-evidence/1', body], ['gatehouse-review/1', body], ['gatehouse-applied-review/2', body], ['gatehouse-applied-review/1', { ...body, b: 2 }]] as const) expect(run.signers.verify(domain, other, signed), domain).toBe(false)
    expect(run.signers.verify('gatehouse-applied-review/1', body, { ...signed, publicKey: authorKey.publicKey })).toBe(false)
  })

  it('are not replaced by a new key where the keychain does not answer or is damaged', async () => {
    const { publicKey } = await run.signers.identity()
    computer.keychain.mood = 'locked'
    expect(await errorOf(run.signers.identity())).toMatch(/^vaultLocked/u)
    // A file is read all the same; whose key is its own nobody knows then.
    expect(opened(await open(signedFile())).signer.standing).toBe('unknown')
    computer.keychain.mood = 'open'
    expect((await run.signers.identity()).publicKey).toBe(publicKey)
    for (const name of computer.keychain.items.keys()) computer.keychain.items.set(name, 'x')
    expect(await errorOf(run.signers.identity())).toBe('vaultUnavailable damaged')
  })
})

describe('opening a file', () => {
  it('shows what is in a sound one, and what stands against it', async () => {
    const review = opened(await open(signedFile()))
    expect(review).toMatchObject({ fileName: 'one.gatehouse-review', encrypted: false, body: reviewBody(), approvals: [], obstacles: ['approvalMissing', 'signerUnknown'] })
    await compare(authorKey, approverKey)
    expect(await obstacles(signedFile(reviewBody(), [approverKey]))).toEqual([])
    expect(await obstacles(signedFile(reviewBody({ needsApproval: false })))).toEqual([])
    expect(await run.files.open({ fileId: review.fileId, passphrase: null, organizationId })).toMatchObject({ result: 'opened', review: { obstacles: ['approvalMissing'] } })
  })

  it('says each thing that stands against it', async () => {
    await compare(authorKey, approverKey)
    const sure = (changes: Partial<ReviewBody> = {}) => signedFile(reviewBody({ needsApproval: false, ...changes }))
    const approvedBy = (word: Parameters<typeof approverWord>[0], key = approverKey) => withApproval(sound(signedFile()), approverWord(word), key)
    expect(await obstacles(sure(), { organizationId: '0a1b2c3d-4e5f-4a6b-8c7d-8e9f0a1b2c3d' })).toEqual(['foreignOrganization'])
    expect(await obstacles(sure(), { organizationId: null })).toEqual([])
    expect(await obstacles(sure({ server: 'capgo.example' }))).toEqual(['foreignOrganization'])
    expect(await obstacles(sure({ baseHash: 'a'.repeat(64) }))).toEqual(['baseDiffers'])
    computer.now = Date.parse('2027-04-12T10:00:00.000Z')
    expect(await obstacles(sure())).toEqual(['expired'])
    computer.now -= 1
    expect(await obstacles(sure())).toEqual([])
    computer.now = Date.parse('2027-03-12T09:50:00.000Z')
    expect(await obstacles(sure())).toEqual(['notYetValid'])
    computer.now = Date.parse('2027-03-12T12:00:00.000Z')
    expect(await obstacles(signedFile(reviewBody(), [strangerKey]))).toEqual(['approverUnknown'])
    expect(await obstacles(approvedBy({ verdict: 'rejected' }))).toEqual(['approvalMissing', 'rejected'])
    // The author with another key, under another account, or as somebody else with the same key.
    expect(await obstacles(approvedBy({ by: reviewBody().author }))).toEqual(['approvalMissing', 'ownApproval'])
    expect(await obstacles(approvedBy({ by: { userId: 'another account', email: ' INES@example.com' } }))).toEqual(['approvalMissing', 'ownApproval'])
    expect(await obstacles(approvedBy({}, authorKey))).toEqual(['approvalMissing', 'ownApproval'])
    // A no stays one whatever is said after it.
    expect(await obstacles(withApproval(sound(approvedBy({ verdict: 'rejected' })), approverWord(), approverKey))).toEqual(['rejected'])
    computer.person = personOf({ demo: true, server: '127.0.0.1:4711' })
    expect(await obstacles(sure())).toEqual(['foreignOrganization'])
    expect(await obstacles(sure({ server: 'demo' }))).toEqual([])
  })

  it('is told for 1,000 replays of one that was applied, in whatever guise', async () => {
    await compare(authorKey, approverKey, strangerKey)
    const random = createRandom(7)
    const body = reviewBody()
    computer.applied.add(body.id)
    const guises = [signedFile(body, [approverKey]), signedFile(body, [approverKey, strangerKey]), signedFile(body, [strangerKey]), writeReviewFile({ ...body, expiresAt: '2027-05-01T10:00:00.000Z' }, authorKey), writeReviewFile({ ...body, needsApproval: false }, authorKey)]
    let accepted = 0
    for (let count = 0; count < 1000; count += 1) {
      const { fileId } = run.files.offered(join(computer.folder, 'saved', 'replay'))
      await writeFile(join(computer.folder, 'saved', 'replay'), random.pick(guises))
      const opening = await run.files.open({ fileId, passphrase: null, organizationId })
      if (opening?.result !== 'opened' || !opening.review.obstacles.includes('alreadyApplied')) accepted += 1
    }
    expect(accepted).toBe(0)
    expect(await obstacles(signedFile({ ...body, id: '9c4ed7a5-3a5c-4f27-9a42-2ac4f58d0a09' }, [approverKey]))).toEqual([])
  }, 120_000)

  it('takes what the system offered, and judges an open file by what it was', async () => {
    const path = join(computer.folder, 'saved', 'offered.gatehouse-review')
    await writeFile(path, signedFile())
    const { fileId } = run.files.offered(path)
    expect(await run.files.open({ fileId, passphrase: null, organizationId })).toMatchObject({ result: 'opened', review: { fileId, fileName: 'offered.gatehouse-review' } })
    await writeFile(path, 'changed meanwhile')
    expect(await run.files.open({ fileId, passphrase: null, organizationId })).toMatchObject({ result: 'opened', review: { body: reviewBody() } })
    expect(await errorOf(run.files.open({ fileId: '9c4ed7a5-3a5c-4f27-9a42-2ac4f58d0a09', passphrase: null, organizationId }))).toBe('notFound')
    expect(await errorOf(run.files.open({ fileId: run.files.offered(join(computer.folder, 'gone')).fileId, passphrase: null, organizationId }))).toBe('notFound')
    computer.chooses = null
    expect(await run.files.open({ fileId: null, passphrase: null, organizationId })).toBeNull()
  })

  it('asks for the passphrase of an encrypted one, as often as it takes', async () => {
    const asked = await open(await encryptForAge(signedFile(), { passphrase: 'a long passphrase' }))
    if (asked.result !== 'refused' || asked.fileId === null) throw new Error('a file to ask again with')
    expect(asked).toMatchObject({ why: 'needsPassphrase', field: null })
    const again = (passphrase: string) => run.files.open({ fileId: asked.fileId, passphrase, organizationId })
    expect(await again('another passphrase')).toMatchObject({ why: 'wrongPassphrase', fileId: asked.fileId })
    expect(await again('a long passphrase')).toMatchObject({ result: 'opened', review: { encrypted: true, fileId: asked.fileId } })
    const identity = await generateIdentity()
    expect(why(await open(await encryptForAge(signedFile(), { recipient: await identityToRecipient(identity) }), { passphrase: identity }))).toBe('opened')
  })

  it('shows nothing of a hostile one, and is still there afterwards', async () => {
    const text = signedFile()
    const identity = await generateIdentity()
    const lock = { recipient: await identityToRecipient(identity) }
    const bomb = async (stanzas: Stanza[]): Promise<string> => {
      const encrypter = new Encrypter()
      encrypter.addRecipient({ wrapFileKey: () => stanzas })
      return armor.encode(await encrypter.encrypt('x'))
    }
    const hostile: [string, string | Uint8Array, string][] = [
      ['50 MB', Buffer.alloc(50_000_000, 0x20), 'tooLarge'],
      ['50 MB that begin as one', Buffer.concat([Buffer.from(text), Buffer.alloc(50_000_000, 0x20)]), 'tooLarge'],
      ['lists 100,000 deep', '['.repeat(100_000), 'tooDeep'],
      ['objects 100,000 deep', `${'{"body":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'tooDeep'],
      ['a member twice', text.replace('"format":', '"format":"gatehouse-review","format":'), 'badSignature'],
      ['__proto__', text.replace('"format":', '"__proto__":{"signature":"x"},"format":'), 'badSignature'],
      ['a lone surrogate', text.replace('Été', String.raw`\ud83d`), 'badSignature'],
      ['NaN', text.replace('"count":null', '"count":NaN'), 'notReview'],
      ['a huge number', text.replace('"count":null', '"count":1e999'), 'badSignature'],
      ['a long number', text.replace('"count":null', `"count":${'9'.repeat(1_000_000)}`), 'badSignature'],
      ['a byte order mark', `\ufeff${text}`, 'notReview'],
      ['UTF-16', Buffer.from(text, 'utf16le'), 'notReview'],
      ['half a sign', Buffer.concat([Buffer.from(text), Buffer.from([0xc3])]), 'notReview'],
      ['nothing', '', 'notReview'],
      ['zeroes', Buffer.alloc(1000), 'notReview'],
      ['a later version', canonicalJson({ ...(JSON.parse(text) as object), version: 99 }), 'newerVersion'],
      ['a bomb of work', await bomb([new Stanza(['scrypt', 'AAAAAAAAAAAAAAAAAAAAAA', '40'], new Uint8Array(32))]), 'wrongPassphrase'],
      ['a bomb of recipients', await bomb(Array.from({ length: 20_000 }, () => new Stanza(['X25519', Buffer.alloc(32, 9).toString('base64').replace(/=+$/u, '')], new Uint8Array(32)))), 'badSignature'],
      ['armor without end', `-----BEGIN AGE ENCRYPTED FILE-----\n${'A'.repeat(64)}\n`.repeat(1000), 'badSignature'],
      ['one that is encrypted twice', await encryptForAge(await encryptForAge(text, lock), lock), 'notReview'],
      ['one that grows too large', await encryptForAge(' '.repeat(reviewFileLimits.bytes + 1), lock), 'tooLarge']
    ]
    for (const [name, content, expected] of hostile) {
      const opening = await open(content, { passphrase: identity })
      expect(why(opening), name).toBe(expected)
      expect(JSON.stringify(opening), name).not.toContain(reviewBody().title)
    }
    expect(why(await open(text))).toBe('opened')
  }, 120_000)
})

describe('approving', () => {
  it('adds a word that holds, in a new file beside the old one', async () => {
    await compare(authorKey)
    computer.person = approver()
    const { fileId } = opened(await open(signedFile()))
    const before = await readFile(computer.chooses ?? '')
    const result = await run.files.approve({ fileId, verdict: 'approved', note: 'Read.' })
    expect(computer.asked).toEqual(['Harbour Lights – Second factor for everybody – approved 1.gatehouse-review'])
    expect(await readFile(computer.chooses ?? '')).toEqual(before)
    const { publicKey } = await run.signers.identity()
    expect(result?.opening).toMatchObject({ result: 'opened', review: { obstacles: [], approvals: [{ approval: { by: { userId: approverWord().by.userId, email: 'noor@example.com' }, verdict: 'approved', note: 'Read.', publicKey }, signer: { standing: 'own' } }] } })
    const review = opened(await open(await readFile(result?.path ?? '', 'utf8'), { name: 'there.gatehouse-review' }))
    expect(review.obstacles).toEqual([])
    expect(await errorOf(run.files.approve({ fileId: review.fileId, verdict: 'approved', note: '' }))).toBe('conflict alreadySaid')
    expect((await run.files.approve({ fileId: review.fileId, verdict: 'rejected', note: 'I was wrong' }))?.opening).toMatchObject({ review: { obstacles: ['rejected'] } })
  })

  it('is refused until the fingerprint of the author was compared here; a no is not', async () => {
    computer.person = approver()
    const { fileId } = opened(await open(signedFile()))
    expect(await errorOf(run.files.approve({ fileId, verdict: 'approved', note: '' }))).toBe('conflict signerUnknown')
    expect(computer.asked).toEqual([])
    await compare(authorKey)
    expect((await run.files.approve({ fileId, verdict: 'approved', note: '' }))?.opening).toMatchObject({ review: { approvals: [{ approval: { verdict: 'approved' } }] } })
    await compare(approverKey)
    await run.signers.distrust({ publicKey: authorKey.publicKey })
    expect((await run.files.approve({ fileId, verdict: 'rejected', note: '' }))?.opening).toMatchObject({ review: { approvals: [{ approval: { verdict: 'rejected' } }] } })
  })

  it('is not the author’s: neither by person nor by key', async () => {
    const { fileId } = opened(await open(signedFile()))
    const approve = (verdict: 'approved' | 'rejected' = 'approved', id = fileId) => run.files.approve({ fileId: id, verdict, note: '' })
    expect(await errorOf(approve())).toBe('conflict ownApproval')
    computer.person = personOf({ userId: 'another account' }, 'Ines@Example.com')
    expect(await errorOf(approve())).toBe('conflict ownApproval')
    computer.person = null
    expect(await errorOf(approve())).toBe('unauthorized')
    computer.person = 'locked'
    expect(await errorOf(approve())).toBe('locked')
    // This computer's key is the author's, whoever is signed in on it.
    computer.person = approver()
    const own = await run.signers.own()
    const ours = opened(await open(writeReviewFile(reviewBody(), own)))
    expect(await errorOf(approve('approved', ours.fileId))).toBe('conflict ownApproval')
    expect(await errorOf(run.files.approve({ fileId: '9c4ed7a5-3a5c-4f27-9a42-2ac4f58d0a09', verdict: 'approved', note: '' }))).toBe('notFound')
    // An author may take their own review back.
    expect((await approve('rejected', ours.fileId))?.opening).toMatchObject({ review: { obstacles: ['approvalMissing', 'rejected'] } })
  })

  it.each(['ines\u200B@example.com', 'ＩＮＥＳ@example.com', ' ines@example.com', 'ines@exam\u00ADple.com'])('is not the author’s where the address only looks like another: %j', async (email) => {
    computer.person = personOf({ userId: 'another account' }, email)
    const { fileId } = opened(await open(signedFile()))
    expect(await errorOf(run.files.approve({ fileId, verdict: 'approved', note: '' }))).toBe('conflict ownApproval')
    const text = withApproval(sound(signedFile()), approverWord({ by: { userId: 'another account', email } }), approverKey)
    expect(opened(await open(text)).obstacles).toContain('ownApproval')
  })

  it('is not the author’s where both keys were compared under one name, whatever the file calls them', async () => {
    const text = signedFile(reviewBody(), [approverKey])
    await run.signers.trust({ publicKey: authorKey.publicKey, name: 'Ines Moreau' })
    await run.signers.trust({ publicKey: approverKey.publicKey, name: 'ines  moreau' })
    expect(opened(await open(text)).obstacles).toEqual(['approvalMissing', 'ownApproval'])
    await run.signers.trust({ publicKey: approverKey.publicKey, name: 'Noor' })
    expect(opened(await open(text)).obstacles).toEqual([])
  })

  it('leaves nothing behind when the person closes the dialog, and no more than ten words', async () => {
    computer.person = approver()
    await compare(authorKey)
    const { fileId } = opened(await open(signedFile()))
    computer.savesAs = null
    expect(await run.files.approve({ fileId, verdict: 'approved', note: '' })).toBeNull()
    expect(await readdir(join(computer.folder, 'saved'))).toEqual(['one.gatehouse-review'])
    expect(await run.files.open({ fileId, passphrase: null, organizationId })).toMatchObject({ review: { approvals: [] } })
    const full = opened(await open(signedFile(reviewBody(), Array.from({ length: 10 }, () => strangerKey))))
    expect(await errorOf(run.files.approve({ fileId: full.fileId, verdict: 'approved', note: '' }))).toBe('conflict tooManyApprovals')
  })

  it('stays encrypted as the file was', async () => {
    computer.person = approver()
    await compare(authorKey)
    for (const secret of ['a long passphrase', await generateIdentity()]) {
      const lock = secret.startsWith('AGE') ? { recipient: await identityToRecipient(secret) } : { passphrase: secret }
      const { fileId } = opened(await open(await encryptForAge(signedFile(), lock), { passphrase: secret }))
      const result = await run.files.approve({ fileId, verdict: 'approved', note: '' })
      const text = await readFile(result?.path ?? '', 'utf8')
      expect(text).toMatch(/^-----BEGIN AGE/u)
      expect(opened(await open(text, { passphrase: secret })).approvals).toHaveLength(1)
      expect(JSON.stringify([result, computer.log.lines])).not.toContain(secret)
    }
  })
})
