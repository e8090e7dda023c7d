import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { AppError } from '#shared/errors/appError'
import { openEvidence } from '../../../electron/main/evidenceAnswers'
import { evidenceHandlers } from '../../../electron/main/ipc/handlers/evidence'
import { reviewHandlers, type ReviewParts } from '../../../electron/main/ipc/handlers/reviews'
import { authorKey } from '../../support/reviewFileFixtures'
import { snapshot } from '../../support/reviewFixtures'

const folders: string[] = []
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))))
const isLocked = (): Promise<void> => Promise.reject(new AppError({ code: 'locked', message: 'Gatehouse is locked.', retryable: false }))

it('tells of no key behind the lock, and neither trusts nor distrusts one', async () => {
  const asked: string[] = []
  const part = (name: string) => new Proxy({}, { get: (_, what) => () => asked.push(`${name}.${String(what)}`) })
  const handlers = reviewHandlers({ reviews: part('reviews'), signers: part('signers'), files: part('files'), secondPerson: part('secondPerson'), sight: isLocked } as unknown as ReviewParts)
  const { publicKey } = authorKey
  for (const answer of [handlers['reviews.identity'](), handlers['reviews.signers'](), handlers['reviews.trust']({ publicKey, name: 'Anybody' }), handlers['reviews.distrust']({ publicKey })]) await expect(answer).rejects.toMatchObject({ code: 'locked' })
  expect(asked).toEqual([])
})

async function evidence(requireUnlocked: () => Promise<void>) {
  const parent = await mkdtemp(join(tmpdir(), 'gatehouse-evidence-lock-'))
  folders.push(parent)
  const asked: string[] = []
  const signer = { publicKey: authorKey.publicKey, fingerprint: Array.from({ length: 16 }, () => '0A1B').join(' '), standing: 'own' as const, name: null }
  const taken = snapshot()
  const { organization, takenBy, ...rest } = taken
  const outline = { ...rest, takenBy: takenBy.userId, organization: { id: organization.id, name: organization.name }, members: 2, keys: 2, hash: 'a'.repeat(64), bytes: 1 }
  const handlers = evidenceHandlers(openEvidence({
    snapshots: { read: () => Promise.resolve({ outline, snapshot: taken }) },
    signers: { own: () => Promise.resolve(authorKey), identity: () => Promise.resolve({ ...signer, storage: 'keychain' }), standings: () => Promise.resolve(() => signer) },
    requireUnlocked,
    printPdf: () => Promise.resolve(Buffer.from('%PDF')),
    chooseFolder: () => Promise.resolve(asked.push('folder') > 0 ? parent : null),
    now: () => Date.parse('2027-03-12T11:00:00.000Z')
  }))
  const save = () => handlers['evidence.save']({ snapshotId: taken.id, standards: ['soc2'], maskEmails: true, language: 'en' })
  return { handlers, save, asked, written: () => readdir(parent) }
}

it('opens no folder for a check behind the lock', async () => {
  const { handlers, asked } = await evidence(isLocked)
  await expect(handlers['evidence.verify']()).rejects.toMatchObject({ code: 'locked' })
  expect(asked).toEqual([])
})

it('writes no pack where it was locked while the folder was asked for', async () => {
  const open = await evidence(() => Promise.resolve())
  await open.save()
  expect(await open.written()).toHaveLength(1)
  const { save, asked, written } = await evidence(() => (asked.length > 0 ? isLocked() : Promise.resolve()))
  await expect(save()).rejects.toMatchObject({ code: 'locked' })
  expect(await written()).toEqual([])
})
