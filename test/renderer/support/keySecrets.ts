import type { HeldSecret, KeySecrets, LostAttempt } from '#shared/domain/heldSecret'
import { id } from './connections'

const about = { cause: 'regenerate', organizationId: id(1), organizationName: 'Meridian Parcel', keyName: 'CI deploy', batchId: null, askedAt: '2027-03-12T10:00:00.000Z' } as const

export const heldSecret = (number: number, given: Partial<HeldSecret> = {}): HeldSecret => ({
  ...about,
  id: id(500 + number),
  keyId: number,
  keyName: `CI deploy ${number}`,
  secure: true,
  fingerprint: '3f2a9c0177de',
  length: 36,
  receivedAt: '2027-03-12T10:00:01.000Z',
  copied: false,
  saved: false,
  kept: 'keychain',
  readable: true,
  ...given
})

export const lostAttempt = (number: number, given: Partial<LostAttempt> = {}): LostAttempt => ({ ...about, id: id(600 + number), keyId: number, finding: 'rotated', candidates: [], lookedAt: '2027-03-12T10:01:00.000Z', ...given })

export const keySecrets = (given: Partial<KeySecrets> = {}): KeySecrets => ({ held: [], lost: [], place: 'keychain', damaged: [], hiddenFromCapture: false, ...given })
