import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Finding, PlannedStep, ReviewDraft } from '#shared/domain/review'
import { reviewDraftSchema, reviewListSchema } from '#shared/domain/review'
import { asAppError } from '#shared/errors/appError'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { sha256 } from '../../../../electron/main/reviews/signing'
import { decryptFromAge } from '../../../../electron/main/storage/ageFile'
import { pipeAt } from '../../../support/pipeAt'
import { sound } from '../../../support/reviewFileFixtures'
import { member } from '../../../support/organizationSecurityFixtures'
import { keyStep, notifyStep, settingsStep, snapshot, stepId } from '../../../support/reviewFixtures'
import { createReviewComputer, personOf, type ReviewComputer } from '../../../support/reviewsSetUp'

let computer: ReviewComputer
let run: ReturnType<ReviewComputer['start']>
beforeEach(async () => {
  computer = await createReviewComputer()
  run = computer.start()
})
afterEach(() => computer.remove())

const inDays = (days: number): string => new Date(computer.now + days * 86_400_000).toISOString()
const errorOf = async (task: Promise<unknown>) => {
  const error = asAppError(await task.then(() => new Error('it did not fail'), (thrown: unknown) => thrown))
  return { code: error.code, state: error.data.details?.foundState, fields: Object.keys(error.data.fieldErrors ?? {}) }
}
const own = (changes: Partial<Finding>): Finding => ({ id: '5b0c1d2e-2222-4000-8000-000000000001', rule: null, about: { kind: 'organization' }, count: null, severity: 'low', note: 'Seen', state: 'open', ...changes })
const sign = (draft: ReviewDraft, more: Partial<Parameters<typeof run.reviews.sign>[0]> = {}) => run.reviews.sign({ reviewId: draft.id, expiresAt: inDays(30), passphrase: null, recipient: null, ...more })
const keep = async (draft: ReviewDraft, changes: Partial<ReviewDraft>): Promise<ReviewDraft> => ({ ...draft, ...changes, ...(await run.reviews.keep({ draft: { ...draft, ...changes } })) })

