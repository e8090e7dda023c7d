import { canonicalJson } from '#shared/rules/canonicalJson'
import { holds } from './reviews/signing'
import type { SnapshotRepository } from './reviews/snapshotRepository'
import { createEvidenceService } from './services/evidence/evidenceService'
import type { Signers } from './services/reviews/signers'

export interface EvidenceAnswersDeps {
  /** As far as they may be seen. */
  snapshots: Pick<SnapshotRepository, 'read'>
  signers: Pick<Signers, 'own' | 'identity' | 'standings'>
  /** @throws AppError `locked` */
  requireUnlocked(): Promise<void>
  printPdf(html: string): Promise<Uint8Array>
  /** Asks for a folder; null: the dialog was closed. */
  chooseFolder(): Promise<string | null>
  now(): number
}

/** Evidence packs, as the window and the monthly capture have them written. */
export function openEvidence({ snapshots, signers, requireUnlocked, printPdf, chooseFolder, now }: EvidenceAnswersDeps) {
  const bytesOf = (domain: string, body: unknown): Buffer => Buffer.from(`${domain}\n${canonicalJson(body)}`, 'utf8')
  return createEvidenceService({
    async readSnapshot(id) {
      await requireUnlocked()
      const { outline, snapshot } = await snapshots.read(id)
      return { snapshot, hash: outline.hash }
    },
    identity: signers.identity,
    async sign(domain, body) {
      const own = await signers.own()
      return { publicKey: own.publicKey, signature: own.sign(bytesOf(domain, body)) }
    },
    verify: (domain, body, { publicKey, signature }) => holds(publicKey, bytesOf(domain, body), signature),
    signerOf: async (publicKey) => (await signers.standings())(publicKey),
    printPdf,
    async chooseFolder() {
      await requireUnlocked()
      const folder = await chooseFolder()
      // Behind the system's dialog it may have been locked, and somebody else may have answered.
      await requireUnlocked()
      return folder
    },
    requireUnlocked,
    now
  })
}
