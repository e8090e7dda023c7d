import { manifestSchema, type EvidenceWish, type Manifest } from '#shared/domain/evidencePack'
import type { Signer } from '#shared/domain/reviewFile'
import type { Snapshot } from '#shared/domain/snapshot'
import type { ChannelOutput } from '#shared/ipc/contract'
import { visibleName } from '#shared/rules/visibleText'
import { readFolder, writeNewFolder } from '../../storage/newFolder'
import { hashOf, manifestBody, packFiles } from './evidencePack'
import { evidenceWords } from './evidenceWords'
import { masked } from './maskEmails'

/** What stands before the canonical body of a manifest when it is signed, so that no other signature is taken for it. */
export const evidenceDomain = 'gatehouse-evidence/1'

export interface EvidenceDeps {
  /** @throws AppError `notFound`, of the vault */
  readSnapshot(snapshotId: string): Promise<{ snapshot: Snapshot; hash: string }>
  /** This computer's own key. */
  identity(): Promise<Signer>
  sign(domain: string, body: unknown): Promise<{ publicKey: string; signature: string }>
  verify(domain: string, body: unknown, signed: { publicKey: string; signature: string }): boolean
  signerOf(publicKey: string): Promise<Signer>
  printPdf(html: string): Promise<Uint8Array>
  /** Asks for a folder; null: the dialog was closed. */
  chooseFolder(): Promise<string | null>
  /** @throws AppError `locked` */
  requireUnlocked(): Promise<void>
  now(): number
}

type Verification = NonNullable<ChannelOutput<'evidence.verify'>>

const manifestName = 'manifest.json'
/** More than any pack of Gatehouse has; a folder that is none is not read whole. */
const limits = { files: 200, bytes: 2_000_000_000 }

export type EvidenceService = ReturnType<typeof createEvidenceService>

/** Writes what an auditor receives, and holds such a folder against what was signed. */
export function createEvidenceService(deps: EvidenceDeps) {
  /** Into a folder of its own in this one. @throws AppError `notFound`, `locked`, `storageFailed`, of the vault; a folder that was begun is gone then */
  async function write(wish: EvidenceWish, parent: string): Promise<{ path: string }> {
    const [{ snapshot: whole, hash: snapshotHash }, { fingerprint }] = await Promise.all([deps.readSnapshot(wish.snapshotId), deps.identity()])
    // The name of an organization is often somebody's address; it stands in the manifest and on the folder, too.
    const snapshot = wish.maskEmails ? masked(whole) : whole
    const writtenAt = new Date(deps.now()).toISOString()
    const parts = { snapshot, snapshotHash, fingerprint, writtenAt, printPdf: deps.printPdf }
    const files = await packFiles(wish, parts)
    const body = manifestBody(files, parts, wish.maskEmails)
    const manifest: Manifest = { format: 'gatehouse-evidence', version: 1, body, ...(await deps.sign(evidenceDomain, body)) }
    // Printing takes its time, and it may have been locked meanwhile.
    await deps.requireUnlocked()
    return { path: await writeNewFolder(parent, folderName(wish, snapshot), [...files, { name: manifestName, content: `${JSON.stringify(manifest, null, 2)}\n` }]) }
  }

  return {
    write,

    /** @throws AppError `notFound`, `storageFailed`, of the vault; a folder that was begun is gone then */
    async save(wish: EvidenceWish): Promise<{ path: string } | null> {
      // What stands against it is said before anybody chooses a folder.
      await Promise.all([deps.readSnapshot(wish.snapshotId), deps.identity()])
      const parent = await deps.chooseFolder()
      return parent === null ? null : write(wish, parent)
    },

    /** @throws AppError `storageFailed` where the folder cannot be read */
    async verify(): Promise<Verification | null> {
      const path = await deps.chooseFolder()
      if (path === null) return null
      const files = await readFolder(path, limits)
      const manifest = parsed(files.get(manifestName))
      if (manifest === null) return { path, manifest: null, signer: null, findings: [{ file: manifestName, wrong: files.has(manifestName) ? 'manifestUnreadable' : 'missing' }] }
      const signer = await deps.signerOf(manifest.publicKey)
      // What an unsigned manifest says of files is worth nothing.
      if (!deps.verify(evidenceDomain, manifest.body, manifest)) return { path, manifest: null, signer: null, findings: [{ file: manifestName, wrong: 'badSignature' }] }
      const named = new Map(manifest.body.files.map((file) => [file.name, file]))
      const findings: Verification['findings'] = [
        ...[...named.values()].flatMap(({ name, sha256 }): Verification['findings'] => {
          const content = files.get(name)
          if (content === undefined) return [{ file: name, wrong: 'missing' }]
          return hashOf(content) === sha256 ? [] : [{ file: name, wrong: 'changed' }]
        }),
        ...[...files.keys()].filter((name) => name !== manifestName && !named.has(name)).map((name) => ({ file: name.slice(0, 300), wrong: 'unexpected' as const }))
      ]
      return { path, manifest, signer, findings: findings.slice(0, 1000) }
    }
  }
}

function parsed(content: Uint8Array | undefined): Manifest | null {
  if (content === undefined || content.byteLength > 1_000_000) return null
  try {
    const result = manifestSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)))
    return result.success ? result.data : null
  } catch {
    return null
  }
}

/** A name that every system takes. */
function folderName({ language }: EvidenceWish, { organization, takenAt }: Snapshot): string {
  const { text, fill } = evidenceWords(language)
  const plain = (name: string): string => name.normalize('NFKD').replace(/[^\w .()-]+/gu, '').trim().slice(0, 60)
  return plain(fill(text.evidence.folder, { organization: plain(visibleName(organization.name)), day: takenAt.slice(0, 10) })).slice(0, 120)
}