describe('a review that is being written', () => {
  it('begins with what the rules find, and is there after a restart as it was kept', async () => {
    const draft = await run.begin(snapshot())
    expect(reviewDraftSchema.parse(draft)).toEqual(draft)
    expect(draft.findings.map(({ rule }) => rule)).toContain('twoFactorNotEnforced')
    const kept = await keep(draft, { summary: 'Été', steps: [settingsStep({ enforcesTwoFactor: true })], findings: [...draft.findings, own({})] })
    expect(Date.parse(kept.updatedAt)).toBeGreaterThan(Date.parse(draft.updatedAt))
    run = computer.start()
    expect(await run.reviews.read({ reviewId: draft.id })).toEqual(kept)
    const list = await run.reviews.list()
    expect(reviewListSchema.parse(list)).toEqual(list)
    expect(list).toMatchObject({ reviews: [{ id: draft.id, findings: kept.findings.length, steps: 1 }], unreadable: [], storage: 'keychain' })
    await run.reviews.delete({ reviewId: draft.id })
    expect((await run.reviews.list()).reviews).toEqual([])
    expect(await errorOf(run.reviews.read({ reviewId: draft.id }))).toMatchObject({ code: 'notFound' })
    expect(await errorOf(run.reviews.delete({ reviewId: draft.id }))).toMatchObject({ code: 'notFound' })
  })

  it('is listed beside a folder and a pipe in the places of others', async () => {
    const { id } = await run.begin(snapshot())
    const [aFolder, aPipe] = ['7f0e6f0a-30c1-4c7f-8f0b-5a3a1be1a0a1', '7f0e6f0a-30c1-4c7f-8f0b-5a3a1be1a0a2']
    await mkdir(join(computer.folder, 'reviews', `${aFolder}.review`))
    pipeAt(join(computer.folder, 'reviews', `${aPipe}.review`))
    expect(await run.reviews.list()).toMatchObject({ reviews: [{ id }], unreadable: [`${aFolder}.review`, `${aPipe}.review`] })
  })

  it('is not overwritten by a window that saw it before, and keeps what it is of', async () => {
    const draft = await run.begin(snapshot())
    const mine = await keep(draft, { title: 'Mine' })
    expect(await errorOf(keep(draft, { title: 'Theirs' }))).toMatchObject({ code: 'conflict', state: 'keptElsewhere' })
    expect((await run.reviews.read({ reviewId: draft.id })).title).toBe('Mine')
    await keep(mine, { signedAt: '2020-01-01T00:00:00.000Z', snapshot: { ...draft.snapshot, hash: 'f'.repeat(64) } })
    expect(await run.reviews.read({ reviewId: draft.id })).toMatchObject({ signedAt: null, snapshot: draft.snapshot })
  })

  it('tells nothing on the disk: no name, no address, no key', async () => {
    await run.begin(snapshot(), 'A very telling title')
    await run.signers.own()
    const { found } = await run.vault.readSigningKey(run.signingId)
    const secrets = [...computer.keychain.items.values()].flatMap((text) => [text, ...(text.match(/[0-9a-f]{64}/gu) ?? [])])
    expect(secrets).toContain(found?.seed)
    const files = await computer.files()
    expect(files).toHaveLength(2)
    for (const word of ['telling', 'ines@example.com', 'Harbour', ...secrets]) {
      for (const { name, bytes } of files) expect(bytes.includes(word), `${word} in ${name}`).toBe(false)
      expect(JSON.stringify(computer.log.lines)).not.toContain(word)
    }
  })

  it('that cannot be read is named and left alone, beside those that can', async () => {
    const [good, bad] = [await run.begin(snapshot()), await run.reviews.create({ snapshotId: snapshot().id, title: 'Another' })]
    const path = join(computer.folder, 'reviews', `${bad.id}.review`)
    const bytes = await readFile(path)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    await writeFile(path, bytes)
    await writeFile(join(computer.folder, 'reviews', 'notes.review'), 'x')
    expect(await run.reviews.list()).toMatchObject({ reviews: [{ id: good.id }], unreadable: [`${bad.id}.review`, 'notes.review'] })
    expect(await errorOf(run.reviews.read({ reviewId: bad.id }))).toMatchObject({ code: 'storageFailed', state: 'damaged' })
    expect(await errorOf(run.reviews.keep({ draft: bad }))).toMatchObject({ code: 'storageFailed', state: 'damaged' })
    expect(await readFile(path)).toEqual(bytes)
    // One review's file in another's place.
    await writeFile(path, await readFile(join(computer.folder, 'reviews', `${good.id}.review`)))
    expect(await errorOf(run.reviews.read({ reviewId: bad.id }))).toMatchObject({ state: 'damaged' })
    await run.reviews.delete({ reviewId: bad.id })
    expect((await run.reviews.list()).unreadable).toEqual(['notes.review'])
  })

  it('is not made anew over files whose key the keychain does not give', async () => {
    const draft = await run.begin(snapshot())
    computer.keychain.mood = 'locked'
    expect((await errorOf(run.reviews.list())).code).toBe('vaultLocked')
    expect((await errorOf(run.reviews.create({ snapshotId: snapshot().id, title: 'x' }))).code).toBe('vaultLocked')
    computer.keychain.mood = 'open'
    expect(await run.reviews.read({ reviewId: draft.id })).toEqual(draft)
  })

  it('stays in memory where there is no keychain, and says so', async () => {
    const bare = await createReviewComputer({ keychain: false })
    const withoutKeychain = bare.start()
    const draft = await withoutKeychain.begin(snapshot())
    expect(await withoutKeychain.reviews.keep({ draft: { ...draft, title: 'x' } })).toBeTruthy()
    expect(await withoutKeychain.reviews.list()).toMatchObject({ reviews: [{ title: 'x' }], storage: 'memory' })
    expect((await withoutKeychain.signers.identity()).storage).toBe('memory')
    expect(await bare.files()).toEqual([])
    expect((await bare.start().reviews.list()).reviews).toEqual([])
    await bare.remove()
  })

  it('is behind the lock with everything else, and needs no connection', async () => {
    const draft = await run.begin(snapshot())
    computer.person = 'locked'
    for (const task of [() => run.reviews.list(), () => run.reviews.read({ reviewId: draft.id }), () => run.reviews.keep({ draft }), () => run.reviews.delete({ reviewId: draft.id }), () => sign(draft), () => run.files.open({ fileId: null, passphrase: null, organizationId: null })]) expect((await errorOf(task())).code).toBe('locked')
    computer.person = null
    expect(await run.reviews.read({ reviewId: draft.id })).toEqual(draft)
    await sign(draft)
    expect(computer.asked).toEqual(['Harbour Lights – Second factor for everybody.gatehouse-review'])
  })
})

