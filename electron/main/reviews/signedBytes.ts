import type { Approval } from '#shared/domain/reviewFile'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { sha256 } from './signing'

/**
 * What exactly is signed. Each begins with a line that says what it is and of which version of the format, so that a signature
 * over one thing is never one over another.
 */
export const documentBytes = (domain: string, body: unknown): Buffer => Buffer.from(`${domain}/body\n${canonicalJson(body)}`, 'utf8')

export const bodyBytes = (version: number, body: unknown): Buffer => documentBytes(`gatehouse-review/${version}`, body)

/** What an approval is of. */
export interface ApprovedThing {
  version: number
  body: unknown
  /** The author's. */
  publicKey: string
  signature: string
}

/** An approval is of one body as its author signed it, after the approvals that stood in the file by then. */
export function approvalBytes({ version, body, publicKey, signature }: ApprovedThing, before: readonly Approval[], { by, at, verdict, note, publicKey: approver }: Omit<Approval, 'signature'>): Buffer {
  const said = {
    approval: { at, by, note, publicKey: approver, verdict },
    approvalsBefore: sha256(canonicalJson(before)),
    body: sha256(canonicalJson(body)),
    publicKey,
    signature
  }
  return Buffer.from(`gatehouse-review/${version}/approval\n${canonicalJson(said)}`, 'utf8')
}
