import { createHash } from 'node:crypto'
import type { SecretInClipboard } from '#shared/domain/heldSecret'
import type { Logger } from '../../log/logger'
import { createSerialQueue } from '../../storage/serialQueue'

/** The system's clipboard. */
export interface SecretClipboard {
  /** `keptOutOfHistory`: the clipboard says that it took the marks by which its history and its cloud leave it out. */
  write(secret: string): Promise<{ keptOutOfHistory: boolean }>
  read(): Promise<string>
  clear(): Promise<void>
}

/** A secret in the clipboard: cleared after a while, or at once; only while the clipboard still holds it. */
export interface CopiedSecret {
  copy(secret: string): Promise<{ clearsAt: number; keptOutOfHistory: boolean }>
  /** Resolves when it is out of the clipboard, or something else is in there. Never throws. */
  clearNow(): Promise<void>
}

export interface CopiedSecretDeps {
  clipboard: SecretClipboard
  /** Told of what was copied last. */
  onCleared(what: SecretInClipboard): void
  /** How long the clipboard keeps what is copied now, in milliseconds. */
  keepsMs(): number
  now(): number
  log: Logger
}

export function createCopiedSecret({ clipboard, onCleared, keepsMs, now, log }: CopiedSecretDeps): CopiedSecret {
  /** By which what was copied is recognised: the secret itself is not kept for that. */
  let copied: string | null = null
  let timer: NodeJS.Timeout | null = null
  const inTurn = createSerialQueue()

  const clear = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    return inTurn(async () => {
      if (copied === null) return
      const isThere = digest(await clipboard.read()) === copied
      if (isThere) await clipboard.clear()
      copied = null
      onCleared(isThere ? 'cleared' : 'replaced')
    }).catch((thrown: unknown) => {
      log.warn('keySecrets.clipboardNotCleared', { error: thrown })
      onCleared('stuck')
      // Another program may hold the clipboard for a moment.
      timer ??= setTimeout(() => void clear(), 1000)
    })
  }

  return {
    copy: (secret) =>
      inTurn(async () => {
        if (timer !== null) clearTimeout(timer)
        // Before it is written: what fails half way is cleared all the same.
        copied = digest(secret)
        const keptMs = keepsMs()
        timer = setTimeout(() => void clear(), keptMs)
        const { keptOutOfHistory } = await clipboard.write(secret)
        return { clearsAt: now() + keptMs, keptOutOfHistory }
      }),
    clearNow: clear
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
