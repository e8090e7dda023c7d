import { createHash } from 'node:crypto'
import { z } from 'zod'
import { snapshotOutlineSchema, snapshotSchema, type Snapshot, type SnapshotOutline } from '#shared/domain/snapshot'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { open, seal } from './sealedFile'

/** The sealed outline is no longer than that, in bytes; a file that says otherwise is none of ours. */
const longestOutline = 64 * 1024
const magic = Buffer.from('gatehouse-snapshot-1\n', 'utf8')
const headBytes = magic.length + 4

/** So many bytes hold the outline of every file. */
export const outlineReach = headBytes + longestOutline

/** As it stands in the file; its size is the file's own. */
type StoredOutline = Omit<SnapshotOutline, 'bytes'>
const storedOutlineSchema = z.strictObject({ version: z.literal(1), outline: snapshotOutlineSchema.omit({ bytes: true }) })

const writtenSchema = z.looseObject({ version: z.literal(1), id: z.uuid() })

const outlineHeader = (id: string) => ({ kind: 'snapshot-outline', id })
const bodyHeader = (id: string) => ({ kind: 'snapshot', id })

/**
 * A snapshot as it rests on this computer: `gatehouse-snapshot-1` and a line feed, the length of the sealed outline (4 bytes, the
 * highest first), the sealed outline, the sealed body. The body is the snapshot's canonical form, by whose SHA-256 the
 * outline knows it; the outline alone has the name that it was given later.
 */
export function encodeSnapshot(snapshot: Snapshot, key: Uint8Array): { file: Buffer; outline: SnapshotOutline } {
  const body = Buffer.from(canonicalJson(snapshotSchema.parse(snapshot)), 'utf8')
  const outline = outlineOf(snapshot, createHash('sha256').update(body).digest('hex'))
  return withSize(joined(outline, seal(body, key, bodyHeader(snapshot.id)), key), outline)
}

/** The same file under another name. @returns null where its outline cannot be read */
export function renameSnapshot(file: Buffer, id: string, name: string, key: Uint8Array): { file: Buffer; outline: SnapshotOutline } | null {
  const found = readOutline(file, id, key)
  if (found === null) return null
  const outline = { ...found.outline, name }
  return withSize(joined(outline, file.subarray(found.end), key), outline)
}

/** Of the first bytes of a file. @returns null for what is not the outline of that snapshot, sealed with this key */
export function decodeOutline(start: Buffer, size: number, id: string, key: Uint8Array): SnapshotOutline | null {
  const found = readOutline(start, id, key)
  return found && { ...found.outline, bytes: size }
}

/** @returns null for what is not that snapshot, whole and sealed with this key */
export function decodeSnapshot(file: Buffer, id: string, key: Uint8Array): { outline: SnapshotOutline; snapshot: Snapshot } | null {
  const found = readOutline(file, id, key)
  if (found === null) return null
  const body = open(file.subarray(found.end), key, bodyHeader(id))
  // An outline of another body has no place before this one.
  if (body === null || createHash('sha256').update(body).digest('hex') !== found.outline.hash) return null
  // Written by this program after its schema, as the tag and the hash vouch: looking at every row again would take longer than the rest.
  const snapshot = writtenSchema.safeParse(parsed(body))
  return snapshot.success && snapshot.data.id === id ? { outline: { ...found.outline, bytes: file.length }, snapshot: snapshot.data as Snapshot } : null
}

function outlineOf(snapshot: Snapshot, hash: string): StoredOutline {
  const { id, name, cause, takenAt, server, demo, takenBy, organization, security, keys, changedMeanwhile } = snapshot
  return {
    id,
    name,
    cause,
    takenAt,
    server,
    demo,
    takenBy: takenBy.userId,
    organization: { id: organization.id, name: organization.name },
    // What was cut short, or failed, is no number; an invitation is no member yet.
    members: security.membersCompleteness.state === 'complete' ? security.members.filter(({ twoFactor }) => twoFactor !== 'pending').length : null,
    keys: keys.known && keys.value.organizationKeys.state === 'complete' && keys.value.ownKeys.state === 'complete' ? keys.value.keys.length : null,
    changedMeanwhile,
    hash
  }
}

function joined(outline: StoredOutline, sealedBody: Uint8Array, key: Uint8Array): Buffer {
  const sealed = seal(Buffer.from(canonicalJson({ version: 1, outline }), 'utf8'), key, outlineHeader(outline.id))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(sealed.length)
  return Buffer.concat([magic, length, sealed, sealedBody])
}

function withSize(file: Buffer, outline: StoredOutline): { file: Buffer; outline: SnapshotOutline } {
  return { file, outline: { ...outline, bytes: file.length } }
}

function readOutline(file: Buffer, id: string, key: Uint8Array): { outline: StoredOutline; end: number } | null {
  if (file.length < headBytes || !file.subarray(0, magic.length).equals(magic)) return null
  const end = headBytes + file.readUInt32BE(magic.length)
  if (end > outlineReach || end > file.length) return null
  const content = open(file.subarray(headBytes, end), key, outlineHeader(id))
  const stored = storedOutlineSchema.safeParse(content && parsed(content))
  return stored.success && stored.data.outline.id === id ? { outline: stored.data.outline, end } : null
}

function parsed(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    return null
  }
}
