import type { ReviewBody } from '#shared/domain/review'
import type { Approval } from '#shared/domain/reviewFile'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { judgeReviewFile, type SoundFile } from '../../electron/main/reviews/judgeReviewFile'
import { sha256, signerOf, type Signer } from '../../electron/main/reviews/signing'
import { withApproval, writeReviewFile } from '../../electron/main/reviews/writeReviewFile'
import { baseOf, keyStep, notifyStep, settingsStep, snapshot } from './reviewFixtures'

export const [authorKey, approverKey, strangerKey] = ['01', '02', '03'].map((byte) => signerOf(byte.repeat(32))) as [Signer, Signer, Signer]

/** A review of the snapshot of `reviewFixtures`, with a step of every kind. */
export function reviewBody(changes: Partial<ReviewBody> = {}): ReviewBody {
  const taken = snapshot()
  const base = baseOf(taken)
  return {
    id: '9c4ed7a5-3a5c-4f27-9a42-2ac4f58d0a01',
    organization: { id: taken.organization.id, name: taken.organization.name },
    server: taken.server,
    author: { userId: taken.takenBy.userId, email: taken.takenBy.email },
    createdAt: '2027-03-12T10:00:00.000Z',
    expiresAt: '2027-04-12T10:00:00.000Z',
    title: 'Second factor for everybody',
    summary: 'Été, “quotes” and a 😀.',
    base,
    baseHash: sha256(canonicalJson(base)),
    findings: [{ id: '5b0c1d2e-1111-4000-8000-000000000001', rule: 'twoFactorNotEnforced', about: { kind: 'setting', setting: 'enforcesTwoFactor' }, count: null, severity: 'high', note: '', state: 'open' }],
    steps: [settingsStep({ enforcesTwoFactor: true }, 1), notifyStep(base.members.slice(0, 1).map(({ id }) => id), 'twoFactor', 2), keyStep(1, 'rotate', null, 3)],
    needsApproval: true,
    ...changes
  }
}

export const approverWord = (changes: Partial<Omit<Approval, 'publicKey' | 'signature'>> = {}): Omit<Approval, 'publicKey' | 'signature'> => ({
  by: { userId: '0e6f0a3f-30c1-4c7f-8f0b-5a3a1be1a0ff', email: 'noor@example.com' },
  at: '2027-03-13T08:00:00.000Z',
  verdict: 'approved',
  note: 'Read and compared.',
  ...changes
})

export const judged = (text: string | Uint8Array): ReturnType<typeof judgeReviewFile> => judgeReviewFile(typeof text === 'string' ? Buffer.from(text, 'utf8') : text)

/** @throws Error when it is not sound */
export function sound(text: string): SoundFile {
  const judgement = judged(text)
  if (judgement.result !== 'sound') throw new Error(JSON.stringify(judgement))
  return judgement.file
}

/** A signed file, and the same with approvals of those people, one after the other. */
export function signedFile(body: ReviewBody = reviewBody(), approvers: readonly Signer[] = []): string {
  return approvers.reduce((text, approver, index) => withApproval(sound(text), approverWord({ note: `Word ${String(index)}` }), approver), writeReviewFile(body, authorKey))
}
