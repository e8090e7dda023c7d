import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { hashSchema, sha256 } from './journalLine'
import type { Head } from './scan'

/** The signed word of how far the journal had got. */
export interface Checkpoint extends Head {
  /** Which key it is signed with: the beginning of that key's SHA-256. */
  keyId: string
  /** When this was signed, and since when this key signs; ISO 8601 in UTC. */
  at: string
  since: string
}

const checkpointSchema = z.strictObject({ version: z.literal(1), seq: z.int().min(0), hash: hashSchema, keyId: z.string(), at: z.iso.datetime(), since: z.iso.datetime(), mac: hashSchema })

export const newKey = (): string => randomBytes(32).toString('hex')
export const keyIdOf = (key: string): string => sha256(`journal key ${key}`).slice(0, 16)

/** The text of a checkpoint, signed with HMAC-SHA-256: who has the key could write the journal as well, so that a public half would serve nobody. */
export function encodeCheckpoint(checkpoint: Checkpoint, key: string): string {
  return textOf(checkpoint, macOf(checkpoint, key))
}

/** @returns null for a text that no Gatehouse wrote; whether the signature is right `isSignedWith` says */
export function decodeCheckpoint(text: string): (Checkpoint & { mac: string }) | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = checkpointSchema.safeParse(json)
  if (!parsed.success) return null
  const { seq, hash, keyId, at, since, mac } = parsed.data
  const checkpoint = { seq, hash, keyId, at, since }
  return textOf(checkpoint, mac) === text ? { ...checkpoint, mac } : null
}

export function isSignedWith(key: string, checkpoint: Checkpoint & { mac: string }): boolean {
  return checkpoint.keyId === keyIdOf(key) && timingSafeEqual(Buffer.from(checkpoint.mac, 'hex'), Buffer.from(macOf(checkpoint, key), 'hex'))
}

/** One text for one meaning, so that any other byte is found. */
function textOf({ seq, hash, keyId, at, since }: Checkpoint, mac: string): string {
  return `${JSON.stringify({ version: 1, seq, hash, keyId, at, since, mac })}\n`
}

function macOf({ seq, hash, keyId, at, since }: Checkpoint, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(JSON.stringify([1, seq, hash, keyId, at, since])).digest('hex')
}
