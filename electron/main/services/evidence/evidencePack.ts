import { createHash } from 'node:crypto'
import type { EvidenceWish, Manifest } from '#shared/domain/evidencePack'
import type { Snapshot } from '#shared/domain/snapshot'
import { csv } from '#shared/rules/csv'
import { findingsIn } from '#shared/rules/reviewFindings'
import { evidenceGaps } from './evidenceGaps'
import { evidencePage } from './evidencePage'
import { evidencePeople } from './evidencePeople'
import { evidenceTables } from './evidenceTables'
import { evidenceWords } from './evidenceWords'

export interface PackFile {
  name: string
  content: string | Uint8Array
}

export interface PackParts {
  /** As it is to be handed over. */
  snapshot: Snapshot
  /** SHA-256 of the snapshot's canonical form, hexadecimal. */
  snapshotHash: string
  /** Of the key that will sign. */
  fingerprint: string
  writtenAt: string
  printPdf(html: string): Promise<Uint8Array>
}

/** The files of a pack, the manifest still to be signed over them. */
export async function packFiles(wish: EvidenceWish, { snapshot, snapshotHash, fingerprint, writtenAt, printPdf }: PackParts): Promise<PackFile[]> {
  const words = evidenceWords(wish.language)
  let count = 0
  // The same pack of the same snapshot is the same to the byte, but for its moment.
  const findings = findingsIn(snapshot, () => `00000000-0000-4000-8000-${String(count++).padStart(12, '0')}`)
  const nameOf = evidencePeople(snapshot, wish.maskEmails, words)
  const tables = evidenceTables(snapshot, findings, wish.standards, words, nameOf)
  const page = evidencePage({ snapshot, nameOf, snapshotHash, fingerprint, writtenAt, emailsMasked: wish.maskEmails, signedBy: wish.signedBy ?? null, tables, gaps: evidenceGaps(snapshot, words) }, words)
  const files: PackFile[] = [
    { name: 'evidence.html', content: page },
    { name: 'evidence.pdf', content: await printPdf(page) },
    ...tables.map((table) => ({ name: `${table.name}.csv`, content: csv(table.header, table.rows.map(({ cells }) => cells)) })),
    { name: 'evidence.json', content: `${JSON.stringify({ kind: 'gatehouse.evidence', version: 1, writtenAt, snapshotHash, emailsMasked: wish.maskEmails, signedBy: { name: wish.signedBy ?? null, fingerprint }, findings: findings.map(({ rule, about, count: of, severity }) => ({ rule, about, count: of, severity })), snapshot: asEvidence(snapshot) }, null, 1)}\n` }
  ]
  return [...files, { name: 'SHA256SUMS', content: files.map((file) => `${hashOf(file.content)}  ${file.name}\n`).join('') }]
}

/** Which key Gatehouse was signed in with says nothing of the others: in a word like "in use" an auditor would read that it does. */
function asEvidence({ keys, ...snapshot }: Snapshot): object {
  if (!keys.known) return { ...snapshot, keys }
  return { ...snapshot, keys: { ...keys, value: { ...keys.value, keys: keys.value.keys.map(({ inUse, ...key }) => ({ ...key, credentialOfGatehouse: inUse })) } } }
}

/** What is signed: every file by its size and hash. */
export function manifestBody(files: readonly PackFile[], { snapshot, snapshotHash, writtenAt }: Pick<PackParts, 'snapshot' | 'snapshotHash' | 'writtenAt'>, emailsMasked: boolean): Manifest['body'] {
  return {
    organization: { id: snapshot.organization.id, name: snapshot.organization.name.slice(0, 1000) },
    server: snapshot.server,
    takenAt: snapshot.takenAt,
    writtenAt,
    snapshotHash,
    emailsMasked,
    files: files.map(({ name, content }) => ({ name, bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength, sha256: hashOf(content) }))
  }
}

export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
