import { AppError } from '#shared/errors/appError'
import { encryptForAge, type AgeLock } from '../../storage/ageFile'
import { readBytes } from '../../storage/readBytes'

/** Asks where, and saves there; null when the person closed the dialog. */
export type Save = (suggestedName: string, content: string) => Promise<{ path: string } | null>

export const extension = 'gatehouse-review'

/**
 * Saves a review file where the person says, and reads it back before it counts.
 * @throws AppError `storageFailed`: what stands there then is not to be relied on
 */
export async function saveReviewFile(save: Save, suggestedName: string, text: string, lock: AgeLock | null): Promise<{ path: string; content: Buffer } | null> {
  const content = Buffer.from(lock === null ? text : await encryptForAge(text, lock), 'utf8')
  const saved = await save(suggestedName, content.toString('utf8'))
  if (saved === null) return null
  const there = await readBytes(saved.path, content.length)
  if (!(there instanceof Uint8Array) || !there.equals(content)) throw new AppError({ code: 'storageFailed', message: 'The file could not be read back as it was written.', retryable: true })
  return { path: saved.path, content }
}

/** A name that every system takes, in whatever script its words are. */
export function suggestedNameOf(organization: string, title: string, suffix = ''): string {
  const plain = (words: string): string => {
    const cleaned = words.replaceAll(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, ' ').replaceAll(/\s+/gu, ' ').trim()
    return Array.from(cleaned).slice(0, 60).join('').replace(/^[. ]+|[. ]+$/gu, '')
  }
  const parts = [plain(organization), plain(title), plain(suffix)].filter((part) => part !== '')
  return `${parts.join(' – ') || 'Review'}.${extension}`
}
