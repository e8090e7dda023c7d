import type { ReviewBody } from '#shared/domain/review'
import { reviewFileVersion, type Approval } from '#shared/domain/reviewFile'
import { canonicalJson } from '#shared/rules/canonicalJson'
import type { SoundFile } from './judgeReviewFile'
import { approvalBytes, bodyBytes } from './signedBytes'
import type { Signer } from './signing'

/** The text of a new file. */
export function writeReviewFile(body: ReviewBody, signer: Signer): string {
  const signature = signer.sign(bodyBytes(reviewFileVersion, body))
  return canonicalJson({ format: 'gatehouse-review', version: reviewFileVersion, body, publicKey: signer.publicKey, signature, approvals: [] })
}

/** The text of a sound file with one word more; what was in it stays byte for byte. */
export function withApproval({ signed, approvals }: SoundFile, word: Omit<Approval, 'publicKey' | 'signature'>, signer: Signer): string {
  const said = { ...word, publicKey: signer.publicKey }
  const approval: Approval = { ...said, signature: signer.sign(approvalBytes(signed, approvals, said)) }
  return canonicalJson({ format: 'gatehouse-review', ...signed, approvals: [...approvals, approval] })
}
