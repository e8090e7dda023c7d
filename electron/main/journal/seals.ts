import { AppError } from '#shared/errors/appError'
import type { Logger } from '../log/logger'
import type { TextFile } from '../storage/textFile'
import { encodeCheckpoint, keyIdOf, newKey, type Checkpoint } from './checkpoint'
import type { Sealing } from './judge'
import type { Head } from './scan'

/** Where the journal's key is kept: the vault, by its own purpose. */
export interface JournalKeys {
  /** `memory`: it would be gone with this run, and sign nothing that lasts. */
  storage(): Promise<'keychain' | 'memory'>
  /** @throws AppError `vaultLocked`, `vaultUnavailable` */
  read(): Promise<{ found: { key: string; floor: Head } | null }>
  /** @throws AppError `vaultLocked`, `vaultUnavailable` */
  save(key: { key: string; floor: Head }): Promise<void>
}

/** Signs how far the journal has got. Nothing here throws for the keychain or for the checkpoint's file: an entry counts without them. */
export function createSeals({ keys, file, log, now }: { keys: JournalKeys; file: TextFile; log: Logger; now(): number }) {
  let sealing: Sealing = { state: 'none', why: 'keychainFailed' }
  let since: string | null = null
  /** What the checkpoint's file says; null: not known. */
  let signed: Head | null = null

  const write = async (key: string, head: Head): Promise<boolean> => {
    const at = new Date(now()).toISOString()
    since ??= at
    try {
      await file.write(encodeCheckpoint({ ...head, keyId: keyIdOf(key), at, since }, key))
      signed = head
      return true
    } catch (error) {
      log.error('journal.notSigned', { error })
      return false
    }
  }

  return {
    /** What the keychain says now; once it has given the key, it is not asked again. */
    async read(): Promise<Sealing> {
      if (sealing.state === 'key') return sealing
      try {
        if ((await keys.storage()) === 'memory') sealing = { state: 'none', why: 'noKeychain' }
        else {
          const { found } = await keys.read()
          sealing = found ? { state: 'key', ...found } : { state: 'noKey' }
        }
      } catch (error) {
        log.warn('journal.keyNotRead', { error })
        // A damaged one is no key any more.
        sealing = error instanceof AppError && error.data.details?.foundState === 'damaged' ? { state: 'noKey' } : { state: 'none', why: 'keychainFailed' }
      }
      return sealing
    },

    /** Goes on from a valid checkpoint. */
    resume({ since: first, seq, hash }: Checkpoint): void {
      since = first
      signed = { seq, hash }
    },

    /** Makes a key, and says whether it is kept. The checkpoint comes before it, so that a key without a checkpoint means that one was taken away. */
    async begin(head: Head): Promise<boolean> {
      const key = newKey()
      since = null
      if (!(await write(key, head))) return false
      try {
        await keys.save({ key, floor: head })
        sealing = { state: 'key', key, floor: head }
        return true
      } catch (error) {
        log.warn('journal.keyNotKept', { error })
        sealing = { state: 'none', why: 'keychainFailed' }
        return false
      }
    },

    unsigned: (head: Head): number => head.seq - (signed?.seq ?? 0),

    async sign(head: Head): Promise<void> {
      if (sealing.state === 'key' && (signed?.seq !== head.seq || signed.hash !== head.hash)) await write(sealing.key, head)
    },

    /** Has the keychain remember how far it was signed, so that nobody can put older files back. */
    async remember(): Promise<void> {
      if (sealing.state !== 'key' || signed === null || signed.hash === sealing.floor.hash) return
      const floor = signed
      try {
        await keys.save({ key: sealing.key, floor })
        sealing = { ...sealing, floor }
      } catch (error) {
        log.warn('journal.floorNotKept', { error })
      }
    }
  }
}
