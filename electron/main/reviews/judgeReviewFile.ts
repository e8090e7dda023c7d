import { z } from 'zod'
import { reviewBodySchema, type ReviewBody } from '#shared/domain/review'
import { approvalSchema, mostReviewDays, publicKeySchema, reviewFileLimits, reviewFileVersion, signatureSchema, type Approval, type FileRefusal } from '#shared/domain/reviewFile'
import { canonicalJson } from '#shared/rules/canonicalJson'
import { isAgeFile } from '../storage/ageFile'
import { isDeeperThan } from './jsonDepth'
import { approvalBytes, bodyBytes, type ApprovedThing } from './signedBytes'
import { holds, sha256 } from './signing'

/** A file whose signatures hold, and that is what its version says. */
export interface SoundFile {
  body: ReviewBody
  publicKey: string
  approvals: Approval[]
  /** SHA-256 of the body's canonical form as it was signed, hexadecimal. */
  bodyHash: string
  /** As it was signed, in the version in which it was. */
  signed: ApprovedThing
}

export type Judgement =
  | { result: 'sound'; file: SoundFile }
  | { result: 'encrypted'; armored: string }
  /** `field`: where the shape fails, or what the version is. */
  | { result: 'refused'; why: FileRefusal; field: string | null }

/** `migrations[n]` turns the body of version n into that of version n + 1, after its signature was found to hold; pure. */
export interface FormatVersions {
  current: number
  migrations: Readonly<Record<number, (body: unknown) => unknown>>
}
const versions: FormatVersions = { current: reviewFileVersion, migrations: {} }

const outlineSchema = z.strictObject({ format: z.literal('gatehouse-review'), version: z.int(), body: z.unknown(), publicKey: publicKeySchema, signature: signatureSchema, approvals: z.array(approvalSchema).max(10) })
const dayMs = 86_400_000

/** Judges the bytes of a file as the README of this folder has it: what stands earlier ends the judging. */
export function judgeReviewFile(bytes: Uint8Array, format: FormatVersions = versions): Judgement {
  if (bytes.byteLength > reviewFileLimits.encryptedBytes) return refused('tooLarge')
  const text = ofUtf8(bytes)
  if (text !== null && isAgeFile(text)) return { result: 'encrypted', armored: text }
  if (bytes.byteLength > reviewFileLimits.bytes) return refused('tooLarge')
  if (text === null) return refused('notReview')
  if (isDeeperThan(text, reviewFileLimits.depth)) return refused('tooDeep')
  return judgeText(text, format)
}

/** Of what was in an encrypted file; a second encryption inside is none that Gatehouse writes. */
export function judgeDecrypted(bytes: Uint8Array): Judgement {
  const judgement = judgeReviewFile(bytes)
  return judgement.result === 'encrypted' ? refused('notReview') : judgement
}

function judgeText(text: string, { current, migrations }: FormatVersions): Judgement {
  const raw = parsed(text)
  if (raw?.['format'] !== 'gatehouse-review') return refused('notReview')
  const { version, publicKey, signature, body } = raw
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return refused('notReview')
  if (version > current) return refused('newerVersion', String(version))

  // Of any other text of the same values nobody knows whether it was meant: two members of one name, a number beyond all bounds.
  if (canonicalOf(raw) !== text || !holds(publicKey, bodyBytes(version, body ?? null), signature)) return refused('badSignature')

  const outline = outlineSchema.safeParse(raw)
  if (!outline.success) return refused('badShape', fieldOf(outline.error))
  const migrated = migrate(body, version, { current, migrations })
  const understood = reviewBodySchema.safeParse(migrated)
  if (!understood.success) return refused('badShape', `body.${fieldOf(understood.error)}`)
  const twice = contradictionIn(understood.data)
  if (twice !== null) return refused('badShape', `body.${twice}`)
  // What would read otherwise than it was signed, as a title with a space at its end.
  if (canonicalJson(understood.data) !== canonicalJson(migrated)) return refused('badShape', 'body')

  const { approvals } = outline.data
  const signed: ApprovedThing = { version, body, publicKey: outline.data.publicKey, signature: outline.data.signature }
  const foreign = approvals.findIndex((approval, index) => !holds(approval.publicKey, approvalBytes(signed, approvals.slice(0, index), approval), approval.signature))
  if (foreign >= 0) return refused('badApproval', `approvals.${foreign}`)
  return { result: 'sound', file: { body: understood.data, publicKey: signed.publicKey, approvals, bodyHash: sha256(canonicalJson(body)), signed } }
}

function refused(why: FileRefusal, field: string | null = null): Judgement {
  return { result: 'refused', why, field: field?.slice(0, 300) ?? null }
}

/** A byte order mark stays and is no JSON; what is no UTF-8 is no text. */
function ofUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** null for values that have no canonical form: a lone surrogate, a number beyond all bounds. */
function canonicalOf(value: unknown): string | null {
  try {
    return canonicalJson(value)
  } catch {
    return null
  }
}

function migrate(body: unknown, version: number, { current, migrations }: FormatVersions): unknown {
  let migrated = body
  for (let from = version; from < current; from += 1) migrated = migrations[from]?.(migrated)
  return migrated
}

const fieldOf = (error: z.ZodError): string => error.issues[0]?.path.join('.') ?? ''

/** What no schema of one field says: an id that stands twice, or an end that is too far away. */
function contradictionIn({ createdAt, expiresAt, base, findings, steps }: ReviewBody): string | null {
  const lists = { 'base.members': base.members, 'base.keys': base.keys, findings, steps }
  for (const [name, things] of Object.entries(lists)) if (new Set(things.map(({ id }) => id)).size < things.length) return name
  const days = (Date.parse(expiresAt) - Date.parse(createdAt)) / dayMs
  return days > 0 && days <= mostReviewDays ? null : 'expiresAt'
}