describe('signing', () => {
  const taken = snapshot()
  const memberIds = taken.security.members.filter(({ unreadable }) => unreadable === undefined).map(({ id }) => id)
  const signedFile = async (path: string | undefined) => sound(await readFile(path ?? '', 'utf8'))

  it('names whom planned settings reach, so that the day of applying can be held against it', async () => {
    const people = [...taken.security.members, member('ada', 'notEnabled'), member('bo', 'unknown')]
    const signedWith = async (steps: PlannedStep[], security: Partial<typeof taken.security> = {}) => {
      const draft = await run.begin(snapshot({ id: stepId(700 + steps.length + (security.membersCompleteness === undefined ? 0 : 10)), security: { ...taken.security, members: people, ...security } }))
      await keep(draft, { findings: [], steps })
      return (await signedFile((await sign(draft))?.path)).body.base
    }
    const enforce = settingsStep({ enforcesTwoFactor: true })
    const base = await signedWith([enforce])
    expect(base.members.map(({ id }) => id)).toEqual(expect.arrayContaining(['ada', 'bo']))
    expect(base.reach).toEqual({ members: true, keys: false })
    expect((await signedWith([enforce, settingsStep({ enforcesSecureKeys: true }, 2)])).reach).toEqual({ members: true, keys: true })
    expect((await signedWith([enforce], { membersCompleteness: { state: 'incomplete', received: 2, expected: 3 } })).reach).toEqual({ members: false, keys: false })
  })

  it('writes what the review says and exactly the facts it speaks of', async () => {
    const draft = await run.begin(taken)
    const findings = draft.findings.filter(({ about }) => about.kind !== 'key' && about.kind !== 'member')
    const [memberId = ''] = memberIds
    const steps: PlannedStep[] = [settingsStep({ enforcesTwoFactor: true }, 1), notifyStep([memberId], 'twoFactor', 2), keyStep(2, 'revoke', null, 3)]
    await keep(draft, { findings, steps, summary: 'Why' })
    const saved = await sign(draft)
    const { body, publicKey, approvals } = await signedFile(saved?.path)
    expect(body).toMatchObject({ organization: { id: taken.organization.id }, server: 'capgo.app', author: { userId: taken.takenBy.userId, email: 'ines@example.com' }, title: draft.title, summary: 'Why', steps, findings, expiresAt: inDays(30) })
    const keys = taken.keys.known ? taken.keys.value.keys : []
    const second = keys.filter(({ id }) => id === 2)
    expect(body.base.keys).toEqual(second)
    expect(body.base.members.map(({ id }) => id).sort()).toEqual([...new Set([memberId, ...second.map(({ ownerId }) => ownerId)])].filter((id) => memberIds.includes(id)).sort())
    expect(body.baseHash).toBe(sha256(canonicalJson(body.base)))
    expect(body.base.snapshotHash).toBe((await run.snapshots.read(taken.id)).outline.hash)
    expect(approvals).toEqual([])
    expect(publicKey).toBe((await run.signers.identity()).publicKey)
    expect((await run.reviews.read({ reviewId: draft.id })).signedAt).toBe(new Date(computer.now).toISOString())
  })

  it('gives every file an id of its own, by one key that lasts', async () => {
    const draft = await run.begin(taken)
    const [one, other] = [await signedFile((await sign(draft))?.path), await signedFile((await sign(draft))?.path)]
    expect(one.body.id).not.toBe(other.body.id)
    expect(one.body.id).not.toBe(draft.id)
    run = computer.start()
    expect((await run.signers.identity()).publicKey).toBe(one.publicKey)
  })

  it('signs nothing when the person closes the dialog', async () => {
    const draft = await run.begin(taken)
    computer.savesAs = null
    expect(await sign(draft)).toBeNull()
    expect((await run.reviews.read({ reviewId: draft.id })).signedAt).toBeNull()
  })

  it('does not count a file that the disk does not give back', async () => {
    const draft = await run.begin(taken)
    computer.savesAs = () => '/dev/null'
    expect((await errorOf(sign(draft))).code).toBe('storageFailed')
    expect((await run.reviews.read({ reviewId: draft.id })).signedAt).toBeNull()
  })

  it('names every field that stands against it', async () => {
    let draft = await run.begin(taken)
    draft = await keep(draft, {
      findings: [own({ note: '  ' }), own({ id: '5b0c1d2e-2222-4000-8000-000000000002', about: { kind: 'member', memberId: 'nobody', email: 'x' } }), own({ id: '5b0c1d2e-2222-4000-8000-000000000003', about: { kind: 'key', keyId: 999, name: 'x' } })],
      steps: [notifyStep(['nobody'], 'twoFactor', 1), keyStep(999, 'rotate', null, 2), keyStep(1, 'rotate', inDays(5), 3), keyStep(1, 'setExpiry', inDays(-1), 4), keyStep(1, 'delete', null, 4)]
    })
    expect(await errorOf(sign(draft))).toEqual({ code: 'invalidInput', state: undefined, fields: ['steps.4.id', 'findings.0.note', 'findings.1.about', 'findings.2.about', 'steps.0.memberIds', 'steps.1.keyId', 'steps.2.expiresAt', 'steps.3.expiresAt'] })
    draft = await keep(draft, { findings: [own({ severity: 'critical', state: 'accepted', rule: 'oneSuperAdmin', note: ' ' }), own({ id: '5b0c1d2e-2222-4000-8000-000000000004', severity: 'medium', state: 'accepted', rule: 'oneSuperAdmin', note: '' })], steps: [] })
    expect(await errorOf(sign(draft))).toMatchObject({ code: 'invalidInput', fields: ['findings.0.note'] })
    draft = await keep(draft, { findings: [], steps: [] })
    for (const days of [-1, 0, 181]) expect(await errorOf(sign(draft, { expiresAt: inDays(days) }))).toMatchObject({ code: 'invalidInput', fields: ['expiresAt'] })
    expect(await errorOf(sign(draft, { passphrase: 'a long passphrase', recipient: `age1${'q'.repeat(58)}` }))).toMatchObject({ fields: ['recipient'] })
    expect(await errorOf(sign(draft, { recipient: `age1${'q'.repeat(58)}` }))).toMatchObject({ code: 'invalidInput', fields: ['recipient'] })
    expect(computer.asked).toEqual([])
    expect(await sign(draft, { expiresAt: inDays(180) })).not.toBeNull()
  })

  it('plans no settings where they were unknown', async () => {
    const why = { code: 'forbidden', message: 'x', retryable: false } as const
    const draft = await run.begin(snapshot({ security: { ...taken.security, policies: { known: false, why } } }))
    await keep(draft, { findings: [], steps: [settingsStep({ enforcesTwoFactor: true })] })
    expect(await errorOf(sign(draft))).toMatchObject({ fields: ['steps.0.change'] })
  })

  it('encrypts to a passphrase or a recipient, and to nobody else', async () => {
    const draft = await run.begin(taken)
    const identity = await generateIdentity()
    for (const [secret, how] of [['a long passphrase', { passphrase: 'a long passphrase' }], [identity, { recipient: await identityToRecipient(identity) }]] as const) {
      const saved = await sign(draft, how)
      const text = await readFile(saved?.path ?? '', 'utf8')
      expect(text).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/u)
      const opening = await decryptFromAge(text, secret)
      expect(opening.state === 'opened' && sound(opening.content.toString('utf8')).body.title).toBe(draft.title)
      expect((await decryptFromAge(text, 'another passphrase')).state).toBe('wrongSecret')
    }
  })

  it('is by whoever is signed in where the snapshot is from', async () => {
    const draft = await run.begin(taken)
    computer.person = personOf({ userId: 'somebody-else' }, 'noor@example.com')
    expect((await signedFile((await sign(draft))?.path)).body.author).toEqual({ userId: 'somebody-else', email: 'noor@example.com' })
    computer.person = personOf({ server: 'capgo.example', userId: 'somebody-else' })
    expect((await signedFile((await sign(draft))?.path)).body.author).toEqual({ userId: taken.takenBy.userId, email: taken.takenBy.email })
  })

  it('says that the snapshot is gone, or another', async () => {
    const draft = await run.begin(taken)
    await run.snapshots.write({ ...taken, takenAt: '2027-03-12T09:31:00.000Z' })
    expect(await errorOf(sign(draft))).toMatchObject({ code: 'conflict', state: 'otherSnapshot' })
    await run.snapshots.delete(taken.id)
    expect(await errorOf(sign(draft))).toMatchObject({ code: 'notFound' })
    expect(await readdir(join(computer.folder, 'saved'))).toEqual([])
  })
})
