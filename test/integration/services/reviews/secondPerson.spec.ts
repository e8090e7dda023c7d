import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ReviewBody } from '#shared/domain/review'
import type { FileObstacle } from '#shared/domain/reviewFile'
import { asAppError } from '#shared/errors/appError'
import { withApproval, writeReviewFile } from '../../../../electron/main/reviews/writeReviewFile'
import { snapshot } from '../../../support/reviewFixtures'
import { approverKey, approverWord, authorKey, judged, reviewBody, signedFile, sound, strangerKey } from '../../../support/reviewFileFixtures'
import { createReviewComputer, personOf, type ReviewComputer } from '../../../support/reviewsSetUp'

let computer: ReviewComputer
let run: ReturnType<ReviewComputer['start']>
beforeEach(async () => {
  computer = await createReviewComputer()
  run = computer.start()
})
afterEach(() => computer.remove())

const { server, organization } = reviewBody()
const place = { server, organizationId: organization.id }
/** A file that does not ask for anybody else. */
const alone = (changes: Partial<ReviewBody> = {}) => reviewBody({ needsApproval: false, ...changes })
const compare = async (...keys: { publicKey: string }[]) => {
  for (const { publicKey } of keys) await run.signers.trust({ publicKey, name: `Compared ${publicKey.slice(0, 8)}` })
}
async function obstacles(content: string): Promise<FileObstacle[]> {
  computer.chooses = join(computer.folder, 'saved', 'one.gatehouse-review')
  await writeFile(computer.chooses, content)
  const opening = await run.files.open({ fileId: null, passphrase: null, organizationId: organization.id })
  if (opening?.result !== 'opened') throw new Error(JSON.stringify(opening))
  // What a run is held to is what the page shows.
  const { review } = await run.files.opened(opening.review.fileId, { connection: personOf() })
  expect(review.obstacles).toEqual(opening.review.obstacles)
  return opening.review.obstacles
}
const codeOf = (task: Promise<unknown>) => task.then(() => 'done', (thrown: unknown) => asAppError(thrown).code)

