import { basename } from 'node:path'
import { AppError } from '#shared/errors/appError'

export type FileAction = 'read' | 'written' | 'set aside' | 'removed'

const reasons: Record<string, { text: string; retryable: boolean }> = {
  ENOSPC: { text: 'the disk is full', retryable: true },
  EDQUOT: { text: 'the disk quota is used up', retryable: true },
  EFBIG: { text: 'the file is too large', retryable: false },
  EACCES: { text: 'permission was denied', retryable: false },
  EPERM: { text: 'permission was denied', retryable: false },
  EROFS: { text: 'the disk is read-only', retryable: false },
  EISDIR: { text: 'a folder stands in its place', retryable: false },
  ENOTDIR: { text: 'its folder is a file', retryable: false },
  EMFILE: { text: 'too many files are open', retryable: true },
  EBUSY: { text: 'another program uses it', retryable: true },
  EIO: { text: 'the disk reported an error', retryable: true }
}

/** AppError `storageFailed` that names the file (never its folder, which tells the person's name) and the reason. */
export function toStorageError(action: FileAction, path: string, cause: unknown): AppError {
  const reason = reasons[codeOf(cause) ?? ''] ?? { text: 'the system refused', retryable: false }
  return new AppError(
    { code: 'storageFailed', message: `${basename(path)} could not be ${action}: ${reason.text}.`, retryable: reason.retryable },
    { cause }
  )
}

export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
