import { randomUUID } from 'node:crypto'
import type { AttemptFinding, HeldSecret, KeySecrets, LostAttempt } from '#shared/domain/heldSecret'
import type { AttemptAbout, KeyEscrow } from '../../electron/main/services/keySecrets/keyEscrow'
import type { Mortal } from './mortal'

interface Kept {
  id: string
  about: Omit<AttemptAbout, 'active'>
  stage: 'sending' | 'held' | 'lost'
  keyId: number | null
  secret: string | null
  finding: AttemptFinding
}

/** What the escrow has on the disk and in the keychain, which outlive the process. */
export type EscrowDisk = Map<string, Kept>

/** An escrow of one process on that disk. */
export function escrowOnDisk(disk: EscrowDisk, mortal: Mortal): { escrow: KeyEscrow; secrets(): Promise<KeySecrets> } {
  const change = (id: string, what: Partial<Kept>): Promise<void> =>
    mortal.step(() => {
      const before = disk.get(id)
      if (before) disk.set(id, { ...before, ...what })
      return Promise.resolve()
    })
  const escrow: KeyEscrow = {
    reconcile: () => Promise.resolve(),
    edited: () => Promise.resolve(),
    hasUnknown: () => Promise.resolve(false),
    mayStillLand: () => Promise.resolve(null),
    async prepare({ cause, organization, keyName, secure, batchId, before }) {
      const id = randomUUID()
      const about = { cause, organization, keyName, secure, batchId, before }
      await mortal.step(() => Promise.resolve(disk.set(id, { id, about, stage: 'sending', keyId: null, secret: null, finding: 'unknown' })))
      return {
        id,
        before: () => before,
        keep: (secret, keyId) => change(id, { stage: 'held', secret, keyId }),
        withdraw: () => mortal.step(() => Promise.resolve().then(() => void disk.delete(id))),
        lost: (finding, { keyId }) => change(id, { stage: 'lost', finding, keyId }).then(() => finding)
      }
    }
  }
  return {
    escrow,
    secrets() {
      const all = [...disk.values()].map(({ id, about: { cause, organization, keyName, batchId, secure }, ...rest }) => ({
        rest: { ...rest, secure },
        about: { id, cause, organizationId: organization.id, organizationName: organization.name, keyName, batchId, askedAt: '2026-11-21T10:00:00.000Z' }
      }))
      const held = all.flatMap(({ about, rest }): HeldSecret[] =>
        rest.stage === 'held' ? [{ ...about, keyId: rest.keyId ?? 0, secure: rest.secure, fingerprint: '0123456789ab', length: 36, receivedAt: about.askedAt, copied: false, saved: false, readable: true, kept: 'keychain' }] : []
      )
      const lost = all.flatMap(({ about, rest }): LostAttempt[] => (rest.stage === 'held' ? [] : [{ ...about, keyId: rest.keyId, finding: rest.finding, candidates: [], lookedAt: null }]))
      return Promise.resolve({ held, lost, damaged: [], place: 'keychain', hiddenFromCapture: false })
    }
  }
}