describe('an organization whose reviews need a second person', () => {
  it('stops a file that carries no approval by one, whatever it asks, and lets it through with one', async () => {
    await compare(authorKey, approverKey)
    const file = writeReviewFile(alone(), authorKey)
    expect(await obstacles(file)).toEqual([])
    await run.secondPerson.set({ ...place, needed: true })
    expect(await obstacles(file)).toEqual(['secondPersonMissing'])
    expect(await obstacles(withApproval(sound(file), approverWord(), approverKey))).toEqual([])
    expect(await obstacles(signedFile())).toEqual(['approvalMissing'])
    // Another run of the program holds to it, too.
    run = computer.start()
    expect(await obstacles(file)).toEqual(['secondPersonMissing'])
  })

  it('counts no second signature of the author, nor one that nobody compared, nor a refusal', async () => {
    await compare(authorKey, approverKey)
    await run.secondPerson.set({ ...place, needed: true })
    const file = sound(writeReviewFile(alone(), authorKey))
    const { userId, email } = alone().author
    for (const [by, key] of [
      [{ userId, email }, approverKey],
      [{ userId: userId.toUpperCase(), email: null }, approverKey],
      [{ userId: ` ${userId} `, email: 'somebody@example.com' }, approverKey],
      [{ userId: 'another account', email: ` ${(email ?? '').toUpperCase()}` }, approverKey],
      [approverWord().by, authorKey]
    ] as const) expect(await obstacles(withApproval(file, approverWord({ by }), key)), JSON.stringify(by)).toEqual(['secondPersonMissing', 'ownApproval'])
    expect(await obstacles(withApproval(file, approverWord(), strangerKey))).toEqual(['approverUnknown'])
    expect(await obstacles(withApproval(file, approverWord({ verdict: 'rejected' }), approverKey))).toEqual(['secondPersonMissing', 'rejected'])
    // A signature that is moved from another file is none.
    const other = sound(withApproval(sound(writeReviewFile(alone({ id: '9c4ed7a5-3a5c-4f27-9a42-2ac4f58d0a02' }), authorKey)), approverWord(), approverKey))
    expect(judged(JSON.stringify({ ...JSON.parse(writeReviewFile(alone(), authorKey)) as object, approvals: other.approvals }))).toMatchObject({ result: 'refused' })
  })

  it('is the same one when a file writes its id in capitals', async () => {
    await compare(authorKey)
    await run.secondPerson.set({ ...place, needed: true })
    expect(await obstacles(writeReviewFile(alone({ organization: { ...organization, id: organization.id.toUpperCase() } }), authorKey))).toEqual(['secondPersonMissing'])
  })

  it('is none on another server, and what counts is where the file would be applied', async () => {
    await compare(authorKey)
    await run.secondPerson.set({ ...place, server: 'capgo.example', needed: true })
    expect(await obstacles(writeReviewFile(alone(), authorKey))).toEqual([])
    expect(await obstacles(writeReviewFile(alone({ server: 'capgo.example' }), authorKey))).toEqual(['foreignOrganization'])
    await run.secondPerson.set({ ...place, needed: true })
    expect(await obstacles(writeReviewFile(alone({ server: 'CAPGO.APP' }), authorKey))).toEqual(['foreignOrganization', 'secondPersonMissing'])
  })

  it('has its drafts ask for one, also those that were begun before, and they are signed so', async () => {
    const draft = await run.begin(snapshot())
    const { updatedAt } = await run.reviews.keep({ draft: { ...draft, needsApproval: false } })
    expect((await run.reviews.read({ reviewId: draft.id })).needsApproval).toBe(false)
    await run.secondPerson.set({ ...place, needed: true })
    expect((await run.reviews.read({ reviewId: draft.id })).needsApproval).toBe(true)
    let signedAs = ''
    computer.savesAs = (name) => (signedAs = join(computer.folder, 'saved', name))
    await run.reviews.sign({ reviewId: draft.id, expiresAt: new Date(computer.now + 864e5).toISOString(), passphrase: null, recipient: null })
    expect(sound(await readFile(signedAs, 'utf8')).body.needsApproval).toBe(true)
    const signed = await run.reviews.read({ reviewId: draft.id })
    await run.reviews.keep({ draft: { ...signed, updatedAt, needsApproval: false } })
    expect((await run.drafts.read(draft.id)).needsApproval).toBe(true)
  })

  it('is let go only by somebody who shows that it is still them', async () => {
    computer.presenceMissing = true
    await run.secondPerson.set({ ...place, needed: true })
    expect(await codeOf(run.secondPerson.set({ ...place, needed: false }))).toBe('presenceNeeded')
    expect(await codeOf(run.secondPerson.set({ ...place, organizationId: place.organizationId.toUpperCase(), needed: false }))).toBe('presenceNeeded')
    expect((await run.secondPerson.rule())(place)).toBe(true)
    computer.presenceMissing = false
    expect(await run.secondPerson.set({ ...place, organizationId: place.organizationId.toUpperCase(), needed: false })).toMatchObject({ organizations: [{ needed: false }] })
    expect((await run.secondPerson.rule())(place)).toBe(false)
  })

  it.each([
    ['no JSON', 'not a file of Gatehouse'],
    ['a newer version', '{"version":2,"data":{}}'],
    ['another shape', '{"version":1,"data":{"organizations":[{"server":"capgo.app"}],"uncertain":false}}']
  ])('is every one where what was known is damaged (%s), until somebody decides', async (_, content) => {
    const path = join(computer.folder, 'second-person.json')
    await writeFile(path, content)
    await compare(authorKey)
    expect(await obstacles(writeReviewFile(alone(), authorKey))).toEqual(['secondPersonMissing'])
    expect((await readdir(computer.folder)).some((name) => name.startsWith('second-person.json.') && name.endsWith('.aside'))).toBe(true)
    run = computer.start()
    expect(await run.secondPerson.read()).toMatchObject({ uncertain: true })
    computer.presenceMissing = true
    expect(await codeOf(run.secondPerson.set({ ...place, needed: false }))).toBe('presenceNeeded')
    computer.presenceMissing = false
    await run.secondPerson.set({ ...place, needed: false })
    expect(await obstacles(writeReviewFile(alone(), authorKey))).toEqual([])
    expect((await run.secondPerson.rule())({ ...place, server: 'capgo.example' })).toBe(true)
  })
})
